"""Tell what an import would find: `python whatisit.py json math`."""

import sys
from importlib import import_module


def kind_of(name):
    """Give `module`, `package`, `namespace package` or `nothing` for a name as one would import it."""
    try:
        found = import_module(name)
    except ModuleNotFoundError:
        return "nothing"
    if not hasattr(found, "__path__"):
        return "module"
    if found.__file__ is None:
        return "namespace package"
    return "package"


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print(f"{name}: {kind_of(name)}")
