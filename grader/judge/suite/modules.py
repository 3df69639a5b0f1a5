"""Modules of the submission, as a test has them in its hands."""

from __future__ import annotations

import types
from typing import Any

from grader.judge.suite.conversation import Conversation
from grader.judge.suite.messages import Ref
from grader.judge.suite.references import ASKED_BY_PYTEST


class RemoteModule(types.ModuleType):
    """A module of the submission. Not made until it is imported: `importer.py`."""

    def __getattribute__(self, name: str) -> Any:
        own = object.__getattribute__(self, "__dict__")
        if name in ("__class__", "__spec__", "__loader__", "__path__", "__package__") or (
            name in ("__name__", "__file__") and name in own
        ):
            return object.__getattribute__(self, name)
        if "_ref" not in own:
            return object.__getattribute__(self, name)
        if name in ASKED_BY_PYTEST or name in ("__wrapped__", "__bases__"):
            raise AttributeError(name)
        link: Conversation = own["_link"]
        number = link.number(module_ref(self))
        if name == "__dict__":
            return link.request(do="public", of=number)
        found = link.request(do="get", of=number, name=name)
        if name == "__file__":  # asked for by everything that walks through sys.modules
            own[name] = found
        return found

    def __setattr__(self, name: str, value: object) -> None:
        own = object.__getattribute__(self, "__dict__")
        if name in ("__spec__", "__loader__", "__path__", "__package__", "__file__", "__cached__") or "_ref" not in own:
            own[name] = value
        elif not (isinstance(value, RemoteModule) and value.__name__ == f"{self.__name__}.{name}"):
            own["_link"].set(module_ref(self), name, value)

    def __delattr__(self, name: str) -> None:
        link_of_module(self).delete(module_ref(self), name)

    def __dir__(self) -> list[str]:
        link = link_of_module(self)
        names: list[str] = link.request(do="dir", of=link.number(module_ref(self)))
        return names

    def __repr__(self) -> str:
        return f"<module {self.__name__} of the submission>"


def link_of_module(module: RemoteModule) -> Conversation:
    """The conversation that a module of the submission belongs to."""
    link: Conversation = object.__getattribute__(module, "__dict__")["_link"]
    return link


def module_ref(module: RemoteModule) -> Ref:
    """The reference of a module."""
    ref: Ref = object.__getattribute__(module, "__dict__")["_ref"]
    if ref.state not in (0, link_of_module(module).current()):  # imports are made again in each test's state
        ref = object.__getattribute__(module, "__dict__")["_ref"]
    return ref


def module_state(module: RemoteModule) -> int:
    """The state that imported a module, 0 for the file's own."""
    ref: Ref = object.__getattribute__(module, "__dict__")["_ref"]
    return ref.state
