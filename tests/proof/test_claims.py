"""Every defect of an exercise is found, is named by its claim, and nothing else is."""

from __future__ import annotations

import textwrap

import pytest

from grader.errors import ExerciseInvalid
from grader.proof import Claim, read_expected
from tests.proof.authors import Author

YAML = "exercises/shapes/exercise.yaml"
STATEMENT = "exercises/shapes/statement.md"
STARTER = "exercises/shapes/starter/shapes.py"
REFERENCE = "solutions/shapes/reference/shapes.py"
EXPECTED = "solutions/shapes/expected.yaml"
AREA = "def area(width, height):\n    return width * height\n"
AREAS = "  - id: areas\n"
COST = '  - {id: cost, kind: value, given: import shapes, ask: "shapes.area(a=1)", raises: TypeError}\n'
DRAWN = """\
  - id: drawn
    kind: value
    ask: a
    agrees: {setup: import no_such, reference: a, draw: {a: {integer: [0, 1]}}}
"""
QUIZ = """\
  - {id: sides, kind: quiz, question: sides, right: ["4"], wrong: {"3": no triangle}}
"""
TREE = """
```
shapes/                what it becomes
├── notes.txt          ├── shapes.py      you write this file
└── …                  ├── notes.txt      given
                       └── draw/
                           ├── lines.py   you write this file
                           └── notes.txt
```

For"""
MADE = """\
  - {id: made, kind: value, given: "import shapes, os; os.mkdir('renamed')", ask: "shapes.area(1, 1)", equals: 1}
"""
SHOUT = """\
  - {id: shout, kind: value, visibility: hidden, given: import shapes, ask: "str(\\"a 'b'\\")", equals: "a 'b'"}
"""
RUNS = """\
  - {id: runs, kind: program, visibility: hidden, file: shapes.py, args: ["1", "-v"], stdout: {equals: "one\\ntwo\\n"}}
"""
TESTS = """\
from shapes import area


def test_squares():
    assert area(9, 9) == 81
"""
EXAM = """\
  - id: exam
    kind: value
    given: |
      import shapes
      same = [shapes.area(2, 3) == 6]
    ask: same[0]
    equals: true
"""


def test_a_right_exercise_is_proven(author: Author) -> None:
    """Where nothing is wrong nothing is found, in several rounds and by several workers."""
    proof = author.prove(rounds=3, jobs=2, mutants=True)

    assert proof.is_proven, proof.flaws
    assert proof.trials[Claim.REFERENCE] == 3
    assert proof.trials[Claim.WRONG] == 1
    assert proof.tally.made == proof.tally.killed > 0


