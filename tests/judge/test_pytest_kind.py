"""Check kind `pytest`: which checks a test file becomes, what each of its tests is worth, and what becomes of it."""

from __future__ import annotations

import json
import os
import textwrap
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from grader.catalog import load_exercise
from grader.errors import ExerciseInvalid, SubjectGone
from grader.grading import grade
from grader.judge.suite.host import Suites
from grader.report import CheckResult, Evidence, Report, Verdict
from grader.reports.document import document
from grader.sandbox import Channel, Ending, EndingKind, Limits, Sandbox, SandboxInfo, SandboxKind
from grader.sandboxes import SandboxSetup, make_sandbox
from grader.sandboxes.process import ProcessSandbox
from grader.submission import Submission
from tests.bench import image_with_pytest

ADD = "def add(a, b):\n    return a + b\n"
THREE = """
import pytest
from m import add

@pytest.mark.points(2)
def test_small():
    assert add(1, 2) == 3

def test_large():
    assert add(10**20, 1) == 10**20 + 1

class TestTexts:
    def test_words(self):
        \"\"\"Words are joined.

        More about it.\"\"\"
        assert add("a", "b") == "ab"
"""
posix = pytest.mark.skipif(os.name != "posix", reason="fresh states and limits are made with forks")


class Bench:
    """Grades small submissions against small test files, in one folder."""

    def __init__(self, folder: Path, suites: Suites) -> None:
        self.folder = folder
        self._suites = suites

    def write(self, suite: str, *, fields: str = "", more: str = "", beside: Mapping[str, str] | None = None) -> None:
        """An exercise with one check `suite`; `fields` are more of its keys, `more` is what else the exercise has."""
        files = {"checks/test_m.py": suite, **{f"checks/{path}": text for path, text in (beside or {}).items()}}
        for path, text in files.items():
            place = self.folder / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(textwrap.dedent(text), encoding="utf-8")
        check = f"- {{id: suite, kind: pytest, file: checks/test_m.py{fields and ', '}{fields}}}\n"
        head, _, tail = more.partition("checks:\n")
        text = f"id: demo\ntitle: A demo\n{head}checks:\n{check}{tail}"
        (self.folder / "exercise.yaml").write_text(text, encoding="utf-8")

    def grade(self, answer: str | Mapping[str, str], sandbox: Sandbox | None = None) -> Report:
        """What becomes of an answer: the text of `m.py`, or files by path."""
        files = {"m.py": answer} if isinstance(answer, str) else answer
        submission = Submission.of({path: textwrap.dedent(text).encode() for path, text in files.items()})
        return grade(load_exercise(self.folder), submission, sandbox or ProcessSandbox(), suites=self._suites)

    def run(self, suite: str, answer: str | Mapping[str, str], **written: str) -> dict[str, CheckResult]:
        """Both in one; results by the id of the test."""
        self.write(suite, **written)  # type: ignore[arg-type]
        return {result.id.removeprefix("suite:"): result for result in self.grade(answer).results}


@pytest.fixture(scope="module")
def suites() -> Iterator[Suites]:
    """One process with pytest for all gradings."""
    with Suites() as opened:
        yield opened


@pytest.fixture
def bench(tmp_path: Path, suites: Suites) -> Bench:
    """An empty exercise folder."""
    return Bench(tmp_path, suites)


def verdicts(results: Mapping[str, CheckResult]) -> dict[str, str]:
    """Verdict by id."""
    return {name: result.verdict.value for name, result in results.items()}


def points(bench: Bench) -> dict[str, str]:
    """What each test of the exercise is worth."""
    return {each.check.id: str(each.check.points) for each in load_exercise(bench.folder).plan}


def defect(bench: Bench) -> str:
    """What the author is told."""
    with pytest.raises(ExerciseInvalid) as caught:
        load_exercise(bench.folder)
    return str(caught.value)


# ---------------------------------------------------------------- which checks


