"""Turning pydantic's complaints about an exercise file into `path:line:column: what is wrong, what is allowed`."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from grader.errors import Defect
from grader.yamlfile import Document, Loc


def defects(error: ValidationError, document: Document, model: type[BaseModel]) -> tuple[Defect, ...]:
    """All complaints of one validation, in the file's order."""
    return tuple(sorted({_defect(detail, document, model) for detail in error.errors()}))


def did_you_mean(word: str, allowed: list[str]) -> str:
    """` Did you mean 'points'?` or nothing."""
    close = get_close_matches(word, allowed, n=1, cutoff=0.6)
    return f" Did you mean {close[0]!r}?" if close else ""


def _defect(detail: ErrorDetails, document: Document, model: type[BaseModel]) -> Defect:
    loc, kind, context = detail["loc"], detail["type"], detail.get("ctx", {})
    written = _written(loc, document)
    last = str(loc[-1]) if loc else ""
    if kind == "extra_forbidden":
        allowed = sorted(_keys_of(_model_at(loc[:-1], model)))
        message = f"unknown key {last!r}.{did_you_mean(last, allowed)} Allowed here: {', '.join(allowed)}"
        return document.defect(written, message, at_key=True)
    if kind == "missing":
        return document.defect(written, f"the key {last!r} is missing")
    if kind == "union_tag_not_found":
        return document.defect(written, "the key 'kind' is missing")
    if kind == "union_tag_invalid":
        allowed = [tag.strip("'") for tag in str(context.get("expected_tags", "")).split(", ")]
        tag = str(context.get("tag"))
        message = f"unknown kind {tag!r}.{did_you_mean(tag, allowed)} Allowed: {', '.join(allowed)}"
        return document.defect((*written, "kind"), message)
    return document.defect(written, _reworded(detail))


def _reworded(detail: ErrorDetails) -> str:
    message = detail["msg"].removeprefix("Value error, ").replace("Input should be", "this should be")
    message = message.replace("an instance of Decimal", "a number")
    value = detail.get("input")
    if isinstance(value, str | int | float | bool | None) and detail["type"] != "value_error":
        shown = "empty" if value is None else repr(value)
        return f"{message}, not {shown if len(shown) < 80 else 'what stands here'}"
    return message


def _written(loc: Loc, document: Document) -> Loc:
    """`loc` without the parts that pydantic adds (tags of unions) and that do not stand in the file."""
    path: Loc = ()
    for part in loc:
        if (*path, part) in document.values:
            path = (*path, part)
    return path


def _keys_of(model: type[BaseModel] | None) -> set[str]:
    return {field.alias or name for name, field in model.model_fields.items()} if model else set()


def _model_at(loc: Loc, model: type[BaseModel]) -> type[BaseModel] | None:
    """The model that stands at `loc`; tags of unions in `loc` choose among several."""
    current: list[type[BaseModel]] = [model]
    for part in loc:
        if isinstance(part, int):
            continue
        tagged = [
            m for m in current if "kind" in m.model_fields and part in get_args(m.model_fields["kind"].annotation)
        ]
        fields = [f.annotation for m in current for name, f in m.model_fields.items() if part in {name, f.alias}]
        current = tagged or [found for annotation in fields for found in _models_in(annotation)]
    return current[0] if len(current) >= 1 else None


def _models_in(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models_in(argument)
