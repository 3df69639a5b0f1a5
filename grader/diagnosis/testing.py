"""Mistakes with a student's own tests: none is found, one fails on right code, or they do not notice wrong code."""

from __future__ import annotations

import re

from grader.check import Scene
from grader.diagnosis.origins import failing_place
from grader.diagnosis.sourcelines import source_lines
from grader.diagnosis.story import Story, at, code, joined, rule
from grader.diagnosis.texts import testing as texts
from grader.diagnosis.tree import last, parent, python_files
from grader.importgraph import edges
from grader.report import Finding, Verdict
from grader.submission import Submission

_METHOD = re.compile(r"\s+(?:async\s+)?def\s+test")
_COMPARES = re.compile(r"\bassert|\.fail\(|\braise\b")
_LOOKS_AT_SOURCE = re.compile(r"\bopen\(|read_text\(|read_bytes\(|getsource\(")
_MAX_ARGUMENT_CHARS = 200


def _test_files(scene: Scene) -> list[str]:
    """The files with tests, by their names."""
    return [path for path in python_files(scene.submission) if last(path).startswith("test") and "__init__" not in path]


def _is_unittest(finding: Finding) -> bool:
    return "unittest" in (finding.asked or "")


def _numbered(submission: Submission, paths: list[str]) -> list[tuple[str, int, str]]:
    return [(path, number, line) for path in paths for number, line in enumerate(source_lines(submission, path), 1)]


def _none_found(finding: Finding, scene: Scene) -> Story | None:
    told = f"{finding.actual or ''} {finding.raised.text if finding.raised else ''}"
    if not _is_unittest(finding) or "Ran 0 tests" not in told:
        return None
    lines = _numbered(scene.submission, _test_files(scene))
    lacking = []
    if not any("TestCase" in line for _, _, line in lines):
        lacking.append("no class inherits from `unittest.TestCase`")
    if not any(_METHOD.match(line) for _, _, line in lines):
        lacking.append("no method has a name that begins with `test`")
    folders = {parent(path) for path, _, _ in lines if parent(path)}
    lacking += [f"{code(f'{folder}/__init__.py')} is missing" for folder in sorted(folders) if _is_loose(scene, folder)]
    return Story(
        f"`unittest` ran and found no test: {joined(lacking) or 'no file has a name that begins with `test`'}.",
        "It looks through packages for files `test*.py`, in these for classes that inherit from "
        "`unittest.TestCase`, and in these for methods `test...`. What has another name is not run, and nothing fails.",
        "Write `class SomethingTest(unittest.TestCase):` and in it, indented, `def test_something(self):`.",
    )


def _is_loose(scene: Scene, folder: str) -> bool:
    return f"{folder}/__init__.py" not in scene.submission.files


def _fails_on_right_code(finding: Finding, _scene: Scene) -> Story | None:
    raised, place = finding.raised, failing_place(finding)
    if not _is_unittest(finding) or raised is None or place is None or not last(place[0]).startswith("test"):
        return None
    if raised.type != "AssertionError":
        return None
    why = raised.text.strip().split("\n")[0]
    return Story(
        f"The test in {at(*place)} fails{f': {code(why)}' if why else ''}, and the code that it tests is right.",
        "A test compares what the code gives with what it should give. When the code is known to be right, it is the "
        "expectation in the test that is wrong.",
        f"Work out by hand what should come out in {at(*place)}, and correct it there. If you changed the code that "
        "was given, put it back as it was.",
    )


def _is_unnoticed(finding: Finding) -> bool:
    """Whether tests passed where they should have failed."""
    settled = finding.verdict is Verdict.FAILED and finding.raised is None
    return settled and _is_unittest(finding) and (finding.expected, finding.actual) == ("'FAILED'", "'OK'")


def _nothing_compared(finding: Finding, scene: Scene) -> Story | None:
    files = _test_files(scene)
    if not _is_unnoticed(finding) or not files:
        return None
    if any(_COMPARES.search(line) for _, _, line in _numbered(scene.submission, files)):
        return None
    return Story(
        f"Your tests in {code(files[0])} call functions, but nothing in them compares what comes out.",
        "A test fails only when a comparison in it fails, or when the code breaks off with an error. A wrong number "
        "that nobody compares is not noticed, and neither is one that is printed.",
        f"Write `self.assertEqual(found, expected)` around the calls in {code(files[0])}.",
    )


