"""The download as a whole: what is told to the teacher in one sentence, and what is only one student's rejection."""

from __future__ import annotations

import io
import os
import struct
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.errors import SubmissionRejected, UsageError
from grader.handin import Handin, Handins
from grader.lms import LAYOUTS, read_class
from grader.submission import Submission
from tests.lms.packings import entry, raw_zip, zip64, zip_of, zipped

ANN = "Ann Lee_1_assignsubmission_file"
BOB = "Bob Roe_2_assignsubmission_file"
GOOD = {f"{ANN}/math_utils.py": b"x = 1\n", f"{BOB}/math_utils.py": b"x = 2\n"}
ASKED = frozenset({"math_utils.py"})


def moodle(tmp_path: Path, packed: bytes) -> Handins:
    """A class from the bytes of a zip."""
    source = tmp_path / "class.zip"
    source.write_bytes(packed)
    return read_class(source)


def result(handin: Handin) -> Submission | str:
    """The submission, or why it was rejected."""
    try:
        return handin.origin.read(ASKED)
    except SubmissionRejected as rejection:
        return str(rejection)


def contents(handins: Handins) -> dict[str, dict[str, bytes] | str]:
    """Student -> files, or the sentence."""
    found = {}
    for handin in handins.handins:
        outcome = result(handin)
        found[handin.student] = dict(outcome.files) if isinstance(outcome, Submission) else outcome
    return found


PLAIN = {"1": {"math_utils.py": b"x = 1\n"}, "2": {"math_utils.py": b"x = 2\n"}}


@pytest.mark.parametrize(
    "packed",
    [
        pytest.param(zipped(GOOD), id="plain"),
        pytest.param(zip64(GOOD), id="zip64"),
        pytest.param(zipped({path.replace("/", "\\"): text for path, text in GOOD.items()}), id="backslashes"),
        pytest.param(zipped({f"./{path}": text for path, text in GOOD.items()}), id="dot-slash"),
        pytest.param(zipped(GOOD, "My Course-HW 1-77/"), id="wrapped"),
        pytest.param(zip_of((f"{ANN}/", b""), (f"{BOB}/", b""), *GOOD.items()), id="directory-records"),
        pytest.param(zipped({"__MACOSX/._x": b"", ".DS_Store": b"", f"{ANN}/._m": b"", **GOOD}), id="mac-noise"),
        pytest.param(zip_of(*GOOD.items(), (entry(f"{ANN}/link", 0o120777), b"/etc/passwd")), id="link"),
    ],
)
def test_a_download_is_read_however_it_was_packed(tmp_path: Path, packed: bytes) -> None:
    """Separators, wrappers, noise and links make no difference."""
    assert contents(moodle(tmp_path, packed)) == PLAIN


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        pytest.param("Jürgen Roe_3_assignsubmission_file/a.py".encode("cp437"), "Jürgen Roe", id="cp437"),
        pytest.param("Jürgen Roe_3_assignsubmission_file/a.py".encode(), "Jürgen Roe", id="utf8-without-flag"),
        pytest.param(
            unicodedata.normalize("NFD", "Jürgen Roe_3_assignsubmission_file/a.py").encode(), "Jürgen Roe", id="nfd"
        ),
    ],
)
def test_names_without_the_utf8_flag(tmp_path: Path, raw: bytes, name: str) -> None:
    """Names are read as what they are, in one Unicode form."""
    (handin,) = moodle(tmp_path, raw_zip(raw, b"x = 1\n")).handins

    assert handin.name == name
    assert isinstance(result(handin), Submission)


def spoilt(change: Callable[[bytes], bytes]) -> bytes:
    """The good zip with something wrong in Bob's only entry."""
    return change(zip_of(*((info, content) for info, content in GOOD.items())))


def damaged(packed: bytes) -> bytes:
    """Bob's content overwritten: a wrong checksum."""
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        info = archive.getinfo(f"{BOB}/math_utils.py")
    place = info.header_offset + 30 + len(info.filename) + 2
    return packed[:place] + b"\xff\xff" + packed[place + 2 :]


