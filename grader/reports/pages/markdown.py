"""An author's Markdown as HTML: CommonMark with tables. HTML in it is shown as text, images are not loaded."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markupsafe import Markup

from grader.showing import printable_lines


def html_of(text: str) -> Markup:
    """The HTML. Links stay where they go to the web or to a place on the page."""
    reader = MarkdownIt("commonmark", {"html": False}).enable("table").disable(["image", "html_block", "html_inline"])
    return Markup(reader.render("\n".join(printable_lines(text))))  # noqa: S704 - the renderer escapes all text
