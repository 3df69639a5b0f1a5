"""Archives as they are handed in: good ones of every format, and the hostile ones of threats.md 1.4."""

import bz2
import gzip
import io
import lzma
import os
import stat
import struct
import tarfile
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from grader.errors import SubmissionRejected
from grader.submission import Caps, Submission, read_archive, read_submission

MIB = 1024 * 1024
ANSWER = {"mypackage/__init__.py": b"", "mypackage/übung.py": b"def add(a, b):\n    return a + b\n" * 100}


def zipped(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of `files`."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    return buffer.getvalue()


def zip_of(*infos: tuple[zipfile.ZipInfo, bytes]) -> bytes:
    """A zip of entries with headers made by hand, also with names twice."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive, pytest.MonkeyPatch.context() as patch:
        patch.setattr("warnings.warn", lambda *_, **__: None)  # zipfile warns of the duplicates that we want
        for info, content in infos:
            archive.writestr(info, content)
    return buffer.getvalue()


def entry(name: str, mode: int = 0) -> zipfile.ZipInfo:
    """A zip entry's header; `mode` is the Unix one."""
    info = zipfile.ZipInfo("x")
    info.filename = info.orig_filename = name
    info.external_attr = mode << 16
    return info


def raw_zip(name: bytes, content: bytes = b"x = 1\n", flags: int = 0, method: int = 0, version: int = 20) -> bytes:
    """A zip of one entry, written field by field (APPNOTE 4.3.7, 4.3.12, 4.3.16)."""
    crc = zlib.crc32(content)
    shared = (flags, method, 0, 0x21, crc, len(content), len(content), len(name), 0)
    local = struct.pack("<4s5H3L2H", b"PK\x03\x04", version, *shared) + name + content
    central = struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, version, *shared, 0, 0, 0, 0, 0) + name
    return local + central + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, len(central), len(local), 0)


def tarred(*members: tuple[tarfile.TarInfo, bytes], form: int = tarfile.PAX_FORMAT) -> bytes:
    """A plain tar of these members."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=form) as archive:
        for info, content in members:
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return buffer.getvalue()


def member(name: str, kind: bytes = tarfile.REGTYPE, target: str = "") -> tarfile.TarInfo:
    """A tar member's header."""
    info = tarfile.TarInfo(name)
    info.type = kind
    info.linkname = target
    return info


def tar_of(files: Mapping[str, bytes], form: int = tarfile.PAX_FORMAT) -> bytes:
    """A plain tar of `files`."""
    return tarred(*((member(path), content) for path, content in files.items()), form=form)


def patched(packed: bytes, place: int, new: bytes) -> bytes:
    """`packed` with other bytes at a place."""
    return packed[:place] + new + packed[place + len(new) :]


def read(packed: bytes, caps: Caps | None = None, name: str = "handin.bin") -> Submission:
    """Read an archive; its name tells nothing."""
    return read_archive(io.BytesIO(packed), name, caps=caps or Caps())


GOOD: dict[str, Callable[[], bytes]] = {
    "zip": lambda: zipped(ANSWER),
    "zip, stored": lambda: zipped(ANSWER, zipfile.ZIP_STORED),
    "zip with backslashes": lambda: zip_of(
        *((entry(path.replace("/", "\\")), content) for path, content in ANSWER.items())
    ),
    "zip with a comment": lambda: zipped(ANSWER)[:-2] + b"\x05\0hello",
    "tar, pax": lambda: tar_of(ANSWER),
    "tar, gnu": lambda: tar_of(ANSWER, tarfile.GNU_FORMAT),
    "tar, ustar": lambda: tar_of(ANSWER, tarfile.USTAR_FORMAT),
    "tar with ./": lambda: tar_of({f"./{path}": content for path, content in ANSWER.items()}),
    "tar of git archive": lambda: b"".join(
        [tarfile.TarInfo.create_pax_global_header({"comment": "a" * 40}), tar_of(ANSWER)]
    ),
    "tar.gz": lambda: gzip.compress(tar_of(ANSWER)),
    "tar.bz2": lambda: bz2.compress(tar_of(ANSWER)),
    "tar.xz": lambda: lzma.compress(tar_of(ANSWER)),
    "tar.gz in several streams": lambda: b"".join(
        gzip.compress(tar_of(ANSWER)[start : start + 1000]) for start in range(0, len(tar_of(ANSWER)), 1000)
    ),
    "tar.xz with padding": lambda: lzma.compress(tar_of(ANSWER)) + bytes(8),
}


