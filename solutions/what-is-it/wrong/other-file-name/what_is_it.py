"""Tell what an import would find: `python whatisit.py json math`."""

import sys
from importlib.util import find_spec


def kind_of(name):
    """Give `module`, `package`, `namespace package` or `nothing` for a name as one would import it."""
    try:
        spec = find_spec(name)
    except ModuleNotFoundError:
        return "nothing"
    if spec is None:
        return "nothing"
    if spec.submodule_search_locations is None:
        return "module"
    if spec.origin is None:
        return "namespace package"
    return "package"


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print(f"{name}: {kind_of(name)}")
