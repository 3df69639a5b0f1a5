"""An exercise in the terminal as a student sees it; for its author, who wants to know how it reads."""

from __future__ import annotations

from rich.console import Console
from rich.markdown import Markdown
from rich.text import Text

from grader.authoring import hidden_count, told_checks
from grader.exercise import Exercise
from grader.reports.terminal import show_indented
from grader.showing import printable, printable_lines


def show_preview(out: Console, exercise: Exercise) -> None:
    """Print statement, checks and hints; of hidden checks only how many there are."""
    statement = exercise.folder / "statement.md"
    text = statement.read_text(encoding="utf-8") if statement.is_file() else f"# {exercise.title}\n"
    out.print(Markdown("\n".join(printable_lines(text))))
    out.print()
    out.print(Text("What is checked, with points and the hints that `grade check --hint` opens one by one:", "bold"))
    for check in told_checks(exercise):
        points = "" if check.points == "0" else f"{check.points}{' extra' if check.is_extra else ''}"
        out.print(Text(f"  {points:>7}  {printable(check.title)}"))
        for number, hint in enumerate(check.hints, start=1):
            show_indented(out, [f"hint {number}: {printable(hint)}"], indent=11, style="dim")
    hidden = hidden_count(exercise)
    if hidden:
        out.print(Text(f"\nAnd {hidden} hidden {'check, which counts' if hidden == 1 else 'checks, which count'} too."))
