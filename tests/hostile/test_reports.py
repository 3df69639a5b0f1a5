"""What the commands print and write about hostile submissions, end to end, and what they keep from students."""

from __future__ import annotations

import csv
import io
import os
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.batch.classroom import RIGHT, TINY, WRONG, Classroom, Ran
from tests.reports.texts import TEXTS, UNSAFE

SECRETS = ("SESAME", "secret-")
"""part of every text, and of the ids, of checks that students may not see"""
VAULT = """\
id: vault
title: A vault
checks:
  - {id: opens, kind: value, given: from answer import unlock, ask: unlock(1), equals: 2, hints: [Add one.]}
  - id: secret-hidden
    title: SESAME title
    kind: value
    given: from answer import unlock
    cases: [{ask: unlock("SESAME input"), equals: SESAME expected}]
    visibility: hidden
    hints: [SESAME hint]
  - id: secret-until-due
    title: SESAME program
    kind: program
    file: answer.py
    stdin: SESAME input
    stdout: {contains: [SESAME expected]}
    visibility: after_due
  - id: later
    kind: value
    given: from answer import unlock
    ask: unlock(2)
    equals: 3
    needs: [secret-hidden]
"""
PARROTS = {
    "raises": "raise ValueError(f'asked for {key}')",
    "returns": "return f'asked for {key}'",
    "exits": "import sys; sys.exit(f'asked for {key}')",
    "names": "raise type(key.replace(' ', '_'), (Exception,), {})",
    "hangs": "print(key, flush=True)\n    while True: pass",
}
"""what it does -> the code that says what it was asked"""
EXPORTED = "Identifier,Full name,Email address,Status,Grade,Maximum grade,Grade can be changed,Feedback comments"


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory, scratch: Path) -> Classroom:
    """A teacher's desk with the vault on it."""
    room = Classroom(tmp_path_factory.mktemp("reports") / "desk", scratch)
    vault = room.folder / "vault"
    vault.mkdir()
    (vault / "exercise.yaml").write_text(VAULT + "limits: {timeout_s: 1}\n", "utf-8")
    return room


def parrot(deed: str) -> str:
    """An answer that gives away whatever it is asked or told."""
    return f"""\
def unlock(key):
    if isinstance(key, int):
        return key + 1
    print(key)
    {PARROTS[deed]}


if __name__ == "__main__":
    unlock(input())
"""


TOLD = ("--all", "--hint", "--junit", "out.xml")
CALLS = [
    *((deed, options) for deed in PARROTS for options in (TOLD, ("--json",))),
    ("raises", ("--only", "secret-hidden", "--all")),
    ("raises", ("--only", "later", "--all")),
]


@pytest.mark.parametrize(("deed", "options"), CALLS, ids=lambda part: part if isinstance(part, str) else " ".join(part))
def test_check_keeps_what_is_hidden(deed: str, options: tuple[str, ...], room: Classroom) -> None:
    """Whatever a submission does with a hidden input, `grade check` tells its student nothing about it."""
    written = room.folder / "out.xml"
    written.write_text("", "utf-8")
    answer = room.hand_in({deed: parrot(deed)}, "parrots") / deed

    ran = room.grade("check", answer, "-e", room.folder / "vault", *options)

    told = ran.out + ran.said + written.read_text("utf-8")
    assert ran.status == 1, told
    assert "hidden check" in told.replace("_", " ")
    assert [secret for secret in SECRETS if secret in told] == []


def test_ids_of_hidden_checks_are_not_listed(room: Classroom) -> None:
    """Neither where an id is unknown nor where it is nearly that of a hidden check."""
    answer = room.hand_in({"one": RIGHT}, "curious")
    for name in ("nothing-like-it", "secret-hiden"):
        ran = room.grade("check", answer / "one", "-e", room.folder / "vault", "--only", name)

        assert ran.status == 2
        assert "There are: opens, later." in ran.said
        assert "secret-hidden" not in ran.said


def test_batch_keeps_what_is_hidden(room: Classroom) -> None:
    """Of a class's files only the teacher's page knows hidden checks; reports, pages and what goes back do not."""
    source = room.hand_in(
        {f"{deed}_{n}_assignsubmission_file": parrot(deed) for n, deed in enumerate(PARROTS)}, "flock"
    )
    sheet = [f"Participant {n},{deed},{deed}@example.edu,Submitted,,10.00,Yes," for n, deed in enumerate(PARROTS)]
    (room.folder / "sheet.csv").write_text("\n".join([EXPORTED, *sheet, ""]), "utf-8")

    ran = room.batch(
        source, "--roster", room.folder / "sheet.csv", run="flock-run", exercise=str(room.folder / "vault")
    )
    back = ("--gradebook", "sheet.csv", "-o", "filled.csv", "--feedback", "feedback.zip")
    export = room.grade("export", "moodle", "flock-run", *back)

    assert (ran.status, export.status) == (0, 0), ran.said + export.said
    run = room.folder / "flock-run"
    told = {path.name: path.read_text("utf-8") for path in (*run.glob("reports/*"), *run.glob("feedback/*"))}
    assert len(told) == 2 * len(PARROTS)
    with zipfile.ZipFile(room.folder / "feedback.zip") as packed:
        told |= {name: packed.read(name).decode() for name in packed.namelist()}
    told |= {name: (room.folder / name).read_text("utf-8") for name in ("filled.csv", "flock-run/scores.csv")}
    told["terminal"] = ran.out + ran.said + export.out + export.said
    assert [(name, secret) for name, text in told.items() for secret in SECRETS if secret in text] == []
    assert "SESAME title" in (run / "report.html").read_text("utf-8")