# ---- (what is changed, as (file, old, new)), the claim, the subject, words of the message
BROKEN = [
    pytest.param(
        [(STATEMENT, "`area(width, height)`", "`surface(width, height)`"), (STATEMENT, "`shapes.area(2, 3)`", "it")],
        Claim.STATEMENT,
        {"defines:shapes.area": "needs the name `area`", "areas": "needs", "surface": "`surface(…)`"},
        id="statement-names-another-function",
    ),
    pytest.param(
        [(STATEMENT, "`area(width, height)`", "that gives the `area`")],
        Claim.STATEMENT,
        {"defines:shapes.area": "the name `"},
        id="statement-lacks-parameters",
    ),
    pytest.param(
        [(REFERENCE, "def area", "around = 4\n\n\ndef area"), (STATEMENT, "For", "Set `around`. For")],
        Claim.STATEMENT,
        {"around": "no check looks at it"},
        id="statement-promises-what-nobody-checks",
    ),
    pytest.param(
        [(STATEMENT, "For", "There is a class `Circle` and a variable `PI`, a\nconstant. For")],
        Claim.STATEMENT,
        {"Circle": "the class `Circle`, which neither", "PI": "the variable `PI`, which neither"},
        id="statement-speaks-of-things-by-kind",
    ),
    pytest.param(
        [(STATEMENT, "For", "The functions `grow`, `turn(width)` and `move` and the `round` module. For")],
        Claim.STATEMENT,
        {"grow": "the function `grow`", "turn": "`turn(…)`", "move": "the function `move`"},
        id="statement-speaks-of-several-things",
    ),
    pytest.param(
        [(STATEMENT, "For", "\n| `Square` | a class |\n| `side` | the method, `Square.side` is a method |\n\nFor")],
        Claim.STATEMENT,
        dict.fromkeys(("Square", "side", "Square.side"), "which neither answer"),
        id="statement-speaks-of-things-in-a-table",
    ),
    pytest.param(
        [(STATEMENT, "For", TREE)],
        Claim.STATEMENT,
        {"draw/lines.py": "no check looks at it", "draw/notes.txt": "no check looks at it"},
        id="tree-promises-files-that-nobody-checks",
    ),
    pytest.param(
        [
            (STARTER, "", "def area(width, height):\n    ...\n\n\ndef volume(side):\n    ...\n"),
            (REFERENCE, "def area", "def volume(side):\n    return side**3\n\n\ndef area"),
            (STATEMENT, "For", "Write `volume(side)`, too. For"),
        ],
        Claim.STATEMENT,
        {"volume": "no check looks at it"},
        id="starter-has-what-nobody-checks-without-its-body",
    ),
    pytest.param(
        [
            (REFERENCE, "def area", "def volume(side):\n    return side**3\n\n\ndef area"),
            (STATEMENT, "For", "\n```pycon\n>>> import shapes\n>>> shapes.volume(2)\n8\n```\n\nFor"),
        ],
        Claim.STATEMENT,
        {"volume": "no check looks at it"},
        id="session-promises-what-nobody-checks",
    ),
    pytest.param(
        [(YAML, AREAS, COST + AREAS)],
        Claim.STATEMENT,
        {"cost": "needs the name `"},
        id="check-needs-what-is-not-told",
    ),
    pytest.param(
        [(EXPECTED, "wrong:", "unchecked: {volume: none}\nwrong:")],
        Claim.STATEMENT,
        {"volume": "does not stand in the statement"},
        id="excuse-for-nothing",
    ),
    pytest.param(
        [(YAML, "equals: 20", "equals: 21")],
        Claim.REFERENCE,
        {"areas": "misses it in every round"},
        id="reference-is-wrong",
    ),
    pytest.param(
        [("solutions/shapes/right/loop/shapes.py", "", "def area(width, height):\n    return height\n")],
        Claim.RIGHT,
        {"right/loop": "misses areas, thin"},
        id="other-answer-is-wrong",
    ),
    pytest.param(
        [(STARTER, "", AREA)],
        Claim.STARTER,
        {"areas": "gets 1 point", "thin": "gets 1 point"},
        id="starter-is-the-answer",
    ),
    pytest.param(
        [(YAML, AREAS, "  - {id: tidy, kind: file, path: main.py, exists: false}\n" + AREAS)],
        Claim.SHAM,
        {"tidy": "With empty submission it passes"},
        id="nothing-gets-points",
    ),
    pytest.param(
        [(YAML, AREAS, EXAM + AREAS)],
        Claim.SHAM,
        {"exam": "With always-equal answers it passes"},
        id="comparison-in-the-sandbox",
    ),
    pytest.param(
        [("solutions/shapes/wrong/none/shapes.py", "", "def area(width, height):\n    pass\n")],
        Claim.WRONG,
        {"none": "If this is right, write it there:"},
        id="wrong-answer-without-expectation",
    ),
    pytest.param(
        [(EXPECTED, "sum:", "gone: {fails: {areas: null}}\n  sum:")],
        Claim.WRONG,
        {"gone": "there is no folder wrong/gone"},
        id="expectation-without-wrong-answer",
    ),
    pytest.param(
        [(EXPECTED, ", thin: value/other-operation", "")],
        Claim.WRONG,
        {"sum": "thin fails, but expected.yaml does not say so"},
        id="wrong-answer-fails-more",
    ),
    pytest.param(
        [(EXPECTED, "sum:", "sum:\n    not_checked: [thin]")],
        Claim.WRONG,
        {"sum": "thin is checked, but expected.yaml says that it waits"},
        id="wrong-answer-is-checked-further",
    ),
    pytest.param(
        [(EXPECTED, "{areas: value/other-operation", "{areas: value/rounding")],
        Claim.WRONG,
        {"sum": "areas gets the diagnosis value/other-operation, expected value/rounding"},
        id="wrong-answer-gets-another-diagnosis",
    ),
    pytest.param(
        [(EXPECTED, "sum:", "sum:\n    not_checked: [thick]")],
        Claim.WRONG,
        {"sum": "there is no check 'thick'. Did you mean 'thin'?"},
        id="expectation-of-no-check",
    ),
    pytest.param(
        [(EXPECTED, "{areas: value/other-operation", "{areas: value/other")],
        Claim.WRONG,
        {"sum": "there is no diagnosis 'value/other'"},
        id="expectation-of-no-diagnosis",
    ),
    pytest.param(
        [
            ("exercises/other/exercise.yaml", "", "id: other\n"),
            ("solutions/other/reference/shapes.py", "", "def area(width, height):\n    return height * width\n"),
        ],
        Claim.STRANGERS,
        {"areas": "to the reference of other", "thin": "to the reference of other"},
        id="stranger-gets-points",
    ),
    pytest.param(
        [(EXPECTED, "wrong:", "strangers: {nobody: none}\nwrong:")],
        Claim.STRANGERS,
        {"nobody": "no exercise or check has that id"},
        id="excuse-for-no-stranger",
    ),
    pytest.param(
        [(YAML, AREAS, AREAS + "    hints: ['Have you tried shapes.area(1234, 1)?']\n")],
        Claim.SECRETS,
        {"thin": "tells of it: 'shapes.area(1234, 1)'"},
        id="hint-tells-hidden-input",
    ),
    pytest.param(
        [("exercises/shapes/starter/notes.txt", "", "assert shapes.area(1234, 1) == 1234\n")],
        Claim.SECRETS,
        {"thin": "starter/notes.txt tells in line 1 what it asks and expects: `shapes.area(1234, 1)`, 1234. Let it"},
        id="starter-has-the-hidden-case",
    ),
    pytest.param(
        [(STATEMENT, "For", "Besides, `area( 7,0 )`\ngives `0`. For")],
        Claim.SECRETS,
        {"thin": "statement.md tells in line 3 what it asks and expects: `shapes.area(7, 0)`, 0."},
        id="statement-has-the-hidden-case",
    ),
    pytest.param(
        [(STATEMENT, "For", "\n\nThe hidden check\ncalls `shapes.area(7, 0)`.\n\nFor")],
        Claim.SECRETS,
        {"thin": "statement.md tells in line 5 that something hidden asks `shapes.area(7, 0)`"},
        id="statement-says-what-is-hidden",
    ),
    pytest.param(
        [(YAML, AREAS, AREAS + "    title: area(2, 3) gives 6 and area(7, 0) gives 0\n")],
        Claim.SECRETS,
        {"thin": "the title of areas tells in line 1"},
        id="title-has-the-hidden-case",
    ),
    pytest.param(
        [(YAML, AREAS, AREAS + "    hints: [It multiplies., '1234 is area(1234, 1).']\n")],
        Claim.SECRETS,
        {"thin": "hint 2 of areas tells in line 1"},
        id="hint-has-the-hidden-case",
    ),
    pytest.param(
        [(YAML, AREAS, SHOUT + AREAS), (STATEMENT, "For", "`str(\"a 'b'\")`, a text, is a 'b'. For")],
        Claim.SECRETS,
        {"shout": "`str(\"a 'b'\")`, \"a 'b'\""},
        id="statement-has-the-hidden-text",
    ),
    pytest.param(
        [(YAML, AREAS, RUNS + AREAS), (STATEMENT, "For", "\n```\n$ python shapes.py 1 -v\none\ntwo\n```\nFor")],
        Claim.SECRETS,
        {"runs": "`python shapes.py 1 -v`"},
        id="statement-has-the-hidden-run",
    ),
    pytest.param(
        [
            (YAML, AREAS, "  - {id: suite, kind: pytest, file: checks/test_shapes.py, visibility: hidden}\n" + AREAS),
            ("exercises/shapes/checks/test_shapes.py", "", TESTS),
            (STATEMENT, "For", "`area(9, 9)` is `81`. For"),
        ],
        Claim.SECRETS,
        {"suite:test_squares": "statement.md tells in line 3 what it asks and expects: `area(9, 9)`, 81"},
        id="statement-has-the-hidden-test",
    ),
    pytest.param(
        [("exercises/shapes/starter/notes.txt", "", "print(area(7, 0))\n0\narea(1234, 1) is 1234\n")],
        Claim.SECRETS,
        {"thin": "line 1 what it asks and expects: `shapes.area(7, 0)`, 0"},
        id="starter-has-several-hidden-cases",
    ),
    pytest.param(
        [(YAML, AREAS, DRAWN + AREAS)],
        Claim.VALID,
        {"drawn": "cannot be carried out"},
        id="check-itself-is-broken",
    ),
]


