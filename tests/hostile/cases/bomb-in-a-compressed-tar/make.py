"""A stream has to be read to be skipped, so what is skipped counts, too."""

import lzma

from tests.hostile.suite.packing import RIGHT, tar_of


def upload() -> tuple[str, bytes]:
    """The right answer, and with it what this case is about."""
    return "answer.tar.xz", lzma.compress(tar_of(*RIGHT.items(), ("zeros.pyc", bytes(100 * 1024 * 1024))), preset=0)
