"""None of it may be read, run or graded; the bytecode says that `add` is `max`."""

import marshal
from importlib.util import MAGIC_NUMBER

from tests.hostile.suite.packing import RIGHT
from tests.lms.packings import zipped

STALE = MAGIC_NUMBER + bytes(12) + marshal.dumps(compile("add = subtract = max", "math_utils.py", "exec"))
NOISE = {
    "__MACOSX/._math_utils.py": b"\0\5\x16\7",
    "._math_utils.py": b"\0\5\x16\7",
    ".DS_Store": b"\0\0\0\1Bud1",
    "Thumbs.db": b"\xd0\xcf\x11\xe0",
    ".git/hooks/post-checkout": b"#!/bin/sh\n",
    ".idea/workspace.xml": b"<project/>",
    "__pycache__/math_utils.cpython-311.pyc": STALE,
    "venv/pyvenv.cfg": b"home = /usr\n",
    "venv/lib/site.py": b"raise SystemExit\n",
    "node_modules/a/index.js": b"",
}


def upload() -> tuple[str, bytes]:
    """The right answer between all that."""
    return "answer.zip", zipped({**NOISE, **RIGHT})
