"""Each link looks harmless: `inner/up` leads to the top, `out` through it to above, the hard link through `out`."""

import tarfile

from tests.hostile.suite.packing import RIGHT, member, tar_of


def upload() -> tuple[str, bytes]:
    """The links first, then a file that would be written through them."""
    up, out = member("inner/up", tarfile.SYMTYPE, "."), member("out", tarfile.SYMTYPE, "inner/up/../..")
    hard = member("hard", tarfile.LNKTYPE, "out/math_utils.py")
    return "answer.tar", tar_of(*RIGHT.items(), up, out, hard, ("out/hostile-file", b"here\n"))
