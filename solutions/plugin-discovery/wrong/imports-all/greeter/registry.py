"""Finds the plug-ins and lets them speak."""

import importlib
import pkgutil

from greeter import plugins


def _plugins():
    """Give all plug-ins by name."""
    names = [info.name for info in pkgutil.iter_modules(plugins.__path__)]
    return {
        name: importlib.import_module(f"{plugins.__name__}.{name}") for name in names if not name.startswith("_")
    }


def languages():
    """Give the names of all plug-ins in alphabetical order."""
    return sorted(_plugins())


def greet(language, name):
    """Give what the plug-in says; ValueError where there is none."""
    found = _plugins()
    if language not in found:
        raise ValueError(f"there is no language {language!r}")
    return found[language].greet(name)