def test_each_test_is_a_check(bench: Bench) -> None:
    """With an id of its own, and its docstring's first line or its name in words as title."""
    bench.write(THREE)

    plan = {each.check.id: each.check.summary() for each in load_exercise(bench.folder).plan}

    assert plan == {
        "suite:test_small": "small",
        "suite:test_large": "large",
        "suite:TestTexts.test_words": "Words are joined.",
    }


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param("", ["2", "1", "1"], id="marker-else-1"),
        pytest.param("tests: {test_large: 5}", ["2", "5", "1"], id="in-the-exercise"),
        pytest.param("tests: {test_small: 3}", ["3", "1", "1"], id="the-exercise-wins"),
        pytest.param("points: 10", ["5.0000", "2.5000", "2.5000"], id="in-proportion"),
        pytest.param('points: 10, tests: {"test_small": 1}', ["3.3333", "3.3333", "3.3334"], id="evenly"),
        pytest.param("points: 0", ["0.0000", "0.0000", "0.0000"], id="nothing"),
        pytest.param('points: 4, tests: {"TestTexts::test_words": 0}', ["2.6666", "1.3334", "0.0000"], id="one-for-0"),
    ],
)
def test_points(bench: Bench, fields: str, expected: list[str]) -> None:
    """By marker, by the exercise, or shared out; what rounding leaves is not lost."""
    bench.write(THREE, fields=fields)

    assert list(points(bench).values()) == expected


def test_points_are_earned_test_by_test(bench: Bench) -> None:
    """A wrong answer keeps the points of what it gets right."""
    results = bench.run(THREE, "def add(a, b):\n    return a + b if a < 100 else 0\n")

    assert {name: (str(each.score), str(each.max_score)) for name, each in results.items()} == {
        "test_small": ("2", "2"),
        "test_large": ("0", "1"),
        "TestTexts.test_words": ("0", "1"),
    }
    assert results["TestTexts.test_words"].verdict is Verdict.ERROR


@pytest.mark.parametrize(
    ("suite", "fields", "told"),
    [
        pytest.param(THREE, "tests: {test_smal: 3}", "has no test 'test_smal'; it has test_small, ", id="unknown-test"),
        pytest.param(
            "import pytest\n\n@pytest.mark.points('many')\ndef test_a(): pass\n",
            "",
            "line 3: write a number: @pytest.mark.points('many')",
            id="points-are-no-number",
        ),
        pytest.param("import m\n\ndef test_a(:\n    pass\n", "", "test_m.py line 3: ", id="no-python"),
        pytest.param("import m\n", "", "has no tests", id="no-tests"),
    ],
)
def test_broken_test_file_is_the_authors_defect(bench: Bench, suite: str, fields: str, told: str) -> None:
    """It is told when the exercise is loaded, with the place in the exercise file and in the test file."""
    bench.write(suite, fields=fields)

    message = defect(bench)

    assert told in message
    assert "exercise.yaml:4:" in message


def test_missing_test_file_is_the_authors_defect(bench: Bench) -> None:
    """The exercise does not load without it."""
    bench.write(THREE)
    (bench.folder / "checks" / "test_m.py").unlink()

    assert "there is no file test_m.py in checks/" in defect(bench)


def test_test_file_outside_the_exercise_is_refused(bench: Bench) -> None:
    """Its path stays inside the exercise's folder."""
    bench.write(THREE, fields="")
    file = bench.folder / "exercise.yaml"
    file.write_text(file.read_text().replace("checks/test_m.py", "../test_m.py"))

    assert "write its path from there" in defect(bench)


# ---------------------------------------------------------------- what becomes of a test


def test_failed_assertion_shows_both_sides(bench: Bench) -> None:
    """The line of the test, what was expected, and what came."""
    result = bench.run("from m import add\n\ndef test_a():\n    assert add(1, 2) == 3\n", "def add(a, b): return 4\n")

    finding = result["test_a"].finding
    assert (finding.verdict, finding.asked) == (Verdict.FAILED, "assert add(1, 2) == 3")
    assert (finding.expected, finding.actual) == ("3", "4")


def test_exception_of_the_submission_is_told_as_everywhere(bench: Bench) -> None:
    """With the student's own line, and nothing of the test's frames."""
    suite = "from m import add\n\ndef test_a():\n    assert add(1, 2) == 3\n"

    finding = bench.run(suite, "def add(a, b):\n    return a / 0\n")["test_a"].finding

    assert finding.verdict is Verdict.ERROR
    assert "ZeroDivisionError" in finding.message
    assert finding.location
    assert (finding.location.path, finding.location.line) == ("m.py", 2)


def test_cases_of_one_test_are_one_check(bench: Bench) -> None:
    """It fails if one of them does, and says which and how many."""
    suite = """
        import pytest
        from m import add

        @pytest.mark.parametrize(("a", "b"), [(1, 2), (3, 9), (5, 5)])
        def test_add(a, b):
            assert add(a, b) == a + b
        """

    result = bench.run(suite, "def add(a, b):\n    return a + b - (a == 3)\n")

    assert list(result) == ["test_add"]
    assert "(case 3-9)" in result["test_add"].finding.message
    assert "1 of 3 cases fail." in result["test_add"].finding.message


