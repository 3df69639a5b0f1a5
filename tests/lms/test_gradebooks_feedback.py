"""The zip of feedback pages under the names that Moodle and Canvas take back."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from grader.errors import UsageError
from grader.lms.feedback_zip import WHY_LEFT_OUT, Page, write_feedback_zip
from tests.lms.desk import PY, Desk

PAGE = "<!doctype html>\r\n<p>Grüße</p>".encode()


@pytest.fixture
def html(tmp_path: Path) -> Path:
    """A page of the run."""
    path = tmp_path / "101.html"
    path.write_bytes(PAGE)
    return path


def packed(host: str, *pages: Page) -> tuple[Mapping[str, bytes], tuple[str, ...], bytes]:
    """Name -> content of the zip, who is left out, and the zip."""
    target = io.BytesIO()
    left_out = write_feedback_zip(host, pages, target)
    with zipfile.ZipFile(target) as archive:
        return {name: archive.read(name) for name in archive.namelist()}, left_out, target.getvalue()


def moodle_reads(path: str) -> str | None:
    """The participant, as Moodle's import finds it (reference of facts, 4.3)."""
    for segment in path.split("/"):
        parts = segment.split("_", 4)
        if len(parts) >= 4 and parts[1].isdigit() and segment[0] not in ".~":
            return parts[1] if parts[2:4] == ["assignfeedback", "file"] else None
    return None


def canvas_reads(path: str) -> tuple[str, ...]:
    """The user and the attachment, as Canvas finds them (reference of facts, 5.1)."""
    parts = path.rpartition("/")[2].split("_")
    return () if parts[-1].startswith("link") else tuple(part for part in parts if re.fullmatch(r"\d+", part))[:2]


NAMES = [
    *("Ada Lovelace", "O'Brien_Seán", "..", "~x", "123", "1_2_3", "", "李 小龙", "a/b\\c:d", "Link_er", "x" * 400),
    *("Eve_102_assignfeedback_file_", "../Eve_102_assignfeedback_file_/x", "a\r\nBcc: eve@example.edu", "\u202eadA\0"),
]


@pytest.mark.parametrize("name", NAMES)
def test_moodle_takes_it_back(html: Path, name: str) -> None:
    """Whatever the student is called, Moodle finds the participant, and the page is unchanged."""
    files, left_out, _ = packed("moodle", Page("a1", name, html, "101"))

    (path,) = files
    assert moodle_reads(path) == "101"
    assert files[path] == PAGE
    assert not left_out


HEADS = ["doejane", "doejane_LATE", "late", "12345", "team_5", "1_2_3", "", "李小龙", "आभा", ".x", "~x", "x" * 400]


@pytest.mark.parametrize("head", HEADS)
def test_canvas_takes_it_back(desk: Desk, html: Path, head: str) -> None:
    """Whatever stands before the numbers in the download, Canvas finds the user and a file of theirs."""
    roster = "Student,ID,SIS Login ID,Section\nDoe,77,d,S\n"
    (handin,) = desk.read({f"{head}_77_4321_math_utils.py": PY}, roster, "canvas").handins

    files, left_out, _ = packed("canvas", Page("77", handin.name, html, handin.address))

    (path,) = files
    assert canvas_reads(path) == ("77", "4321")
    assert path.isprintable()
    assert files[path] == PAGE
    assert not left_out


def test_known_names(html: Path) -> None:
    """The names as a person sees them."""
    moodle = packed("moodle", Page("101", "Ada Lovelace", html, "101"))[0]
    canvas = packed("canvas", Page("77", "Lovelace, Ada", html, "lovelaceada_LATE_77_4321"))[0]

    assert [*moodle, *canvas] == [
        "Ada Lovelace_101_assignfeedback_file/feedback.html",
        "lovelaceada_LATE_77_4321_feedback.html",
    ]


@pytest.mark.parametrize(
    ("host", "address"),
    [("moodle", ""), ("moodle", "ada_77_4321"), ("canvas", ""), ("canvas", "101")],
    ids=["moodle-none", "moodle-of-canvas", "canvas-none", "canvas-of-moodle"],
)
def test_left_out(html: Path, host: str, address: str) -> None:
    """Who cannot be addressed is named and not packed under a made-up name."""
    known = {"moodle": "5", "canvas": "bob_5_6"}[host]

    files, left_out, _ = packed(host, Page("77", "Ada", html, address), Page("78", "Bob", html, known))

    assert len(files) == 1
    assert left_out == ("77",)
    assert WHY_LEFT_OUT[host]


def test_same_bytes(html: Path) -> None:
    """The order of the pages makes no difference to the zip."""
    pages = [Page(str(number), "Ada", html, f"ada_{number}_1") for number in (3, 1, 2)]

    assert packed("canvas", *pages)[2] == packed("canvas", *reversed(pages))[2]


@pytest.mark.parametrize("host", ["blackboard", "csv"])
def test_other_hosts(host: str) -> None:
    """A host that takes no such zip is refused before anything is written."""
    target = io.BytesIO()

    with pytest.raises(UsageError, match="moodle and canvas"):
        write_feedback_zip(host, [], target)

    assert not target.getvalue()
