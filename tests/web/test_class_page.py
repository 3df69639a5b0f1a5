"""The pages of a class in a real browser. GRADER_SCREENSHOTS names a folder for pictures to look at."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from grader.report import CheckResult, Diagnosis, Finding, Location, Report, Verdict
from grader.reports.pages import ClassCheck, ClassRow, Tally, feedback_page
from grader.sandbox import SandboxInfo, SandboxKind
from tests.web.visiting import DESKTOP, PHONE, Visit, visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.web

CLASS = 2000
CHECKS = [
    ClassCheck(f"c{n}", f"`f({n})` gives the right thing", "value", Decimal(1), "hidden" if n == 6 else "public")
    for n in range(8)
]
NAMES = (
    "Zoë Müller",
    "Ada Lovelace",
    "نوال السعداوي",
    "Maximiliana-Theodora Freifrau von Hohenlohe-Waldenburg-Schillingsfürst",
)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a run: 2,000 students, their report, and two of their pages."""
    folder = tmp_path_factory.mktemp("run")
    (folder / "feedback").mkdir()
    tally = Tally("sums", "Sums", CHECKS)
    for number in range(CLASS):
        row = student(number)
        report = answers(number) if row.is_graded else None
        tally.add(row, report)
        if number in {1, 3}:
            html = feedback_page(report, {"a.py": source()}, row, ("No points were lost for time.",), title="Sums")
            (folder / f"feedback/s{number}.html").write_text(html, encoding="utf-8")
    (folder / "report.html").write_text("".join(tally.page((), {"Source": "class.zip"})), encoding="utf-8")
    return folder


def student(number: int) -> ClassRow:
    """The row of student `number`: now and then one is missing, rejected or late."""
    name = NAMES[number] if number < len(NAMES) else f"Student {number}"
    status = {18: "missing", 19: "rejected"}.get(number % 20, "graded")
    score = Decimal(number * 7 % 9) if status == "graded" else None
    percent = None if score is None else min(score / 8 * 100, Decimal(100))
    page = None if status == "missing" else f"feedback/s{number}.html"
    message = "The zip is cut off." if status == "rejected" else ""
    return ClassRow(f"s{number}", name, status, score, Decimal(8), percent, number % 10 == 4, 1, message, page)


def answers(number: int) -> Report:
    """What student `number` did: the first answers right, then one wrong, the rest not checked."""
    right = number * 7 % 9
    results = tuple(answer(check, order, right) for order, check in enumerate(CHECKS))
    return Report(
        exercise_id="sums",
        exercise_version="sha256:0123456789abcdef",
        submission_sha256="fedcba9876543210",
        files=("a.py",),
        notes=(),
        sandbox=SandboxInfo(SandboxKind.FAKE, None),
        python="3.11.2",
        agent="1",
        results=results,
        started_at=datetime(2026, 11, 20, 12, tzinfo=UTC),
        duration_s=0.5,
    )


def answer(check: ClassCheck, order: int, right: int) -> CheckResult:
    """One check's result."""
    finding, diagnosis = Finding(Verdict.PASSED), None
    if order == right:
        finding = Finding(Verdict.FAILED, f"f({order}) gives 'שלום'", "f()", "1", "2", Location("a.py", 40, 1, "x = 1"))
        diagnosis = Diagnosis(f"value/kind-{order % 3}", "Seen.", "Why.", "Next.")
    elif order > right:
        finding = Finding(Verdict.NOT_CHECKED, "Not checked.")
    points = Decimal(1 if finding.passed else 0)
    cause = f"c{right}" if order > right else None
    return CheckResult(
        check.id,
        check.kind,
        check.title,
        check.visibility,
        points,
        Decimal(1),
        False,
        finding,
        diagnosis,
        cause,
        (),
        0.1,
    )


def source() -> str:
    """A file with long lines and another direction of writing."""
    return "".join(f"line_{n} = '{'long ' * (n % 60)}'  # שלום עולם\n" for n in range(1, 81))


def picture(seen: Visit, name: str) -> None:
    """A screenshot, where somebody wants to look."""
    if folder := os.environ.get("GRADER_SCREENSHOTS"):
        seen.page.screenshot(path=Path(folder) / f"{name}.png")


def test_plots_are_drawn(browser: Browser, run: Path) -> None:
    """Each bar of the histogram stands on the axis, as high as its number says; bars of checks are filled."""
    with visit(browser, run / "report.html") as seen:
        bars = [box for bar in seen.page.locator(".histogram .bar").all() if (box := bar.bounding_box())]
        numbers = [int(text) for text in seen.page.locator(".narrow td").all_text_contents()]
        shares = [box["width"] for bar in seen.page.locator(".checks .passed").all() if (box := bar.bounding_box())]
        picture(seen, "report-desktop")

    assert len(bars) == len(numbers) == 11
    assert sum(numbers) == CLASS * 18 // 20
    assert len({round(bar["y"] + bar["height"]) for bar in bars}) == 1
    tallest = max(bar["height"] for bar in bars)
    assert all(abs(bar["height"] / tallest - n / max(numbers)) < 0.02 for bar, n in zip(bars, numbers, strict=True))
    assert shares == sorted(shares, reverse=True)
    assert shares[0] > 100