@pytest.mark.parametrize(
    "suite",
    [
        pytest.param(
            """
            from m import add

            def test_add(subtests):
                for number in range(4):
                    with subtests.test("number", number=number):
                        assert add(number, 1) == number + 1
            """,
            id="pytest",
        ),
        pytest.param(
            """
            import unittest
            from m import add

            class TestAdd(unittest.TestCase):
                def test_add(self):
                    for number in range(4):
                        with self.subTest(number=number):
                            self.assertEqual(add(number, 1), number + 1)
            """,
            id="unittest",
        ),
    ],
)
def test_failed_subtest_fails_its_test(bench: Bench, suite: str) -> None:
    """A test with subtests is one check."""
    right = bench.run(suite, ADD)
    wrong = bench.run(suite, "def add(a, b):\n    return a + b - (a == 2)\n")

    assert list(verdicts(right).values()) == ["passed"]
    assert list(verdicts(wrong).values()) == ["failed"]
    assert "2" in next(iter(wrong.values())).finding.message


SKIPS = """
import unittest
import pytest
from m import add

@pytest.mark.skip(reason="not this term")
def test_never():
    assert add(1, 1) == 3

@unittest.skip("not this term")
def test_never_either():
    assert add(1, 1) == 3

@pytest.mark.skipif(True, reason="not here")
def test_on_another_system():
    assert add(1, 1) == 3

class TestOld(unittest.TestCase):
    @unittest.skipIf(True, "not here")
    def test_old(self):
        self.assertEqual(add(1, 1), 3)

@pytest.mark.xfail
def test_known_to_fail():
    assert add(1, 1) == 3

@pytest.mark.xfail
def test_that_passes_nevertheless():
    assert add(1, 1) == 2

def test_add():
    assert add(1, 1) == 2
"""


def test_what_the_teacher_leaves_out_counts_for_nothing(bench: Bench) -> None:
    """A skip is no check at all; a condition that holds and an expected failure are worth 0 of 0."""
    results = bench.run(SKIPS, ADD)

    assert set(verdicts(results).values()) == {"passed"}
    assert {name: (str(each.score), str(each.max_score)) for name, each in results.items()} == {
        "test_on_another_system": ("0", "0"),
        "TestOld.test_old": ("0", "0"),
        "test_known_to_fail": ("0", "0"),
        "test_that_passes_nevertheless": ("0", "0"),
        "test_add": ("1", "1"),
    }


@pytest.mark.parametrize(
    "line",
    ["pytest.skip('later')", "pytest.importorskip('no_such_module')", "raise unittest.SkipTest('later')"],
)
def test_skip_within_a_test_fails(bench: Bench, line: str) -> None:
    """A test that did not run is not passed."""
    suite = f"import unittest\nimport pytest\nimport m\n\ndef test_a():\n    {line}\n\ndef test_b():\n    pass\n"

    results = bench.run(suite, ADD)

    assert verdicts(results) == {"test_a": "failed", "test_b": "passed"}
    assert "a test that did not run is not passed" in results["test_a"].finding.message


@pytest.mark.parametrize("line", ["pytest.xfail('later')", "pytest.skip('later')"])
def test_test_that_gives_up_because_of_an_answer_fails(bench: Bench, line: str) -> None:
    """A submission cannot spare itself a test by what it answers."""
    suite = f"import pytest\nfrom m import add\n\ndef test_a():\n    if add(1, 2) is None:\n        {line}\n"

    assert verdicts(bench.run(suite, "def add(a, b): pass\n")) == {"test_a": "failed"}


SOME_CASES = """
    import pytest
    from m import add

    @pytest.mark.parametrize(
        "number",
        [1, pytest.param(2, marks=pytest.mark.skip), pytest.param(3, marks=pytest.mark.xfail), 4],
    )
    def test_cases(number):
        assert add(number, 1) == number + 1 + (number == 3)
    """


def test_cases_that_are_left_out_do_not_hide_others(bench: Bench) -> None:
    """A test counts as soon as one of its cases does."""
    right = bench.run(SOME_CASES, ADD)["test_cases"]
    wrong = bench.run(SOME_CASES, "def add(a, b):\n    return a + b if a < 4 else 0\n")["test_cases"]

    assert (right.verdict, str(right.max_score)) == (Verdict.PASSED, "1")
    assert (wrong.verdict, str(wrong.max_score)) == (Verdict.FAILED, "1")