def names() -> Iterator[str]:
    """Names of folders: every hostile text as far as a file system takes it, and one that is no text at all."""
    yield from (text.replace("/", "").replace("\0", "")[:80] for text in TEXTS.values() if "\ud800" not in text)
    yield os.fsdecode(b"\xff\xfe no text")


@pytest.fixture(scope="module")
def graded(room: Classroom) -> Mapping[str, Ran]:
    """What each command said that followed the grading of students with hostile names and answers."""
    loud = "".join(f"print({text!r})\n" for text in TEXTS.values()) + "raise ValueError('\\ud800 \\x1b]0;x\\x07')\n"
    answers = dict.fromkeys(names(), RIGHT)
    source = room.hand_in(
        {**answers, "loud": loud, "wrong": f"{WRONG}# {'x' * 60}\n", "wronger": f"{WRONG}\n# x\n"}, "hostile"
    )
    said = {"batch": room.batch(source, run="before")}
    room.write_exercise(TINY.replace("points: 6", "points: 5"))
    said["batch again"] = room.batch(source, run="after")
    why = "".join(TEXTS["script"] + TEXTS["ANSI"] + TEXTS["false log line"])
    said["adjust"] = room.grade("adjust", "after", "wrong", "--score", "3", "--why", f"=1+1 {why}")
    said["batch adjusted"] = room.batch(source, run="after")
    said["diff"] = room.grade("diff", "before", "after")
    said["similarity"] = room.grade("similarity", "after")
    book = [["student", "points"], *([row["student"].removeprefix("'"), ""] for row in room.rows("after"))]
    with (room.folder / "book.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(book)
    for name, more in {"export dry": ("--dry-run",), "export": ()}.items():
        said[name] = room.grade("export", "csv", "after", "--gradebook", "book.csv", "-o", "out.csv", *more)
    return said


COMMANDS = ("batch", "batch again", "adjust", "batch adjusted", "diff", "similarity", "export dry", "export")


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_about_a_class(command: str, graded: Mapping[str, Ran], room: Classroom) -> None:
    """What they print moves no cursor, and no line is a student's or begins with a student's id."""
    ran = graded[command]

    assert ran.status == 0, ran.said
    lines = (ran.out + ran.said).splitlines()
    assert lines != []
    assert not UNSAFE.search(ran.out + ran.said)
    students = tuple(row["student"].removeprefix("'") for row in room.rows("after"))
    assert [line for line in lines if line.startswith(("INJECTED", *students))] == []


def test_files_of_a_class(graded: Mapping[str, Ran], room: Classroom) -> None:
    """What they write holds no control character, no formula, and one row, report and page for each student."""
    assert graded["export"].status == 0
    run = room.folder / "after"
    for path in (*run.rglob("*.html"), *run.rglob("*.json"), run / "scores.csv"):
        assert not UNSAFE.search(path.read_bytes().decode("utf-8").replace("\r\n", "\n")), path
        assert not UNSAFE.search(path.name)
        assert path.suffix != ".html" or "<img src=x" not in path.read_text("utf-8")
    students = len(list((room.folder / "hostile").iterdir()))
    assert [len(list(run.glob(found))) for found in ("reports/*", "feedback/*")] == [students, students]
    for separator in ",;\t":
        cells = csv.reader(io.StringIO((run / "scores.csv").read_text("utf-8"), newline=""), delimiter=separator)
        assert [cell for row in cells for cell in row if cell.startswith(("=", "+", "-", "@"))] == []


@pytest.mark.parametrize(
    "words", [["list"], ["show", "evil"], ["start", "evil", "started"]], ids=lambda words: words[0]
)
def test_commands_about_an_exercise(words: list[str], room: Classroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also a teacher's texts steer no terminal: exercises are handed round, too."""
    evil = room.folder / "own" / "evil"
    (evil / "starter").mkdir(parents=True, exist_ok=True)
    (evil / "starter" / "answer.py").write_text(RIGHT, "utf-8")
    title = "\\e[2J\\u202eNasty\\x9b2J\\a"
    (evil / "exercise.yaml").write_text(TINY.replace("tiny", "evil").replace("One function", f'"{title}"'), "utf-8")
    (evil / "statement.md").write_text(
        "# \x1b]0;x\x07Nasty\u202e\n\n\x9b2J [x](https://evil.invalid)\n\n- joined: a\u200cb\n", "utf-8"
    )

    monkeypatch.setenv("GRADER_EXERCISES", str(evil.parent))

    ran = room.grade(*words)

    assert (ran.status, ran.said) == (0, "")
    assert "Nasty" in ran.out
    assert not UNSAFE.search(ran.out)
