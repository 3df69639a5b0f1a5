"""Whatever a student names, raises, returns or prints is harmless where it is read: terminal, JSON, JUnit, CSV, HTML.

No output of ours is Markdown: what `grade show` and `grade explain` render is a teacher's or our own.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias
from xml.etree import ElementTree as ET

import jsonschema
import pytest

from grader.report import Diagnosis, Finding, Location, Report, Verdict
from grader.reports.document import document, json_schema
from grader.reports.junit import junit_xml
from grader.reports.pages import ClassCheck, ClassRow, Tally, feedback_page
from grader.reports.scores import ScoreLine, scores_csv
from grader.reports.terminal import console, show_report
from grader.requests import Raised
from grader.similarity import compare
from grader.similarity import page as similarity_page
from tests.reports.texts import TEXTS, UNSAFE, Screen

if TYPE_CHECKING:
    from tests.reports.conftest import MakeReport, MakeResult, MakeRow, ReadPage

MIB = 1024 * 1024
FORMULAS = tuple("=+-@＝＋－＠")  # noqa: RUF001 (spreadsheets take the wide forms, too)
OWN_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
each_text = pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
Write: TypeAlias = Callable[[Report], str]


def on_screen(report: Report, *, is_terminal: bool = False) -> str:
    """What `grade check --all --hint` prints."""
    screen = Screen(is_terminal=is_terminal)
    show_report(console(screen, width=80), report, "Sums", everything=True, hints=("Look again.",))
    return screen.getvalue()


def on_page(report: Report) -> str:
    """The student's page, with each file's text its own name."""
    row = ClassRow("s1", "Ann", "graded", Decimal(1), Decimal(2), Decimal(50), None, 1, "", None)
    return feedback_page(report, {path: f"{path}\n" for path in report.files}, row, (), title="Sums")


STUDENTS: dict[str, Write] = {
    "terminal": on_screen,
    "JSON": lambda report: document(report, {"hidden": "SECRET hint"}).to_json(),
    "JUnit": junit_xml,
    "feedback page": on_page,
}
"""every output that a student reads"""
each_output = pytest.mark.parametrize("write", STUDENTS.values(), ids=STUDENTS)


def full_of(text: str, report: Report, path: str | None = None) -> Report:
    """The report with this text wherever a student's words may stand; as names of files, too, unless `path` is one."""
    path = text if path is None else path
    result = report.results[0]
    finding = Finding(
        Verdict.ERROR,
        text,
        text,
        text,
        text,
        Location(path, 1, 1, text),
        Raised(text, text),
        text,
        text,
    )
    raised = replace(result, id="raised", finding=finding, diagnosis=Diagnosis("value/kind", text, text, text))
    wrong = replace(result, id="wrong", finding=replace(finding, verdict=Verdict.FAILED, raised=None), diagnosis=None)
    return replace(report, files=(path, f"folder/{path}"), notes=(text,), results=(raised, wrong))


@pytest.fixture
def plain(make_result: MakeResult, make_report: MakeReport) -> Report:
    """A report of one failed check."""
    return make_report([make_result("a", Verdict.FAILED)])


@each_text
@pytest.mark.parametrize("is_terminal", [False, True], ids=["pipe", "terminal"])
def test_terminal(text: str, is_terminal: bool, plain: Report) -> None:
    """Nothing moves the cursor, turns lines round, links or copies; no line begins with a student's words."""
    shown = on_screen(full_of(text, plain), is_terminal=is_terminal)

    without_ours = OWN_COLOURS.sub("", shown) if is_terminal else shown
    assert not UNSAFE.search(without_ours)
    assert not any(line.lstrip(" ").startswith("INJECTED") for line in without_ours.splitlines())
    assert shown.encode("utf-8")


@each_text
def test_json(text: str, plain: Report) -> None:
    """ASCII, no key twice, no NaN, of the schema, and every text in it can be shown and stored as it is."""

    def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
        assert len(dict(pairs)) == len(pairs)
        return dict(pairs)

    written = document(full_of(text, plain)).to_json()

    read = json.loads(written.encode("ascii"), parse_constant=pytest.fail, object_pairs_hook=once)
    jsonschema.validate(read, json_schema())
    assert [said for said in texts_in(read) if UNSAFE.search(said)] == []