@pytest.mark.parametrize(
    ("suite", "answer"),
    [
        pytest.param(
            """
            import pytest
            import m

            @pytest.mark.parametrize("case", m.cases())
            def test_case(case):
                assert case
            """,
            "def cases(): return []\n",
            id="no-cases",
        ),
        pytest.param(
            """
            import pytest
            import m

            if not m.READY:
                pytest.skip("not ready", allow_module_level=True)

            def test_case():
                assert m.add(1, 2) == 3
            """,
            "READY = False\n",
            id="module-level-skip",
        ),
        pytest.param(
            """
            import pytest
            m = pytest.importorskip("m")

            def test_case():
                assert m.add(1, 2) == 3
            """,
            {"other.py": ""},
            id="importorskip",
        ),
        pytest.param(
            """
            import m

            for name in m.NAMES:
                print(name)

            def test_case():
                assert m.add(1, 2) == 3
            """,
            "NAMES = None\n",
            id="lines-of-the-file-stop",
        ),
        pytest.param(
            """
            from m import add, subtract

            def test_case():
                assert add(1, 2) == 3
            """,
            ADD,
            id="name-is-missing",
        ),
    ],
)
def test_what_a_submission_does_to_the_file_itself_fails_its_tests(
    bench: Bench, suite: str, answer: str | dict[str, str]
) -> None:
    """Neither a fault of ours nor a test that counts for nothing."""
    results = bench.run(suite, answer)

    assert set(verdicts(results)) == {"test_case"}
    assert results["test_case"].verdict in (Verdict.FAILED, Verdict.ERROR), results["test_case"].finding
    assert str(results["test_case"].max_score) == "1"


def test_skip_of_the_submission_is_an_error(bench: Bench) -> None:
    """It is an exception like any other."""
    suite = """
        import unittest
        from m import add

        class TestAdd(unittest.TestCase):
            def test_a(self):
                add(1, 2)
        """

    results = bench.run(suite, "import unittest\ndef add(a, b):\n    raise unittest.SkipTest('no')\n")

    assert verdicts(results) == {"TestAdd.test_a": "error"}
    assert "SkipTest" in results["TestAdd.test_a"].finding.message


# ---------------------------------------------------------------- with other checks


VALUE = "checks:\n- {id: after, kind: value, given: import m, ask: 'm.add(1, 2)', equals: 3, needs: [suite]}\n"


def test_other_checks_can_need_a_suite(bench: Bench) -> None:
    """What needs it is checked when all its tests are passed."""
    bench.write(THREE, more=VALUE)

    right = {each.id: each.verdict.value for each in bench.grade(ADD).results}
    wrong = {each.id: each for each in bench.grade("def add(a, b):\n    return int(a) + int(b)\n").results}

    assert right["after"] == "passed"
    assert wrong["after"].verdict is Verdict.NOT_CHECKED
    assert wrong["after"].cause == "suite:TestTexts.test_words"


def test_tests_wait_for_the_modules_that_they_import(bench: Bench) -> None:
    """One failure for a missing module; a test that does not import it is run."""
    suite = """
        def test_a():
            from shop import till
            assert till.total([1]) == 1

        def test_b():
            assert True
        """
    bench.write(suite, more="requires: {packages: [{name: shop, modules: [{name: till}]}]}\n")

    results = {each.id: each for each in bench.grade({"other.py": ""}).results}

    assert results["suite:test_a"].verdict is Verdict.NOT_CHECKED
    assert results["suite:test_a"].cause == "layout:shop"
    assert results["suite:test_b"].verdict is Verdict.PASSED


def test_module_that_is_not_there_is_named(bench: Bench) -> None:
    """Where the exercise does not say what it requires, the first test says what is missing."""
    results = bench.run(THREE, {"other.py": ""})

    assert list(verdicts(results).values()) == ["error", "not_checked", "not_checked"]
    assert "No module named 'm'" in results["test_small"].finding.message


def test_threads_of_the_submission_may_call_the_test(bench: Bench) -> None:
    """One after the other, whatever they do at the same time."""
    suite = """
        from m import run_all

        def test_threads():
            seen = []
            run_all(seen.append, 8)
            assert sorted(seen) == list(range(8))
        """
    answer = """
import threading


def run_all(report, count):
    threads = [threading.Thread(target=report, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
"""

    assert verdicts(bench.run(suite, answer)) == {"test_threads": "passed"}


