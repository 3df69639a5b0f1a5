"""What can be read off a student's lines without parsing them: indented definitions, slips in the main guard.

The outline holds only what stands at the top of a file. Lines are looked at one by one, cut to a fixed length, with
patterns that take linear time; whatever is concluded is shown with the line number, so that it can be checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from grader.submission import Submission, python_lines

_MAX_LINES = 5_000
_MAX_CHARS = 300

_GUARD = re.compile(r"""if\s+__name__\s*==\s*["']__main__["']\s*:|if\s+["']__main__["']\s*==\s*__name__\s*:""")
_LIKE_A_GUARD = re.compile(
    r"""if\b[^#]{0,40}(?:name|main)[^#]{0,40}=[^#]{0,40}(?:name|main)|if\s+__name__\s*==?\s*["']"""
    r"""|if\b[^#]{0,80}(?:\b__name__\b|["']__main__["'])""",
    re.IGNORECASE,
)
_WHILE = re.compile(r"""while\s+(?:__name__\s*==\s*["']__main__["']|["']__main__["']\s*==\s*__name__)\s*:""")
_MATCH = re.compile(r"match\s+__name__\s*:")
_CASE = re.compile(r"""case\s+["']__main__["']""")
_NO_STATEMENT = re.compile(r"""[^#"']{0,200}\b__name__[^#"']{0,60}["']__main__["']""")
_LOOP = re.compile(r"(?:while|for)\b")


@dataclass(frozen=True)
class Sighting:
    """A definition that is there but does not count: its line, what holds it back, and where that begins."""

    line: int
    within: str
    """`guard`, `function`, `class`, `comment` or `block`"""
    owner: str
    """name of the function or class around it, "" elsewhere"""
    owner_line: int


def source_lines(submission: Submission, path: str) -> list[str]:
    """The file's first lines, each cut to a fixed length; nothing where there is no such file."""
    return [line[:_MAX_CHARS] for line in python_lines(submission.text(path) or "")[:_MAX_LINES]]


def sighting(lines: list[str], name: str) -> Sighting | None:
    """A definition of `name` that is indented or commented out."""
    made = re.compile(rf"(?:async\s+)?(?:def|class)\s+{re.escape(name)}\b|{re.escape(name)}\s*=[^=]")
    for index, line in enumerate(lines):
        bare = line.strip()
        if bare.startswith("#") and made.match(bare.lstrip("# ")):
            return Sighting(index + 1, "comment", "", index + 1)
        if line[:1].isspace() and made.match(bare):
            return _held_back(lines, index)
    return None


def _held_back(lines: list[str], index: int) -> Sighting:
    """What the indented line at `index` stands in: the nearest line above that is less indented and says so."""
    depth = _depth(lines[index])
    for above in range(index - 1, -1, -1):
        bare = lines[above].strip()
        if not bare or bare.startswith("#") or _depth(lines[above]) >= depth:
            continue
        depth = _depth(lines[above])
        found = re.match(r"(?:async\s+)?(def|class)\s+(\w+)", bare)
        if found:
            return Sighting(index + 1, "function" if found[1] == "def" else "class", found[2], above + 1)
        if _GUARD.match(bare):
            return Sighting(index + 1, "guard", "", above + 1)
        if depth == 0:
            return Sighting(index + 1, "block", "", above + 1)
    return Sighting(index + 1, "block", "", index + 1)


def _depth(line: str) -> int:
    expanded = line.expandtabs(8)
    return len(expanded) - len(expanded.lstrip())


def almost_guard(lines: list[str]) -> int | None:
    """Number of the first line that is meant as a main guard and is none."""
    return next((number for number, line in enumerate(lines, 1) if is_almost_guard(line)), None)


def guard_elsewhere(lines: list[str]) -> Sighting | None:
    """The first line that asks whether the file was started, and is no `if` at the left edge.

    `within`: `function` or `class` around an `if`; `while`, `match` or `expression` for another form.
    """
    quotes = 0
    for index, line in enumerate(lines):
        found = _other_guard(lines, index) if quotes % 2 == 0 else None
        if found:
            return found
        quotes += line.count('"""') + line.count("'''")
    return None


def _other_guard(lines: list[str], index: int) -> Sighting | None:
    bare = lines[index].strip()
    if lines[index][:1].isspace() and _GUARD.match(bare):
        held = _held_back(lines, index)
        return held if held.within in {"function", "class"} else None
    if _WHILE.match(bare):
        return Sighting(index + 1, "while", "", index + 1)
    if _MATCH.match(bare) and any(_CASE.match(line.strip()) for line in lines[index + 1 : index + 10]):
        return Sighting(index + 1, "match", "", index + 1)
    return Sighting(index + 1, "expression", "", index + 1) if _NO_STATEMENT.match(bare) else None


def top_line(lines: list[str], number: int) -> int:
    """Number of the line at the left edge whose block line `number` stands in, or which it is."""
    above = (found for found in range(min(number, len(lines)), 0, -1) if lines[found - 1].strip())
    return next((found for found in above if _depth(lines[found - 1]) == 0), number)


def is_almost_guard(line: str) -> bool:
    """Whether a line at the left edge is meant as a main guard and is none."""
    return _LIKE_A_GUARD.match(line) is not None and not _GUARD.match(line)


def loop_around(lines: list[str], number: int) -> int | None:
    """Number of the `while` or `for` line that the given line stands in or is; None where it is in no loop."""
    if not 0 < number <= len(lines):
        return None
    depth = _depth(lines[number - 1]) + 1
    for above in range(number, 0, -1):
        line = lines[above - 1]
        if line.strip() and _depth(line) < depth:
            depth = _depth(line)
            if _LOOP.match(line.strip()):
                return above
    return None


@dataclass(frozen=True)
class Piece:
    """One line of a block, without its indentation."""

    line: int
    text: str


def pieces(lines: list[str], owner: int) -> Iterator[Piece]:
    """The lines directly in the block that line `owner` begins, none of the deeper ones."""
    depth = _depth(lines[owner - 1]) if 0 < owner <= len(lines) else 0
    inner = None
    for number, line in enumerate(lines[owner:], owner + 1):
        if not line.strip():
            continue
        if _depth(line) <= depth:
            return
        inner = _depth(line) if inner is None else inner
        if _depth(line) == inner:
            yield Piece(number, line.strip())


def block(lines: list[str], owner: int) -> dict[int, str]:
    """The `def` or `class` that line `owner` begins, to its end: number of a line -> the line."""
    found: dict[int, str] = {}
    open_brackets = 0
    for number, line in enumerate(lines[owner - 1 :], owner):
        if found and not open_brackets and line.strip() and _depth(line) <= _depth(lines[owner - 1]):
            break
        found[number] = line
        bare = line.partition("#")[0]
        open_brackets = max(0, open_brackets + sum((sign in "([{") - (sign in ")]}") for sign in bare))
    return found
