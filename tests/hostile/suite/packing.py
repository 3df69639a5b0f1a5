"""Archives as cases hand them in: tars of any member, zips of any bytes, and the right answer to go with them."""

from __future__ import annotations

import io
import tarfile

from tests.hostile.suite.case import EXERCISES

RIGHT = {path.name: path.read_bytes() for path in sorted((EXERCISES / "attack-right").glob("*.py"))}
"""the right answer to the exercise that most cases attack"""


def tar_of(*members: tarfile.TarInfo | tuple[str, bytes], form: int = tarfile.PAX_FORMAT) -> bytes:
    """A plain tar of links, devices and the like (headers) and of files (name and content)."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=form) as archive:
        for member in members:
            if isinstance(member, tarfile.TarInfo):
                archive.addfile(member)
            else:
                info = tarfile.TarInfo(member[0])
                info.size = len(member[1])
                archive.addfile(info, io.BytesIO(member[1]))
    return buffer.getvalue()


def member(name: str, kind: bytes, target: str = "") -> tarfile.TarInfo:
    """The header of something that is no file: a link to `target`, a device, a FIFO."""
    info = tarfile.TarInfo(name)
    info.type = kind
    info.linkname = target
    return info
