"""Where a proxy keeps what it stands for, and what is asked of the submission about any proxy alike."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from typing import Any

from grader.judge.suite.conversation import Conversation
from grader.judge.suite.messages import Ref

ASKED_BY_PYTEST = frozenset({"_mock_name", "_pytestfixturefunction", "pytestmark", "__test__", "__pytest_wrapped__"})
"""attributes that pytest looks for in everything that a test file imports; nothing of a submission has them"""


def link_of(found: Any) -> Conversation:
    """The conversation that something of the submission belongs to."""
    cls = found if isinstance(found, type) else type(found)
    link: Conversation = type.__getattribute__(cls, "_link")
    return link


def ref_of(found: Any) -> Ref:
    """Its reference there."""
    own = (
        type.__getattribute__(found, "__dict__")
        if isinstance(found, type)
        else object.__getattribute__(found, "__dict__")
    )
    ref: Ref = own["_ref"]
    return ref


def remote_dir(found: Any) -> list[str]:
    """What `dir` gives in the sandbox."""
    link = link_of(found)
    names: list[str] = link.request(do="dir", of=link.number(ref_of(found)))
    return names


def signature(link: Conversation, ref: Ref) -> inspect.Signature:
    """The signature of something that can be called, as Python tells it in the sandbox."""
    told = link.request(do="signature", of=link.number(ref))
    if told is None:
        raise AttributeError("__signature__")
    empty = inspect.Parameter.empty
    return inspect.Signature(
        [
            inspect.Parameter(name, _PARAMETER_KINDS[kind], default=default[0] if default else empty)
            for name, kind, default in told
        ]
    )


_PARAMETER_KINDS = (
    inspect.Parameter.POSITIONAL_ONLY,
    inspect.Parameter.POSITIONAL_OR_KEYWORD,
    inspect.Parameter.VAR_POSITIONAL,
    inspect.Parameter.KEYWORD_ONLY,
    inspect.Parameter.VAR_KEYWORD,
)


class ClassNames(Mapping[str, Any]):
    """`vars(C)` of a mirrored class: its names are known, its values are asked for one by one."""

    def __init__(self, cls: type) -> None:
        self._cls = cls

    def __iter__(self) -> Iterator[str]:
        return iter(type.__getattribute__(self._cls, "_facts")["all"])

    def __len__(self) -> int:
        return len(type.__getattribute__(self._cls, "_facts")["all"])

    def __getitem__(self, name: str) -> Any:
        if name not in type.__getattribute__(self._cls, "_facts")["all"]:
            raise KeyError(name)
        link = link_of(self._cls)
        return link.request(do="class_var", of=link.number(ref_of(self._cls)), name=name)
