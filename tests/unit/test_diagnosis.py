"""The named mistakes: each is told of the trees that have it and of no neighbour, in words that name what is there.

The cases lie in `tests/cases/diagnosis/<family>.yaml`, a list of

    code       the mistake
    files      path -> content, or {utf-16: text}, {latin-1: text}, {hex: bytes}
    requires   what the exercise asks for, as in an exercise file; nothing where it is left out
    finding    what the check saw: a failed check, unless it says otherwise; places as `path:line[:function]`
    says       what the diagnosis must mention
    unlike     a neighbour, that is the same case with other files or another finding, and the code that it `gets`
"""

from __future__ import annotations

import builtins
import types
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict

from grader.check import Scene
from grader.diagnosis import RULES, Rule, diagnose, find_rule
from grader.outline import ModuleFacts, Outline, source_root
from grader.report import Finding, Location, Verdict
from grader.requests import Cue, Frame, Line, Raised, Reply, Request
from grader.requirement import Requirements
from grader.submission import Submission
from grader.yamlfile import read_yaml

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "tests" / "cases" / "diagnosis"
ERRORS = (ImportError, ModuleNotFoundError, AttributeError, NameError, TypeError, SyntaxError, EOFError, RecursionError)

Content = str | Mapping[str, str]


class Told(BaseModel):
    """A finding as the cases write it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    verdict: Verdict = Verdict.FAILED
    message: str = "Something is wrong."
    asked: str | None = None
    expected: str | None = None
    actual: str | None = None
    location: str | None = None
    raises: str | None = None
    """`Type: text`"""
    frames: tuple[str, ...] = ()
    target: str | None = None

    def finding(self, submission: Submission) -> Finding:
        """The finding that a check would make of this submission."""
        raised = self.raised()
        where = self.location or (self.frames[-1].rpartition(":")[0] if self.frames else None)
        return Finding(
            Verdict.ERROR if raised and self.verdict is Verdict.FAILED else self.verdict,
            self.message,
            self.asked,
            expected=self.expected,
            actual=self.actual,
            location=location(submission, where) if where else None,
            raised=raised,
            target=self.target,
        )

    def raised(self) -> Raised | None:
        """The exception, with the bases that the builtin of its name has."""
        if self.raises is None:
            return None
        kind, _, text = self.raises.partition(": ")
        bases = tuple(base.__name__ for base in getattr(builtins, kind).__mro__[:-1])
        parts = [frame.split(":") for frame in self.frames]
        return Raised(kind, text, bases, tuple(Frame(path, int(line), name) for path, line, name in parts))


class Neighbour(BaseModel):
    """What is changed, and which diagnosis it then gets."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    gets: str | None
    files: dict[str, Content] | None = None
    finding: Told | None = None


class Written(BaseModel):
    """One case of a file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    code: str
    files: dict[str, Content]
    requires: dict[str, object] = {}
    finding: Told
    says: tuple[str, ...]
    unlike: Neighbour | None = None


class Cases(BaseModel):
    """One file of cases."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    cases: tuple[Written, ...]


@dataclass(frozen=True)
class Still:
    """A subject that has been looked at and is never run."""

    facts: Outline

    def outline(self) -> Outline:
        """The static facts."""
        return self.facts

    def perform(self, request: Request) -> Reply:
        """Nothing may be run for a diagnosis."""
        raise AssertionError(f"a diagnosis ran {request}")

    def say(self, line: Line) -> Cue:
        """Nor may a test file."""
        raise AssertionError(f"a diagnosis ran {line}")

    def hush(self) -> None:
        """There is no stage to close."""
        raise AssertionError("a diagnosis closed a stage")

    def renew(self) -> None:
        """Nor may the sandbox be changed."""
        raise AssertionError("a diagnosis renewed the sandbox")


def no_oracle() -> NoReturn:
    """Nothing may be run for a diagnosis."""
    raise AssertionError("a diagnosis asked the oracle")


def location(submission: Submission, where: str) -> Location:
    """`path:line` with the student's own line, or a path alone."""
    path, _, number = where.partition(":")
    if not number:
        return Location(path, None, None, None)
    lines = (submission.text(path) or "").splitlines()
    line = int(number)
    return Location(path, line, None, lines[line - 1] if line <= len(lines) else None)


def content(written: Content) -> bytes:
    """The bytes of a file."""
    if isinstance(written, str):
        return written.encode()
    ((encoding, text),) = written.items()
    return bytes.fromhex(text) if encoding == "hex" else text.encode(encoding)


