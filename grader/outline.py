"""Static facts of a submission, as the agent read them in the sandbox before any of its code ran.

The agent sends plain JSON; these models are the one door through which it enters (shape checked, sizes capped by
the frame). Paths are relative, with `/`; lines count from 1, columns from 1.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, Strict

from grader.requirement import Many


class Fact(BaseModel):
    """What every fact shares: frozen, no unknown keys, no coercion."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Place(StrEnum):
    """Where in a file a statement stands, as far as it decides whether the statement runs at import."""

    MODULE = "module"
    FUNCTION = "function"
    GUARD = "guard"
    """under `if __name__ == "__main__":`"""
    TYPE_CHECKING = "type_checking"


class ParseError(Fact):
    """Why Python cannot read a file. `kind` is the exception's name, `text` the offending line."""

    kind: str
    message: str
    line: int | None
    column: int | None
    text: str | None


class ImportFact(Fact):
    """One imported name.

    `import a.b as c`: module `a.b`, name None. `from .x import y`: level 1, module `x`, name `y`.
    """

    module: str
    level: int
    name: str | None
    alias: str | None
    line: int
    column: int
    place: Annotated[Place, Strict(False)]

    @property
    def is_star(self) -> bool:
        """Whether this is `from … import *`."""
        return self.name == "*"

    @property
    def statement(self) -> str:
        """The import as one would write it alone on a line."""
        alias = f" as {self.alias}" if self.alias else ""
        if self.name is None:
            return f"import {self.module}{alias}"
        return f"from {'.' * self.level}{self.module} import {self.name}{alias}"


class DefinitionKind(StrEnum):
    """What a module-level name is bound to, as far as the source tells."""

    FUNCTION = "function"
    CLASS = "class"
    VALUE = "value"


class ParamFact(Fact):
    """One parameter.

    `kind` as in inspect.Parameter, in lower case: positional_only, positional_or_keyword, var_positional,
    keyword_only, var_keyword.
    """

    name: str
    kind: str
    default: bool


class Definition(Fact):
    """One name that a module (or class) defines at its top level. `params` is None where the source does not say."""

    name: str
    kind: Annotated[DefinitionKind, Strict(False)]
    line: int
    params: Many[ParamFact] | None
    decorated: bool
    docstring: bool
    prints: bool
    returns_value: bool
    methods: Many[Definition]


class CallFact(Fact):
    """A call that runs at import time (module level, outside the main guard), by its written name."""

    name: str
    line: int


class ModuleFacts(Fact):
    """The facts of one `.py` file. With a `parse_error` everything else is empty."""

    path: str
    parse_error: ParseError | None
    imports: Many[ImportFact]
    definitions: Many[Definition]
    exports: Many[str] | None
    """content of `__all__`, None where there is none or where it is not a plain list of strings"""
    docstring: bool
    main_guard: int | None
    """line of `if __name__ == "__main__":`"""
    calls: Many[CallFact]
    path_edits: Many[int]
    """lines that change `sys.path`"""
    root: Annotated[str, Field(max_length=0)] = ""
    """folder from which imports start, with `/` at its end; set by Outline, never by the agent"""

    @property
    def module(self) -> str:
        """Dotted name under which the file is imported."""
        return module_name(self.path.removeprefix(self.root))

    @property
    def is_package(self) -> bool:
        """Whether the file is a package's `__init__.py`."""
        return PurePosixPath(self.path).name == "__init__.py"

    def defined(self, name: str) -> Definition | None:
        """The last definition of `name`, which is the one that counts."""
        return next((d for d in reversed(self.definitions) if d.name == name), None)


class Outline:
    """The facts of all `.py` files, by path and by dotted module name. `root`: where imports start."""

    def __init__(self, files: tuple[ModuleFacts, ...], root: str = "") -> None:
        files = tuple(facts.model_copy(update={"root": root}) for facts in files) if root else files
        self.files: Mapping[str, ModuleFacts] = MappingProxyType({facts.path: facts for facts in files})
        # A package wins over a module of the same name, as in Python's own finder.
        ordered = sorted(files, key=lambda facts: facts.is_package)
        self.modules: Mapping[str, ModuleFacts] = MappingProxyType({facts.module: facts for facts in ordered})


def source_root(paths: Collection[str]) -> str:
    """Where imports start: `src/` in a project that has its packages there, else the top of the submission."""
    return "src/" if "pyproject.toml" in paths and "src/__init__.py" not in paths else ""


def module_name(path: str) -> str:
    """`a/b.py` -> `a.b`; `a/__init__.py` -> `a`."""
    parts = PurePosixPath(path).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
