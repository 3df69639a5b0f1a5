"""Exercise files that were real ones before: they are read, or every defect has a place and a sentence."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from grader.catalog import DEFINITION, builtin_folder, load_exercise
from grader.errors import ExerciseInvalid
from tests.fuzz.mutations import spoilt_bytes, spoilt_text

PIECES = (
    *(
        "1e999",
        "-1",
        "0",
        "0.1",
        "1_000",
        "0x10",
        "9" * 5_000,
        "1e-999",
        ".inf",
        ".nan",
        "~",
        "null",
        "true",
        "yes",
        "[]",
    ),
    *(
        "{}",
        "''",
        '"\\ud800"',
        '"\\UFFFFFFFF"',
        '"\\x1b[2J"',
        '"\\0"',
        '"\\u202e"',
        "&a",
        "*a",
        "!!python/name:os.system",
    ),
    *("<<: {}", "- - - -", "? a", "|\n  x", ">\n", "@", "`", "%YAML 1.1", "---", "...", "\t", "[" * 500, "{a: " * 60),
    *(
        "hidden",
        "after_due",
        "(a+)+$",
        "(",
        "import os; os._exit(0)",
        "x" * 5_000,
        "../x",
        "/etc/passwd",
        "C:\\x",
        "\ufeff",
    ),
    *(
        "a: a: a",
        "'unclosed",
        '"unclosed',
        "2026-01-01",
        "12:30:45",
        "=",
        "!!set {a}",
        "\u2028",
        "\x85",
        "\x07",
        "\U0001f40d",
    ),
)


class ExerciseFiles:
    """The catalogue reading one file."""

    def __init__(self, folder: Path, real: list[str]) -> None:
        self._folder = folder
        self._real = real

    def make(self, random: Random) -> bytes:
        """A real file with words, lines or bytes of it made wrong."""
        text = random.choice(self._real)
        for _ in range(random.choice((1, 1, 2, 4))):
            text = random.choice((_with_piece, _with_piece, _with_line, spoilt_text))(text, random)
        data = text.encode("utf-8", "surrogatepass")
        return spoilt_bytes(data, random) if random.random() < 0.2 else data

    def run(self, case: bytes) -> list[str]:
        """Load it."""
        (self._folder / DEFINITION).write_bytes(case)
        try:
            exercise = load_exercise(self._folder)
        except ExerciseInvalid as error:
            for defect in error.defects:
                assert min(defect.line, defect.column) >= 1
                assert defect.message
                assert str(defect).isprintable(), str(defect)
            return ["defects"]
        for planned in exercise.plan:
            "".join((planned.check.id, planned.check.summary(), *planned.check.hints)).encode()
        return ["exercise"]


def _with_piece(text: str, random: Random) -> str:
    """Something else in the place of a key or value."""
    words = text.split(" ")
    place = random.randrange(len(words))
    end = "\n" if words[place].endswith("\n") else ""
    words[place] = random.choice((*PIECES, random.choice(words), words[place] * 2)) + end
    return " ".join(words)


def _with_line(text: str, random: Random) -> str:
    """A line left out, twice, in another place, or further in."""
    lines = text.split("\n")
    place = random.randrange(len(lines))
    line = lines.pop(place)
    new = random.choice(([], [line, line], [" " + line], [line[1:]], [random.choice(lines), line]))
    return "\n".join([*lines[:place], *new, *lines[place:]])


@contextmanager
def exercise_files() -> Iterator[ExerciseFiles]:
    """The target, with all exercises of this repository."""
    real = [path.read_text(encoding="utf-8") for path in sorted(builtin_folder().glob(f"*/{DEFINITION}"))]
    with tempfile.TemporaryDirectory() as folder:
        yield ExerciseFiles(Path(folder), real)