@pytest.mark.parametrize(("changes", "claim", "found"), BROKEN)
def test_defect_is_found(
    author: Author, changes: list[tuple[str, str, str]], claim: Claim, found: dict[str, str]
) -> None:
    """One spoilt place gives the flaws that it should; "" for what stood there makes a new file."""
    for path, old, new in changes:
        if old:
            author.change(path, old, new)
        else:
            author.write(path, new)

    flaws = [flaw for flaw in author.prove().flaws if flaw.claim is claim]

    messages: dict[str, str] = {}
    for flaw in flaws:
        messages.setdefault(flaw.subject, flaw.message)
    assert messages.keys() == found.keys()
    for subject, words in found.items():
        assert words in messages[subject]


@pytest.mark.parametrize(
    "text",
    [
        "`shapes.area(2, 3)` gives `6`, and a hidden check asks for other numbers, such as 7 or 1234",
        "`shapes.area(70, 0)` gives `0`, `area(7, 1)` gives `7`",
        "The result of `shapes.area(7, 0)` is no secret.\n\nThere is a hidden check, too; `0` is a number",
    ],
    ids=["words", "other-cases", "far-apart"],
)
def test_numbers_of_hidden_checks_may_be_used(author: Author, text: str) -> None:
    """Only a hidden question with its answer, or called hidden, is told."""
    author.change(STATEMENT, "For", f"{text}. For")

    assert [flaw for flaw in author.prove().flaws if flaw.claim is Claim.SECRETS] == []