@pytest.mark.parametrize("make", GOOD.values(), ids=GOOD)
def test_good_archive_gives_the_same_submission(make: Callable[[], bytes]) -> None:
    """Every format gives the same files and the same hash."""
    submission = read(make())
    assert dict(submission.files) == ANSWER
    assert (submission.sha256, submission.notes) == (Submission.of(ANSWER).sha256, ())


@pytest.mark.parametrize("form", [tarfile.PAX_FORMAT, tarfile.GNU_FORMAT], ids=["pax", "gnu"])
def test_long_names_of_a_tar_are_read(form: int) -> None:
    """Names beyond the 100 bytes of the old header come from the extension headers."""
    name = "/".join(["a" * 60] * 3) + ".py"
    assert list(read(tar_of({name: b"1"}, form)).files) == [name]


def test_empty_folders_of_an_archive_are_known() -> None:
    """Folders with nothing in them come from their own entries."""
    packed = zip_of((entry("a.py"), b""), (entry("b/c/", stat.S_IFDIR | 0o755), b""))
    assert read(packed).folders == {"b", "b/c"}


@pytest.mark.parametrize(
    ("raw", "flags", "name"),
    [
        pytest.param("übung.py".encode("cp437"), 0, "übung.py", id="CP437"),
        pytest.param("übung.py".encode(), 0, "übung.py", id="UTF-8 without its flag"),
        pytest.param("übung.py".encode(), 0x800, "übung.py", id="UTF-8"),
        pytest.param("u\u0308bung.py".encode(), 0x800, "übung.py", id="UTF-8, decomposed"),
    ],
)
def test_names_of_a_zip_are_decoded(raw: bytes, flags: int, name: str) -> None:
    """Names of old Windows tools, of Macs and of modern tools are the same name."""
    assert list(read(raw_zip(raw, flags=flags)).files) == [name]


def test_stream_need_not_be_seekable() -> None:
    """An archive inside an LMS's zip is read as it comes."""
    download = zipfile.ZipFile(io.BytesIO(zipped({"student/handin.zip": zipped(ANSWER)})))
    with download, download.open("student/handin.zip") as stream:
        assert dict(read_archive(stream, "handin.zip").files) == ANSWER


@pytest.mark.parametrize(
    "packed",
    [
        pytest.param(
            zip_of((entry("a.py"), b"1"), (entry("b.py", stat.S_IFLNK | 0o777), b"/etc/passwd")), id="zip: link"
        ),
        pytest.param(zip_of((entry("a.py"), b"1"), (entry("b.py", stat.S_IFIFO), b"")), id="zip: FIFO"),
        pytest.param(tarred((member("a.py"), b"1"), (member("b.py", tarfile.SYMTYPE, "/etc/passwd"), b"")), id="link"),
        pytest.param(
            tarred(
                (member("a.py"), b"1"),
                (member("b.py", tarfile.SYMTYPE, "x" * 300), b""),
                form=tarfile.GNU_FORMAT,
            ),
            id="link with a long target",
        ),
        pytest.param(tarred((member("a.py"), b"1"), (member("b.py", tarfile.LNKTYPE, "a.py"), b"")), id="hard link"),
        pytest.param(tarred((member("a.py"), b"1"), (member("b.py", tarfile.CHRTYPE), b"")), id="device"),
        pytest.param(tarred((member("a.py"), b"1"), (member("b.py", tarfile.BLKTYPE), b"")), id="disk"),
        pytest.param(tarred((member("a.py"), b"1"), (member("b.py", tarfile.FIFOTYPE), b"")), id="FIFO"),
    ],
)
def test_links_and_special_files_are_skipped_with_a_note(packed: bytes) -> None:
    """Only regular files are read (I2, I3)."""
    submission = read(packed)
    assert dict(submission.files) == {"a.py": b"1"}
    assert submission.notes == ("Skipped 1 link or special file, which is never followed ('b.py').",)


def test_noise_is_never_unpacked() -> None:
    """What is dropped by its name need not be readable, small or fit for Windows."""
    packed = zip_of((entry("a.py"), b"1"), (entry("venv/pyvenv.cfg"), b""), (entry("venv/lib/con?.py"), bytes(5000)))
    damaged = packed.replace(bytes(5000), b"\xff" * 5000)
    assert dict(read(damaged, Caps(file_bytes=1000)).files) == {"a.py": b"1"}


