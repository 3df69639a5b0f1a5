"""Values as a finding shows them, read by their looks: nothing of a student's is ever evaluated."""

from __future__ import annotations

import re

_NAME = re.compile(r"\w+")
_NAMES = re.compile(r"\[(?:'\w{1,100}'(?:, '\w{1,100}')*)?\]")
_MAX_CHARS = 2_000


def names_shown(shown: str | None) -> list[str] | None:
    """The names in a shown list of names, None where something else is shown."""
    if shown is None or len(shown) > _MAX_CHARS or not _NAMES.fullmatch(shown):
        return None
    return _NAME.findall(shown)


def items_shown(shown: str | None) -> list[str] | None:
    """The items of a shown list or tuple of plain values, each as it is shown; None where something else is shown."""
    if shown is None or len(shown) > _MAX_CHARS or shown[:1] + shown[-1:] not in {"[]", "()"}:
        return None
    inner = shown[1:-1]
    if set("[](){}") & set(inner):
        return None
    return [item.strip() for item in inner.split(",") if item.strip()]
