"""The pages of a course: an author's Markdown as HTML that does no harm, trees, neighbours."""

from __future__ import annotations

from itertools import pairwise

import pytest

from grader.authoring.words import draw
from grader.catalog import Catalogue, builtin_folder
from grader.reports.pages.markdown import html_of
from grader.reports.pages.site import site


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Use `a < b`.", "<p>Use <code>a &lt; b</code>.</p>\n"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"),
        ("a <b>c</b>", "<p>a &lt;b&gt;c&lt;/b&gt;</p>\n"),
        ("[x](javascript:alert)", "<p>[x](javascript:alert)</p>\n"),
        ("```\n<i>\n```", "<pre><code>&lt;i&gt;\n</code></pre>\n"),
        ("a\u202eb", "<p>a\\u202eb</p>\n"),
        ("![x](http://example.org/x.png)", '<p>!<a href="http://example.org/x.png">x</a></p>\n'),
    ],
    ids=["code", "script", "inline-html", "script-link", "block", "bidi", "image"],
)
def test_markdown_does_no_harm(text: str, html: str) -> None:
    """Text is escaped, nothing is loaded, no link runs anything."""
    assert html_of(text) == html


def test_tables_are_tables() -> None:
    """What statements use beyond CommonMark."""
    html = html_of("| a | b |\n|---|---|\n| 1 | 2 |\n")

    assert "<td>1</td>" in html


def test_a_tree_is_drawn() -> None:
    """Folders once, branches and marks where they belong."""
    assert draw("x", ["a/b.py", "a/c/d.py", "e.py"], {"e.py": "given"}).splitlines() == [
        "x/",
        "├── a/",
        "│   ├── b.py",
        "│   └── c/",
        "│       └── d.py",
        "└── e.py          given",
    ]


def test_every_exercise_has_its_page() -> None:
    """In their order, each with its statement, its checks, and links to its neighbours."""
    exercises = Catalogue((builtin_folder(),)).course()

    pages = dict(site(exercises, "Course"))

    assert list(pages) == ["index.html", *(f"{exercise.id}.html" for exercise in exercises)]
    for before, after in pairwise(exercises):
        assert f'<a href="{after.id}.html" rel="next">' in pages[f"{before.id}.html"]
        assert f'<a href="{before.id}.html" rel="prev">' in pages[f"{after.id}.html"]
    assert [pages["index.html"].index(f'href="{exercise.id}.html"') for exercise in exercises] == sorted(
        pages["index.html"].index(f'href="{exercise.id}.html"') for exercise in exercises
    )
    assert all(f"<h2>{chapter}</h2>" in pages["index.html"] for chapter in {each.chapter for each in exercises})
    for exercise in exercises:
        assert f"grade start {exercise.id}" in pages[f"{exercise.id}.html"]
        assert pages[f"{exercise.id}.html"].count("<h1>") == 1


def test_the_tree_says_which_files_are_in_it() -> None:
    """A project's command may lie in any file, so the statement has more files than checks look for by name."""
    exercise = Catalogue((builtin_folder(),)).load("real-world-package")

    [_, (_, page)] = site([exercise], "Course")

    before, _, section = page.partition("<h2>Files that are given or looked for</h2>")
    tree, _, words = section.partition("</pre>")
    assert "cli.py" in before
    assert "cli.py" not in tree
    assert "the rest are files that a check looks for by name" in words.partition("</section>")[0]
