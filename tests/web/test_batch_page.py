"""What `grade batch` wrote of a class, in a real browser."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.web.visiting import visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.web

ANSWERS = ("reference", "wrong/swapped-operands", "wrong/missing-colon", "wrong/prints-instead-of-returns")


def test_the_page_of_a_batch(browser: Browser, root: Path, tmp_path: Path) -> None:
    """Plots and students are there, the table sorts and filters, a student's page shows the file and the mistake."""
    for number, answer in enumerate(ANSWERS):
        shutil.copytree(root / "solutions" / "math-utils" / answer, tmp_path / "class" / f"student-{number}")
    batch = [sys.executable, "-m", "grader", "batch", "class", "-e", "math-utils", "-o", "run", "--sandbox", "process"]
    subprocess.run(batch, cwd=tmp_path, capture_output=True, check=True, timeout=120)

    with visit(browser, tmp_path / "run" / "report.html") as seen:
        bars = seen.page.locator(".histogram .bar").count()
        mistakes = seen.page.locator(".mistake").count()
        seen.page.locator("#student-table thead th", has_text="Score").get_by_role("button").click()
        scores = seen.column(2)
        seen.page.get_by_role("searchbox").fill("student-1")
        found = seen.column(1)
        seen.page.locator("#student-table").get_by_role("link", name="student-1").click()
        page = seen.page.locator("main").inner_text()

    assert (bars > 0, mistakes > 0) == (True, True)
    assert scores == ["0 of 15", "4 of 15", "10 of 15", "15 of 15"]
    assert len(found) == 1
    assert "return b - a" in page
    assert "only the sign is wrong" in page
