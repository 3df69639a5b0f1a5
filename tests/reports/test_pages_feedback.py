"""A student's page."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING

import pytest

from grader.report import Location, Verdict
from grader.reports.pages import feedback_page

if TYPE_CHECKING:
    from tests.reports.conftest import MakeReport, MakeResult, MakeRow, ReadPage

EVIL = "</pre><img src=x onerror=alert(1)>\u2066\x00\ud800"


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb` (WCAG 2.2)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_whole_story(
    make_result: MakeResult, make_report: MakeReport, make_row: MakeRow, read_page: ReadPage
) -> None:
    """Score with reasons, what to do first, each check with verdict and story, the marked line, how it was graded."""
    place = Location("a.py", 2, 1, "    return a - b")
    failed = make_result("b", Verdict.FAILED, "add(1, 2) gives -1", code="value/sign", location=place)
    waiting = make_result("c", Verdict.NOT_CHECKED, "Not checked until this is fixed.", cause="b")
    report = make_report([make_result("a"), failed, waiting], notes=["1 file was dropped."])
    row = make_row(name="Ada", score="9.0", late=True)

    html = feedback_page(
        report,
        {"a.py": "def add(a, b):\n    return a - b\n"},
        row,
        ("9.0 of 10, minus 10 % for 1 day late",),
        title="Sums",
    )

    page = read_page(html)
    for sentence in (
        "Sums Ada s1",
        "9 of 10 90 %",
        "minus 10 % for 1 day late",
        "1 of 3 checks passed. Start here: the check b",
        "✗ the check b not as asked 0 of 2 What add(1, 2) gives -1 Where a.py, line 2 return a - b",
        "Diagnosis value/sign Seen seen so Why because Next do this",
        "Not checked until this is fixed. Go there",
        "1 file was dropped.",
        "def add(a, b): return a - b Line 2: the check b add(1, 2) gives -1",
        "Python 3.11.2, sandbox: fake",
    ):
        assert sentence in page.text
    links, ids = page.values("href", "a"), page.values("id")
    assert {link[1:] for link in links} <= set(ids)
    assert {"#check-2", "#file-1-line-2"} <= set(links)
    assert "42" not in page.text


@pytest.mark.parametrize(
    ("after_due", "hidden"), [pytest.param(False, 2, id="before"), pytest.param(True, 1, id="after")]
)
def test_hidden_checks_are_only_counted(
    make_result: MakeResult,
    make_report: MakeReport,
    make_row: MakeRow,
    read_page: ReadPage,
    after_due: bool,
    hidden: int,
) -> None:
    """Nothing of a hidden check is on the page but that it is there; some are shown once the exercise is due."""
    place = Location("a.py", 1)
    results = [
        make_result("a"),
        make_result("secret", Verdict.FAILED, "secret input", code="value/secret", visibility="hidden", location=place),
        make_result("due", visibility="after_due"),
    ]

    html = feedback_page(make_report(results), {"a.py": "x = 1\n"}, make_row(score="5"), after_due=after_due)

    text = read_page(html).text
    assert f"{hidden} hidden check{'s count' if hidden > 1 else ' counts'} too." in text
    assert "All checks that you can see passed; a hidden one did not." in text
    assert "secret" not in html
    assert ("the check due" in text) == after_due


@pytest.mark.parametrize(
    ("status", "message", "sentence"),
    [
        pytest.param("rejected", "The zip is cut off.", "The zip is cut off.", id="rejected"),
        pytest.param("rejected", "", "Your submission could not be read. Ask your teacher.", id="no-reason"),
        pytest.param("missing", "", "Nothing was handed in.", id="missing"),
        pytest.param("grader_error", "engine at /var/run", "This is not your mistake.", id="grader-error"),
    ],
)
def test_where_nothing_was_graded(
    make_row: MakeRow, read_page: ReadPage, status: str, message: str, sentence: str
) -> None:
    """A page with one sentence; the insides of a fault of ours are the teacher's."""
    text = read_page(feedback_page(None, {}, make_row(status=status, message=message), title="Sums")).text

    assert sentence in text
    assert "/var/run" not in text


