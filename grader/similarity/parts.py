"""The parts of an answer: its functions, found by their indentation, and per file the code outside of them.

Why it is so: half an answer is copied function by function, and functions move between modules. So parts are compared,
whatever file they lie in. A nested function belongs to the one around it; a method is a part of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from grader.similarity.tokens import FILE_BYTES, Statement, read_lines, statements

SUBMISSION_SYMBOLS = 20_000
"""about 2,500 lines: what is read of one submission, small files first"""
SUBMISSION_BYTES = 500_000
SUBMISSION_PARTS = 400


@dataclass(frozen=True, slots=True)
class Part:
    """A function, or what a file holds outside of functions."""

    path: str
    name: str | None
    """of the function; None outside of functions"""
    symbols: tuple[str, ...]
    rows: tuple[int, ...]
    """for each symbol its line in the file, counted from 1"""


@dataclass(frozen=True, slots=True)
class Source:
    """The Python files of one submission, as text and as parts."""

    lines: Mapping[str, tuple[str, ...]]
    """path -> lines"""
    parts: tuple[Part, ...]
    cut: bool
    """more was handed in than is read"""


def kept_files(files: Mapping[str, bytes]) -> tuple[dict[str, bytes], bool]:
    """The `.py` files that are read, the small ones first, and whether some are left out.

    A file that is too long is kept one byte longer than what is read of it, so that it is still known as such.
    """
    kept: dict[str, bytes] = {}
    left = SUBMISSION_BYTES
    python = [(path, content[: FILE_BYTES + 1]) for path, content in files.items() if path.lower().endswith(".py")]
    for path, content in sorted(python, key=lambda item: (len(item[1]), item[0])):
        left -= len(content)
        if left < 0:
            return kept, True
        kept[path] = content
    return kept, False


def read_source(files: Mapping[str, bytes]) -> Source:
    """Read what `kept_files` gave, in that order. Total: whatever was handed in gives a result."""
    lines: dict[str, tuple[str, ...]] = {}
    parts: list[Part] = []
    left, cut = SUBMISSION_SYMBOLS, False
    for path, content in files.items():
        lines[path], shortened = read_lines(content)
        found, unread = statements(lines[path])
        fitting, left, over = _up_to(found, left)
        parts += _parts(path, fitting)
        cut = cut or shortened or unread or over
    return Source(lines, tuple(parts[:SUBMISSION_PARTS]), cut or len(parts) > SUBMISSION_PARTS)


def _up_to(found: Iterable[Statement], left: int) -> tuple[list[Statement], int, bool]:
    """The statements that fit into `left` symbols, what is left then, and whether some did not fit."""
    kept: list[Statement] = []
    for statement in found:
        left -= len(statement.symbols)
        if left < 0:
            return kept, 0, True
        kept.append(statement)
    return kept, left, False


def _parts(path: str, found: Sequence[Statement]) -> Iterator[Part]:
    outside: list[Statement] = []
    for name, block in _blocks(found):
        if name is None:
            outside += block
        else:
            yield _part(path, name, block)
    if outside:
        yield _part(path, None, outside)


def _blocks(found: Iterable[Statement]) -> Iterator[tuple[str | None, list[Statement]]]:
    """Runs of statements in order: (name of the function or None, its statements with the decorators above it)."""
    block: list[Statement] = []
    name: str | None = None
    for statement in found:
        if block and statement.column <= block[0].column and not (name is None and _decorates(block[-1])):
            yield name, block
            block, name = [], None
        if not block and not (statement.defines or _decorates(statement)):
            yield None, [statement]
            continue
        block.append(statement)
        if name is None and not _decorates(statement):
            name = statement.defines
            if name is None:  # the decorators were those of a class
                yield None, block
                block = []
    yield name, block


def _decorates(statement: Statement) -> bool:
    return statement.symbols[0] == "@"


def _part(path: str, name: str | None, block: Sequence[Statement]) -> Part:
    symbols = tuple(chain.from_iterable(statement.symbols for statement in block))
    rows = tuple(chain.from_iterable(statement.rows for statement in block))
    return Part(path, name, symbols, rows)
