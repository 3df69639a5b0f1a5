"""Whatever bytes and names come in: a safe submission, or SubmissionRejected."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile

from hypothesis import example, given, settings
from hypothesis import strategies as st

from grader.errors import SubmissionRejected
from grader.submission import Caps, Submission, read_archive
from tests.unit.safety import assert_safe

ANSWER = {"mypackage/__init__.py": b"", "mypackage/übung.py": b"x = 1\n" * 50, "__pycache__/a.pyc": b"\0"}
CAPS = Caps(file_bytes=4096, total_bytes=8192, files=8, entries=20, expanded_bytes=65536, header_bytes=4096)


def zipped() -> bytes:
    """A good zip."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in ANSWER.items():
            archive.writestr(zipfile.ZipInfo(path), content)
    return buffer.getvalue()


def tarred(form: int) -> bytes:
    """A good tar."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=form) as archive:
        for path, content in {**ANSWER, "a" * 90 + "/" + "b" * 90: b"long"}.items():
            info = tarfile.TarInfo(path)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return buffer.getvalue()


GOOD = (zipped(), tarred(tarfile.PAX_FORMAT), tarred(tarfile.GNU_FORMAT))
PACKERS = (bytes, gzip.compress, bz2.compress, lzma.compress)
BYTES = st.binary(min_size=1, max_size=12)
EDITS = st.lists(st.tuples(st.integers(0, 1 << 16), BYTES, st.booleans()), max_size=6)


def edited(packed: bytes, edits: list[tuple[int, bytes, bool]]) -> bytes:
    """`packed` with bytes replaced or inserted at places (counted around the end)."""
    for place, new, inserts in edits:
        start = place % (len(packed) + 1)
        packed = packed[:start] + new + packed[start + (0 if inserts else len(new)) :]
    return packed


def read(packed: bytes) -> Submission | None:
    """The submission, None where it is rejected; every other exception is a failure of the test."""
    try:
        return read_archive(io.BytesIO(packed), "handin", frozenset({"mypackage"}), CAPS)
    except SubmissionRejected:
        return None


@settings(deadline=None, max_examples=600)
@given(st.sampled_from(GOOD), EDITS, st.sampled_from(PACKERS), EDITS, st.integers(0, 1 << 16))
def test_mangled_archive_is_safe_or_rejected(
    good: bytes, inner: list[tuple[int, bytes, bool]], pack: object, outer: list[tuple[int, bytes, bool]], cut: int
) -> None:
    """Bytes changed before and after compression, and a cut, never raise anything but SubmissionRejected."""
    assert callable(pack)
    packed = edited(pack(edited(good, inner)), outer)
    submission = read(packed[: len(packed) - cut % 64 if cut % 3 == 0 else None])
    if submission is not None:
        assert_safe(submission, CAPS)


@settings(deadline=None, max_examples=200)
@given(st.sampled_from((b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b\x08", b"BZh9", b"\xfd7zXZ\0", b"")), st.binary())
def test_any_bytes_are_safe_or_rejected(magic: bytes, rest: bytes) -> None:
    """Bytes that only begin like an archive are rejected."""
    assert read(magic + rest) is None


NAMES = st.one_of(
    st.text(max_size=20),
    st.text(alphabet="aA./\\: -\u0308u\u00fc\u202e\0~", max_size=12),
    st.lists(st.sampled_from(["..", ".", "", "con", "a", "A", "C:", " ", "venv", "bin"]), max_size=6).map("/".join),
)


@settings(deadline=None, max_examples=400)
@given(st.lists(NAMES, min_size=1, max_size=4))
@example(["a/b", "a"])
@example(["\u212a", "k"])
def test_accepted_names_are_safe(names: list[str]) -> None:
    """Whatever names are given: those that are accepted are safe on every system."""
    try:
        submission = Submission.of(dict.fromkeys(names, b""), caps=CAPS)
    except SubmissionRejected:
        return
    assert_safe(submission, CAPS)


@settings(deadline=None, max_examples=400)
@given(st.lists(NAMES, min_size=1, max_size=4), st.sampled_from((tarfile.PAX_FORMAT, tarfile.GNU_FORMAT)))
def test_accepted_names_of_an_archive_are_safe(names: list[str], form: int) -> None:
    """The same for names that come from an archive, which may be spelled in other ways."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=form, errors="surrogatepass") as archive:
        for name in names:
            archive.addfile(tarfile.TarInfo(name))
    submission = read(buffer.getvalue())
    if submission is not None:
        assert_safe(submission, CAPS)