def test_words_of_students_stay_words(
    make_result: MakeResult, make_report: MakeReport, make_row: MakeRow, read_page: ReadPage
) -> None:
    """In names, messages, paths, lines and notes: no tag, no control or bidi character, no id made of them."""
    place = Location(EVIL, 1, 1, EVIL)
    report = make_report(
        [make_result("a", Verdict.ERROR, EVIL, title=EVIL, location=place)], [EVIL, "b" + EVIL], [EVIL]
    )

    html = feedback_page(report, {EVIL: EVIL + "\n"}, make_row(EVIL, name=EVIL, score="1"), (EVIL,), title=EVIL)

    page = read_page(html)
    assert not [tag for tag, _ in page.tags if tag == "img"]
    assert html.count("onerror=alert(1)&gt;\\u2066\\x00\\ud800") > 8
    assert all(character.isprintable() or character == "\n" for character in html)
    assert all(re.fullmatch(r"[a-z0-9-]+", anchor) for anchor in page.values("id"))


def test_the_page_is_shut_off(make_row: MakeRow, read_page: ReadPage) -> None:
    """Its policy allows this style and this script, and nothing from anywhere."""
    html = feedback_page(None, {}, make_row(status="missing"))

    page = read_page(html)
    (policy,) = [attrs["content"] for _, attrs in page.tags if "Policy" in attrs.get("http-equiv", "")]
    for element in ("style", "script"):
        digest = base64.b64encode(hashlib.sha256(page.raw[element].encode()).digest()).decode()
        assert f"{element}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    assert not re.search(r"https?:|url\(|@import|\bsrc=|\sstyle=", html)


def test_every_colour_can_be_read(make_row: MakeRow, read_page: ReadPage) -> None:
    """Text has a contrast of at least 4.5 to 1 against what it stands on, by day and by night (WCAG 2.2, 1.4.3)."""
    style = read_page(feedback_page(None, {}, make_row(status="missing"))).raw["style"]

    blocks = re.findall(r":root \{(.*?)\}", style, re.DOTALL)
    schemes = [dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", block)) for block in blocks]

    weak = [
        (text, ground)
        for scheme in schemes[:2]
        for text in ("ink", "soft", "link", "passed", "failed")
        for ground in ("ground", "card", "faint", "mark")
        if (max(pair := (luminance(scheme[text]), luminance(scheme[ground]))) + 0.05) / (min(pair) + 0.05) < 4.5
    ]
    assert len(schemes) >= 2
    assert weak == []


def test_long_files_are_shown_where_it_matters(
    make_result: MakeResult, make_report: MakeReport, make_row: MakeRow, read_page: ReadPage
) -> None:
    """Of a long file its head and what is around a marked line; the rest is counted, and the page stays small."""
    failed = make_result("a", Verdict.FAILED, "wrong", location=Location("long.py", 40_000))
    files = {"long.py": "".join(f"n = {n}\n" for n in range(1, 100_001)), "wide.py": "x" * 3_000_000}

    html = feedback_page(make_report([failed], files), files, make_row(score="0"))

    text = read_page(html).text
    assert "n = 300 … 39689 more lines … n = 39990" in text
    assert "n = 40000 Line 40000: the check a wrong n = 40001" in text
    assert "n = 40010 … 59990 more lines …" in text
    assert len(html) < 200_000


def test_many_large_files_do_not_make_a_large_page(make_report: MakeReport, make_row: MakeRow) -> None:
    """A submission of megabytes of escapes gives a page far below 20 MiB."""
    files = {f"f{n}.py": ("\x01" * 499 + "\n") * 900 for n in range(40)}

    html = feedback_page(make_report([], files), files, make_row(score="0"))

    assert len(html.encode()) < 8 * 1024 * 1024


def test_lines_are_counted_as_python_does(
    make_result: MakeResult, make_report: MakeReport, make_row: MakeRow, read_page: ReadPage
) -> None:
    """A byte order mark is no character, CR and CR LF end lines, form feeds do not; what lies outside is not marked."""
    marks = [make_result(f"c{n}", Verdict.FAILED, f"at {n}", location=Location("a.py", n)) for n in (3, 9)]
    files = {"a.py": "\ufeffone\rtwo\fstill two\r\nthree\n"}

    page = read_page(feedback_page(make_report(marks), files, make_row(score="0")))

    assert "a.py 3 lines, marked" in page.text
    assert "one two\\x0cstill two three Line 3: the check c3 at 3" in page.text
    assert "#file-1" in page.values("href", "a")
    assert "Line 9:" not in page.text


def test_files_that_are_not_at_hand_are_named(make_report: MakeReport, make_row: MakeRow, read_page: ReadPage) -> None:
    """What was handed in and cannot be shown as text is not passed over in silence."""
    page = read_page(feedback_page(make_report([], ["a.py", "b.bin"]), {"a.py": ""}, make_row(score="0")))

    assert "b.bin is not shown here." in page.text
    assert "This file is empty." in page.text
