"""Mutants: what is changed, what is left alone, and what an author may declare."""

from __future__ import annotations

import ast
import textwrap

import pytest

from grader.catalog import load_exercise
from grader.exercise import Exercise
from grader.proof import Claim
from grader.proof.mutants import Mutant, mutants
from grader.submission import Submission
from tests.proof.authors import Author

EXPECTED = "solutions/shapes/expected.yaml"


@pytest.fixture
def exercise(author: Author) -> Exercise:
    """An exercise that asks for no style."""
    return load_exercise(author.folder / "exercises" / "shapes")


def tree(files: dict[str, str]) -> Submission:
    """An answer of these files."""
    return Submission.of({path: textwrap.dedent(text).lstrip("\n").encode() for path, text in files.items()})


def names(files: dict[str, str], exercise: Exercise, given: dict[str, str] | None = None) -> set[str]:
    """The names of all mutants of an answer, without those that rename or print, which every module has."""
    made = mutants(tree(files), tree(given or {}), exercise)
    return {each.name for each in made if not each.name.startswith(("renamed-module", "print-at-import"))}


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("return pay(a, b)", {"swapped-arguments: return pay(b, a)", "dropped-return: pay(a, b)"}),
        (
            "return a - b",
            {"swapped-arguments: return b - a", "wrong-operator: return a + b", "dropped-return: a - b"},
        ),
        ("return a + b", {"wrong-operator: return a - b", "dropped-return: a + b"}),
        (
            "return a + '!'",
            {
                "swapped-arguments: return '!' + a",
                "wrong-operator: return a - '!'",
                "dropped-return: a + '!'",
                "changed-constant: return a + '!x'",
            },
        ),
        ("return (a + b) * 2", None),
        ("a[0] = not b", {"off-by-one: a[1] = not b", "wrong-operator: a[0] = b"}),
        (
            "while a < b: pass",
            {"off-by-one: while a <= b: pass", "wrong-operator: while a >= b: pass"},
        ),
        ("a = True", {"changed-constant: a = False"}),
        ("a += 1.5", {"wrong-operator: a -= 1.5", "changed-constant: a += 2.5"}),
        (
            "return f'{a - 1}.'",
            {
                "dropped-return: f'{a - 1}.'",
                "swapped-arguments: return f'{1 - a}.'",
                "wrong-operator: return f'{a + 1}.'",
                "off-by-one: return f'{a - 2}.'",
                "changed-constant: return f'{a - 1}.x'",
            },
        ),
        ("a: int = None", set()),
        ("return None", set()),
        ("raise ValueError(f'{a} is not {b - 1}')", set()),
        ("return max(a, b)", {"dropped-return: max(a, b)"}),
        ("return", set()),
        ("'''A text of its own.'''", set()),
    ],
)
def test_code_is_changed(line: str, found: set[str] | None, exercise: Exercise) -> None:
    """One small thing of one line at a time; annotations, docstrings and what gives nothing back stay."""
    files = {"m.py": f"def f(a: 1, b) -> 2:\n    {line}\n"}

    made = {name.replace(" m.py f", "", 1) for name in names(files, exercise)}

    if found is None:
        assert {name.partition(": ")[2] for name in made} == {
            "return ((a - b)) * 2",
            "return a + b + 2",
            "return (a + b) * 3",
            "(a + b) * 2",
        }
    else:
        assert made == found


def test_main_guards_and_lists_of_names_stay(exercise: Exercise) -> None:
    """They have mutants of their own, or none."""
    files = {"m.py": "__all__ = ['f']\nif __name__ == '__main__':\n    f('a')\n"}

    assert names(files, exercise) == {
        "changed-constant m.py: f('ax')",
        "dropped-export m.py: __all__ without 'f'",
    }


