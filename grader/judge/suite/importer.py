"""Imports of a test: modules of the submission come from the sandbox, all others from here.

What lies beside the test file wins over a file of the same name in the submission; so do modules of Python itself,
unless the exercise asks for a module of that name.
"""

from __future__ import annotations

import importlib.machinery
import sys
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from grader.judge.suite.link import Link
from grader.judge.suite.modules import RemoteModule, module_ref


@dataclass
class Importer:
    """A finder and loader for `sys.meta_path`. `tops` are the names that the submission answers for."""

    link: Link
    tops: Collection[str]
    made: dict[str, RemoteModule] = field(default_factory=dict)

    def find_spec(
        self, name: str, _path: Sequence[str] | None = None, _target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """A spec for modules of the submission that are there."""
        if name.partition(".")[0] not in self.tops:
            return None
        try:
            self._import(name)
        except ModuleNotFoundError as error:
            if error.name == name:
                return None
            raise
        is_package = "__path__" in object.__getattribute__(self.made[name], "__dict__")
        return importlib.machinery.ModuleSpec(name, self, is_package=is_package)  # type: ignore[arg-type]

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType:
        """The proxy."""
        return self.made[spec.name]

    def exec_module(self, module: ModuleType) -> None:
        """`importlib.reload` comes here with a module that is there already; a first import is done by then."""
        if isinstance(module, RemoteModule):
            own = object.__getattribute__(module, "__dict__")
            if own.pop("_is_fresh", False):
                return
            self.link.request(do="reload", of=self.link.number(module_ref(module)))

    def _import(self, name: str) -> None:
        """Have it imported there; anew, where the test removed it from `sys.modules`."""
        is_again = name in self.made and name not in sys.modules
        if is_again:
            del self.made[name]
        self.link.request(do="import", name=name, again=is_again)

    def make(self, name: str, ref: Any, is_package: bool) -> RemoteModule:
        """The proxy for a module that came from the sandbox."""
        known = self.made.get(name)
        if known is not None:
            object.__getattribute__(known, "__dict__")["_ref"] = ref
            return known
        made = RemoteModule(name)
        own = object.__getattribute__(made, "__dict__")
        own.update(_ref=ref, _link=self.link, _is_fresh=True)
        if is_package:
            own["__path__"] = []
        self.made[name] = made
        return made
