"""Finds the plug-ins and lets them speak."""

import importlib
import pkgutil

from greeter import plugins


def languages():
    """Give the names of all plug-ins in alphabetical order."""
    names = [info.name for info in pkgutil.iter_modules(plugins.__path__)]
    return sorted(name for name in names if not name.startswith("_"))


def greet(language, name):
    """Give what the plug-in says; ValueError where there is none."""
    if language not in languages():
        raise ValueError(f"there is no language {language!r}")
    plugin = importlib.import_module(f"{plugins.__name__}.{language}")
    return plugin.greet(name)
