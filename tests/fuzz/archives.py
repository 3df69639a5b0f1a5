"""Archives that were real ones before: fields, names, records and bytes of zips and tars made wrong, packed again."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import re
import struct
import tarfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from random import Random

from grader.errors import SubmissionRejected
from grader.submission import Caps, read_archive
from tests.fuzz.mutations import spoilt_bytes
from tests.lms.packings import PACKINGS, with_folders, with_link, with_noise, zip64, zip_of, zipped
from tests.unit.safety import assert_safe

CODE = b'"""A module."""\n\n\ndef add(a, b):\n    return a + b\n'
ANSWER: Mapping[str, bytes] = {
    "mypackage/__init__.py": b"",
    "mypackage/math_utils.py": CODE * 40,
    "mypackage/\u00fcbung.py": CODE,
    "notes.txt": b"done\n",
}
ASKED = frozenset({"mypackage"})
CAPS = (Caps(), Caps(file_bytes=4096, total_bytes=8192, files=8, entries=20, expanded_bytes=65536, header_bytes=4096))
NAMES = (
    *(
        "../evil.py",
        "/etc/passwd",
        "C:\\x.py",
        "..\\x.py",
        "a\0b.py",
        "con.py",
        "a/../b.py",
        "./a.py",
        "a//b.py",
        "A.py",
    ),
    *(
        "mypackage",
        "mypackage/",
        "MYPACKAGE/math_utils.py",
        "u\u0308bung.py",
        "x" * 300,
        "a/" * 80 + "b.py",
        ".",
        "",
        " ",
    ),
    *(
        "\u202eyp.exe",
        "\x1b[2J.py",
        "-rf",
        "=1+1.py",
        "<b>.py",
        "\ud800.py",
        "nul",
        "aux.py",
        "a.",
        "a ",
        "__MACOSX/._a",
    ),
    *("\U0001f40d.py", "\u212a.py", "k.py", ".git/HEAD", "venv/pyvenv.cfg", "old.zip", "conftest.py", "%s.py", "{}.py"),
)
NUMBERS = (
    0,
    1,
    2,
    8,
    12,
    14,
    20,
    46,
    99,
    255,
    512,
    0x7FFF,
    0x800,
    0xFFFE,
    0xFFFF,
    2**31 - 1,
    2**31,
    2**32 - 2,
    2**32 - 1,
)

ZIP_FIELDS: Mapping[bytes, tuple[tuple[int, int], ...]] = {
    b"PK\x03\x04": ((4, 2), (6, 2), (8, 2), (10, 4), (14, 4), (18, 4), (22, 4), (26, 2), (28, 2)),
    b"PK\x01\x02": (
        *((4, 2), (6, 2), (8, 2), (10, 2), (12, 4), (16, 4), (20, 4), (24, 4), (28, 2), (30, 2), (32, 2)),
        *((34, 2), (36, 2), (38, 4), (42, 4)),
    ),
    b"PK\x05\x06": ((4, 2), (6, 2), (8, 2), (10, 2), (12, 4), (16, 4), (20, 2)),
    b"PK\x06\x06": ((4, 8), (12, 2), (16, 4), (24, 8), (32, 8), (40, 8), (48, 8)),
    b"PK\x06\x07": ((4, 4), (8, 8), (16, 4)),
}
"""place and size of the numbers in each kind of record: APPNOTE 4.3.7, 4.3.12, 4.3.14 to 4.3.16"""
TAR_FIELDS = ((0, 100), (100, 8), (108, 8), (124, 12), (136, 12), (156, 1), (157, 100), (257, 8), (345, 155))
"""of a header: POSIX.1-2008 pax, "ustar Interchange Format"; the checksum is at 148"""
TAR_TYPES = b"\x000123456789LKNVSxXgAD\xff"
BLOCK_BYTES = 512
MAX_TABLE_BYTES = 3 * 1024 * 1024
"""a record that was made wrong before may claim fields of 64 KiB, and 25,000 of those would be gigabytes"""

Packer = Callable[[bytes], bytes]
PACKERS: tuple[tuple[str, Packer], ...] = (
    ("", bytes),
    (".gz", lambda data: gzip.compress(data, mtime=0)),
    (".bz2", bz2.compress),
    (".xz", lzma.compress),
)


# ---------------------------------------------------------------- zips


def real_zip(random: Random) -> bytes:
    """A zip as people and programs make them."""
    if random.random() < 0.3:
        packing = random.choice([each for each in PACKINGS if each.accepted and each.name not in ("tar.gz", "tgz")])
        return next(iter(packing.pack(ANSWER).values()))
    return random.choice((zipped, with_folders, with_link, with_noise, zip64))(ANSWER)


def spoilt_zip(data: bytes, random: Random) -> bytes:
    """The zip with a few of its records made wrong."""
    for _ in range(random.choice((1, 1, 1, 2, 4))):
        data = random.choice((_with_number, _with_number, _with_number, _with_name, _with_record_twice))(data, random)
    return data


def _records(data: bytes, *magics: bytes) -> list[int]:
    """Where records of these kinds begin, or what looks like them."""
    return [found.start() for magic in magics or ZIP_FIELDS for found in re.finditer(re.escape(magic), data)]


def _with_number(data: bytes, random: Random) -> bytes:
    """Another number in a field: of a few that mean something, near to the right one, or another record's place."""
    places = _records(data)
    if not places:
        return data
    at = random.choice(places)
    offset, size = random.choice(ZIP_FIELDS[data[at : at + 4]])
    now = int.from_bytes(data[at + offset : at + offset + size], "little")
    new = random.choice((*NUMBERS, now + 1, now - 1, now * 2, now ^ 1, random.choice(places), random.getrandbits(32)))
    return _put(data, at + offset, (new % 256**size).to_bytes(size, "little"))


