"""Tell what an import would find: `python whatisit.py json math`."""

import sys
from pathlib import Path


def kind_of(name):
    """Give `module`, `package`, `namespace package` or `nothing` for a name as one would import it."""
    path = Path(name.replace(".", "/"))
    if (path / "__init__.py").exists():
        return "package"
    if path.is_dir():
        return "namespace package"
    return "module" if path.with_suffix(".py").exists() else "nothing"


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print(f"{name}: {kind_of(name)}")
