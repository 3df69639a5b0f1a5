"""Every field of an exercise file as a page of Markdown, generated from the models: what it takes, its default, why.

Meanings are the docstrings below the fields. They are read from the source here and not by pydantic, which would do so
whenever a command starts.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated, get_args, get_origin

from pydantic import BaseModel

from grader.catalog import json_schema
from grader.check import Check
from grader.checks import KINDS, AnyCheck
from grader.exercise import ExerciseFile
from grader.proof.expected import ExpectedFile

Schema = Mapping[str, object]
Models = dict[str, type[BaseModel]]

HEAD = """\
# Every field

Generated from the models: `grade schema fields > docs/fields.md`. [authors.md](authors.md) tells how they are used.
Unknown keys are errors, and every defect of a file is reported at once, with line and column.
"""
WORDS = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
    "object": "mapping",
}


def fields_page() -> str:
    """The page."""
    exercise, expected = json_schema(), ExpectedFile.model_json_schema()
    page = _Page({**_definitions(exercise), **_definitions(expected)})
    models = {**_models(ExerciseFile[AnyCheck]), **_models(ExpectedFile)}
    kinds = {kind.__name__: kind for kind in KINDS}
    parts = {name: models[name] for name in sorted(models) if name not in kinds and name in page.definitions}
    lines = [
        HEAD,
        *page.section("## exercise.yaml", ExerciseFile[AnyCheck], exercise, ""),
        *page.section("## Every check", Check, page.common(), "What all kinds of checks have."),
        *(line for name, kind in kinds.items() for line in page.kind(kind, page.definitions[name])),
        *page.section("## expected.yaml", ExpectedFile, expected, ""),
        "## Parts\n",
        *(line for name, model in parts.items() for line in page.part(name, model)),
    ]
    return "\n".join(lines)


@dataclass(frozen=True)
class _Page:
    """`definitions` are the schemas of all models by name."""

    definitions: Mapping[str, Schema]

    def kind(self, kind: type[Check], schema: Schema) -> Iterator[str]:
        """A kind of check, with the fields that only it has."""
        name = get_args(kind.model_fields["kind"].annotation)[0]
        own = {key: value for key, value in _properties(schema).items() if key not in Check.model_fields}
        return self.section(f"## Check kind `{name}`", kind, {**schema, "properties": own}, _first(kind))

    def part(self, name: str, model: type[BaseModel]) -> Iterator[str]:
        """A model that stands within others."""
        return self.section(f"### {name}", model, self.definitions[name], _first(model))

    def common(self) -> Schema:
        """The schema of what every kind of check has."""
        schema = self.definitions[KINDS[0].__name__]
        own = {key: value for key, value in _properties(schema).items() if key in Check.model_fields}
        return {"properties": {**own, "kind": {"type": "string"}}, "required": ["id", "kind"]}

    def section(self, heading: str, model: type[BaseModel], schema: Schema, words: str) -> Iterator[str]:
        """A heading, what it is, and the table of its fields."""
        meanings, required = meanings_of(model), _list(schema, "required")
        yield from (heading, "", *([words, ""] if words else []))
        yield from ("| key | what it takes | default | what it is |", "|---|---|---|---|")
        for key, field in _properties(schema).items():
            if isinstance(field, Mapping):
                default = "required" if key in required else _default(field.get("default"))
                meaning = meanings.get(key) or meanings.get(f"{key}_", "")
                yield f"| `{key}` | {self._takes(field)} | {default} | {meaning} |"
        yield ""

    def _takes(self, schema: Schema) -> str:
        """A schema in words."""
        if "$ref" in schema:
            return self._named(str(schema["$ref"]).rpartition("/")[2])
        if "oneOf" in schema:
            return "check"
        choices = self._choices(schema)
        if choices:
            return " or ".join(dict.fromkeys(choices))
        for key, words in (("items", "list of"), ("additionalProperties", "mapping of name to")):
            inner = schema.get(key)
            if isinstance(inner, Mapping):
                return f"{words} {self._takes(inner)}"
        return WORDS.get(str(schema.get("type")), "any value")

    def _choices(self, schema: Schema) -> list[str]:
        values = [schema["const"]] if "const" in schema else _list(schema, "enum")
        forms = [each for each in _list(schema, "anyOf") if isinstance(each, Mapping) and each.get("type") != "null"]
        return [f"`{value}`" for value in values] or [self._takes(each) for each in forms]

    def _named(self, name: str) -> str:
        schema = self.definitions[name]
        return f"[{name}](#{name.lower()})" if "properties" in schema else self._takes(schema)


def _list(schema: Schema, key: str) -> list[object]:
    found = schema.get(key)
    return found if isinstance(found, list) else []


def _default(value: object) -> str:
    if value in (None, "", [], {}) or isinstance(value, dict):
        return ""
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def _definitions(schema: Schema) -> dict[str, Schema]:
    found = schema.get("$defs")
    return dict(found) if isinstance(found, Mapping) else {}


def _properties(schema: Schema) -> Schema:
    found = schema.get("properties")
    return found if isinstance(found, Mapping) else {}


def _models(model: type[BaseModel]) -> Models:
    """All models that stand below one, by name."""
    found: Models = {}
    waiting: list[object] = [field.annotation for field in model.model_fields.values()]
    while waiting:
        annotation = waiting.pop()
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            if annotation.__name__ not in found:
                found[annotation.__name__] = annotation
                waiting.extend(field.annotation for field in annotation.model_fields.values())
        elif get_origin(annotation) is Annotated:
            waiting.append(get_args(annotation)[0])
        else:
            waiting.extend(get_args(annotation))
    return found


def _first(model: type[BaseModel]) -> str:
    """The docstring, on one line."""
    return " ".join(inspect.cleandoc(model.__doc__ or "").split())


def meanings_of(model: type[BaseModel]) -> dict[str, str]:
    """Field -> its docstring, also of inherited fields."""
    found: dict[str, str] = {}
    for each in reversed(model.__mro__):
        if each.__module__.startswith("grader.") and "[" not in each.__name__:
            found |= dict(_told(each))
    return found


def _told(model: type) -> Iterator[tuple[str, str]]:
    [node] = ast.parse(textwrap.dedent(inspect.getsource(model))).body
    body = node.body if isinstance(node, ast.ClassDef) else []
    for field, after in pairwise(body):
        is_text = isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and is_text:
            yield field.target.id, " ".join(str(after.value.value).split())  # type: ignore[attr-defined]
