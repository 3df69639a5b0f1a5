"""The table of formats holds every format."""

from __future__ import annotations

import importlib
import pkgutil

import grader.lms
from grader.lms.layout import Layout


def test_every_layout_has_its_row() -> None:
    """A format in the folder is in the table, once, under its file's name."""
    names = [found.name for found in pkgutil.iter_modules(grader.lms.__path__)]
    modules = {name: importlib.import_module(f"grader.lms.{name}") for name in names}

    found = {name: module.LAYOUT for name, module in modules.items() if hasattr(module, "LAYOUT")}

    assert all(isinstance(layout, Layout) and layout.name == name for name, layout in found.items())
    assert sorted(found) == sorted(layout.name for layout in grader.lms.LAYOUTS)