def _with_name(data: bytes, random: Random) -> bytes:
    """Another name of the same length, in one record or in both that have it."""
    places = _records(data, b"PK\x01\x02")
    if not places:
        return data
    at = random.choice(places)
    size = int.from_bytes(data[at + 28 : at + 30], "little")
    old = data[at + 46 : at + 46 + size]
    new = random.choice(NAMES).encode("utf-8", "surrogatepass").ljust(size, b"x")[:size]
    return data.replace(old, new) if old and random.random() < 0.5 else _put(data, at + 46, new)


def _with_record_twice(data: bytes, random: Random) -> bytes:
    """One entry of the table of contents once or many times more, and its numbers made right again."""
    places, ends = _records(data, b"PK\x01\x02"), _records(data, b"PK\x05\x06")
    if not places or not ends or len(data) < ends[-1] + 22:
        return data
    at = random.choice(places)
    record = data[at : at + 46 + sum(struct.unpack_from("<3H", data, at + 28))]
    times = min(random.choice((1, 2, 30, 3_000, 25_000)), MAX_TABLE_BYTES // len(record))
    count, _, size, offset = struct.unpack_from("<2H2L", data, ends[-1] + 8)
    numbers = ((count + times) % 2**16, (count + times) % 2**16, (size + times * len(record)) % 2**32, offset)
    end = _put(data[ends[-1] :], 8, struct.pack("<2H2L", *numbers))
    return data[: ends[-1]] + record * times + end


def _put(data: bytes, at: int, new: bytes) -> bytes:
    return data[:at] + new + data[at + len(new) :]


# ---------------------------------------------------------------- tars


def real_tar(random: Random) -> bytes:
    """A tar in one of its formats, with a long name now and then."""
    buffer = io.BytesIO()
    form = random.choice((tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT))
    long = {} if form == tarfile.USTAR_FORMAT else {"a" * 90 + "/" + "b" * 90: b"long"}
    with tarfile.open(fileobj=buffer, mode="w", format=form) as archive:
        for path, content in {**ANSWER, **long}.items():
            info = tarfile.TarInfo(path)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return buffer.getvalue()


def spoilt_tar(data: bytes, random: Random) -> bytes:
    """The tar with a few of its headers made wrong, or blocks put in, left out or repeated."""
    for _ in range(random.choice((1, 1, 1, 2, 4))):
        data = random.choice((_with_field, _with_field, _with_field, _with_block, _with_pax))(data, random)
    return data


def _headers(data: bytes) -> list[int]:
    """Where headers begin, or blocks that look like them."""
    return [at for at in range(0, len(data), BLOCK_BYTES) if data[at + 257 : at + 262] == b"ustar"]


def _with_field(data: bytes, random: Random) -> bytes:
    """Something else in a field of a header, mostly under a right checksum."""
    places = _headers(data)
    if not places:
        return data
    at = random.choice(places)
    offset, size = random.choice(TAR_FIELDS)
    header = _put(data[at : at + BLOCK_BYTES], offset, _field(offset, size, random))
    if random.random() < 0.85:
        header = _summed(header)
    return _put(data, at, header)


def _field(offset: int, size: int, random: Random) -> bytes:
    if size == 1:
        return bytes([random.choice(TAR_TYPES)])
    if size in (8, 12) and offset < 257:
        number = random.choice((*NUMBERS, 2**33 - 1, random.getrandbits(20)))
        octal, binary = b"%0*o\0" % (size - 1, number), b"\x80" + number.to_bytes(size - 1, "big")
        return random.choice((octal, binary, b"\xff" * size, b"-1\0", b" " * size, b"0x10\0", random.randbytes(size)))[
            :size
        ]
    name = random.choice(NAMES).encode("utf-8", "surrogatepass")
    return random.choice((name, b"\xff\xfe" + name, b"a\0" + name, random.randbytes(size))).ljust(size, b"\0")[:size]


def _summed(header: bytes) -> bytes:
    total = sum(_put(header, 148, b" " * 8))
    return _put(header, 148, b"%06o\0 " % total)


def _with_block(data: bytes, random: Random) -> bytes:
    """Whole blocks more, less or twice."""
    at = random.randrange(0, len(data) + 1, BLOCK_BYTES)
    size = random.choice((1, 2, 5, 40)) * BLOCK_BYTES
    new = random.choice(
        (b"", bytes(BLOCK_BYTES), bytes(2 * BLOCK_BYTES), data[at : at + size] * random.choice((2, 300)))
    )
    return data[:at] + new + data[at + random.choice((0, size)) :]


def _with_pax(data: bytes, random: Random) -> bytes:
    """An extension header before an entry: for one entry or for all, right or with records that lie."""
    places = _headers(data)
    if not places:
        return data
    at = random.choice(places)
    key = random.choice(
        ("path", "size", "linkpath", "mtime", "GNU.sparse.size", "GNU.sparse.map", "comment", "hdrcharset")
    )
    value = random.choice((*NAMES, "0", "-1", "9" * 30, "1e3", str(2**63), "x" * 70_000))
    record = f" {key}={value}\n".encode("utf-8", "surrogatepass")
    length = len(record) + len(str(len(record) + 3)) + random.choice((0, 0, 0, 1, -1, 10**6))
    body = random.choice((b"%d" % length, b"", b"-5", b"0", b"\xd9\xa1")) + record
    info = tarfile.TarInfo("././@PaxHeader")
    info.type = random.choice((tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK))
    info.size = len(body)
    header = info.tobuf(tarfile.USTAR_FORMAT)
    return data[:at] + header + body + bytes(-len(body) % BLOCK_BYTES) + data[at:]


# ---------------------------------------------------------------- the target


class Archives:
    """Intake reading one archive."""

    def make(self, random: Random) -> bytes:
        """A spoilt archive of one format; the bytes of it may be spoilt as well, before and after compression."""
        if random.random() < 0.08:
            return self._built(random)
        if random.random() < 0.5:
            data = real_zip(random)
            data = spoilt_zip(data, random) if random.random() < 0.8 else spoilt_bytes(data, random, 2)
            return spoilt_bytes(data, random) if random.random() < 0.1 else data
        data = real_tar(random)
        data = spoilt_tar(data, random) if random.random() < 0.8 else spoilt_bytes(data, random, 2)
        _, pack = random.choice(PACKERS)
        packed = pack(data)
        if random.random() < 0.2:
            packed += pack(data[: random.randint(0, len(data))])
        return spoilt_bytes(packed, random, random.choice((1, 3))) if random.random() < 0.3 else packed

    def _built(self, random: Random) -> bytes:
        """A zip made anew, with names that lie and contents that expand."""
        contents = (CODE, b"", bytes(3 << 20), b"ab" * (1 << 20), zipped(ANSWER))
        names = [name for name in NAMES if "\ud800" not in name]  # which zipfile cannot write
        return zip_of(*((random.choice(names), random.choice(contents)) for _ in range(random.choice((1, 2, 5)))))

    def run(self, case: bytes) -> list[str]:
        """Read it under the usual caps and under tight ones: it is safe, or refused in one sentence."""
        return [_read(case, caps) for caps in CAPS][:1]


def _read(case: bytes, caps: Caps) -> str:
    try:
        submission = read_archive(io.BytesIO(case), "hand\x1bin.zip", ASKED, caps)
    except SubmissionRejected as refusal:
        assert_sentence(refusal)
        return "rejected"
    assert_safe(submission, caps)
    return "accepted"


def assert_sentence(refusal: SubmissionRejected) -> None:
    """What the student reads is one line that can be shown anywhere, with something to do."""
    for text in (refusal.message, refusal.advice):
        assert text.isprintable()
        assert text.endswith(".")
        assert len(text) < 400


@contextmanager
def archives() -> Iterator[Archives]:
    """The target; needs nothing."""
    yield Archives()