def flagged(packed: bytes, bits: int, field: int) -> bytes:
    """A field of Bob's record in the table of contents, which stands last, changed."""
    place = packed.rindex(b"PK\x01\x02") + field
    (value,) = struct.unpack_from("<H", packed, place)
    return packed[:place] + struct.pack("<H", value | bits) + packed[place + 2 :]


def overlapping(packed: bytes) -> bytes:
    """Bob's record points into Ann's bytes."""
    place = packed.rindex(b"PK\x01\x02") + 42
    return packed[:place] + struct.pack("<L", 20) + packed[place + 4 :]


BAD_ENTRIES = {
    "damaged": spoilt(damaged),
    "encrypted": spoilt(lambda packed: flagged(packed, 1, 8)),
    "unknown method": spoilt(lambda packed: flagged(packed, 0x61, 10)),
    "climbing before the name": zipped({f"{ANN}/math_utils.py": b"x = 1\n", f"../../{BOB}/math_utils.py": b""}),
    "absolute": zipped({f"{ANN}/math_utils.py": b"x = 1\n", f"/{BOB}/math_utils.py": b""}),
    "drive": zipped({f"{ANN}/math_utils.py": b"x = 1\n", f"C:\\{BOB}\\math_utils.py": b""}),
    "climbing after the name": zipped({**GOOD, f"{BOB}/../../evil.py": b""}),
    "twice": zip_of(*GOOD.items(), (f"{BOB}/math_utils.py", b"other\n")),
    "case": zipped({**GOOD, f"{BOB}/MATH_utils.py": b""}),
    "trailing dot": zipped({**GOOD, f"{BOB}/math.": b""}),
    "trailing space": zipped({**GOOD, f"{BOB}/math ": b""}),
    "long name": zipped({**GOOD, f"{BOB}/{'x' * 300}.py": b""}),
    "NUL": zipped({**GOOD, f"{BOB}/a\0.py": b""}),
    "file and folder": zipped({**GOOD, f"{BOB}/math_utils.py/x": b""}),
    "bomb": zipped({**GOOD, f"{BOB}/zeros.py": bytes(4 * 1024 * 1024)}),
    "many files": zipped({**GOOD, **{f"{BOB}/f{number}.py": b"" for number in range(2_100)}}),
    "more than may be looked at": zipped({**GOOD, **{f"{BOB}/.git/{number}": b"" for number in range(20_001)}}),
    "zero bytes": zipped({f"{ANN}/math_utils.py": b"x = 1\n", f"{BOB}/hw.zip": b""}),
    "no archive": zipped({f"{ANN}/math_utils.py": b"x = 1\n", f"{BOB}/essay.pdf": b"%PDF-1.7"}),
    "typed text": zipped({f"{ANN}/math_utils.py": b"x = 1\n", "Bob Roe_2_assignsubmission_onlinetext/a.html": b""}),
}


@pytest.mark.parametrize("packed", BAD_ENTRIES.values(), ids=BAD_ENTRIES)
def test_one_bad_entry_hurts_nobody_else(tmp_path: Path, packed: bytes) -> None:
    """What is wrong with one student's files is that student's rejection, in one sentence."""
    found = contents(moodle(tmp_path, packed))

    assert found["1"] == PLAIN["1"]
    assert isinstance(found["2"], str)


def test_overlapping_entries_are_rejected(tmp_path: Path) -> None:
    """Entries that share bytes are read for neither of the two."""
    found = contents(moodle(tmp_path, overlapping(zipped(GOOD))))

    assert all(isinstance(each, str) for each in found.values())