def test_noise_in_a_tar_is_skipped_wherever_its_mark_comes() -> None:
    """A virtual environment is known as one also where `pyvenv.cfg` is its last entry."""
    packed = tar_of({"e/lib/x.py": bytes(5000), "a.py": b"1", "e/pyvenv.cfg": b""})
    assert dict(read(gzip.compress(packed), Caps(total_bytes=1000)).files) == {"a.py": b"1"}


BAD_NAMES = {
    "I1 climbing": "../../x.py",
    "I1 climbing inside": "a/../../x.py",
    "I1 climbing and back": "a/../b.py",
    "I1 absolute": "/etc/x.py",
    "I1 drive": "C:\\x.py",
    "I1 drive-relative": "C:x.py",
    "I1 backslashes": "..\\x.py",
    "I1 mixed": "a\\../..\\x.py",
    "I1 share": "\\\\host\\share\\x.py",
    "I1 climbing into noise": "../__pycache__/x.pyc",
    "I7 NUL": "a\0evil.py",
    "I7 newline": "a\nb.py",
    "I7 escape": "\x1b]0;a\x07.py",
    "I7 right to left": "a\u202eyp.exe",
    "I7 hyphen": "-rf",
    "I7 trailing dot": "a.py.",
    "I7 trailing space": "a.py ",
    "I7 reserved": "CON.py",
    "I7 HTML": "<b>.py",
    "I9 long part": "a" * 300,
    "I9 2000 levels": "a/" * 2000 + "b.py",
    "I9 13 levels": "a/" * 12 + "b.py",
}


@pytest.mark.parametrize("name", BAD_NAMES.values(), ids=BAD_NAMES)
class TestBadNames:
    """One entry with such a name, and all of it is rejected in a sentence that can be printed."""

    def test_in_a_zip(self, name: str) -> None:
        """Names of a zip."""
        with pytest.raises(SubmissionRejected) as caught:
            read(raw_zip(name.encode(), flags=0x800))
        assert str(caught.value).isprintable()
        assert len(str(caught.value)) < 400

    @pytest.mark.parametrize("form", [tarfile.PAX_FORMAT, tarfile.GNU_FORMAT], ids=["pax", "gnu"])
    def test_in_a_tar(self, name: str, form: int) -> None:
        """Names of a tar."""
        with pytest.raises(SubmissionRejected) as caught:
            read(tar_of({name: b""}, form))
        assert str(caught.value).isprintable()
        assert len(str(caught.value)) < 400


def overlapping() -> bytes:
    """Two entries of the table of contents that are one and the same content."""
    packed = bytearray(zipped({"a.py": bytes(3000), "b.py": bytes(3000)}))
    first, second = (packed.index(b"PK\x01\x02"), packed.rindex(b"PK\x01\x02"))
    packed[second + 42 : second + 46] = packed[first + 42 : first + 46]
    return bytes(packed)


def with_pax(*records: tuple[bytes, bytes], kind: bytes = tarfile.XHDTYPE) -> bytes:
    """A tar whose member `a.py` has these pax records."""
    payload = b""
    for key, value in records:
        rest = b" " + key + b"=" + value + b"\n"
        length = len(rest) + 1
        while len(str(length)) + len(rest) != length:
            length += 1
        payload += str(length).encode() + rest
    return tarred((member("pax", kind), payload), (member("a.py"), b"1"), form=tarfile.USTAR_FORMAT)


def with_bad_crc() -> bytes:
    """A stored zip whose content was changed afterwards."""
    return zipped({"a.py": b"x = 12345"}, zipfile.ZIP_STORED).replace(b"x = 12345", b"x = 54321")


def shorter_than_announced() -> bytes:
    """A zip that announces one byte more than there is, in both headers."""
    packed = zipped({"a.py": b"x = 12345"})
    for magic, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        packed = patched(packed, packed.index(magic) + offset, struct.pack("<L", 10))
    return packed