@cache
def agent() -> types.ModuleType:
    """The agent's text as a module: its functions read sources exactly as in a sandbox."""
    module = types.ModuleType("agent")
    text = (ROOT / "grader" / "subject" / "agent.py").read_text(encoding="utf-8")
    exec(compile(text, "agent.py", "exec"), module.__dict__)  # noqa: S102  # our own file, which nobody may import
    return module


def outline(files: Mapping[str, bytes]) -> Outline:
    """The static facts of all Python files."""
    sources = {path: source for path, source in files.items() if path.endswith(".py")}
    texts = [agent().outline_file(path, source) for path, source in sources.items()]
    return Outline(tuple(ModuleFacts.model_validate_json(text) for text in texts), source_root(files))


def scene(files: Mapping[str, Content], requires: Mapping[str, object] | None = None) -> Scene:
    """A submission of these files, under an exercise that asks for this."""
    submission = Submission.of({path: content(written) for path, written in files.items()})
    subject = Still(outline(submission.files))
    return Scene(submission, subject, Requirements.model_validate(requires or {}), no_oracle)


WRITTEN = [
    case
    for path in sorted(FOLDER.glob("*.yaml"))
    for case in Cases.model_validate({"cases": read_yaml(path, path.name).data}).cases
]
NAMED = [pytest.param(case, id=f"{case.code}-{number}") for number, case in enumerate(WRITTEN)]
NEIGHBOURS = [pytest.param(case, id=f"{case.code}-{number}") for number, case in enumerate(WRITTEN) if case.unlike]


@pytest.mark.parametrize("case", NAMED)
def test_mistake_is_named(case: Written) -> None:
    """A tree with the mistake gets its name, and sentences that mention what is in this very tree."""
    stage = scene(case.files, case.requires)

    found = diagnose(case.finding.finding(stage.submission), stage)

    assert found is not None
    assert found.code == case.code, found
    told = f"{found.seen}\n{found.why}\n{found.next_step}"
    assert [words for words in case.says if words not in told] == [], told


@pytest.mark.parametrize("case", NEIGHBOURS)
def test_neighbour_is_not_taken_for_it(case: Written) -> None:
    """Something similar without the mistake gets another name, or none but what can be said of every failure."""
    assert case.unlike is not None
    stage = scene(case.files if case.unlike.files is None else case.unlike.files, case.requires)
    told = case.unlike.finding or case.finding

    found = diagnose(told.finding(stage.submission), stage)

    name = found.code if found and found.is_named else None
    assert name == case.unlike.gets, found
    assert case.unlike.gets != case.code


@pytest.mark.parametrize("case", NAMED)
def test_sentences_are_kind_and_whole(case: Written) -> None:
    """Three whole sentences in plain words: nobody is shouted at, and nothing of Python's inside shows."""
    stage = scene(case.files, case.requires)

    found = diagnose(case.finding.finding(stage.submission), stage)

    assert found is not None
    for sentence in (found.seen, found.why, found.next_step):
        assert sentence[0].isupper() or sentence[0] == "`" or case.code == "import/py-ending", sentence
        assert sentence.rstrip("`")[-1] in ".:" or sentence.endswith(":`"), sentence
        assert "<module>" not in sentence, sentence
        assert "  " not in sentence, sentence
        assert sentence.count("`") % 2 == 0 or "```" in sentence, sentence


def test_every_mistake_has_a_case_and_a_neighbour() -> None:
    """No rule is in the table that nothing proves."""
    codes = {rule.code for rule in RULES}

    assert {case.code for case in WRITTEN} == codes
    assert {case.code for case in WRITTEN if case.unlike} == codes


@pytest.mark.parametrize("verdict", [Verdict.PASSED, Verdict.NOT_CHECKED, Verdict.GRADER_ERROR])
def test_only_failures_are_explained(verdict: Verdict) -> None:
    """What passed, was not looked at or is our own fault has no diagnosis."""
    assert diagnose(Finding(verdict, target="math_utils.py"), scene({"main.py": ""})) is None


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.code) for rule in RULES])
def test_explanation_has_a_wrong_and_a_right_example(rule: Rule) -> None:
    """`grade explain` has something to say on one screen, with examples in closed fences."""
    lines = rule.text.splitlines()

    assert find_rule(rule.code) is rule
    assert 10 <= len(lines) <= 40
    assert sum(line.startswith("```") for line in lines) >= 4
    assert sum(line.startswith("```") for line in lines) % 2 == 0
    assert max(map(len, lines)) <= 120
    assert "!" not in rule.title


