"""`grade new`, `preview`, `handout` and `site` as authors call them."""

from __future__ import annotations

import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.proof.authors import Author

Grade = Callable[..., subprocess.CompletedProcess[str]]
SHAPES = "exercises/shapes"
HIDDEN = ("1234", "shapes.area(7, 0)")
"""what stands in the hidden check of the exercise `shapes` alone"""
SOURCE = '''"""Sums.

>>> less(5, 3)
2
>>> less(2.5, -1)
3.5
"""


def less(a, b):
    """Give what is left.

    >>> owed = 0
    >>> for price in (3, 4):
    ...     owed += price
    ...
    >>> less(10, owed)
    3
    >>> less("a", 1)
    Traceback (most recent call last):
      ...
    TypeError: unsupported operand type(s) for -: 'str' and 'int'
    """
    return a - b


if __name__ == "__main__":
    print(less(44, 2))
'''


def test_a_draft_is_proven_at_once(grade: Grade, tmp_path: Path) -> None:
    """What `new` writes is an exercise that `verify` has nothing to say against."""
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "sums.py").write_text(SOURCE, encoding="utf-8")

    made = grade("new", "my-sums", "--from", "model")
    proven = grade("verify", "exercises/my-sums", "--sandbox", "process")

    assert made.returncode == 0, made.stderr
    assert "grade verify exercises/my-sums" in made.stdout
    assert proven.returncode == 0, proven.stdout
    assert "There is no wrong answer" in " ".join(proven.stdout.split())
    assert 'stdout: {equals: "42\\n"}' in (tmp_path / "exercises/my-sums/exercise.yaml").read_text(encoding="utf-8")


def test_what_is_no_check_is_told(grade: Grade, tmp_path: Path) -> None:
    """The author reads how many examples could not become checks, where they are, and why."""
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "sums.py").write_text(SOURCE.replace("2.5, -1)\n3.5", "2, 1) > 0\nTrue"), encoding="utf-8")

    made = grade("new", "my-sums", "--from", "model")

    assert "1 of 4 examples in docstrings could not become checks:" in made.stdout
    assert "  sums.py, line 5: less(2, 1) > 0 - it compares; ask for the value itself" in made.stdout


@pytest.mark.usefixtures("author")
def test_nothing_is_overwritten(grade: Grade, tmp_path: Path) -> None:
    """An exercise that is there stays as it is."""
    before = (tmp_path / SHAPES / "exercise.yaml").read_bytes()

    done = grade("new", "shapes", "--from", "solutions/shapes/reference")

    assert done.returncode == 2
    assert "is there already" in done.stderr
    assert (tmp_path / SHAPES / "exercise.yaml").read_bytes() == before


@pytest.fixture
def author(tmp_path: Path) -> Author:
    """The author of an exercise that is right."""
    return Author(tmp_path)


def test_preview_shows_what_students_see(grade: Grade, author: Author) -> None:
    """Statement, public checks, hints; of a hidden check only that there is one."""
    author.change(f"{SHAPES}/exercise.yaml", "  - id: areas\n", "  - id: areas\n    hints: [Width times height.]\n")

    done = grade("preview", SHAPES)

    assert done.returncode == 0
    for words in ("Write shapes.py with a function", "shapes.area(2, 3) gives 6 (and 1 more)", "Width times height."):
        assert words in done.stdout
    assert "And 1 hidden check, which counts too." in done.stdout
    assert not [secret for secret in HIDDEN if secret in done.stdout]


@pytest.mark.usefixtures("author")
def test_handout_holds_what_students_get(grade: Grade, tmp_path: Path) -> None:
    """One folder, nothing hidden, no solution, the same bytes each time; `grade check` knows what it is."""
    first = grade("handout", SHAPES, "-o", "first.zip")
    grade("handout", SHAPES, "-o", "second.zip")

    assert first.returncode == 0, first.stderr
    assert (tmp_path / "first.zip").read_bytes() == (tmp_path / "second.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "first.zip") as archive:
        texts = {name: archive.read(name).decode() for name in archive.namelist()}
    names = {"statement.md", "checks.md", "notes.txt", ".grader.toml"}
    assert texts.keys() == {f"shapes/{name}" for name in names}
    assert texts["shapes/.grader.toml"].startswith('exercise = "shapes"')
    assert "- `shapes.area(2, 3)` gives" not in texts["shapes/checks.md"]
    assert "- shapes.area(2, 3) gives 6 (and 1 more) (1)" in texts["shapes/checks.md"]
    assert "1 hidden check counts too." in texts["shapes/checks.md"]
    assert not [secret for secret in (*HIDDEN, "width * height") for text in texts.values() if secret in text]


def test_handout_takes_no_file_of_our_names(grade: Grade, author: Author) -> None:
    """A starter with a file of the same name is not hidden behind ours, nor ours behind it."""
    author.write(f"{SHAPES}/starter/checks.md", "Mine.\n")

    done = grade("handout", SHAPES, "-o", "first.zip")

    assert done.returncode == 2
    assert "The starter has a file checks.md" in done.stderr


@pytest.mark.usefixtures("author")
def test_site_is_a_folder_of_pages(grade: Grade, tmp_path: Path) -> None:
    """One page with all exercises and one for each, nothing else, nothing hidden."""
    done = grade("site", SHAPES, "-o", "out/pages", "--title", "My <course>")

    assert done.returncode == 0, done.stderr
    pages = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "out" / "pages").iterdir()}
    assert pages.keys() == {"index.html", "shapes.html"}
    assert "<h1>My &lt;course&gt;</h1>" in pages["index.html"]
    assert '<a href="shapes.html">Shapes</a>' in pages["index.html"]
    assert "grade start shapes" in pages["shapes.html"]
    assert not [secret for secret in HIDDEN for page in pages.values() if secret in page]
