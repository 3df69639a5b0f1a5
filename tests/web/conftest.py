"""The browser of these tests: the distribution's chromium, headless, driven by Playwright.

Where there is none the tests are skipped, which pytest's summary says in one line; with GRADER_REQUIRE_BROWSER=1, as in
CI, they fail instead.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")


def program() -> str | None:
    """Where the browser is, None where there is none."""
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip tests that need a browser where there is none, or fail them where it is required."""
    if item.get_closest_marker("web") is None or program():
        return
    if os.environ.get("GRADER_REQUIRE_BROWSER") == "1":
        pytest.fail("GRADER_REQUIRE_BROWSER=1, but there is no chromium on the path", pytrace=False)
    pytest.skip("without a browser: there is no chromium on the path")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for a file of tests; it ends with them, since later tests look for processes that are left."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        # Chromium refuses its own sandbox to root; the pages are ours.
        opened = playwright.chromium.launch(executable_path=program(), args=["--no-sandbox"])
        yield opened
        opened.close()