def test_what_a_student_wrote_is_never_run_in_the_judge(bench: Bench, tmp_path: Path) -> None:
    """By no eval, doctest, pickle, annotation or name that becomes source; `eval(repr(x))` is done in the sandbox."""
    mark = tmp_path / "ran-in-the-judge"
    suite = """
        import ast, doctest, pickle, types, typing
        import pytest
        from unittest import mock
        import m
        from m import Point

        def test_repr():
            assert eval(repr(Point(2))) == Point(2)
            assert eval(m.WHERE) == "sandbox"
            assert eval(m.WHERE.encode()) == "sandbox"
            assert eval(bytearray(m.WHERE.encode())) == "sandbox"

        def test_eval_of_what_is_no_text():
            for answer in (m.MANY, [1, 2], Point(2)):
                with pytest.raises(TypeError, match="must be a string"):
                    eval(answer)

        def test_exec():
            exec(m.CODE)

        def test_compiled():
            exec(compile(m.CODE, "elsewhere", "exec"))

        def test_compiled_tree():
            types.FunctionType(compile(ast.parse(m.CODE), "elsewhere", "exec"), {})()

        def test_doctest():
            doctest.testmod(m)
            doctest.run_docstring_examples(m.documented, {})

        def test_pickle():
            pickle.loads(m.PICKLE)

        def test_hints():
            typing.get_type_hints(m.hinted)

        def test_autospec():
            mock.create_autospec(m.named)
        """
    code = f"'grader' in __import__('sys').modules and open({str(mark)!r}, 'w')"
    answer = f"""
import pickle
from dataclasses import dataclass


@dataclass
class Point:
    x: int


class Evil:
    def __reduce__(self):
        return exec, (CODE,)


class Name:
    def isidentifier(self): return True
    def __str__(self): return CODE
    __format__ = lambda self, how: CODE


class Named:
    __name__ = Name()
    def __call__(self): pass


CODE = {code!r}
MANY = 10**12
WHERE = '"sandbox" if "grader" not in __import__("sys").modules else "judge"'
PICKLE = pickle.dumps(Evil())
named = Named()


def hinted(a: CODE): pass


def documented(): pass


documented.__doc__ = ">>> " + CODE
"""

    found = verdicts(bench.run(suite, answer))

    assert found["test_repr"] == found["test_eval_of_what_is_no_text"] == "passed", found
    assert {found[name] for name in ("test_exec", "test_compiled", "test_compiled_tree", "test_pickle")} == {"failed"}
    assert "grader_error" not in found.values()
    assert not mark.exists()


def test_hidden_tests_show_nothing_to_students(bench: Bench) -> None:
    """Neither inputs nor expected values nor output, whatever became of them."""
    suite = """
        from m import add

        def test_secret():
            assert add(471147114711, 1) == 815815815815

        def test_secret_error():
            assert add("471147114711", 1) == 815815815815
        """
    bench.write(suite, fields="visibility: hidden")

    report = bench.grade("def add(a, b):\n    print(a)\n    return a + b\n")
    shown = json.dumps(json.loads(document(report).to_json()))

    assert {result.verdict for result in report.results} == {Verdict.FAILED, Verdict.ERROR}
    assert "471147114711" not in shown
    assert "815815815815" not in shown
    assert "secret" not in shown


COUNTER = {"m.py": "numbers = []\ndef add(number):\n    numbers.append(number)\n    return len(numbers)\n"}
COUNTS = """
    from m import add

    def test_first():
        assert add(1) == 1

    def test_second():
        assert add(1) == {second}
    """


@posix
@pytest.mark.parametrize(("scope", "second"), [("test", 1), ("file", 2)])
def test_scope(bench: Bench, scope: str, second: int) -> None:
    """Each test begins afresh, unless the exercise says that they share the file's state."""
    results = bench.run(COUNTS.format(second=second), COUNTER, fields=f"scope: {scope}")

    assert verdicts(results) == {"test_first": "passed", "test_second": "passed"}


def test_star_import_leaves_the_tests_own_modules_alone(bench: Bench) -> None:
    """What the submission imports of Python itself is not taken for the test's own, and what it defines comes along."""
    suite = """
        import sys
        from m import *

        def test_a():
            assert sys._getframe().f_code.co_name == "test_a"
            assert add(1, 2) == 3
        """

    assert verdicts(bench.run(suite, f"import sys\n{ADD}")) == {"test_a": "passed"}


def test_object_of_the_submission_is_not_pickled_here(bench: Bench) -> None:
    """The test is told so."""
    suite = "import pickle\nfrom m import Box\n\ndef test_a():\n    pickle.dumps(Box())\n"

    finding = bench.run(suite, "class Box: pass\n")["test_a"].finding

    assert finding.verdict is Verdict.FAILED
    assert "An object of the submission cannot be pickled or copied on this side." in finding.message


