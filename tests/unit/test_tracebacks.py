"""Reading the last traceback of a program, as different Pythons print it."""

from __future__ import annotations

import pytest

from grader.requests import Frame, Raised
from grader.tracebacks import read_raised, without_folder

FILES = frozenset({"main.py", "pkg/__init__.py", "pkg/a.py"})
TOP = '  File "/my box/submission/main.py", line 3, in <module>\n    import pkg.a\n'
HEADER = "Traceback (most recent call last):\n"


def raised(stderr: str) -> Raised:
    """The exception that must be there."""
    found = read_raised(stderr, FILES)
    assert found is not None
    return found


def test_frames_of_libraries_are_left_out() -> None:
    """Only the submission's own files are named, relative to it, innermost last."""
    library = '  File "/usr/lib/python3.11/json/__init__.py", line 346, in loads\n    return x\n           ^\n'
    inner = '  File "/my box/submission/pkg/a.py", line 9, in load\n    json.loads(1)\n'

    found = raised(f"{HEADER}{TOP}{inner}{library}TypeError: the JSON object must be str\n")

    assert found.frames == (Frame("main.py", 3, "<module>"), Frame("pkg/a.py", 9, "load"))
    assert (found.type, found.text) == ("TypeError", "the JSON object must be str")
    assert found.builtins == ("TypeError", "Exception", "BaseException")


def test_last_of_several_tracebacks_counts() -> None:
    """An exception while handling another ends the program."""
    middle = "\nDuring handling of the above exception, another exception occurred:\n\n"

    found = raised(f"noise\n{HEADER}{TOP}KeyError: 1\n{middle}{HEADER}{TOP}pkg.a.Wrong: line one\nline two\n")

    assert (found.type, found.text, found.builtins) == ("Wrong", "line one\nline two", ())


def test_syntax_error_of_the_program_itself_has_no_header() -> None:
    """Python does not start a file that it cannot read, and says where."""
    found = raised(
        '  File "/box/x/submission/main.py", line 7\n    def f(:\n          ^\nSyntaxError: invalid syntax\n'
    )

    assert (found.type, found.origin, found.line, found.frames) == ("SyntaxError", "main.py", 7, ())


def test_syntax_error_of_an_imported_module_names_both_places() -> None:
    """The frames lead to the import, origin and line to the error."""
    place = '  File "/box/x/submission/pkg/a.py", line 2\n    x = = 1\n        ^\n'

    found = raised(f"{HEADER}{TOP}{place}SyntaxError: invalid syntax\n")

    assert (found.origin, found.line, found.frames) == ("pkg/a.py", 2, (Frame("main.py", 3, "<module>"),))


@pytest.mark.parametrize(
    ("last", "name", "origin"),
    [
        ("ModuleNotFoundError: No module named 'pkg.c'", "pkg.c", None),
        (
            "ImportError: cannot import name 'f' from 'pkg' (/box/submission/pkg/__init__.py)",
            "pkg",
            "pkg/__init__.py",
        ),
        (
            (
                "ImportError: cannot import name 'f' from partially initialized module 'pkg.a' "
                "(most likely due to a circular import) (/box/submission/pkg/a.py)"
            ),
            "pkg.a",
            "pkg/a.py",
        ),
        ("ImportError: cannot import name 'x' from 'os' (/usr/lib/python3.11/os.py)", "os", None),
        ("NameError: name 'foo' is not defined. Did you mean: 'for'?", "foo", None),
        ("AttributeError: module 'pkg' has no attribute 'shout'", "shout", None),
        ("ValueError: name 'foo' is not defined", None, None),
    ],
)
def test_names_in_messages_are_found(last: str, name: str | None, origin: str | None) -> None:
    """What Python only says in words is there for the diagnosis."""
    found = raised(f"{HEADER}{TOP}{last}\n")

    assert (found.name, found.origin) == (name, origin)
    assert "/box" not in found.text


@pytest.mark.parametrize("last", ["KeyboardInterrupt\n", "AssertionError\n\n", "ValueError: \n"])
def test_exception_without_text_has_none(last: str) -> None:
    """Not every exception says something."""
    assert raised(f"{HEADER}{TOP}{last}").text == ""


@pytest.mark.parametrize("stderr", ["", "hello\n", HEADER, f"{HEADER}{TOP}", f"{HEADER}{TOP}!\n", "SyntaxError: no\n"])
def test_no_traceback_is_no_exception(stderr: str) -> None:
    """Text that only looks a little like one is nothing."""
    assert read_raised(stderr, FILES) is None


def test_recursion_keeps_the_innermost_frames() -> None:
    """A thousand equal frames are cut."""
    many = "".join(f'  File "/t/submission/main.py", line {line}, in f\n    f()\n' for line in range(1, 1001))

    found = raised(f"{HEADER}{many}  [Previous line repeated 99 more times]\nRecursionError: too deep\n")

    assert len(found.frames) == 50
    assert found.frames[-1].line == 1000


@pytest.mark.parametrize(
    ("text", "relative"),
    [
        ("in /box/x/submission/pkg/a.py.", "in pkg/a.py."),
        ("'/submission/a.py'", "'a.py'"),
        (r"C:\Temp\submission\pkg\a.py", r"pkg\a.py"),
        ("/box/submission/submission/a.py", "submission/a.py"),
        ("my/submission/a.py", "my/submission/a.py"),
        ("https://example.org/submission/a", "https://example.org/submission/a"),
        ("a submission\n/other/path", "a submission\n/other/path"),
        ("x" + "/submission/x" * 3, "x" + "/submission/x" * 3),
    ],
)
def test_work_folder_is_not_shown(text: str, relative: str) -> None:
    """Where a sandbox keeps the files is nobody's business; other paths stay."""
    assert without_folder(text) == relative


def test_text_ends_above_the_rule_of_unittest() -> None:
    """Below the traceback of a test, unittest writes a line of dashes and how many tests there were."""
    below = f"\n{'-' * 70}\nRan 3 tests in 0.001s\n\nFAILED (failures=1)\n"

    found = raised(f"..F\n{HEADER}{TOP}AssertionError: 1.5 != 1\n{below}")

    assert (found.type, found.text) == ("AssertionError", "1.5 != 1")
