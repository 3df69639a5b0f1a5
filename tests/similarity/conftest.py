"""A class that hands in answers to one exercise, with planted copies among them.

Every answer is put together by chance from the ways in `answers.txt`, so that independent ones overlap as they do in
a real class; all hold the starter's code. The same seed gives the same class.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from grader.similarity import Similarities

WAYS = Path(__file__).with_name("answers.txt")
NAMES = {
    "text": ("text", "s", "string", "t", "sentence", "line", "raw"),
    "out": ("result", "res", "out", "output", "answer", "new", "found", "r"),
    "w": ("word", "w", "item", "token", "x", "current"),
    "c": ("char", "c", "ch", "letter", "other", "k"),
    "n": ("n", "count", "number", "total", "amount", "limit"),
    "items": ("words_list", "items", "tokens", "lst", "data", "elements"),
    "unwanted": ("unwanted", "stop", "stopwords", "bad", "skip"),
    "counts": ("counts", "freq", "table", "d", "histogram"),
    "a": ("i", "a", "first", "row", "part"),
    "b": ("j", "b", "second", "col", "width"),
}
REMARKS = (
    "first try",
    "this took me a while",
    "see the lecture",
    "TODO ask",
    "works",
    "keep the order",
    "careful here",
)
IMPORTS = {"count.py": "from collections import Counter\n\n\n", "show.py": "from .clean import words\n\n\n"}
UNFINISHED = 1 / 6
STARTER = {
    "textkit/__init__.py": b'"""Tools for texts."""\n',
    "textkit/files.py": b'''"""Given: reads and writes texts."""


def read_text(path):
    """The text in a file, with plain line ends."""
    with open(path, encoding="utf-8") as file:
        lines = [line.rstrip("\\n") for line in file]
    return "\\n".join(lines)


def write_table(path, rows):
    """Writes rows of cells, parted by tabs."""
    with open(path, "w", encoding="utf-8") as file:
        for number, row in enumerate(rows, start=1):
            cells = [str(number), *(str(cell) for cell in row)]
            file.write("\\t".join(cells) + "\\n")
    return len(rows)
''',
    "main.py": b"""from textkit.files import read_text, write_table


def main(path):
    text = read_text(path)
    for line in text.split("\\n"):
        print(len(line), line)
    write_table(path + ".table", [(line, len(line)) for line in text.split("\\n")])


if __name__ == "__main__":
    main("poem.txt")