KEPT = """
    import unittest
    from m import use

    class Lamp:
        is_on = False

        def glow(self):
            return "bright"

    class TestLamp(unittest.TestCase):
        def test_switched_on(self):
            lamp = Lamp()
            use(lamp)
            self.assertTrue(lamp.is_on)

        def test_methods_stay(self):
            lamp = Lamp()
            use(lamp)
            self.assertEqual(lamp.glow(), "bright")

        def test_unequal(self):
            use(self)
            self.assertEqual(1, 2)
    """


def test_submission_sets_attributes_of_the_tests_objects_but_replaces_no_methods(bench: Bench) -> None:
    """A fake of the test's can be switched; an assertion cannot be replaced."""
    switch = "def use(lamp):\n    lamp.is_on = True\n"
    cheat = """
        def use(lamp):
            for name in ("glow", "assertEqual", "failureException", "is_on"):
                try:
                    setattr(lamp, name, lambda *args: None)
                except AttributeError:
                    pass
        """

    assert verdicts(bench.run(KEPT, switch)) == {
        "TestLamp.test_switched_on": "passed",
        "TestLamp.test_methods_stay": "passed",
        "TestLamp.test_unequal": "failed",
    }
    assert verdicts(bench.run(KEPT, cheat))["TestLamp.test_unequal"] == "failed"
    assert verdicts(bench.run(KEPT, cheat))["TestLamp.test_methods_stay"] == "passed"


def test_object_of_another_test_is_refused_with_advice(bench: Bench) -> None:
    """A test that leans on one before it is told what to do."""
    suite = """
        from m import Box
        boxes = []

        def test_first():
            boxes.append(Box())

        def test_second():
            assert boxes[0].size() == 1
        """

    results = bench.run(suite, "class Box:\n    def size(self):\n        return 1\n")

    assert verdicts(results) == {"test_first": "passed", "test_second": "failed"}
    assert "`scope: file`" in results["test_second"].finding.message


# ---------------------------------------------------------------- one dead test costs only itself


FOUR = """
    import m

    def test_first():
        assert m.add(1, 2) == 3

    def test_dead():
        assert m.dead() == 1

    def test_third():
        assert m.add(2, 2) == 4

    def test_last():
        assert m.add(3, 2) == 5
    """
DEADLY = {
    "exit": ("os._exit(0)", Verdict.ERROR),
    "sys-exit": ("sys.exit(0)", Verdict.ERROR),
    "loop": ("exec('while True: pass')", Verdict.TIMEOUT),
    "kill-itself": ("os.kill(os.getpid(), signal.SIGKILL)", Verdict.ERROR),
    "kill-the-parent": ("os.kill(os.getppid(), signal.SIGKILL) or os._exit(0)", Verdict.ERROR),
    "kill-the-group": ("os.killpg(0, signal.SIGKILL)", Verdict.ERROR),
    "memory": ("[b'x' * 2**20 for _ in range(10**5)]", Verdict.LIMIT),
    "flood": ("exec('while True: print(\"x\" * 10**5)')", Verdict.LIMIT),
    "segfault": ("ctypes.string_at(0)", Verdict.ERROR),
    "keyboard-interrupt": ("exec('raise KeyboardInterrupt')", Verdict.ERROR),
}


@posix
@pytest.mark.parametrize("scope", ["test", "file"])
@pytest.mark.parametrize("how", DEADLY)
def test_one_dead_test_costs_only_itself(bench: Bench, how: str, scope: str) -> None:
    """Whatever it takes down with it, the others are run."""
    code, verdict = DEADLY[how]
    answer = f"import ctypes, os, signal, sys\n{ADD}\ndef dead():\n    return {code}\n"

    results = bench.run(FOUR, answer, fields=f"scope: {scope}, timeout_s: 3")

    found = verdicts(results)
    assert found.pop("test_dead") == verdict.value, results["test_dead"].finding
    assert set(found.values()) == {"passed"}


@posix
@pytest.mark.parametrize("code", ["os._exit(0)", "sys.exit(0)", "exec('while True: pass')", "1 / 0"])
def test_module_that_dies_at_import_is_one_failure_and_soon(bench: Bench, code: str) -> None:
    """It is not tried again for each of many tests, which are not checked because of the first one."""
    suite = "from m import add\n" + "".join(f"def test_{n}(): assert add({n}, 1) == {n + 1}\n" for n in range(30))
    began = time.monotonic()

    results = bench.run(suite, f"import os, sys\n{code}\n{ADD}", fields="timeout_s: 2")

    first, *others = results.values()
    assert first.verdict in (Verdict.ERROR, Verdict.TIMEOUT)
    assert {each.verdict for each in others} == {Verdict.NOT_CHECKED}
    assert "the test file stops before its first test, test_0" in others[-1].finding.message
    assert time.monotonic() - began < 30