def damaged_tar_header() -> bytes:
    """A tar whose second header has a wrong checksum: `tarfile` takes that for the end."""
    packed = tar_of({"a.py": b"1", "b.py": b"2"}, tarfile.USTAR_FORMAT)
    return patched(packed, packed.index(b"b.py"), b"c.py")


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "I4 pax path climbs": (lambda: with_pax((b"path", b"../b.py")), "outside"),
    "I4 pax path with NUL": (lambda: with_pax((b"path", b"b\0.py")), "cannot be read"),
    "I4 global path": (lambda: with_pax((b"path", b"b.py"), kind=tarfile.XGLTYPE), "damaged"),
    "I4 sparse, pax": (lambda: with_pax((b"GNU.sparse.major", b"1")), "damaged"),
    "I4 sparse, gnu": (lambda: tarred((member("a.py", tarfile.GNUTYPE_SPARSE), b"")), "damaged"),
    "I4 pax size beyond the end": (lambda: with_pax((b"size", b"9" * 15)), "damaged"),
    "I4 pax size that is no size": (lambda: with_pax((b"size", b"9" * 5000)), "damaged"),
    "I4 pax size is no number": (lambda: with_pax((b"size", b"-1")), "damaged"),
    "I5 twice in a zip": (lambda: zip_of((entry("a.py"), b"1"), (entry("a.py"), b"2")), "two files of the name"),
    "I5 twice in a tar": (lambda: tarred((member("a.py"), b"1"), (member("a.py"), b"2")), "two files of the name"),
    "I5 twice by spelling": (lambda: tarred((member("a.py"), b"1"), (member("./a.py"), b"2")), "two files of the name"),
    "I5 twice by separator": (lambda: zip_of((entry("b/a.py"), b"1"), (entry("b\\a.py"), b"2")), "two files"),
    "I5 one letter twice": (lambda: zip_of((entry("a"), b"1"), (entry("a"), b"2")), "two files of the name"),
    "I6 case": (lambda: zipped({"A.py": b"", "a.py": b""}), "upper and lower case"),
    "I6 case of folders": (lambda: zipped({"A/a.py": b"", "a/b.py": b""}), "upper and lower case"),
    "I6 Unicode form": (lambda: zipped({"\u00fc.py": b"", "u\u0308.py": b""}), "two files of the name"),
    "I8 invalid UTF-8 in a zip": (lambda: raw_zip(b"\xff.py", flags=0x800), "damaged"),
    "I8 invalid UTF-8 in a tar": (
        lambda: tarred((member(os.fsdecode(b"\xff.py")), b""), form=tarfile.GNU_FORMAT),
        "cannot be read",
    ),
    "I10 file and folder": (lambda: zipped({"a": b"", "a/b.py": b""}), "both a file and a folder"),
    "I10 folder and file": (lambda: zipped({"a/b.py": b"", "a": b""}), "both a file and a folder"),
    "I10 file and empty folder": (lambda: zip_of((entry("a"), b""), (entry("a/"), b"")), "both a file and a folder"),
    "I11 zip bomb": (lambda: zipped({"a.py": bytes(4 * MIB)}), "far more than any program text"),
    "I11 tar.gz bomb": (lambda: gzip.compress(tar_of({"a.py": bytes(4 * MIB)})), "far more than any program text"),
    "I11 tar.bz2 bomb": (lambda: bz2.compress(tar_of({"a.py": bytes(4 * MIB)})), "far more than any program text"),
    "I11 tar.xz bomb": (lambda: lzma.compress(tar_of({"a.py": bytes(4 * MIB)})), "far more than any program text"),
    "I11 bomb in noise": (lambda: gzip.compress(tar_of({"a.pyc": bytes(4 * MIB)})), "far more than any program text"),
    "I11 bomb after the end": (
        lambda: gzip.compress(tar_of({"a.py": b""}) + bytes(4 * MIB)),
        "far more than any program text",
    ),
    "I11 overlapping": (overlapping, "on top of each other"),
    "I11 too many streams": (lambda: gzip.compress(b"") * 3000, "far more than any program text"),
    "I11 xz that asks for 512 MiB": (
        lambda: lzma.compress(
            tar_of({"a.py": b""}), filters=[{"id": lzma.FILTER_LZMA2, "preset": 0, "dict_size": 512 * MIB}]
        ),
        "damaged",
    ),
    "I12 encrypted": (lambda: raw_zip(b"a.py", bytes(20), flags=0x1), "password"),
    "I12 strongly encrypted": (lambda: raw_zip(b"a.py", bytes(20), flags=0x41), "password"),
    "I12 unknown method": (lambda: raw_zip(b"a.py", method=97), "method"),
    "I12 unbounded method": (lambda: zipped({"a.py": b""}, zipfile.ZIP_LZMA), "method"),
    "I12 unknown version": (lambda: raw_zip(b"a.py", version=99), "damaged"),
    "I12 patch data": (lambda: raw_zip(b"a.py", flags=0x20), "damaged"),
    "I12 bad CRC": (with_bad_crc, "damaged"),
    "I12 shorter than announced": (shorter_than_announced, "damaged"),
    "I12 damaged tar header": (damaged_tar_header, "damaged"),
    "I12 wrong gzip checksum": (lambda: gzip.compress(tar_of(ANSWER))[:-8] + bytes(8), "damaged"),
    "I12 garbage after gzip": (lambda: gzip.compress(tar_of(ANSWER)) + b"garbage", "damaged"),
    "I12 gzip without tar": (lambda: gzip.compress(b"print('hello')\n" * 100), "there is no archive in it"),
    "I12 gzip of nothing": (lambda: gzip.compress(b""), "there is no archive in it"),
    "I12 xz without tar": (lambda: lzma.compress(b"print('hello')\n"), "there is no archive in it"),
    "I12 bz2 without tar": (lambda: bz2.compress(b"print('hello')\n"), "there is no archive in it"),
    "I12 0 bytes": (lambda: b"", "is empty (0 bytes)"),
    "I12 empty zip": (lambda: zipped({}), "is empty"),
    "I12 empty tar": (lambda: tar_of({}), "is empty"),
    "I12 empty tar.gz": (lambda: gzip.compress(tar_of({})), "is empty"),
    "I12 only noise": (lambda: zipped({"__MACOSX/._a.py": b""}), "no part of an answer"),
    "I12 only folders": (lambda: zip_of((entry("a/"), b"")), "nothing but empty folders"),
    "I12 only links": (lambda: tarred((member("a", tarfile.SYMTYPE, "b"), b"")), "nothing but links"),
    "I12 rar": (lambda: b"Rar!\x1a\x07\x01\x00" + bytes(100), "a RAR archive"),
    "I12 7z": (lambda: b"7z\xbc\xaf\x27\x1c" + bytes(100), "a 7z archive"),
    "I12 zstd": (lambda: b"\x28\xb5\x2f\xfd" + bytes(100), "a Zstandard file"),
    "I12 web page": (lambda: b"\n<!DOCTYPE html><html>Log in</html>", "a web page"),
    "I12 pdf": (lambda: b"%PDF-1.7\n", "a PDF document"),
    "I12 old Office document": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "an Office document"),
    "I12 docx": (
        lambda: zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"}),
        "an Office document",
    ),
    "I12 odt": (lambda: zipped({"mimetype": b"", "META-INF/manifest.xml": b""}), "an Office document"),
    "I12 picture": (lambda: b"\x89PNG\r\n\x1a\n", "a picture"),
    "I12 program text": (lambda: b"def add(a, b):\n    return a + b\n", "no archive"),
    "file without a name in a zip": (lambda: zip_of((entry("./"), b""), (entry("."), b"1")), "without a name"),
    "file without a name in a tar": (lambda: tarred((member("."), b"1")), "without a name"),
    "long pax header": (lambda: with_pax((b"comment", b"a" * (MIB + 1))), "header that is far too large"),
    "long GNU name": (
        lambda: tarred((member("x", tarfile.GNUTYPE_LONGNAME), b"a" * (MIB + 1)), (member("a.py"), b"")),
        "header that is far too large",
    ),
    "pax record that is too long": (
        lambda: tarred((member("x", tarfile.XHDTYPE), b"99 path=a\n"), (member("a.py"), b"")),
        "damaged",
    ),
    "pax record of length 0": (
        lambda: tarred((member("x", tarfile.XHDTYPE), b"0 path=a\n"), (member("a.py"), b"")),
        "damaged",
    ),
    "pax record without an end": (
        lambda: tarred((member("x", tarfile.XHDTYPE), b"1" * 5000), (member("a.py"), b"")),
        "damaged",
    ),
    "headers without an entry": (lambda: tarred((member("x", tarfile.XHDTYPE), b"")), "is empty"),
}


