"""Pages full of hostile texts in a real browser: nothing in them runs, loads or sends, and nothing even tries to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from grader.report import CheckResult, Diagnosis, Finding, Location, Report, Verdict
from grader.reports.pages import ClassCheck, ClassRow, Tally, feedback_page
from grader.sandbox import SandboxInfo, SandboxKind
from grader.similarity import compare
from grader.similarity import page as similarity_page
from tests.reports.texts import TEXTS
from tests.web.visiting import visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Route

pytestmark = pytest.mark.web

WORDS = [*TEXTS.values(), "".join(TEXTS.values())]
ALIVE = "img, iframe, object, embed, form, base, svg[onload], [onerror], [onload], [onfocus], [onmouseover], [style]"
"""what none of our pages has"""
STOWAWAYS = """
<script>document.title = "taken over"</script>
<img src="https://evil.invalid/a.png" onerror="document.title = 'taken over'">
<svg onload="document.title = 'taken over'"></svg>
<link rel="stylesheet" href="https://evil.invalid/a.css">
<style>body { background: url(https://evil.invalid/b.png) }</style>
<object data="https://evil.invalid/a.svg"></object><video src="https://evil.invalid/a.mp4"></video>
<iframe src="https://evil.invalid/"></iframe>
<iframe srcdoc="<script>parent.document.title = 'taken over'</script>"></iframe>
<form action="https://evil.invalid/" id="stowaway"><button>Send</button></form>
<base href="https://evil.invalid/">
"""
"""markup that would get into a page if somebody forgot to escape a text"""


def report() -> Report:
    """A failed check for each text, which is wherever a student's words may stand."""
    results = tuple(
        CheckResult(
            id=f"c{number}",
            kind="value",
            title=text,
            visibility="public",
            score=Decimal(0),
            max_score=Decimal(1),
            extra_credit=False,
            finding=Finding(Verdict.FAILED, text, text, text, text, Location(text, 1, 1, text), None, text),
            diagnosis=Diagnosis("value/kind", text, text, text) if number % 2 else None,
            cause=None,
            hints=(),
            duration_s=0.1,
        )
        for number, text in enumerate(WORDS)
    )
    return Report(
        exercise_id="sums",
        exercise_version="sha256:0123456789abcdef",
        submission_sha256="fedcba9876543210",
        files=tuple(WORDS),
        notes=tuple(WORDS),
        sandbox=SandboxInfo(SandboxKind.FAKE, None),
        python="3.11.2",
        agent="1",
        results=results,
        started_at=datetime(2026, 11, 20, 12, tzinfo=UTC),
        duration_s=0.5,
    )


def rows() -> list[ClassRow]:
    """A student of each name."""
    return [
        ClassRow(text, text, "graded", Decimal(1), Decimal(2), Decimal(50), True, 1, text, "feedback/s1.html")
        for text in WORDS
    ]


def class_page() -> str:
    """`report.html`."""
    tally = Tally(
        "sums", WORDS[-1], [ClassCheck(r.id, r.title, r.kind, r.max_score, "public") for r in report().results]
    )
    for row in rows():
        tally.add(row, report())
    return "".join(tally.page(tuple(WORDS), {"Source": WORDS[-1]}))


def student_page() -> str:
    """`feedback/*.html`."""
    return feedback_page(report(), {text: f"{text}\n" for text in WORDS}, rows()[-1], tuple(WORDS), title=WORDS[-1])


def pairs_page() -> str:
    """`similarity.html`."""
    code = "def f(first, second):\n    # {}\n    total = first * second\n    return total + first - second * 2\n"
    answers = [(text, {f"{text}.py": code.format(text.replace("{", "")).encode("utf-8", "replace")}) for text in WORDS]
    return similarity_page(compare(answers, {}), TEXTS["script"])


PAGES = {"class": class_page, "student": student_page, "pairs": pairs_page}
each_page = pytest.mark.parametrize("write", PAGES.values(), ids=PAGES)


@each_page
def test_nothing_of_a_student_is_alive(browser: Browser, tmp_path: Path, write: Callable[[], str]) -> None:
    """However a page is used: no script, no dialog, no request, and no complaint of the browser that it stopped one."""
    file = tmp_path / "page.html"
    file.write_text(write(), encoding="utf-8")

    with visit(browser, file) as seen:
        own_scripts = seen.page.locator("script").count()
        alive = seen.page.locator(ALIVE).count()
        seen.page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
        for search in seen.page.get_by_role("searchbox").all():
            search.fill(TEXTS["script"])
        for head in seen.page.locator("th button").all():
            head.click()
        for place in seen.page.locator("a[href^='#']").all()[:20]:
            place.dispatch_event("click")
        text = seen.page.locator("body").text_content()

    assert own_scripts == (0 if write is pairs_page else 1)
    assert alive == 0
    assert "<script>alert(1)</script>" in (text or "")


@each_page
def test_the_policy_stops_what_would_slip_through(browser: Browser, tmp_path: Path, write: Callable[[], str]) -> None:
    """Markup that is in the page all the same runs nothing, loads nothing and sends nothing."""
    file = tmp_path / "page.html"
    html = write().replace("<main", f"{STOWAWAYS}<main", 1)
    file.write_text(html, encoding="utf-8")
    asked: list[str] = []

    def answer(route: Route) -> None:
        """Stand for the other host, which would be glad of any request."""
        asked.append(route.request.url)
        route.fulfill(body="")

    page = browser.new_page()
    try:
        page.route("https://**", answer)
        page.on("dialog", lambda dialog: dialog.dismiss())
        page.goto(file.as_uri())
        title = page.title()
        page.locator("#stowaway button").dispatch_event("click")
        page.wait_for_load_state("networkidle")
        styles = page.evaluate("getComputedStyle(document.body).backgroundImage")
        base = page.evaluate("document.baseURI")
        there = page.url
    finally:
        page.close()

    assert STOWAWAYS in html
    assert title != "taken over"
    assert styles == "none"
    assert (base, there) == (file.as_uri(), file.as_uri())
    assert asked == []
