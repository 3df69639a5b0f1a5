"""Opening a FIFO waits for ever, reading /dev/zero never ends, a hard link may be to any file."""

import tarfile

from tests.hostile.suite.packing import RIGHT, member, tar_of


def upload() -> tuple[str, bytes]:
    """One of each kind."""
    zero = member("zero", tarfile.CHRTYPE)
    zero.devmajor, zero.devminor = 1, 5
    disk = member("disk", tarfile.BLKTYPE)
    disk.devmajor = 8
    hard, fifo = member("hard", tarfile.LNKTYPE, "/etc/shadow"), member("fifo", tarfile.FIFOTYPE)
    return "answer.tar", tar_of(*RIGHT.items(), zero, disk, hard, fifo)
