"""The pages of a course in a real browser, on screen and in print."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from grader.catalog import Catalogue, builtin_folder
from grader.reports.pages.site import site
from tests.web.visiting import DESKTOP, PHONE, visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.web

A4, TABLET = (688, 1017), (700, 1000)
"""what a page of paper has inside its margins, in pixels; a screen just wider than that of a phone"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the exercises that come with the package."""
    place = tmp_path_factory.mktemp("site")
    for name, page in site(Catalogue((builtin_folder(),)).course(), "Modules and packages"):
        (place / name).write_text(page, encoding="utf-8")
    return place


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_from_the_list_to_an_exercise(browser: Browser, folder: Path, size: tuple[int, int]) -> None:
    """The list leads to each exercise and back; nothing is loaded, no page is wider than the screen."""
    with visit(browser, folder / "index.html", size) as seen:
        assert not seen.is_too_wide()
        seen.page.get_by_role("link", name="Your first package").click()
        assert seen.page.locator("h1").inner_text() == "Your first package"
        assert not seen.is_too_wide()
        seen.page.get_by_role("link", name="Modules and packages").click()
        assert seen.page.url == (folder / "index.html").as_uri()


BROKEN = """() => [...document.querySelectorAll(".statement :is(th, td) code")]
    .filter(code => !/[\\s-]/.test(code.innerText) && code.getClientRects().length > 1).map(code => code.innerText)"""
"""names in tables, without a blank or a hyphen, that stand on two lines"""


@pytest.mark.parametrize("size", [DESKTOP, TABLET, PHONE], ids=["desktop", "tablet", "phone"])
def test_names_in_tables_are_whole(browser: Browser, folder: Path, size: tuple[int, int]) -> None:
    """No column takes the room that the name of a file beside it needs; the page fits all the same."""
    for name in ("real-world-package", "module-or-package", "relative-imports", "subpackages"):
        with visit(browser, folder / f"{name}.html", size) as seen:
            assert seen.page.evaluate(BROKEN) == [], name
            assert not seen.is_too_wide(), name


def test_tables_fit_on_paper(browser: Browser, folder: Path) -> None:
    """On paper no name is broken either, and no table is cut off, since nothing can be moved sideways there."""
    with visit(browser, folder / "real-world-package.html", A4) as seen:
        seen.page.emulate_media(media="print")
        assert seen.page.evaluate(BROKEN) == []
        assert not seen.is_too_wide()


def test_print_shows_long_lines_whole(browser: Browser, folder: Path) -> None:
    """On paper nothing can be moved sideways, so lines of code are wrapped, and links for the screen are left out."""
    with visit(browser, folder / "math-utils.html") as seen:
        seen.page.emulate_media(media="print")
        assert seen.page.locator(".statement pre").first.evaluate("e => getComputedStyle(e).whiteSpace") == "pre-wrap"
        assert not seen.page.get_by_role("navigation").is_visible()
