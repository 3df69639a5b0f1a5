"""Python makes a lone surrogate of the byte, which no encoder takes."""

import os
import tarfile

from tests.hostile.suite.packing import RIGHT, tar_of


def upload() -> tuple[str, bytes]:
    """The right answer, and with it what this case is about."""
    return "answer.tar", tar_of(*RIGHT.items(), (os.fsdecode(b"math_\xff.py"), b""), form=tarfile.GNU_FORMAT)