def test_the_table_sorts(browser: Browser, run: Path) -> None:
    """A click sorts up, another one down, by number where it is a number; those without one stay last."""
    with visit(browser, run / "report.html") as seen:
        head = seen.page.locator("#student-table thead th", has_text="Score")
        head.get_by_role("button").click()
        up = seen.column(2)
        first = head.get_attribute("aria-sort")
        seen.page.keyboard.press("Enter")
        down = seen.column(2)
        second = head.get_attribute("aria-sort")
        seen.page.get_by_role("button", name="Student", exact=True).click()
        names = seen.column(1)

    without = CLASS * 2 // 20
    scores = [int(text.split(" ")[0]) for text in up[:-without]]
    assert scores == sorted(scores)
    assert [text for text in up if text == "—"] == up[-without:] == down[-without:]
    assert down[:-without] == [f"{score} of 8" for score in sorted(scores, reverse=True)]
    assert (first, second) == ("ascending", "descending")
    assert names.index("Student 9\ns9") < names.index("Student 10\ns10") < names.index("Zoë Müller\ns0")


def test_the_table_filters(browser: Browser, run: Path) -> None:
    """Words are found without case and accents, in any order; a choice narrows further; the number is announced."""
    with visit(browser, run / "report.html") as seen:
        status, search = seen.page.get_by_role("status"), seen.page.get_by_role("searchbox")
        search.fill("MULLER zoe")
        by_name, said = seen.column(1), status.inner_text()
        search.fill("")
        seen.page.get_by_label("Show").select_option("rejected")
        by_status = seen.column(4)
        search.fill("student 39 ")
        both = seen.column(1)
        search.fill("nobody is called that")
        nobody = status.inner_text()
        choices = seen.page.locator("select option").all_inner_texts()

    assert (by_name, said) == (["Zoë Müller\ns0"], "1 of 2000 shown")
    assert set(by_status) == {"rejected"}
    assert len(by_status) == CLASS // 20
    assert "Student 39\ns39" in both
    assert all("39" in name for name in both)
    assert nobody == "Nobody fits."
    assert choices == ["everybody", "graded", "rejected", "missing", "late"]


def test_a_student_opens(browser: Browser, run: Path) -> None:
    """The name leads to the feedback page, and there the story to the marked line and back."""
    with visit(browser, run / "report.html") as seen:
        seen.page.locator("#student-table").get_by_role("link", name="Ada Lovelace").click()
        title = seen.page.title()
        seen.page.get_by_role("link", name="a.py, line 40").click()
        line = seen.page.evaluate("document.activeElement.dataset.number")
        picture(seen, "feedback-line")
        seen.page.locator(".mark a").click()
        check = seen.page.evaluate("document.activeElement.id")

    assert (title, line, check) == ("Sums: Ada Lovelace", "40", "check-7")


@pytest.mark.parametrize("name", ["report.html", "feedback/s1.html", "feedback/s3.html"])
@pytest.mark.parametrize("size", [pytest.param(DESKTOP, id="desktop"), pytest.param(PHONE, id="phone")])
def test_nothing_is_cut_off(browser: Browser, run: Path, name: str, size: tuple[int, int]) -> None:
    """However long names and lines are, a page is never wider than its screen."""
    with visit(browser, run / name, size) as seen:
        too_wide = seen.is_too_wide()
        picture(seen, f"{Path(name).stem}-{size[0]}")

    assert not too_wide


def test_without_the_script(browser: Browser, run: Path) -> None:
    """Everybody and every mistake is there to be read; what would not work is not shown."""
    with visit(browser, run / "report.html", script=False) as seen:
        rows = seen.page.locator("#student-table tbody tr").count()
        searches = seen.page.locator("input").is_visible()
        buttons = seen.page.locator("button").count()
        seen.page.locator(".mistake summary").first.click()
        people = seen.page.locator(".mistake details[open] li").count()

    assert (rows, searches, buttons) == (CLASS, False, 0)
    assert people > 100


def test_by_keyboard(browser: Browser, run: Path) -> None:
    """The first Tab offers to skip to the content; what has the focus can be seen."""
    with visit(browser, run / "report.html") as seen:
        seen.page.keyboard.press("Tab")
        skip = seen.page.get_by_role("link", name="Skip to the content")
        offered = skip.bounding_box()
        outline = skip.evaluate("link => getComputedStyle(link).outlineStyle")
        seen.page.keyboard.press("Enter")
        seen.page.keyboard.press("Tab")
        there = seen.page.evaluate("document.activeElement.closest('main') !== null")

    assert offered is not None
    assert offered["x"] >= 0
    assert outline == "solid"
    assert there


def test_on_paper(browser: Browser, run: Path) -> None:
    """Printing unfolds what is folded, leaves out what only works on a screen, and folds it again."""
    folded = "document.querySelectorAll('details:not([open])').length"
    with visit(browser, run / "report.html") as seen:
        before = seen.page.evaluate(folded)
        seen.page.evaluate("dispatchEvent(new Event('beforeprint'))")
        during = seen.page.evaluate(folded)
        seen.page.emulate_media(media="print")
        tools = seen.page.locator(".tools").is_visible()
        ground = seen.page.evaluate("getComputedStyle(document.body).backgroundColor")
        seen.page.evaluate("dispatchEvent(new Event('afterprint'))")
        after = seen.page.evaluate(folded)

    assert before == after > 0
    assert during == 0
    assert not tools
    assert ground == "rgb(255, 255, 255)"
