"""Gradescope's export: submitters, ids that are blank or shared, times (reference of facts 1.4 and 11)."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from grader.errors import UsageError
from grader.lms import read_class
from tests.lms.desk import PY, Desk, refusal, who
from tests.lms.packings import zip_of


def metadata(*submissions: str) -> bytes:
    """The YAML of an export."""
    return "".join(submissions).encode()


def submission(number: int, *people: str, created: str = "2026-06-10 14:05:09.123456789 Z") -> str:
    """One entry; `people` are flow mappings of submitters."""
    listed = "".join(f"  - {person}\n" for person in people)
    return (
        f"submission_{number}:\n  :submitters:\n{listed}  :created_at: {created}\n  :results: {{tests: [&a 1, *a]}}\n"
    )


def test_gradescope_groups_and_blank_ids(desk: Desk) -> None:
    """Each submitter has a row: by sid, else by address without case, else by a name of their own."""
    yml = metadata(
        submission(1, "{':name': Ann, ':sid': '01', ':email': a@x}", "{':name': Bob, ':sid': '', ':email': B@X}"),
        submission(2, "{':name': Cleo}"),
        submission(3, "{':name': Dan}"),
        submission(4, "{':name': Dan}"),
    )
    files = {f"assignment_1_export/submission_{number}/a.py": PY for number in (1, 2, 3, 4)}
    roster = "student,name,email,sid\nann,Ann,,01\nbob,Bob,b@x,\ncleo,Cleo,c@x,03\ndan,Dan,d@x,04\n"

    handins = desk.read({"assignment_1_export/submission_metadata.yml": yml, **files}, roster)

    assert who(handins) == [
        ("ann", True),
        ("bob", True),
        ("cleo", True),
        ("submission_3", False),
        ("submission_4", False),
    ]
    assert handins.handins[0].origin == handins.handins[1].origin


def test_gradescope_shared_sid(desk: Desk) -> None:
    """A student number that two people have identifies neither; their addresses do."""
    yml = metadata(
        submission(1, "{':name': Ann, ':sid': '0', ':email': a@x}"),
        submission(2, "{':name': Bob, ':sid': '0', ':email': b@x}"),
    )
    files = {"submission_1/a.py": PY, "submission_2/a.py": PY}

    handins = desk.read({"submission_metadata.yml": yml, **files})

    assert who(handins) == [("a@x", True), ("b@x", True)]
    assert any("Several people have the sid '0'" in note for note in handins.notes)


def test_gradescope_address_against_sid(desk: Desk) -> None:
    """An address does not decide against a student number."""
    yml = metadata(submission(1, "{':name': Ann, ':sid': '01', ':email': a@x}"))

    handins = desk.read({"submission_metadata.yml": yml, "submission_1/a.py": PY}, "student,email,sid\nbob,a@x,02\n")

    assert who(handins) == [("01", False)]


def test_gradescope_loses_nothing(desk: Desk) -> None:
    """A folder that the metadata do not name has a row, and so has a submission without a folder."""
    yml = metadata(submission(1, "{':name': Ann, ':sid': '01'}"), submission(2, "{':name': Bob, ':sid': '02'}"))

    handins = desk.read({"submission_metadata.yml": yml, "submission_1/a.py": PY, "submission_9/a.py": PY})

    assert who(handins) == [("01", True), ("02", True), ("submission_9", True)]
    assert "not in Gradescope's export" in refusal(handins.handins[1])


def test_gradescope_pdf(desk: Desk) -> None:
    """In an assignment of PDFs the entry is the file itself."""
    yml = metadata(submission(1, "{':name': Ann, ':sid': '01'}")).replace(b"submission_1", b"1.pdf")

    (handin,) = desk.read({"submission_metadata.yml": yml, "1.pdf": b"%PDF-1.7"}).handins

    assert handin.student == "01"
    assert "PDF" in refusal(handin)


@pytest.mark.parametrize(
    ("created", "due", "late"),
    [
        ("2026-06-10 14:05:09.123456789 Z", "2026-06-10T14:05:09+00:00", True),
        ("2026-06-10 14:05:09.123456789 Z", "2026-06-10T16:05:10+02:00", False),
        ("2026-06-10 14:05:09 -07:00", "2026-06-10T21:05:10+00:00", False),
        ("2026-06-10 14:05:09 -07:00", "2026-06-10T14:05:10", False),
        ("2026-06-10 14:05:09 -07:00", "2026-06-10T14:05:08", True),
        ("{utc: 2026-06-10 14:05:09.5 Z, zone: x}", "2026-06-10T14:05:09+00:00", True),
        ("soon", "2026-06-10T14:05:09+00:00", None),
    ],
)
def test_gradescope_late(desk: Desk, created: str, due: str, late: bool | None) -> None:
    """The time of submission is compared with the due time, with offsets or as wall clock; unknown is never late."""
    yml = metadata(submission(1, "{':name': Ann, ':sid': '01'}", created=created))

    (handin,) = desk.read(
        {"submission_metadata.yml": yml, "submission_1/a.py": PY}, due=datetime.fromisoformat(due)
    ).handins

    assert handin.late is late


@pytest.mark.parametrize(
    "yml", [b"- a\n", b"a: [\n", b"a: *b\n", b"\xff\xfe\xff", b"", b"a: " + b"[" * 100 + b"]" * 100]
)
def test_gradescope_bad_metadata(desk: Desk, yml: bytes) -> None:
    """Metadata that cannot be read are one sentence."""
    with pytest.raises(UsageError, match=r"submission_metadata\.yml"):
        desk.read({"submission_metadata.yml": yml, "submission_1/a.py": PY})


def test_gradescope_truncated_metadata_in_zip(tmp_path: Path) -> None:
    """A damaged entry that the class cannot do without is one sentence too."""
    packed = bytearray(zip_of(("submission_metadata.yml", metadata(submission(1, "{':name': Ann}")) * 9)))
    packed[60:64] = b"\xff\xff\xff\xff"
    (tmp_path / "class.zip").write_bytes(packed)

    with pytest.raises(UsageError, match="damaged"):
        read_class(tmp_path / "class.zip")
