"""The ways in which students pack what they hand in, good, odd and hostile (reference of facts, section 11.1 and 11.2).

A packing turns an answer into the files that reach the LMS; all of it is deterministic.
"""

from __future__ import annotations

import gzip
import io
import struct
import tarfile
import unicodedata
import warnings
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

Files = Mapping[str, bytes]
_DATE = (2026, 6, 10, 14, 4, 6)


@dataclass(frozen=True)
class Packing:
    """One way to hand in. `accepted`: the answer must come out whole; else the hand-in is rejected."""

    name: str
    pack: Callable[[Files], dict[str, bytes]]
    accepted: bool


def entry(name: str, mode: int = 0) -> zipfile.ZipInfo:
    """A zip entry's header with the name as it is; `mode` is the Unix one."""
    info = zipfile.ZipInfo("x", _DATE)
    info.filename = info.orig_filename = name
    info.external_attr = mode << 16
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def zip_of(*entries: tuple[zipfile.ZipInfo | str, bytes]) -> bytes:
    """A zip of these entries, also with names twice."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the duplicates that we want
        for info, content in entries:
            archive.writestr(entry(info) if isinstance(info, str) else info, content)
    return buffer.getvalue()


def zipped(files: Files, prefix: str = "") -> bytes:
    """An ordinary zip without directory records."""
    return zip_of(*((prefix + path, content) for path, content in files.items()))


def tarred(files: Files) -> bytes:
    """A tar, compressed with gzip."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for path, content in files.items():
            info = tarfile.TarInfo(path)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return gzip.compress(buffer.getvalue(), mtime=0)


def raw_zip(name: bytes, content: bytes, flags: int = 0, method: int = 0) -> bytes:
    """A zip of one stored entry, field by field (APPNOTE 4.3.7, 4.3.12, 4.3.16): any name, any flag, any method."""
    shared = (flags, method, 0, 0x21, zlib.crc32(content), len(content), len(content), len(name), 0)
    local = struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, *shared) + name + content
    central = struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, 20, *shared, 0, 0, 0, 0, 0) + name
    return local + central + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, len(central), len(local), 0)