""",
}

Answer = dict[tuple[str, str], str]
"""(file, function) -> its source"""


@dataclass(frozen=True)
class Class:
    """The submissions of a class, and who has whose work."""

    submissions: tuple[tuple[str, Mapping[str, bytes]], ...]
    planted: Mapping[str, frozenset[str]]
    """how it was changed -> the two students"""
    starter: Mapping[str, bytes]

    def ranks(self, similarities: Similarities) -> dict[str, int]:
        """How it was changed -> the place of the planted pair, counted from 1."""
        places = {frozenset((pair.one.student, pair.other.student)): n for n, pair in enumerate(similarities.pairs, 1)}
        return {change: places.get(pair, len(places) + 1) for change, pair in self.planted.items()}


@pytest.fixture(scope="session")
def make_class() -> Callable[[int, int], Class]:
    """Makes a class from a seed and the number of its independent answers; four copies come on top."""
    return _class


def _class(seed: int, independent: int = 60) -> Class:
    chance = random.Random(seed)  # noqa: S311  a reproducible class, no secret
    ways = _ways()
    answers = [_as_far_as_it_got(_answer(ways, chance), chance) for _ in range(independent)]
    sources = chance.sample([n for n, answer in enumerate(answers) if len(answer) == len(ways)], 4)
    copies = {
        "comments added": _files(answers[sources[0]], chance, remarks=0.5),
        "renamed": _files(_renamed(answers[sources[1]], chance), chance),
        "renamed and reordered": _files(_reordered(_renamed(answers[sources[2]], chance), chance), chance),
        "half copied": _files(_half(_renamed(answers[sources[3]], chance), _answer(ways, chance), chance), chance),
    }
    made = [(f"student {n:03}", _files(answer, chance)) for n, answer in enumerate(answers)]
    pairs = {
        change: frozenset((f"student {source:03}", f"copy {change}"))
        for change, source in zip(copies, sources, strict=True)
    }
    made += [(f"copy {change}", files) for change, files in copies.items()]
    chance.shuffle(made)
    return Class(tuple(made), pairs, STARTER)


def _ways() -> dict[tuple[str, str], list[str]]:
    """(file, function) -> the ways to write it."""
    sections = re.split(r"^=== (\S+) (\S+)\n", WAYS.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    rows = zip(sections[::3], sections[1::3], sections[2::3], strict=True)
    return {(file, function): text.strip("\n").split("\n--\n") for file, function, text in rows}


def _answer(ways: Mapping[tuple[str, str], list[str]], chance: random.Random) -> Answer:
    """One student's answer, in that student's own names."""
    names = {role: chance.choice(words) for role, words in NAMES.items()}
    return {key: _named(_chosen(chance.choice(texts), chance), names) for key, texts in ways.items()}


def _as_far_as_it_got(answer: Answer, chance: random.Random) -> Answer:
    """One answer in six is unfinished."""
    kept = chance.randint(2, 6) if chance.random() < UNFINISHED else len(answer)
    return dict(list(answer.items())[:kept])


def _chosen(text: str, chance: random.Random) -> str:
    """The text with every choice made, the inner ones first."""
    while "«" in text:
        text = re.sub(r"«([^«»]*)»", lambda match: chance.choice(match[1].split("¦")), text)
    return text


def _named(text: str, names: Mapping[str, str]) -> str:
    return re.sub(r"\$(\w+)", lambda match: names[match[1]], text)


def _renamed(answer: Answer, chance: random.Random) -> Answer:
    """Every name that a student chose becomes another one, the same everywhere."""
    known = sorted({word for words in NAMES.values() for word in words})
    new = {word: f"{chance.choice(('my', 'the', 'this', 'val'))}_{number}" for number, word in enumerate(known)}
    return {
        key: re.sub(r"(?<![\w.\\\"'])(\w+)\b(?!\()", lambda match: new.get(match[1], match[1]), text)
        for key, text in answer.items()
    }


def _reordered(answer: Answer, chance: random.Random) -> Answer:
    """The functions in another order; some lie in another module."""
    items = [((chance.choice(("clean.py", "count.py", "show.py")), name), text) for (_, name), text in answer.items()]
    chance.shuffle(items)
    return dict(items)


def _half(source: Answer, own: Answer, chance: random.Random) -> Answer:
    """About half of the functions are those of `source`, the others are the student's own."""
    copied = chance.sample(sorted(source), len(source) // 2)
    return {key: source[key] if key in copied else text for key, text in own.items()}


def _files(answer: Answer, chance: random.Random, remarks: float = 0.08) -> dict[str, bytes]:
    """The package as it is handed in: the starter's files and the modules, with a remark after some lines."""
    texts: dict[str, str] = {}
    for (file, _), text in answer.items():
        texts[file] = texts.get(file, IMPORTS.get(file, "")) + "\n".join(_remarked(text, chance, remarks)) + "\n\n\n"
    return {**STARTER, **{f"textkit/{file}": text.encode() for file, text in texts.items()}}


def _remarked(text: str, chance: random.Random, share: float) -> list[str]:
    """The lines, some of them with a comment behind or above, or an empty line before."""
    lines: list[str] = []
    for line in text.split("\n"):
        drawn = chance.random() / share
        margin = line[: len(line) - len(line.lstrip())]
        if drawn < 1 / 3:
            lines += [f"{margin}# {chance.choice(REMARKS)}", line]
        elif drawn < 2 / 3:
            lines.append(f"{line}  # {chance.choice(REMARKS)}")
        elif drawn < 1:
            lines += ["", line]
        else:
            lines.append(line)
    return lines