@pytest.mark.parametrize(("make", "words"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_archive_is_rejected_with_a_reason(make: Callable[[], bytes], words: str) -> None:
    """Each row of threats.md 1.4 gets its own sentence and advice, and no stack trace."""
    with pytest.raises(SubmissionRejected) as caught:
        read(make())
    assert words in caught.value.message
    assert caught.value.advice.endswith(".")
    assert str(caught.value).isprintable()


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda: zipped(ANSWER), id="zip"),
        pytest.param(lambda: tar_of(ANSWER).rstrip(b"\0"), id="tar"),
        pytest.param(lambda: gzip.compress(tar_of(ANSWER)), id="tar.gz"),
        pytest.param(lambda: bz2.compress(tar_of(ANSWER)), id="tar.bz2"),
        pytest.param(lambda: lzma.compress(tar_of(ANSWER)), id="tar.xz"),
    ],
)
def test_archive_that_is_cut_off_anywhere_is_rejected(make: Callable[[], bytes]) -> None:
    """No part of an upload is taken for the whole."""
    packed = make()
    for length in {*range(0, len(packed), 7), *range(len(packed) - 40, len(packed))}:
        with pytest.raises(SubmissionRejected):
            read(packed[:length])


def pax_bomb(size: int) -> bytes:
    """A small tar.gz that announces one pax header of `size` bytes."""
    header = member("x", tarfile.XHDTYPE)
    header.size = size
    start = header.tobuf(tarfile.USTAR_FORMAT) + b"%d comment=" % size
    return gzip.compress(start + b"a" * (size - len(start)))


