"""The page: it stands alone, shows pairs side by side, and nothing that a student wrote can act in it."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from grader.similarity import Similarities, compare, page
from grader.similarity.similarities import Excerpt, Line, Mark

EVIL = '<script>alert("x")</script>'
CODE = """def spiral(size, \u202etext):
    # <script>alert("x")</script> \u2066 & more
    grid = [[0] * size for _ in range(size)]
    for number in range(1, size * size + 1):
        grid[number // size][number % size] = number * len(text)
    return "<img src=x onerror=alert(1)>".join(str(cell) for line in grid for cell in line)
"""
VOID = {"meta"}


class Outline(HTMLParser):
    """The elements of a page, and whether each is closed where it should be."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.text: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.tags.add(tag)
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """The element that is closed is the one opened last."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Note the words."""
        if self.open[-1:] != ["style"]:
            self.text.append(data)


@pytest.fixture(scope="module")
def found() -> Similarities:
    """A class of three with hostile names and code, two of them alike."""
    alike = {f"pkg/{EVIL[:20]}.py": CODE.encode()}
    return compare([(EVIL, alike), ("ann\u202e", alike), ("ben", {"a.py": b"x = 1\n"}), ("zoe", {})], {})


def test_nothing_a_student_wrote_acts(found: Similarities) -> None:
    """Names, paths and code are text: no script, no image, no bidi character, every element closed."""
    text = page(found, EVIL)

    outline = Outline(text)
    assert outline.open == []
    assert not outline.tags & {"script", "img", "iframe", "object", "link", "form", "input"}
    assert not any(name.startswith("on") or name in ("style", "src") for name, _ in outline.attributes)
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", text)
    assert EVIL in "".join(outline.text)


def test_the_page_stands_alone(found: Similarities) -> None:
    """No address is named, links stay on the page, and the policy lets in the page's own style and nothing else."""
    text = page(found, "Spirals")

    style = re.findall("<style>(.*?)</style>", text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style[0].encode()).digest()).decode()
    links = [said for name, said in Outline(text).attributes if name in ("href", "src")]
    assert "://" not in text
    assert "url(" not in text
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in text.replace("&#x27;", "'")
    assert links
    assert all(said and said.startswith("#pair-") for said in links)


def test_pairs_stand_side_by_side(found: Similarities) -> None:
    """A pair has both students, what is alike and both texts with numbered and marked lines."""
    words = "".join(Outline(page(found, "Spirals")).text)

    assert "100% similar: spiral() and spiral()" in words
    assert words.count("   3 #     grid = [[0] * size for _ in range(size)]") == 2
    assert "With no Python code beyond the starter's: zoe." in words


def test_the_remark_leads_and_nobody_is_accused(found: Similarities) -> None:
    """The page says what to make of it before it shows anything, in words that accuse nobody."""
    words = "".join(Outline(page(found, "Spirals")).text)

    assert words.index(found.remark) < words.index("spiral()")
    assert "not a verdict" in words
    assert "changes no score" in words
    assert not re.search(r"plagia|cheat|copied|copy|suspic|guilt|stolen|fraud", words, re.IGNORECASE)


def test_no_pairs() -> None:
    """A class without pairs has a page that says so."""
    assert "There are no pairs to show." in page(compare([], {}), "Nothing")


def test_a_page_has_an_end(found: Similarities) -> None:
    """Pairs that would make the page too large are listed and not shown."""
    lines = tuple(Line(number, "&" * 500, Mark.SHARED) for number in range(150))
    excerpt = Excerpt("a.py", None, lines, 0)
    match = replace(found.pairs[0].matches[0], one=excerpt, other=excerpt)
    huge = replace(found, pairs=(replace(found.pairs[0], matches=(match,) * 12),) * 20)

    text = page(huge, "Huge")

    assert len(text) < 11_000_000
    assert re.search(r"\d+ more pairs are not shown", text)
    assert Outline(text).open == []