# ---------------------------------------------------------------- a test that goes wrong in the judge


IN_THE_JUDGE = {
    "endless-questions": ("while not m.done(): pass", "def done(): return False\n"),
    "huge-range": ("sum(1 for _ in range(m.answer()))", "def answer(): return 10**15\n"),
    "loop-without-end": ("exec('while True: pass') if m.answer() else None", "def answer(): return True\n"),
    "huge-text": ("assert len('x' * m.answer()) == 3", "def answer(): return 10**12\n"),
    "huge-list": ("assert list(range(m.answer())) == []", "def answer(): return 10**9\n"),
    "huge-number": ("assert 7 ** (m.answer() ** m.answer()) == 1", "def answer(): return 10**5\n"),
    "endless-iterator": ("assert list(m.answer()) == [1]", "def answer():\n    while True: yield 1\n"),
    "deep": ("m.answer(m.answer)", "def answer(f): return f(f)\n"),
    "called-for-ever": ("m.answer(lambda: 1)", "def answer(f):\n    while True: f()\n"),
    "exits": ("raise SystemExit(m.answer())", "def answer(): return 0\n"),
    "raises": ("raise KeyboardInterrupt(m.answer())", "def answer(): return 0\n"),
}


@posix
@pytest.mark.parametrize("what", IN_THE_JUDGE)
def test_test_that_goes_wrong_here_because_of_an_answer_fails(bench: Bench, what: str) -> None:
    """By-value answers can keep a test busy for ever or eat memory: that is this test's failure and nothing else's."""
    line, answer = IN_THE_JUDGE[what]
    suite = f"import m\n\ndef test_first():\n    {line}\n\ndef test_second():\n    assert m.add(1, 1) == 2\n"
    began = time.monotonic()

    results = bench.run(suite, answer + ADD, fields="timeout_s: 2")

    found = verdicts(results)
    assert found["test_first"] in ("failed", "error", "timeout", "limit"), results["test_first"].finding
    assert found["test_second"] == "passed"
    assert time.monotonic() - began < 40


# ---------------------------------------------------------------- what lies beside the test file


def test_what_lies_beside_the_test_file_wins(bench: Bench) -> None:
    """conftest.py, helpers and data of the teacher, also where the submission has files of these names."""
    suite = """
        from pathlib import Path
        from helper import expected
        from m import add

        def test_helper(number):
            assert add(number, 1) == expected(number)

        def test_data():
            assert add(1, 1) == int((Path(__file__).parent / "data.txt").read_text())
        """
    beside = {
        "conftest.py": "import pytest\n\n@pytest.fixture\ndef number():\n    return 41\n",
        "helper.py": "def expected(number):\n    return number + 1\n",
        "data.txt": "2",
    }
    answer = {
        "m.py": ADD,
        "conftest.py": "import pytest\n\n@pytest.fixture\ndef number():\n    return 1\n\ncollect_ignore = ['.']\n",
        "helper.py": "class expected(int):\n    def __eq__(self, other):\n        return True\n",
        "data.txt": "3",
        "pytest.ini": "[pytest]\naddopts = --collect-only\n",
    }
    bench.write(suite, beside=beside)

    right = {each.id: each.verdict.value for each in bench.grade(answer).results}
    answer["m.py"] = "def add(a, b): return 3\n"
    wrong = {each.id: each.verdict.value for each in bench.grade(answer).results}

    assert right == {"suite:test_helper": "passed", "suite:test_data": "passed"}
    assert wrong == {"suite:test_helper": "failed", "suite:test_data": "failed"}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        pytest.param("runpy.run_path('m.py')", "import it, or start it with subprocess.run", id="run-path"),
        pytest.param("exec(open('m.py').read())", "import it, or start it with subprocess.run", id="exec"),
        pytest.param(
            "exec(compile(open('m.py').read(), 'm.py', 'exec'))",
            "import it, or start it with subprocess.run",
            id="compile",
        ),
        pytest.param("subprocess.Popen([sys.executable, 'm.py'])", "`run: beside-student`", id="popen"),
        pytest.param("os.system('python m.py')", "`run: beside-student`", id="system"),
        pytest.param("os.fork()", "`run: beside-student`", id="fork"),
    ],
)
def test_test_that_would_run_the_submission_here_is_told_so(bench: Bench, line: str, told: str) -> None:
    """The submission's source is never run beside the judge, and the sentence says what to do instead."""
    trap = bench.folder / "ran"
    suite = f"import os, runpy, subprocess, sys\n\ndef test_a():\n    {line}\n"

    results = bench.run(suite, f"open({str(trap)!r}, 'w')\n")

    assert verdicts(results) == {"test_a": "failed"}
    assert told in results["test_a"].finding.message
    assert not trap.exists()


