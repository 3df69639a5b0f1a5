"""The shape an exercise asks for: a tree of modules and packages with their public names.

Checks on layout, imports, signatures and exports are derived from it (`checks/required.py`).
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, Strict

T = TypeVar("T")
Many = Annotated[tuple[T, ...], Strict(False)]
"""A YAML list, kept as a tuple so that the models stay frozen all the way down."""


class Model(BaseModel):
    """What every model of an exercise file shares: frozen, strict, unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, defer_build=True)


def _identifier(text: str) -> str:
    if not text.isidentifier() or keyword.iskeyword(text):
        raise ValueError(f"{text!r} is not a Python name")
    return text


def _dotted(text: str) -> str:
    for part in text.split("."):
        _identifier(part)
    return text


def _param(text: str) -> str:
    if not re.fullmatch(r"\*{0,2}[^\W\d]\w*=?", text):
        raise ValueError(f"{text!r} is not a parameter: write name, name= (with a default), *name or **name")
    return text


def _decimal(value: object) -> object:
    """Through text, so that 0.1 stays 0.1; anything else is left for pydantic to refuse."""
    return Decimal(str(value)) if isinstance(value, int | float) and not isinstance(value, bool) else value


Identifier = Annotated[str, AfterValidator(_identifier)]
DottedName = Annotated[str, AfterValidator(_dotted)]
Param = Annotated[str, AfterValidator(_param)]
"""`a` required, `a=` with a default, `*args`, `**kwargs`."""
Points = Annotated[
    Decimal,
    BeforeValidator(_decimal, json_schema_input_type=float),
    Field(ge=0, le=1_000_000, allow_inf_nan=False, max_digits=12, decimal_places=4),
]


class Function(Model):
    """A function that must be there. Without `params` any signature will do."""

    name: Identifier
    params: Many[Param] | None = None
    """`a` required, `b=` with a default, `*args`, `**kwargs`, in this order"""


class Class(Model):
    """A class that must be there, with methods by name."""

    name: Identifier
    methods: Many[Function] = ()


class Module(Model):
    """A module that must be there and the names it must define.

    `exports` is the exact content of `__all__`; `provides` are names that must be usable from outside, however
    they came in (for a package: re-exports in its `__init__.py`).
    """

    name: Identifier
    functions: Many[Function] = ()
    classes: Many[Class] = ()
    values: Many[Identifier] = ()
    """variables that must be there"""
    provides: Many[Identifier] = ()
    """names that can be used from outside"""
    exports: Many[Identifier] | None = None
    """exactly what `__all__` holds"""


class Package(Module):
    """A package that must be there: a folder with an `__init__.py`, and what lies inside."""

    modules: Many[Module] = ()
    packages: Many[Package] = ()


class RequiredPoints(Model):
    """Points for each derived check, by what it settles."""

    layout: Points = Decimal(1)
    """the file or folder is where it should be"""
    imports: Points = Decimal(1)
    """it can be imported, and is silent"""
    defines: Points = Decimal(1)
    """one function, class or variable"""
    exports: Points = Decimal(1)
    """`provides` or `exports`"""


class Requirements(Model):
    """The top of the tree."""

    modules: Many[Module] = ()
    packages: Many[Package] = ()
    points: RequiredPoints = RequiredPoints()

    def walk(self) -> Iterator[tuple[str, Module]]:
        """Every module and package with its dotted name, parents before children, in the file's order."""
        for module in self.modules:
            yield module.name, module
        for package in self.packages:
            yield from _walk_package("", package)


def _walk_package(prefix: str, package: Package) -> Iterator[tuple[str, Module]]:
    name = prefix + package.name
    yield name, package
    for module in package.modules:
        yield f"{name}.{module.name}", module
    for inner in package.packages:
        yield from _walk_package(f"{name}.", inner)
