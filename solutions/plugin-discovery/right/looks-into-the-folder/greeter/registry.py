"""Finds the plug-ins and lets them speak."""

from importlib import import_module
from pathlib import Path

PLUGINS = Path(__file__).parent / "plugins"


def languages():
    """Give the names of all plug-ins."""
    found = [path.stem for path in PLUGINS.glob("[!_]*.py")]
    found += [path.parent.name for path in PLUGINS.glob("[!_]*/__init__.py")]
    return sorted(found)


def greet(language, name):
    """Let a plug-in speak."""
    if language not in languages():
        raise ValueError("unknown language: " + language)
    return import_module("greeter.plugins." + language).greet(name)