@pytest.mark.parametrize(("count", "code"), [(40, "value/not-followed"), (400, "general/other-result")])
def test_only_a_short_way_to_an_answer_is_looked_through(count: int, code: str) -> None:
    """A student decides how many functions call each other; past a bound nothing is said of what they mention."""
    chain = "".join(f"def f{n}():\n    return f{n + 1}()\n" for n in range(count))
    stage = scene({"m.py": f"{chain}def f{count}():\n    return 1\ndef g():\n    return 2\n"})
    told = Told(target="m.g", asked="import m\nm.g = lambda: 7\nm.f0()", expected="7", actual="1")

    found = diagnose(told.finding(stage.submission), stage)

    assert found is not None
    assert found.code == code


def test_unknown_code_has_no_rule() -> None:
    """A code that nobody wrote gives nothing."""
    assert find_rule("package/initt-missing") is None


NAMES = st.sampled_from(["math_utils", "mypackage", "add", "random", "main", "__init__", "a", "é", "x\x1b[31m"])
PATHS = st.builds(
    lambda parts, ending: "/".join(parts) + ending,
    st.lists(
        st.sampled_from(["math_utils", "mypackage", "my-package", "random", "main", "__init__"]), min_size=1, max_size=3
    ),
    st.sampled_from([".py", "", ".txt", ".py.txt"]),
)
SOURCES = st.sampled_from(
    [
        b"",
        b"def add(a, b):\n    print(a + b)\nadd(1, 2)\n",
        b"import random\nfrom . import add\nfrom ..x import y\nimport math_utils.add\n",
        b"def add(a b):\n",
        b"\xff\xfed\x00",
        b"while True:\n    x = input()\n",
        b"if __name__ == 'main':\n    def add(): pass\n",
    ]
)
TEXTS = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        ["None", "8", "-8", "8.0", "'8'", "[1]", "(1,)", "nothing", "no output", "python main.py", "add(1, 2)"]
    ),
    st.builds(
        lambda name, other: (
            f"No module named '{name}'; cannot import name '{other}' from '{name}'; module '{name}' "
            f"has no attribute '{other}'; name '{name}' is not defined; partially initialized module '{other}'"
        ),
        NAMES,
        NAMES,
    ),
    st.sampled_from(
        ["attempted relative import with no known parent package", "attempted relative import beyond top-level package"]
    ),
)
FRAMES = st.builds(Frame, PATHS, st.integers(1, 9), NAMES | st.just("<module>"))
RAISED = st.builds(
    lambda kind, text, frames, origin, line: Raised(
        kind.__name__, text, tuple(base.__name__ for base in kind.__mro__[:-1]), tuple(frames), None, origin, line
    ),
    st.sampled_from(ERRORS),
    TEXTS,
    st.lists(FRAMES, max_size=3),
    st.none() | PATHS,
    st.none() | st.integers(1, 9),
)
FINDINGS = st.builds(
    Finding,
    verdict=st.sampled_from([Verdict.FAILED, Verdict.ERROR, Verdict.TIMEOUT, Verdict.LIMIT]),
    message=TEXTS,
    asked=st.none() | TEXTS,
    expected=st.none() | TEXTS,
    actual=st.none() | TEXTS,
    location=st.none() | st.builds(Location, PATHS, st.none() | st.integers(1, 9), st.none(), st.none() | TEXTS),
    raised=st.none() | RAISED,
    target=st.none() | PATHS | NAMES | st.just("math_utils.add"),
)


@given(files=st.dictionaries(PATHS, SOURCES, max_size=6), finding=FINDINGS)
def test_no_tree_and_no_finding_breaks_a_rule(files: dict[str, bytes], finding: Finding) -> None:
    """Whatever a submission holds and raises, every rule answers, and in printable words."""
    kept = {path: data for path, data in files.items() if not any(other.startswith(f"{path}/") for other in files)}
    submission = Submission.of(kept)
    stage = Scene(submission, Still(outline(submission.files)), Requirements(), no_oracle)

    found = [rule.match(finding, stage) for rule in RULES]

    assert all(part.isprintable() for told in found if told for part in (told.seen, told.why, told.next_step))