def test_structure_is_changed(exercise: Exercise) -> None:
    """Files, imports, exports and what happens at import."""
    files = {
        "pkg/__init__.py": '"""A package."""\nfrom .a import f, g\n',
        "pkg/a.py": "from pkg.b import h\n\n\ndef f():\n    pass\n\n\ndef g():\n    pass\n",
        "pkg/b.py": "def h():\n    pass\n",
        "main.py": "from pkg import f\n",
    }

    made = {each.name for each in mutants(tree(files), tree({}), exercise)}

    assert made == {
        "removed-init pkg/__init__.py: is not there",
        "renamed-module pkg/a.py: is called my_a.py",
        "renamed-module pkg/b.py: is called my_b.py",
        "renamed-module main.py: is called my_main.py",
        "other-import pkg/__init__.py: from a import f, g",
        "other-import pkg/a.py: from b import h",
        "other-import main.py: from .pkg import f",
        "dropped-export pkg/__init__.py: without f",
        "dropped-export pkg/__init__.py: without g",
        'print-at-import pkg/__init__.py: print("loading")',
        'print-at-import pkg/a.py: print("loading")',
        'print-at-import pkg/b.py: print("loading")',
        'print-at-import main.py: print("loading")',
        "cycle pkg/__init__.py: from main import f",
        "cycle pkg/a.py: from pkg import f",
        "cycle pkg/b.py: from pkg.a import f",
    }


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        ("no_star: true", {"star-import pkg/a.py: from .b import *"}),
        ("demands: [from pkg import a]", {"star-import pkg/a.py: from .b import *"}),
        ("own_imports: relative", {"other-import pkg/a.py: from pkg.b import h"}),
        ("docstrings: true", set()),
    ],
)
def test_styles_are_changed_where_they_are_asked_for(author: Author, rule: str, found: set[str]) -> None:
    """A star or the other right way to import is a mistake only where a check says so."""
    author.change("exercises/shapes/exercise.yaml", "checks:\n", f"checks:\n  - {{id: style, kind: source, {rule}}}\n")
    files = {"pkg/__init__.py": "", "pkg/a.py": "from .b import h\n", "pkg/b.py": "def h(): pass\n"}

    made = names(files, load_exercise(author.folder / "exercises" / "shapes"))

    always = {"removed-init pkg/__init__.py: is not there", "other-import pkg/a.py: from b import h"}
    assert made - {"cycle pkg/b.py: from pkg.a import h"} == always | found


def test_messages_are_changed_where_they_are_read(author: Author) -> None:
    """What an exception says is nobody's business, unless a check says so."""
    files = {"m.py": "raise ValueError('no')\n"}
    path = author.folder / "exercises" / "shapes"
    before = names(files, load_exercise(path))

    says = "checks:\n  - {id: no, kind: value, ask: f(), raises: ValueError, says: 'no'}\n"
    author.change("exercises/shapes/exercise.yaml", "checks:\n", says)

    assert before == set()
    assert names(files, load_exercise(path)) == {"changed-constant m.py: raise ValueError('nox')"}


def test_what_is_given_stays(exercise: Exercise) -> None:
    """Only what a student has to write is changed."""
    given = {"pkg/__init__.py": "", "pkg/a.py": "def f():\n    return 1\n"}

    assert names({**given, "main.py": "from pkg.a import f\n"}, exercise, given) == {
        "other-import main.py: from .pkg.a import f"
    }


def test_every_mutant_is_something_else(exercise: Exercise) -> None:
    """Names and contents differ, each is still Python, and each diff shows a line that came or went."""
    files = {
        "pkg/__init__.py": "from __future__ import annotations\n\nfrom .a import f\n\n__all__ = ['f']\n",
        "pkg/a.py": "def f(x, y):\n    'Ümläut.'\n    if x > 1 and y: return g(y, x) - 1\n    return g(x, x)\n",
    }

    made = mutants(tree(files), tree({}), exercise)

    def content(each: Mutant) -> tuple[tuple[str, bytes], ...]:
        return tuple(sorted(each.files.items()))

    assert len(made) > 15
    assert len({each.name for each in made}) == len(made)
    assert len({content(each) for each in made} | {tuple(sorted(tree(files).files.items()))}) == len(made) + 1
    for each in made:
        assert any(line[:1] in {"+", "-"} for line in each.diff.splitlines())
        for source in each.files.values():
            ast.parse(source)


def test_equivalent_mutants_are_declared(author: Author) -> None:
    """A survivor that is declared is no flaw; a declaration of a mutant that is noticed, or is not made, is one."""
    author.change("solutions/shapes/reference/shapes.py", "def area", "side = 4\n\n\ndef area")
    survivor, noticed = "off-by-one shapes.py: side = 5", "wrong-operator shapes.py area: return width + height"

    before = author.prove(mutants=True)
    author.change(EXPECTED, "wrong:", f"equivalent:\n  '{survivor}': nobody asks for it\nwrong:")
    declared = author.prove(mutants=True)
    author.change(EXPECTED, survivor, noticed)
    wrong = author.prove(mutants=True)
    author.change(EXPECTED, noticed, "off-by-one shapes.py: side = 6")
    unknown = author.prove(mutants=True)

    assert [flaw.subject for flaw in before.flaws] == [survivor]
    assert before.tally.rate == pytest.approx(before.tally.killed / (before.tally.killed + 1))
    assert "+side = 5" in before.flaws[0].detail.splitlines()
    assert (declared.flaws, declared.tally.equivalent, declared.tally.rate) == ((), 1, 1.0)
    assert [(flaw.claim, flaw.subject) for flaw in wrong.flaws] == [(Claim.MUTANTS, survivor), (Claim.MUTANTS, noticed)]
    assert "but a check notices it" in wrong.flaws[1].message
    assert "there is no such mutant. Did you mean" in unknown.flaws[1].message
