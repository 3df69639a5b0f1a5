"""The example sessions of a statement: what is typed at Python's prompt, and what the statement shows below it.

Only what is code in Markdown counts; elsewhere `>>>` is a quotation.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from grader.proof.sources import read_tree, spoken_names

STARTER = "starter"
"""behind the language of a block: its session shows what the starter does"""

ERROR = re.compile(r'^(?:Traceback \(most recent call last\):|  File "<stdin>".*)$', re.MULTILINE)
"""how what Python shows of an exception begins"""

_FENCE = re.compile(r" *(```+|~~~+)(.*)")
_INDENTED = "    "
_PROMPT = re.compile(r">>>(?: (.*)|$)")
_MORE = re.compile(r"\.\.\.(?: (.*)|$)")


@dataclass(frozen=True)
class Example:
    """What is typed at the prompt, and what is shown below it. `line` counts from 1."""

    line: int
    source: str
    shown: str
    is_of_starter: bool = False


def read_examples(text: str) -> tuple[Example, ...]:
    """The examples of a statement, in their order."""
    return tuple(example for block in _blocks(text) for example in _examples(block))


def typed_names(example: Example) -> frozenset[str]:
    """Names that are typed, the session's own variables among them; none where an error or the starter is shown."""
    tree = None if example.is_of_starter or ERROR.search(example.shown) else read_tree(example.source.encode())
    return spoken_names(tree) if tree else frozenset()


@dataclass
class _Block:
    """A block of code: its lines by number, and whether it is about the starter."""

    lines: dict[int, str]
    is_of_starter: bool = False


def _blocks(text: str) -> Iterator[_Block]:
    """Code between fences, and what is indented so far that it is code."""
    fence, block = "", _Block({})
    for number, line in enumerate(text.splitlines(), 1):
        match = _FENCE.fullmatch(line)
        if match and (not fence or match[1].startswith(fence)):
            yield block
            fence, block = "" if fence else match[1], _Block({}, STARTER in match[2].split()[1:])
        elif fence or line.startswith(_INDENTED):
            block.lines[number] = line
        else:
            yield block
            block = _Block({})
    yield block


def _examples(block: _Block) -> Iterator[Example]:
    typed: list[tuple[int, list[str], list[str]]] = []
    lines = textwrap.dedent("\n".join(block.lines.values())).split("\n")
    for number, line in zip(block.lines, lines, strict=False):
        if match := _PROMPT.fullmatch(line):
            typed.append((number, [match[1] or ""], []))
        elif typed and not typed[-1][2] and (match := _MORE.fullmatch(line)):
            typed[-1][1].append(match[1] or "")
        elif typed:
            typed[-1][2].append(line)
    for number, source, shown in typed:
        yield Example(number, "\n".join(source).strip(), tidy("\n".join(shown)), block.is_of_starter)


def tidy(text: str) -> str:
    """Without white space at the ends of lines, and without empty lines at the end."""
    return "\n".join(line.rstrip() for line in text.split("\n")).rstrip("\n")