def _own_copy(finding: Finding, scene: Scene) -> Story | None:
    files = _test_files(scene)
    if not _is_unnoticed(finding) or not files:
        return None
    reached = {edge.imported for edge in edges(scene.outline) if edge.path in files}
    tested = [facts for path, facts in scene.outline.files.items() if path not in files and facts.definitions]
    if not tested or reached & {facts.module for facts in tested}:
        return None
    return Story(
        f"{code(files[0])} imports nothing of {code(tested[0].path)}, so your tests do not look at that code at all.",
        "A test is about the code that it imports. Tests of a copy go on passing whatever happens to the original.",
        f"Write `from {tested[0].module} import ...` at the beginning of {code(files[0])}, and delete the copy.",
    )


def _true_with_two_values(finding: Finding, scene: Scene) -> Story | None:
    if not _is_unnoticed(finding):
        return None
    found = next(
        (
            (path, number, line)
            for path, number, line in _numbered(scene.submission, _test_files(scene))
            if _second_argument(line) not in {"", '"', "'", "f"}
        ),
        None,
    )
    if found is None:
        return None
    path, number, line = found
    name = "assertTrue" if "assertTrue(" in line else "assertFalse"
    return Story(
        f"{at(path, number)} has {code(line.strip())}: the second value is not compared with the first.",
        f"`{name}(found)` only asks whether one value is true or not. A second value is the message for the case that "
        "the test fails, and every number except 0 is true.",
        f"Write `assertEqual` in place of `{name}` in {at(path, number)}.",
    )


def _second_argument(line: str) -> str:
    """How the second value of an assertTrue or assertFalse begins: its first character, "" where there is none."""
    start = re.search(r"\.assert(?:True|False)\(", line)
    depth = 0
    for index, character in enumerate(line[start.end() :][:_MAX_ARGUMENT_CHARS] if start else ""):
        if character in "([{":
            depth += 1
        elif character in ")]}":
            depth -= 1
        elif character == "," and depth == 0 and start:
            return line[start.end() + index + 1 :].strip()[:1]
        if depth < 0:
            break
    return ""


def _not_noticed(finding: Finding, scene: Scene) -> Story | None:
    files = _test_files(scene)
    if not _is_unnoticed(finding) or not files:
        return None
    caught = next(
        (
            (path, number)
            for path, number, line in _numbered(scene.submission, files)
            if line.strip().startswith("except")
        ),
        None,
    )
    if caught:
        return Story(
            f"{at(*caught)} catches errors, also the one with which a test says that something is wrong.",
            "A comparison that fails raises AssertionError, and this is how unittest learns of it. Where it is caught, "
            "the test passes whatever comes out.",
            f"Delete the `try` and {at(*caught)}; unittest catches and reports the errors itself.",
        )
    return Story(
        f"The code was broken on purpose, and all your tests in {code(files[0])} still pass.",
        "A test notices a mistake only where right and wrong code give different answers. Mistakes like to sit at "
        "borders: nothing at all, exactly at a limit, not a whole number.",
        "Work out by hand what should come out in the case that the check names, and write a test that compares it.",
    )


def _too_strict(finding: Finding, scene: Scene) -> Story | None:
    is_strict = finding.verdict is Verdict.FAILED and (finding.expected, finding.actual) == ("'OK'", "'FAILED'")
    if not is_strict or not _is_unittest(finding):
        return None
    lines = _numbered(scene.submission, _test_files(scene))
    found = next(((path, number) for path, number, line in lines if _LOOKS_AT_SOURCE.search(line)), None)
    seen = (
        f"{at(*found)} looks at how the code is written" if found else "Your tests ask for more than the right answers"
    )
    return Story(
        f"{seen}, so they fail on code that is right and written in another way.",
        "Tests make it possible to write code anew and be sure that it still works. This goes only with tests that "
        "look at what a function gives.",
        f"{f'Delete {at(*found)}, and compare' if found else 'Compare'} only what the functions give back.",
    )


SPECIFIC = (
    rule("testing/none-found", "unittest finds no test", texts.NONE_FOUND, _none_found),
    rule("testing/fails-on-right-code", "A test fails on right code", texts.FAILS, _fails_on_right_code),
    rule("testing/nothing-compared", "The tests compare nothing", texts.NOTHING_COMPARED, _nothing_compared),
    rule("testing/own-copy", "The tests look at a copy of the code", texts.OWN_COPY, _own_copy),
    rule("testing/true-with-two-values", "`assertTrue` does not compare", texts.TWO_VALUES, _true_with_two_values),
    rule("testing/too-strict", "The tests fail on right code that is written otherwise", texts.STRICT, _too_strict),
)
GENERAL = (rule("testing/not-noticed", "The tests do not notice wrong code", texts.NOT_NOTICED, _not_noticed),)