FOREIGN = {
    "cut off": (zipped(GOOD)[:-30], "damaged or cut off"),
    "start only": (zipped(GOOD)[:50], "damaged or cut off"),
    "end only": (zipped(GOOD)[40:], "not a zip"),
    "empty": (b"", "empty (0 bytes)"),
    "web page": (b"<!DOCTYPE html><html>Log in</html>", "not a zip"),
    "rar": (b"Rar!\x1a\x07\x01\0" + bytes(100), "not a zip"),
    "no submissions": (zipped({}), "nothing in"),
    "another zip": (zipped({"src/a.py": b"", "README.md": b""}), "no download of an LMS"),
    "locked": (raw_zip(f"{ANN}/a.py".encode(), b"x", flags=1), "locked with a password"),
    "two hosts": (
        zipped({f"{ANN}/a.py": b"", "HW_bob_attempt_2026-06-10-14-05-09_a.py": b""}),
        "download of Moodle and Blackboard",
    ),
}


@pytest.mark.parametrize(("packed", "says"), FOREIGN.values(), ids=FOREIGN)
def test_a_bad_download_is_one_sentence(tmp_path: Path, packed: bytes, says: str) -> None:
    """Truncated, foreign and locked files are the teacher's to mend, and nothing breaks."""
    with pytest.raises(UsageError) as caught:
        moodle(tmp_path, packed)

    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_wrong_table_of_contents(tmp_path: Path) -> None:
    """A zip whose entries are not where it says is refused as a whole."""
    packed = bytearray(zipped(GOOD))
    packed[0:4] = b"PK\x05\x06"

    with pytest.raises(UsageError, match="damaged or cut off"):
        moodle(tmp_path, bytes(packed))


def test_no_source(tmp_path: Path) -> None:
    """A path that leads nowhere, or to an empty folder, is said."""
    with pytest.raises(UsageError, match="no file or folder"):
        read_class(tmp_path / "missing.zip")
    with pytest.raises(UsageError, match="nothing in"):
        read_class(tmp_path)


@pytest.mark.parametrize(
    "layout", [each.name for each in LAYOUTS if each.name not in ("folders", "archives", "moodle")]
)
def test_forcing_a_layout_that_does_not_fit(tmp_path: Path, layout: str) -> None:
    """Another host's layout is refused, and what it would look like is told."""
    (tmp_path / "class.zip").write_bytes(zipped(GOOD))

    with pytest.raises(UsageError, match="there should be"):
        read_class(tmp_path / "class.zip", layout)


def test_forcing_layouts(tmp_path: Path) -> None:
    """A zip of folders is read when it is said to be one; an unknown layout is refused."""
    (tmp_path / "class.zip").write_bytes(zipped({"ann/math_utils.py": b"x = 1\n", "bob.zip": zipped({"a.py": b""})}))

    assert set(contents(read_class(tmp_path / "class.zip", "folders"))) == {"ann", "bob"}
    (tmp_path / "wrapped.zip").write_bytes(zipped({"class/ann/a.py": b"", "class/bob/a.py": b""}))
    assert set(contents(read_class(tmp_path / "wrapped.zip", "folders"))) == {"ann", "bob"}
    with pytest.raises(UsageError, match="no layout 'blackbord'"):
        read_class(tmp_path / "class.zip", "blackbord")


def test_two_hosts_can_be_told_apart_by_force(tmp_path: Path) -> None:
    """--layout settles what the names leave open; what is not of that host is named."""
    (tmp_path / "class.zip").write_bytes(FOREIGN["two hosts"][0])

    handins = read_class(tmp_path / "class.zip", "moodle")

    assert [each.student for each in handins.handins] == ["1"]
    assert any("HW_bob_attempt" in note for note in handins.notes)


def test_a_source_that_goes_away(tmp_path: Path) -> None:
    """When the download is gone at a student's turn, that is the teacher's to mend, not the student's fault."""
    handins = moodle(tmp_path, zipped(GOOD))
    os.unlink(tmp_path / "class.zip")  # noqa: PTH108  # as another program would

    with pytest.raises(UsageError, match="cannot be read"):
        handins.handins[0].origin.read(ASKED)
