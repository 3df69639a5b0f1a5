"""The files of a submission as a page shows them: numbered lines, and what was found at which.

What a page shows is bounded: of a long file its beginning and the surroundings of every marked line, of a long line
its beginning, and nothing more once the page has had its fill.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from grader.showing import clip
from grader.submission import python_lines

WHOLE_LINES = 1_000
"""a file up to this long is shown whole"""
HEAD_LINES = 300
AROUND_LINES = 10
"""shown of a longer one: so many at its head, and before and after each mark"""
LINE_CHARS = 500
PAGE_CHARS = 1_000_000
"""of source on one page; no beginner's exercise comes near"""
LINE_MARKUP_CHARS = 60
"""around one line: a file of empty lines is not small either"""


@dataclass(frozen=True)
class Mark:
    """What was found at a line."""

    path: str
    line: int
    anchor: str
    """of the check on the page"""
    title: str
    message: str


@dataclass(frozen=True)
class SourceLine:
    """One line. `left_out` lines before it are not shown."""

    number: int
    text: str
    anchor: str
    """"" where nothing points here"""
    marks: tuple[Mark, ...]
    left_out: int


@dataclass(frozen=True)
class SourceFile:
    """One file."""

    path: str
    anchor: str
    lines: tuple[SourceLine, ...]
    length: int
    """lines of the file"""
    left_out: int
    """lines after the last one shown"""
    is_marked: bool


def source_files(files: Mapping[str, str], marks: Sequence[Mark]) -> tuple[SourceFile, ...]:
    """All files, in the order of their paths. `files`: path -> text."""
    return tuple(_files(files, marks))


def line_anchor(files: Mapping[str, str], path: str, line: int | None) -> str:
    """The anchor of a line, or of its file, on a page with these files; "" where the page has neither."""
    if path not in files:
        return ""
    file = _file_anchor(sorted(files).index(path) + 1)
    return f"{file}-line-{line}" if line and line <= len(python_lines(files[path])) else file


def _files(files: Mapping[str, str], marks: Sequence[Mark]) -> Iterator[SourceFile]:
    left = PAGE_CHARS
    for number, path in enumerate(sorted(files), 1):
        texts = python_lines(files[path])
        found: dict[int, list[Mark]] = {}
        for mark in marks:
            if mark.path == path and 1 <= mark.line <= len(texts):
                found.setdefault(mark.line, []).append(mark)
        anchor = _file_anchor(number)
        lines = []
        last = 0
        for line in _chosen(len(texts), found):
            text = clip(texts[line - 1], LINE_CHARS).expandtabs(4)
            left -= len(text) + LINE_MARKUP_CHARS
            if left < 0 and line not in found:
                continue
            here = f"{anchor}-line-{line}" if line in found else ""
            lines.append(SourceLine(line, text, here, tuple(found.get(line, ())), line - last - 1))
            last = line
        yield SourceFile(path, anchor, tuple(lines), len(texts), len(texts) - last, bool(found))


def _chosen(length: int, found: Mapping[int, object]) -> Sequence[int]:
    """Numbers of the lines to show."""
    if length <= WHOLE_LINES:
        return range(1, length + 1)
    near = {line + step for line in found for step in range(-AROUND_LINES, AROUND_LINES + 1)}
    return sorted({*range(1, HEAD_LINES + 1), *(line for line in near if 1 <= line <= length)})


def _file_anchor(number: int) -> str:
    return f"file-{number}"
