"""The report in a terminal: the tree that was seen, one line per check, then the story of the first root cause.

Plain text without colours or escapes where the output is no terminal (rich decides).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import PurePosixPath
from typing import IO

from rich.console import Console
from rich.text import Text

from grader.report import CheckResult, Evidence, Report, Verdict
from grader.reports.story import StoryPart, story
from grader.score import total, written
from grader.showing import clip, printable

TREE_LINES = 40
MARKS = {
    Verdict.PASSED: ("✓", "+", "green"),
    Verdict.FAILED: ("✗", "x", "red"),
    Verdict.ERROR: ("✗", "x", "red"),
    Verdict.TIMEOUT: ("⧗", "x", "red"),
    Verdict.LIMIT: ("⊘", "x", "red"),
    Verdict.NOT_CHECKED: ("·", ".", "dim"),
    Verdict.GRADER_ERROR: ("!", "!", "magenta"),
}
WORDS = {
    Verdict.FAILED: "not as asked",
    Verdict.ERROR: "error in your code",
    Verdict.TIMEOUT: "too slow",
    Verdict.LIMIT: "over a limit",
    Verdict.NOT_CHECKED: "not checked yet",
    Verdict.GRADER_ERROR: "the grader failed",
}


EVIDENCE = {
    Evidence.STUDENT_WORD: "by the word of your own class",
    Evidence.FORGEABLE: "forgeable: ran beside the submission",
}
"""what stands behind the title of a check that rests on more than values"""


def console(stream: IO[str], *, width: int | None = None) -> Console:
    """A console on `stream`: colours and the terminal's width where it is one, 100 columns and plain text elsewhere."""
    plain = not stream.isatty()
    return Console(
        file=stream,
        width=width or (100 if plain else None),
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=False,
        no_color=plain or None,
    )


def show_indented(out: Console, lines: Iterable[str], *, indent: int, style: str = "") -> None:
    """Print lines at an indent, which what is wrapped keeps."""
    for line in lines:
        for piece in Text(line, style=style).wrap(out, max(20, out.width - indent), overflow="fold"):
            piece.rstrip()
            out.print(Text(" " * indent) + piece, no_wrap=True, overflow="ignore", crop=False)


def show_report(
    out: Console, report: Report, title: str, *, everything: bool = False, hints: tuple[str, ...] = ()
) -> None:
    """Print the whole report for a student. `everything` tells each failure's story, not only that of the first."""
    seen = report.seen_by_student()
    out.print(Text(f"{printable(title)} ({report.exercise_id})", style="bold"))
    _show_tree(out, report)
    for result in seen.results:
        _show_line(out, result)
    for result in _told(seen, everything=everything):
        out.print()
        _show_story(out, result)
    for hint in hints:
        _show_part(out, StoryPart("Hint", (hint,)))
    _show_total(out, report, hidden=len(report.results) - len(seen.results))


def _told(seen: Report, *, everything: bool) -> Iterator[CheckResult]:
    if everything:
        yield from (r for r in seen.results if not r.finding.passed and r.verdict is not Verdict.NOT_CHECKED)
    elif cause := seen.first_cause():
        yield cause


def _show_tree(out: Console, report: Report) -> None:
    out.print("Your files:", style="dim")
    lines = list(_tree_lines(report.files))
    shown = lines[:TREE_LINES] + [f"… and {len(lines) - TREE_LINES} more"] * (len(lines) > TREE_LINES)
    for line in (*shown, *(printable(note) for note in report.notes)):
        _hang(out, Text("  "), Text(line, style="dim"), bar=True)
    out.print()


def _tree_lines(files: tuple[str, ...]) -> Iterator[str]:
    """Each folder once, its content indented below it."""
    known: set[tuple[str, ...]] = set()
    for path in sorted(files, key=lambda name: (PurePosixPath(name).parent.parts, name)):
        parts = PurePosixPath(path).parts
        for depth in range(1, len(parts)):
            if parts[:depth] not in known:
                known.add(parts[:depth])
                yield f"{'    ' * (depth - 1)}{printable(parts[depth - 1])}/"
        yield f"{'    ' * (len(parts) - 1)}{clip(printable(parts[-1]), 80)}"


def _show_line(out: Console, result: CheckResult) -> None:
    fancy, plain, style = MARKS[result.verdict]
    mark = fancy if out.encoding.lower().startswith("utf") else plain
    points = f"{written(result.score)}/{written(result.max_score)}" if result.max_score else ""
    start = Text.assemble(("  " + mark + " ", style), (f"{points:>5}  ", "dim"))
    line = Text(printable(result.title), style="" if result.finding.passed else style)
    if result.extra_credit:
        line.append(" (extra)", style="dim")
    if result.finding.evidence in EVIDENCE:
        line.append(f" ({EVIDENCE[result.finding.evidence]})", style="dim")
    if result.verdict in WORDS:
        line.append(f" - {WORDS[result.verdict]}", style=style)
    _hang(out, start, line)


def _hang(out: Console, start: Text, body: Text, *, bar: bool = False) -> None:
    """Print `body` after `start`, its further lines indented to where the first one began.

    The bar goes before whatever may be a student's words, so that none of their lines can pass for one of ours.
    """
    edge = Text("| " if bar else "", style="dim")
    width = max(20, out.width - start.cell_len - edge.cell_len)
    for number, piece in enumerate(body.wrap(out, width, overflow="fold")):
        piece.rstrip()
        head = Text(" " * start.cell_len) if number else start
        out.print(head + edge + piece, no_wrap=True, overflow="ignore", crop=False)


def _show_story(out: Console, result: CheckResult) -> None:
    code = f" ({result.diagnosis.code})" if result.diagnosis else ""
    out.print(Text(f"{printable(result.title)}{code}", style="bold red"))
    for part in story(result):
        _show_part(out, part)


def _show_part(out: Console, part: StoryPart) -> None:
    label = Text(f"  {part.label:<9}", style="bold")
    for index, line in enumerate(part.lines):
        start = Text(" " * label.cell_len) if index else label
        _hang(out, start, Text(line, style="cyan" if part.is_code else ""), bar=True)


def _show_total(out: Console, report: Report, *, hidden: int) -> None:
    out.print()
    score = total(report.results)
    maximum = sum((result.max_score for result in report.results if not result.extra_credit), Decimal(0))
    if score is None:
        out.print(
            Text("No score: the grader itself failed on a check. This is not your mistake; try again.", "bold magenta")
        )
        return
    full = score.points >= maximum and all(result.finding.passed for result in report.results)
    style = "bold green" if full else "bold"
    line = Text(f"Score: {written(score.points)} of {written(maximum)}", style=style)
    if hidden:
        line.append(f" ({hidden} hidden {'check counts' if hidden == 1 else 'checks count'} too)", style="dim")
    out.print(line)
    seen = report.seen_by_student()
    cause = seen.first_cause()
    if any(not result.finding.passed for result in seen.results):
        hint = ", `--hint` opens a hint" if cause and cause.hints else ""
        out.print(Text(f"`grade check --all` tells every failure{hint}.", style="dim"))
    elif not full:
        out.print(Text("All checks that you can see passed; a hidden one did not.", style="dim"))
