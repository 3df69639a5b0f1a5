"""TOML of a submission as plain data, or the mistake that keeps Python from reading it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass

from grader.project.mistake import Mistake
from grader.showing import clip, printable

Table = Mapping[str, object]

MAX_BYTES = 64 * 1024
"""far more than anyone writes by hand"""
_LINE_CHARS = 400
"""of a line that are looked at to tell what it is: a pattern may take long for a longer one"""

_POSITION = re.compile(r" \(at line (\d+), column \d+\)$")
_AT_END = " (at end of document)"
_HEADER = re.compile(r"\s*\[\[?([^\[\]]+)\]")
_ASSIGNMENT = re.compile(r"\s*([\w\"'. -]+?)\s*=(?!=)\s*(.*)")
_COLON = re.compile(r"\s*[\"']?[\w-]+[\"']?\s*:")
_CURLY = re.compile("[\u201c-\u201f\u2018-\u201b\xab\xbb]")
_PLAIN_VALUE = re.compile(r"[\"'\[{]|[+-]?(\d[\d_]*(\.\d+)?|inf|nan|true|false)\s*(#|$)|\d{4}-\d|\d\d:\d")


@dataclass(frozen=True)
class TomlFile:
    """A file that Python can read as TOML."""

    path: str
    text: str
    data: Table

    def table(self, *keys: str) -> Table:
        """The table at a place; an empty one where there is none."""
        found: object = self.data
        for key in keys:
            found = found.get(key) if isinstance(found, Mapping) else None
        return found if isinstance(found, Mapping) else {}

    def line_of(self, *keys: str) -> int | None:
        """The line in which a key or a table of this name is written, None where that cannot be told."""
        inside: tuple[str, ...] = ()
        for number, line in enumerate((line[:_LINE_CHARS] for line in self.text.split("\n")), 1):
            if header := _HEADER.match(line):
                inside = _parts(header[1])
                if inside == keys:
                    return number
            elif (assigned := _ASSIGNMENT.match(line)) and (*inside, *_parts(assigned[1])) == keys:
                return number
        return None

    def header_over(self, key: str) -> int | None:
        """The line `[table]` that makes a key belong to that table, None where it does not stand below one."""
        inside: tuple[str, ...] = ()
        header = None
        for number, line in enumerate((line[:_LINE_CHARS] for line in self.text.split("\n")), 1):
            assigned = _ASSIGNMENT.match(line)
            if found := _HEADER.match(line):
                inside, header = _parts(found[1]), number
            elif header and assigned and _parts(assigned[1]) == (key,) and key in self.table(*inside):
                return header
        return None

    def line(self, number: int) -> str:
        """The text of a line, without the spaces around it and without a comment behind it."""
        return self.text.split("\n")[number - 1][:_LINE_CHARS].partition("#")[0].strip()


def read_toml(path: str, content: bytes) -> TomlFile | Mistake:
    """Read the file; a Mistake where it is too large, no UTF-8 or no TOML."""
    if len(content) > MAX_BYTES:
        return Mistake(
            "toml/invalid", f"`{path}` is larger than {MAX_BYTES // 1024} KB.", "Keep only what is asked for."
        )
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        step = f"Save `{path}` as UTF-8; your editor offers that when you save."
        return Mistake("toml/invalid", f"`{path}` is not stored as UTF-8, from line {line} on.", step, line)
    try:
        return TomlFile(path, text, tomllib.loads(text))
    except (ValueError, RecursionError) as error:
        return _mistake(path, text, str(error))


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip().strip("\"'") for part in dotted.split("."))


def _mistake(path: str, text: str, error: str) -> Mistake:
    """The mistake in words: what beginners do most is recognised by the line itself."""
    position = _POSITION.search(error)
    number = int(position[1]) if position else text.rstrip().count("\n") + 1
    line = text.split("\n")[number - 1][:_LINE_CHARS]
    plain = clip(printable(line.strip()), 80).replace("`", "'")
    shown = f"`{plain}`"
    if _COLON.match(line):
        message = f"Line {number} of `{path}` has a colon between name and value: {shown}."
        return Mistake("toml/colon", message, f"Write `=` in place of the `:` in line {number}.", number)
    if _lacks_quotes(line):
        message = f"Line {number} of `{path}` has a text that is not in quotes: {shown}."
        return Mistake("toml/no-quotes", message, f'Put the text in line {number} between two `"`.', number)
    what = _POSITION.sub("", error).removesuffix(_AT_END)
    message = f"Python cannot read line {number} of `{path}`, {shown}: {printable(what)}."
    return Mistake("toml/invalid", message, f"Correct line {number} of `{path}`.", number)


def _lacks_quotes(line: str) -> bool:
    assigned = _ASSIGNMENT.match(line)
    value = assigned[2] if assigned else line.strip()
    if _CURLY.search(value):
        return True
    return bool(assigned and value) and not _PLAIN_VALUE.match(value)
