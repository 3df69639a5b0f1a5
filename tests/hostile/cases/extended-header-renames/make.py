"""The name that counts stands in the pax record before the entry (POSIX.1-2001, pax)."""

import tarfile

from tests.hostile.suite.packing import RIGHT, tar_of

RECORD = b"25 path=../math_utils.py\n"


def upload() -> tuple[str, bytes]:
    """An ordinary tar, and one more entry whose header calls it notes.txt."""
    header = tarfile.TarInfo("header")
    header.type, header.size = tarfile.XHDTYPE, len(RECORD)
    entry = tarfile.TarInfo("notes.txt").tobuf(tarfile.USTAR_FORMAT)
    ordinary = tar_of(*RIGHT.items(), form=tarfile.USTAR_FORMAT).rstrip(b"\0")
    start = ordinary + bytes(-len(ordinary) % tarfile.BLOCKSIZE)
    extended = header.tobuf(tarfile.USTAR_FORMAT) + RECORD.ljust(tarfile.BLOCKSIZE, b"\0") + entry
    return "answer.tar", start + extended + bytes(2 * tarfile.BLOCKSIZE)
