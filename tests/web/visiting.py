"""A page of ours in a browser, watched: it must not complain, and must ask for nothing but pages of the run."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Request

DESKTOP, PHONE = (1200, 900), (390, 844)
"""sizes of a screen"""


@dataclass
class Visit:
    """A page that is open, and what it did that it must not do."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    """console messages, errors and dialogs"""
    requests: list[str] = field(default_factory=list)

    def said(self, message: ConsoleMessage) -> None:
        """Keep what the page wrote to the console."""
        self.complaints.append(message.text)

    def asked(self, request: Request) -> None:
        """Keep what the page asked for."""
        self.requests.append(request.url)

    def interrupted(self, dialog: Dialog) -> None:
        """Keep that the page opened a dialog, which none of ours does."""
        self.complaints.append(f"{dialog.type}: {dialog.message}")
        dialog.dismiss()

    def column(self, number: int) -> list[str]:
        """Texts of a column of the students who are shown, from 1."""
        return self.page.locator(f"#student-table tbody tr:not([hidden]) > :nth-child({number})").all_inner_texts()

    def is_too_wide(self) -> bool:
        """Whether the page has to be moved sideways."""
        return bool(self.page.evaluate("document.documentElement.scrollWidth > innerWidth"))


@contextmanager
def visit(browser: Browser, file: Path, size: tuple[int, int] = DESKTOP, *, script: bool = True) -> Iterator[Visit]:
    """Open a page; at the end it must not have complained, nor asked for anything but pages of the run."""
    width, height = size
    context = browser.new_context(viewport={"width": width, "height": height}, java_script_enabled=script)
    context.set_default_timeout(15_000)
    try:
        seen = Visit(context.new_page())
        seen.page.on("console", seen.said)
        seen.page.on("pageerror", lambda error: seen.complaints.append(str(error)))
        seen.page.on("dialog", seen.interrupted)
        seen.page.on("request", seen.asked)
        seen.page.goto(file.as_uri())
        yield seen
        assert seen.complaints == []
        assert [url for url in seen.requests if not url.startswith((file.parent.as_uri(), "data:"))] == []
    finally:
        context.close()
