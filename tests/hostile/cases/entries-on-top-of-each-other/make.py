"""The way to expand far beyond 1:1000: every entry of the directory points to the same local header."""

import struct

from tests.hostile.suite.packing import RIGHT
from tests.lms.packings import zipped

OFFSET = slice(42, 46)
"""of the local header, in an entry of the directory (PKWARE APPNOTE 4.3.12)"""


def upload() -> tuple[str, bytes]:
    """The last entry points to where the first one does."""
    packed = bytearray(zipped({**RIGHT, "more.py": b"", "most.py": b""}))
    last = packed.rindex(b"PK\1\2")
    packed[last + OFFSET.start : last + OFFSET.stop] = struct.pack("<L", 0)
    return "answer.zip", bytes(packed)