def test_what_a_public_check_asks_is_no_secret(author: Author) -> None:
    """A hidden case that a public check has, too, may stand in the statement."""
    author.change(YAML, '"shapes.area(4, 5)", equals: 20', '"shapes.area(7, 0)", equals: 0')
    author.change(STATEMENT, "For", "The hidden check asks `shapes.area(7, 0)`, which is `0`, as the other does. For")

    assert [flaw for flaw in author.prove().flaws if flaw.claim is Claim.SECRETS] == []


def test_flaky_hashes_are_found(author: Author) -> None:
    """A reference that is right with one hash seed only is flaky, and the seeds are named."""
    author.write(
        REFERENCE,
        """
        import os


        def area(width, height):
            return width * height if os.environ["PYTHONHASHSEED"] == "0" else "?"
        """,
    )

    messages = {flaw.subject: flaw.message for flaw in author.prove(rounds=3).flaws if flaw.claim is Claim.REFERENCE}

    assert messages["areas"] == "It is flaky: the reference misses it in process, seed 1; process, seed 2."


def test_all_defects_of_expected_yaml_are_told(author: Author) -> None:
    """The file is as strict as exercise.yaml: unknown keys and wrong types, all at once, with line and column."""
    author.write(EXPECTED, "wrongs: {}\nwrong:\n  sum: {fails: [areas]}\n")

    with pytest.raises(ExerciseInvalid) as caught:
        author.prove()

    assert [(each.line, "wrongs" in each.message) for each in caught.value.defects] == [(1, True), (3, False)]


def test_a_statement_in_another_encoding_is_a_defect(author: Author) -> None:
    """It is named, and nothing breaks."""
    (author.folder / STATEMENT).write_bytes("Fläche".encode("latin-1"))

    with pytest.raises(ExerciseInvalid, match=r"statement.md:1:1: is not UTF-8"):
        author.prove()


def test_a_missing_file_says_nothing(author: Author) -> None:
    """Without expected.yaml nothing is expected of any answer."""
    assert read_expected(author.folder).wrong == {}


def test_what_a_wrong_answer_got_can_be_pasted(author: Author) -> None:
    """For an answer that expected.yaml does not know, what it got is given as the file would say it."""
    author.write("solutions/shapes/wrong/prints/shapes.py", "def area(width):\n    pass\n")

    [flaw] = author.prove().flaws
    author.change(EXPECTED, "wrong:\n", "wrong:\n" + textwrap.indent(flaw.detail, "  ") + "\n")

    assert "    areas: function/parameters" in flaw.detail.splitlines()
    assert author.prove().is_proven