def test_missing_fixture_is_the_authors_fault(bench: Bench) -> None:
    """Plug-ins are not loaded; nobody gets a zero for that."""
    suite = "import m\n\ndef test_a(mocker):\n    mocker.patch('m.add')\n\ndef test_b():\n    assert m.add(1, 2) == 3\n"

    results = bench.run(suite, ADD)

    assert verdicts(results) == {"test_a": "grader_error", "test_b": "passed"}
    assert results["test_a"].finding.message == "The test file itself does not work: there is no fixture mocker"


# ---------------------------------------------------------------- beside the student


BESIDE = """
    import gc
    import pytest
    from helper import three
    from m import add

    def test_add():
        assert add(1, 2) == three

    def test_wrong():
        assert add(1, 2) == 4

    def test_skipped():
        pytest.skip("later")

    @pytest.mark.skipif(True, reason="not here")
    def test_left_out():
        assert add(1, 2) == 4

    @pytest.mark.parametrize("number", [1, 2])
    def test_frames(number):
        assert any(each is add for each in gc.get_objects())
    """


@pytest.mark.docker
def test_beside_student_runs_the_file_in_the_sandbox(bench: Bench, docker_image: str) -> None:
    """With the files beside it; each result says that it can be forged."""
    bench.write(BESIDE, fields="run: beside-student", beside={"helper.py": "three = 3\n"})

    with image_with_pytest(docker_image) as image:
        report = bench.grade(ADD, make_sandbox(SandboxKind.DOCKER, SandboxSetup(image=image)))

    found = {each.id.removeprefix("suite:"): each for each in report.results}
    assert verdicts(found) == {
        "test_add": "passed",
        "test_wrong": "failed",
        "test_skipped": "failed",
        "test_left_out": "passed",
        "test_frames": "passed",
    }
    assert str(found["test_left_out"].max_score) == "0"
    assert {each.finding.evidence for each in report.results} == {Evidence.FORGEABLE}
    assert "3 == 4" in found["test_wrong"].finding.message


@pytest.mark.docker
def test_beside_student_says_that_pytest_is_missing(bench: Bench, docker_image: str) -> None:
    """An image without pytest is the operator's to change; nobody gets a zero for it."""
    bench.write(BESIDE, fields="run: beside-student", beside={"helper.py": "three = 3\n"})

    report = bench.grade(ADD, make_sandbox(SandboxKind.DOCKER, SandboxSetup(image=docker_image)))

    assert {each.verdict for each in report.results} == {Verdict.GRADER_ERROR}
    assert "The sandbox has no pytest" in report.results[0].finding.message


# ---------------------------------------------------------------- faults of ours


class Faulty:
    """A process sandbox that is lost while the first stage is asked."""

    def __init__(self) -> None:
        self._sandbox = ProcessSandbox()
        self.lost = 0

    @contextmanager
    def start(self, agent: str, limits: Limits) -> Iterator[Channel]:
        """A sandbox; the first one breaks."""
        with self._sandbox.start(agent, limits) as channel:
            yield channel if self.lost else _Breaking(channel, self)

    def info(self) -> SandboxInfo:
        """As the real one."""
        return self._sandbox.info()


class _Breaking:
    def __init__(self, channel: Channel, owner: Faulty) -> None:
        self._channel = channel
        self._owner = owner

    def send(self, data: bytes, timeout_s: float) -> None:
        if b'"op":"stage"' in data:
            self._owner.lost += 1
            raise SubjectGone("the engine is gone")
        self._channel.send(data, timeout_s)

    def receive(self, size: int, timeout_s: float) -> bytes:
        return self._channel.receive(size, timeout_s)

    def ending(self) -> Ending:
        return Ending(EndingKind.LOST, "the engine is gone")


def test_lost_sandbox_is_tried_again_and_spoils_no_later_grading(bench: Bench) -> None:
    """The process with pytest is left waiting for an answer by that; the next run begins with a new one."""
    bench.write(THREE)
    faulty = Faulty()

    again = bench.grade(ADD, faulty)
    later = bench.grade(ADD)

    assert faulty.lost == 1
    assert {each.verdict for each in (*again.results, *later.results)} == {Verdict.PASSED}