def texts_in(tree: object) -> Sequence[str]:
    """Every text of a JSON tree, keys too."""
    if isinstance(tree, dict):
        return [said for key, value in tree.items() for said in (key, *texts_in(value))]
    if isinstance(tree, list):
        return [said for value in tree for said in texts_in(value)]
    return [tree] if isinstance(tree, str) else []


@each_text
def test_junit(text: str, plain: Report) -> None:
    """It parses, has the elements it should have, and only characters that XML 1.0 allows."""
    written = junit_xml(full_of(text, plain))

    root = ET.fromstring(written.encode("utf-8"))  # noqa: S314 - that a parser takes it is what is tested
    assert [element.tag for element in root.iter()] == [
        "testsuites",
        "testsuite",
        *["testcase", "error"],
        *["testcase", "failure"],
    ]
    assert not UNSAFE.search(written)


@each_text
@pytest.mark.parametrize("separator", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
def test_scores(text: str, separator: str) -> None:
    """No cell begins like a formula, however the reader splits lines; the row stays one row."""
    line = ScoreLine(
        text, "sums", Decimal("1.5"), Decimal(2), Decimal(75), "graded", late=False, attempt=1, submission_sha256=""
    )

    written = scores_csv([line])

    assert not UNSAFE.search(written.replace("\r\n", "\n"))
    rows = list(csv.reader(io.StringIO(written, newline=""), delimiter=separator))
    assert len(rows) == 2
    assert [cell for row in rows for cell in row if cell.lstrip().startswith(FORMULAS)] == []
    assert separator != "," or rows[1][1:] == ["sums", "1.5", "2", "75", "graded", "false", "1", ""]


def test_ordinary_scores_are_as_they_were() -> None:
    """Names of all scripts, quotes and commas come back as they were."""
    names = ["Müller, Zoë", "李明", 'Ann "A" Lee', "o'neill", "x=1", "a b"]
    lines = [
        ScoreLine(n, "e", None, Decimal(2), None, "missing", late=False, attempt=None, submission_sha256=None)
        for n in names
    ]

    rows = list(csv.reader(io.StringIO(scores_csv(lines), newline="")))

    assert [row[0] for row in rows[1:]] == names
    assert rows[1][1:] == ["e", "", "2", "", "missing", "false", "", ""]


@each_text
def test_pages(text: str, plain: Report, make_row: MakeRow, read_page: ReadPage) -> None:
    """A page has the elements and attributes that it has for harmless words; nothing in it is a student's markup."""
    lines = text.count("\n") + 1

    def pages(word: str) -> list[str]:
        report = full_of(word, plain)
        row = make_row(word, name=word, score="1", page="feedback/s1.html", message=word, in_roster=False)
        tally = Tally("sums", "Sums", [ClassCheck("wrong", word, "value", Decimal(1), "public")])
        tally.add(row, report)
        tally.add(replace(row, student=word + "2", status="rejected"), None)
        answers = [
            (
                f"{word}{n}",
                {f"{word}.py": f"def f(a, b):\n    '{word}'\n    return a + b * 2 - a\n".encode("utf-8", "replace")},
            )
            for n in "ab"
        ]
        feedback = feedback_page(report, {word: word}, row, (word,), title=word)
        return [feedback, "".join(tally.page((word,), {"Source": word})), similarity_page(compare(answers, {}), word)]

    for hostile, harmless in zip(pages(text), pages("\n".join(["word"] * lines)), strict=True):
        page, model = read_page(hostile), read_page(harmless)
        assert not UNSAFE.search(hostile)
        assert {tag for tag, _ in page.tags} == {tag for tag, _ in model.tags} | (
            {"code"} & {tag for tag, _ in page.tags}
        )
        assert {name for _, attrs in page.tags for name in attrs} == {name for _, attrs in model.tags for name in attrs}
        assert page.raw == model.raw
        assert not [link for link in page.values("href") if not link.startswith(("#", "data:,", "./feedback/"))]


LONG = {
    "one line of 5 million characters": "the start " + "x" * 5_000_000 + " the end",
    "a million lines": "the start\n" + "x\n" * 1_000_000 + "the end",
    "a million characters to be escaped": "the start " + "\U000e0001" * 1_000_000 + " the end",
    "a million backslashes": "the start " + "\\" * 1_000_000 + " the end",
}
"""texts that no check lets through today: outputs do not rely on it"""


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
@each_output
def test_long_texts_are_cut(text: str, write: Write, plain: Report) -> None:
    """Start and end are shown, a note stands for what is left out, and a screenful remains."""
    report = replace(full_of(text, plain, "a.py"), files=(), notes=())

    written = write(report)

    assert len(written) < 300_000
    assert "the start" in written
    assert "the end" in written
    assert "left out …" in written.replace("\\u2026", "…")


@pytest.mark.parametrize("character", ["x", "\\", "\U000e0001"], ids=["plain", "backslash", "escaped"])
def test_a_report_has_an_end(character: str, plain: Report) -> None:
    """100 checks that all failed with as much as they could, of 2,000 files with long names: less than 2 MiB."""
    text = character * 10_000
    raised, wrong = full_of(text, plain, "a.py").results
    results = [replace(result, id=f"c{n}") for n in range(50) for result in (raised, wrong)]
    files = tuple(f"{n:04}/{'数' * 80}/{'学' * 80}/{'題' * 70}.py" for n in range(2000))

    written = document(replace(plain, results=tuple(results), files=files)).to_json()

    read = json.loads(written)
    listed = read["submission"]["files"]
    assert len(written) < 2 * MIB
    assert listed == list(files[: len(listed)])
    assert read["submission"]["notes"] == [f"{2000 - len(listed)} more files are not listed."]


def test_ordinary_files_are_all_listed(plain: Report) -> None:
    """A submission as large as may be, with names as people give them."""
    files = tuple(f"package/module_{n}.py" for n in range(2000))

    submission = document(replace(plain, files=files)).submission

    assert (tuple(submission.files), submission.notes) == (files, [])


def test_a_page_of_empty_lines_has_an_end(plain: Report) -> None:
    """2,000 files of a thousand empty lines: what stands around a line counts, too."""
    files = {f"f{n}.py": "\n" * 1000 for n in range(2000)}
    row = ClassRow("s1", "", "graded", None, Decimal(1), None, None, 1, "", None)

    written = feedback_page(replace(plain, files=tuple(files)), files, row)

    assert len(written.encode()) < 10 * MIB


@pytest.fixture(params=["hidden", "after_due"])
def secrets(request: pytest.FixtureRequest, plain: Report) -> Report:
    """A public check that passed, hidden ones full of secrets, and a public one that depends on them."""
    passed = replace(plain.results[0], id="fine", finding=Finding(Verdict.PASSED), score=Decimal(2))
    raised, wrong = full_of("SECRET", plain).results
    hidden = [
        replace(
            result, id=f"SECRET-{result.id}", title="SECRET title", visibility=request.param, hints=("SECRET hint",)
        )
        for result in (raised, wrong)
    ]
    after = replace(
        plain.results[0],
        id="after",
        finding=Finding(Verdict.NOT_CHECKED, "Not checked until this is fixed: SECRET title."),
        cause="SECRET-wrong",
    )
    return replace(plain, results=(passed, *hidden, after))


@each_output
def test_hidden_checks_tell_students_nothing(write: Write, secrets: Report) -> None:
    """No id, title, input, expected value, output, message, hint or diagnosis: only how many there are."""
    written = write(secrets)

    assert "SECRET" not in written
    assert "hidden check" in written.replace("_", " ")


def test_students_get_the_fields_that_they_may_see(secrets: Report) -> None:
    """The document has the fields that the contract names; a new one must be thought about here first."""
    read = json.loads(document(secrets).to_json())

    assert set(read) == {
        *("schema", "exercise", "submission", "sandbox", "score", "max_score", "reasoning", "checks", "hidden_checks"),
        *("rejected", "started_at", "duration_s"),
    }
    assert {name for check in read["checks"] for name in check} == {
        *("id", "kind", "title", "verdict", "score", "max_score", "extra_credit", "visibility", "message", "hint"),
        *("diagnosis", "explanation", "asked", "expected", "actual", "location", "stdout", "cause", "duration_s"),
        "evidence",
    }
    assert (len(read["checks"]), read["hidden_checks"]) == (2, 2)