def test_a_module_is_told_by_its_name(author: Author) -> None:
    """Where a check asks for `shapes.py`, a statement that speaks of the module `shapes` has said enough."""
    author.change(STATEMENT, "`shapes.py`", "a module `shapes`")

    assert author.prove().is_proven


@pytest.mark.parametrize(
    "told",
    [
        "the module `shapes`, the function `area`, the module `json` and `max`, a function of Python",
        "the variable `__name__` and the class `str`; when you `import` a module or write `x = 1`, functions follow",
        "the parameter `height`, the folder `draw`; `notes.txt` is a file",
        "the package `renamed`, which a check makes",
    ],
    ids=["own-and-python", "no-names", "other-kinds", "made-by-a-check"],
)
def test_what_is_there_may_be_spoken_of(author: Author, told: str) -> None:
    """Things that an answer, Python or a check has are no promises that nobody keeps."""
    author.change(YAML, AREAS, MADE + AREAS)
    author.change(STATEMENT, "For", f"There is {told}. For")

    assert [flaw for flaw in author.prove().flaws if flaw.claim is Claim.STATEMENT] == []


def test_what_a_test_file_uses_is_checked(author: Author) -> None:
    """A name that a test file takes out of a module may be promised."""
    author.change(YAML, AREAS, "  - {id: suite, kind: pytest, file: checks/test_shapes.py}\n" + AREAS)
    author.change(STATEMENT, "For example", "There is a function `volume(side)`. For example")
    author.write(REFERENCE, AREA + "\n\ndef volume(side):\n    return side**3\n")
    author.write(SUITE, "import shapes\n\n\ndef test_volume():\n    assert shapes.volume(2) == 8\n")

    assert [flaw for flaw in author.prove().flaws if flaw.claim is Claim.STATEMENT] == []


def test_a_quiz_is_not_answered_by_equal_objects(author: Author) -> None:
    """The answers of a quiz are no code; without them it gets nothing."""
    author.change(YAML, AREAS, QUIZ + AREAS)
    author.change(STATEMENT, "For example", "Answer `sides` in `answers.toml`. For example")
    author.write("solutions/shapes/reference/answers.toml", 'sides = "4"\n')

    proof = author.prove()

    assert [flaw for flaw in proof.flaws if flaw.claim is not Claim.WRONG] == []
    author.change(STATEMENT, "`sides` in ", "")
    assert {flaw.message for flaw in author.prove().flaws if flaw.claim is Claim.STATEMENT} == {
        "The check needs the name `sides`, which the statement does not tell; write it there."
    }


def test_an_exercise_without_wrong_answers_is_warned_of(author: Author) -> None:
    """It may be right, as a draft is, but no mistake was ever tried; the warning says what to do."""
    (author.folder / "solutions/shapes/wrong/sum/shapes.py").unlink()
    (author.folder / "solutions/shapes/wrong/sum").rmdir()
    author.write(EXPECTED, "wrong: {}\n")

    proof = author.prove()

    assert proof.is_proven
    [warning] = proof.warnings
    assert warning.claim is Claim.WRONG
    assert "There is no wrong answer" in warning.message
    assert "solutions/shapes/wrong/NAME" in warning.message
    author.write("solutions/shapes/wrong/none/shapes.py", "")
    assert author.prove().warnings == ()


SUITE = "exercises/shapes/checks/test_shapes.py"


def test_what_a_pass_rests_on_is_told(author: Author) -> None:
    """A test that takes the student's word for it, and one that could be forged, are warned of; no plain one is."""
    author.change(YAML, AREAS, "  - {id: suite, kind: pytest, file: checks/test_shapes.py}\n" + AREAS)
    author.change(STATEMENT, "For example", "A `Square` with its `side` is equal to one of the same side. For example")
    square = "class Square:\n    def __init__(self, side): self.side = side\n"
    author.write(REFERENCE, AREA + square + "    def __eq__(self, other): return self.side == other.side\n")
    author.write(
        SUITE,
        "from shapes import Square, area\n\n\n"
        "def test_area():\n    assert area(2, 3) == 6\n\n\n"
        "def test_square():\n    assert Square(2) == Square(2)\n",
    )

    proof = author.prove()

    assert [(warning.subject, "student's own objects" in warning.message) for warning in proof.warnings] == [
        ("suite:test_square", True)
    ]
