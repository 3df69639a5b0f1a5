"""A statement taken apart: names in code style, what they are said to be, and the files that are drawn in a tree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from keyword import iskeyword

from grader.proof.needs import is_standard

_FENCE = re.compile(r"^ {0,3}(```+|~~~+).*?^ {0,3}\1[`~]*\s*$", re.MULTILINE | re.DOTALL)
_SPAN = re.compile(r"(`+)(.+?)\1", re.DOTALL)
_WORD = re.compile(r"[\w.]*\w|-{1,2}[\w-]+")
_CALL = re.compile(r"((?:[^\W\d]\w*\.)*)([^\W\d]\w*)\(")
_BRANCH = re.compile(r"[├└]─+ +(\S+)")
_KIND = r"(function|class|variable|constant|module|package|method)(?:e?s)?\b"
_GAP = r"(?: +\n? *|\n *)"
"""white space within a paragraph"""
_ALSO = rf"(?:,?{_GAP}(?:and|or){_GAP}|,{_GAP})"
_KIND_AND_NAMES = re.compile(rf"\b{_KIND}(?:{_GAP}(?:named|called))?{_GAP}((?:`[^`]+`{_ALSO}?)+)", re.IGNORECASE)
_NAME_AND_KIND = re.compile(
    rf"(`[^`]+`)(?:{_GAP}|(?: *\| *|[,:]{_GAP}|{_GAP}is{_GAP})(?:an?{_GAP}|the{_GAP})?){_KIND}", re.IGNORECASE
)
_NAME = re.compile(r"`([^\W\d]\w*(?:\.[^\W\d]\w*)*)(?:\([^`]*\))?`")


@dataclass(frozen=True)
class Statement:
    """A statement, taken apart."""

    words: frozenset[str]
    """everything that may be a name, wherever it stands; dotted names as a whole and in parts"""
    spans: tuple[str, ...]
    """what stands in code style within the text"""
    files: frozenset[str]
    """paths of the files that are drawn in a tree"""
    entries: frozenset[str]
    """names of all files and folders that are drawn in one"""
    things: tuple[tuple[str, str], ...]
    """(kind, name) where the text says that a name is a function, a class, …; the name may have dots"""

    @classmethod
    def read(cls, text: str) -> Statement:
        """Take a statement apart."""
        blocks = [match[0] for match in _FENCE.finditer(text)]
        prose = _FENCE.sub("\n", text)
        words = set(_WORD.findall(text))
        words |= {part for word in words for part in word.split(".")}
        paths = [path for block in blocks for path in _drawn(block)]
        return cls(
            words=frozenset(words),
            spans=tuple(match[2] for match in _SPAN.finditer(prose)),
            files=frozenset(path for path in paths if not path.endswith("/")),
            entries=frozenset(path.rstrip("/").rpartition("/")[2] for path in paths),
            things=tuple(dict.fromkeys(_things(prose))),
        )

    @property
    def code_words(self) -> frozenset[str]:
        """Names in code style, and those in trees."""
        words = {word for span in self.spans for word in _WORD.findall(span)}
        return frozenset(words | {part for word in words for part in word.split(".")} | self.entries)

    def calls(self) -> Iterator[str]:
        """Names that are called somewhere in code style, unless they are the standard library's."""
        for span in self.spans:
            yield from (name for way, name in _CALL.findall(span) if not is_standard(way or "-"))


def _drawn(block: str) -> Iterator[str]:
    """Paths below the top folder of a tree, folders with a slash. Several trees may stand side by side."""
    folders: dict[int, str] = {}  # by the column at which the branches of a folder begin
    for line in block.splitlines():
        for match in _BRANCH.finditer(line):
            path = folders[match.start(1)] = folders.get(match.start(), "") + match[1]
            if path.strip("…./"):
                yield path


def _things(prose: str) -> Iterator[tuple[str, str]]:
    """Names with a word right before or behind that tells what they are."""
    said = [(match[1], match[2]) for match in _KIND_AND_NAMES.finditer(prose)]
    said += [(match[2], match[1]) for match in _NAME_AND_KIND.finditer(prose)]
    for kind, spans in said:
        for name in _NAME.findall(spans):
            if not (is_standard(name) or iskeyword(name) or name.endswith(".py")):
                yield kind.lower(), name