def many_entries(table_bytes: int) -> bytes:
    """A zip whose table of contents is so long, of the shortest entries; as Python's objects it is 14 times that."""
    packed = raw_zip(b"a")
    start = packed.index(b"PK\x01\x02")
    count = table_bytes // 47
    table = packed[start : start + 47] * count
    end64 = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, len(table), start)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, start + len(table), 1)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return packed[:start] + table + end64 + locator + end


def lying_zip() -> bytes:
    """A zip that announces 1000 bytes and holds 50 MiB of zeros."""
    packed = zipped({"a.py": bytes(50 * MIB)})
    for magic, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        packed = patched(packed, packed.index(magic) + offset, struct.pack("<L", 1000))
    return packed


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda: pax_bomb(100 * MIB), id="pax header"),
        pytest.param(lambda: many_entries(10 * MIB), id="table of contents"),
        pytest.param(lambda: many_entries(4 * MIB), id="table of contents of an allowed length"),
        pytest.param(lying_zip, id="zip that lies about its size"),
        pytest.param(lambda: bz2.compress(tar_of({"a.pyc": bytes(50 * MIB)})), id="bz2"),
        pytest.param(lambda: lzma.compress(tar_of({"a.pyc": bytes(50 * MIB)})), id="xz"),
    ],
)
def test_memory_stays_bounded(make: Callable[[], bytes]) -> None:
    """A bomb stops at the caps and not after it has gone off: Python's own memory stays under 30 MiB."""
    packed = make()
    tracemalloc.start()
    try:
        with pytest.raises(SubmissionRejected):
            read(packed)
        _, peak_bytes = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak_bytes < 30 * MIB


def test_many_headers_are_counted() -> None:
    """A tar of extension headers only is left at the cap for entries."""
    packed = tarred(*((member("x", tarfile.XHDTYPE), b"") for _ in range(100)))
    with pytest.raises(SubmissionRejected, match="more than 10 files and folders"):
        read(packed, Caps(entries=10))


def test_expanded_size_of_a_tar_counts_noise() -> None:
    """What has to be read to be skipped is limited too."""
    packed = gzip.compress(tar_of({"a.py": b"", "a.pyc": os.urandom(50_000)}))
    with pytest.raises(SubmissionRejected, match="too large once it is unpacked"):
        read(packed, Caps(expanded_bytes=40_000))


def test_small_file_of_zeros_is_no_bomb() -> None:
    """The ratio means nothing below its floor."""
    files = {"zeros.bin": bytes(500_000)}
    assert dict(read(zipped(files)).files) == dict(read(gzip.compress(tar_of(files))).files) == files


def test_name_of_the_archive_is_shown_safely(tmp_path: Path) -> None:
    """The name of an upload is the student's text as well."""
    place = tmp_path / ("\x1b[31m" + "long" * 50 + ".zip")
    place.write_bytes(b"no zip")
    with pytest.raises(SubmissionRejected) as caught:
        read_submission(place)
    assert str(caught.value).isprintable()
    assert len(caught.value.message) < 150