def zip64(files: Files) -> bytes:
    """A zip whose entries have 64-bit sizes although they are small."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for path, content in files.items():
            with archive.open(entry(path), "w", force_zip64=True) as file:
                file.write(content)
    return buffer.getvalue()


def with_folders(files: Files) -> bytes:
    """A zip with directory records."""
    folders = sorted({path.rpartition("/")[0] for path in files} - {""})
    return zip_of(*((f"{folder}/", b"") for folder in folders), *files.items())


def with_noise(files: Files) -> bytes:
    """What a Mac and a careless student add: resource forks, caches, a repository, a virtual environment."""
    noise = {
        "__MACOSX/._mypackage": b"\0\5\x16\7",
        ".DS_Store": b"\0\0\0\1Bud1",
        "Thumbs.db": b"\xd0\xcf",
        "mypackage/__pycache__/a.cpython-311.pyc": b"\xa7",
        ".git/HEAD": b"ref: refs/heads/main\n",
        "venv/pyvenv.cfg": b"home = /usr\n",
        "venv/lib/x.py": b"raise SystemExit\n",
    }
    return zipped({**noise, **files})


def with_link(files: Files) -> bytes:
    """A zip with a symbolic link, which is skipped with a note."""
    return zip_of(*files.items(), (entry("passwords", 0o120777), b"/etc/passwd"))


def composed(files: Files) -> bytes:
    """A zip with names as a Mac stores them (NFD) and without the UTF-8 flag."""
    name = unicodedata.normalize("NFD", "übersicht.txt").encode()
    one = raw_zip(name, b"hello\n")
    assert zipfile.ZipFile(io.BytesIO(one)).namelist()
    return zip_of(*files.items(), (unicodedata.normalize("NFD", "übersicht.txt"), b"hello\n"))


def with_raw_name(files: Files, name: bytes) -> bytes:
    """A zip that holds a file of that name too, without the UTF-8 flag, as old programs store names."""
    stand_in = b"Q" * len(name)
    return zipped({**files, stand_in.decode(): b"hello\n"}).replace(stand_in, name)


PACKINGS = (
    Packing("zip", lambda files: {"hw.zip": zipped(files)}, accepted=True),
    Packing("zip-with-folder-records", lambda files: {"hw.zip": with_folders(files)}, accepted=True),
    Packing("zip-in-wrapper", lambda files: {"My homework (1).zip": zipped(files, "hw1/")}, accepted=True),
    Packing(
        "zip-with-backslashes",
        lambda files: {"hw.zip": zipped({path.replace("/", "\\"): text for path, text in files.items()})},
        accepted=True,
    ),
    Packing("zip64", lambda files: {"hw.zip": zip64(files)}, accepted=True),
    Packing("zip-with-noise", lambda files: {"hw.zip": with_noise(files)}, accepted=True),
    Packing("zip-with-link", lambda files: {"hw.zip": with_link(files)}, accepted=True),
    Packing("zip-with-decomposed-names", lambda files: {"hw.zip": composed(files)}, accepted=True),
    Packing("zip-with-cp437-names", lambda files: {"hw.zip": with_raw_name(files, b"\x81bersicht.txt")}, accepted=True),
    Packing(
        "zip-with-shift-jis-names",
        lambda files: {"hw.zip": with_raw_name(files, "課題の提出.txt".encode("shift-jis"))},
        accepted=True,
    ),
    Packing("zip-in-zip", lambda files: {"hw.zip": zipped({**files, "old.zip": zipped(files)})}, accepted=True),
    Packing("tar.gz", lambda files: {"hw.tar.gz": tarred(files)}, accepted=True),
    Packing("tgz", lambda files: {"hw.tgz": tarred(files)}, accepted=True),
    Packing("zip-named-rar", lambda files: {"hw.rar": zipped(files)}, accepted=True),
    Packing("zip-named-docx", lambda files: {"hw.docx": zipped(files)}, accepted=True),
    Packing("zip-and-same-file", lambda files: {"hw.zip": zipped(files), "notes.txt": b"done\n"}, accepted=True),
    Packing("rar", lambda _: {"hw.rar": b"Rar!\x1a\x07\x01\0" + bytes(50)}, accepted=False),
    Packing("7z", lambda _: {"hw.7z": b"7z\xbc\xaf\x27\x1c" + bytes(50)}, accepted=False),
    Packing("truncated", lambda files: {"hw.zip": zipped(files)[:-60]}, accepted=False),
    Packing("empty-file", lambda _: {"hw.zip": b""}, accepted=False),
    Packing("encrypted", lambda _: {"hw.zip": raw_zip(b"mypackage/a.py", b"x" * 20, flags=1)}, accepted=False),
    Packing("unknown-method", lambda _: {"hw.zip": raw_zip(b"mypackage/a.py", b"x" * 20, method=99)}, accepted=False),
    Packing("bad-utf8", lambda _: {"hw.zip": raw_zip(b"my\xff.py", b"x", flags=0x800)}, accepted=False),
    Packing("bomb", lambda _: {"hw.zip": zipped({"zeros.py": bytes(4 * 1024 * 1024)})}, accepted=False),
    Packing("climbing", lambda files: {"hw.zip": zipped({**files, "../../evil.py": b""})}, accepted=False),
    Packing("absolute", lambda files: {"hw.zip": zipped({**files, "/etc/evil.py": b""})}, accepted=False),
    Packing("twice", lambda _: {"hw.zip": zip_of(("a.py", b"1"), ("a.py", b"2"))}, accepted=False),
    Packing("case", lambda files: {"hw.zip": zipped({**files, "A.py": b"", "a.py": b""})}, accepted=False),
    Packing("trailing-dot", lambda files: {"hw.zip": zipped({**files, "notes.": b""})}, accepted=False),
    Packing("trailing-space", lambda files: {"hw.zip": zipped({**files, "notes.txt ": b""})}, accepted=False),
    Packing("long-name", lambda files: {"hw.zip": zipped({**files, "x" * 300 + ".py": b""})}, accepted=False),
    Packing("many-files", lambda _: {"hw.zip": zipped({f"f{n}.py": b"" for n in range(2_001)})}, accepted=False),
    Packing("web-page", lambda _: {"hw.zip": b"<!DOCTYPE html><html>404</html>"}, accepted=False),
    Packing("only-noise", lambda _: {"hw.zip": zipped({"__MACOSX/._a": b"x"})}, accepted=False),
)
