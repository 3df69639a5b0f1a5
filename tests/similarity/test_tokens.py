"""Student code as symbols: what stays the same when code is dressed up, and what any bytes do."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.similarity.parts import SUBMISSION_PARTS, SUBMISSION_SYMBOLS, Source, kept_files, read_source
from grader.similarity.tokens import read_lines, statements

PLAIN = """
def total(items, start):
    result = start
    for item in items:
        result += len(item) * 2
    print("sum", result)
    return result
"""
GOOD = b"def good(a, b):\n    return a + b\n"
SIZE = 200_000
NOISE = random.Random(1).randbytes(SIZE)  # noqa: S311  reproducible, no secret


def symbols(text: str | bytes) -> list[str]:
    """All symbols of a file."""
    content = text.encode() if isinstance(text, str) else text
    return [symbol for statement in statements(read_lines(content)[0])[0] for symbol in statement.symbols]


def source(content: bytes) -> Source:
    """A submission of one file, as it is read."""
    return read_source(kept_files({"a.py": content})[0])


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(PLAIN.replace("result", "my_sum").replace("item", "x").replace("total", "f"), id="renamed"),
        pytest.param(PLAIN.replace("\n    ", "  # why\n\n    # so\n    "), id="comments"),
        pytest.param(PLAIN.replace("start):", 'start):\n    """Adds up.\n\n    Well.\n    """'), id="docstring"),
        pytest.param(PLAIN.replace('"sum"', "'the ' 'sum:'").replace("2", "0x10"), id="literals"),
        pytest.param(
            PLAIN.replace("items, start", "items: dict[str, list[int]], start: int").replace("):\n", ") -> int:\n", 1),
            id="hints",
        ),
        pytest.param(PLAIN.replace("result = start", "result: int = start\n    item: str"), id="variable-hints"),
        pytest.param(PLAIN.replace("    ", "\t"), id="tabs"),
        pytest.param(PLAIN.replace("\n", "\r\n"), id="windows"),
        pytest.param(PLAIN.replace("\n", "\r"), id="old-mac"),
        pytest.param(PLAIN.replace("start\n    for", "start; \n    for"), id="semicolon-at-the-end"),
        pytest.param("\ufeff" + PLAIN, id="byte-order-mark"),
        pytest.param(PLAIN.encode("utf-16"), id="utf-16"),
        pytest.param(PLAIN.replace('"sum"', '"süm"').encode("latin-1"), id="latin-1"),
    ],
)
def test_dressing_up_changes_nothing(text: str | bytes) -> None:
    """Names, literals, comments, docstrings, hints, layout and encoding leave no trace in the symbols."""
    assert list(filter(";".__ne__, symbols(text))) == list(filter(";".__ne__, symbols(PLAIN)))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(PLAIN.replace("len", "sum"), id="another-builtin"),
        pytest.param(PLAIN.replace("+=", "-="), id="another-operator"),
        pytest.param(PLAIN.replace("for item in items", "while items"), id="another-statement"),
    ],
)
def test_what_code_does_stays(text: str) -> None:
    """Keywords, operators and names that nobody can rename are kept."""
    assert symbols(text) != symbols(PLAIN)


def test_methods_of_builtin_types_are_kept() -> None:
    """`.append` is a word of the language, `.whatever` a name, and an f-string is a string on every Python."""
    assert symbols("a.append(b.whatever)") == ["N", ".", "append", "(", "N", ".", "N", ")", ";"]
    assert symbols("a = f'{b!r:>{c}} and {d}'") == ["N", "=", "S", ";"]


def test_defaults_are_no_hints() -> None:
    """A lambda or a dict as a default is kept, and so is an annotation-like colon elsewhere."""
    text = "def f(a: int = 1, b=lambda x: x, *, c: {1: 2} = {3: 4}): pass"

    assert "".join(symbols(text)) == "defN(N=0,N=lambdaN:N,*,N={0:0}):pass;"
    assert "".join(symbols("a[1:2] = {3: 4}")) == "N[0:0]={0:0};"


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param(b"x = (1, 2\n", id="open-bracket"),
        pytest.param(b"x = 'abc\n", id="open-string"),
        pytest.param(b'x = """abc\n', id="open-long-string"),
        pytest.param(b"if x:\n        y\n    z\n", id="dedent-to-nowhere"),
        pytest.param(b"  x = 1\n", id="indented"),
        pytest.param(b"x = ]1}\n", id="closing-brackets"),
        pytest.param(b"a $ b ? c\n", id="no-python"),
        pytest.param(b"<<<<<<< HEAD\n", id="merge-conflict"),
        pytest.param(b"x = 1\0\x1b[2J\n", id="control-characters"),
        pytest.param(b"\xff\xfe\xfd".join([b"#"] * 3) + b"\n", id="no-utf-8"),
        pytest.param(b"async\nasync def\ndef\n)\n\\\n", id="stumps"),
    ],
)
def test_reading_goes_on_after_what_is_broken(broken: bytes) -> None:
    """The function behind a broken line is found as if the line were not there."""
    alone = [part.symbols for part in source(GOOD).parts]

    found = {part.name: part.symbols for part in source(broken + GOOD).parts}

    assert [found["good"]] == alone


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"'" * SIZE, id="quotes"),
        pytest.param((b"'" + b'\\"' * 480 + b"\n") * 200, id="lines-of-escaped-quotes"),
        pytest.param(b"x = '''\n" * 20 + b"a\n" * SIZE, id="open-long-strings"),
        pytest.param(b"(" * SIZE, id="brackets"),
        pytest.param(b"x = (\ndef f(a):\n" * 10_000, id="brackets-left-open"),
        pytest.param(b"".join(b" " * n + b"if x:\n" for n in range(600)), id="ladder"),
        pytest.param(b"def f(): pass\n" * 10_000, id="functions"),
        pytest.param(b"@a\n" * SIZE, id="decorators"),
        pytest.param(b"a;" * SIZE, id="one-line"),
        pytest.param(b"\\\n" * SIZE, id="backslashes"),
        pytest.param(b"-" * SIZE, id="signs"),
        pytest.param(b"\0" * SIZE, id="zeros"),
        pytest.param(NOISE, id="noise"),
    ],
)
def test_hostile_files_stay_within_the_caps(content: bytes) -> None:
    """Whatever a file holds, a bounded number of symbols and parts comes out of it, and what was cut is said."""
    found = source(content)

    assert sum(len(part.symbols) for part in found.parts) <= SUBMISSION_SYMBOLS
    assert len(found.parts) <= SUBMISSION_PARTS
    assert found.cut or len(content) < SIZE


@given(st.binary(max_size=400) | st.text("abdef():'\"\\\n\t #=[]{};@,.0", max_size=200).map(str.encode))
def test_any_bytes_give_text(content: bytes) -> None:
    """Reading never fails, and every symbol stands on a line that there is."""
    found = source(content)

    rows = [row for part in found.parts for row in part.rows]
    assert all(1 <= row <= len(found.lines["a.py"]) for row in rows)
