"""How a reply that is not an answer becomes a finding: the same words for every kind of check."""

from __future__ import annotations

from grader.report import Finding, Location, Verdict
from grader.requests import End, Frame, Raised, Reply
from grader.showing import both_ends, clip
from grader.submission import Submission, python_lines

STDOUT_SHOWN = 2000
"""characters of a submission's output that a finding keeps"""
LINE_SHOWN = 400
"""characters of a line of the submission"""

_WORDS = {
    End.EXITED: (Verdict.ERROR, "Your code ended Python itself ({detail}) before it gave an answer."),
    End.SIGNALLED: (Verdict.ERROR, "Python crashed while it ran your code ({detail})."),
    End.TIMEOUT: (Verdict.TIMEOUT, "Your code did not finish in time: {detail}."),
    End.MEMORY: (Verdict.LIMIT, "Your code used too much memory: {detail}."),
    End.OUTPUT: (Verdict.LIMIT, "Your code printed too much: {detail}."),
    End.PROCESSES: (Verdict.LIMIT, "Your code started too many processes or threads: {detail}."),
    End.GONE: (Verdict.ERROR, "Your code brought down the sandbox it ran in ({detail})."),
    End.GARBLED: (Verdict.ERROR, "Your code disturbed the grader's channel, so no answer could be read ({detail})."),
    End.REFUSED: (Verdict.LIMIT, "Your code was not run any more: {detail}."),
}


def no_answer(reply: Reply, submission: Submission, *, asked: str, target: str | None = None) -> Finding | None:
    """The finding for a reply that carries no answer; None where it carries one."""
    if reply.end not in _WORDS or (reply.end is End.EXITED and reply.body is not None):
        return None
    verdict, words = _WORDS[reply.end]
    return Finding(
        verdict,
        message=words.format(detail=reply.detail or "no more is known"),
        asked=None if reply.end is End.REFUSED else asked,
        location=locate(submission, reply.stuck_at),
        stdout=output(reply.stdout),
        target=target,
    )


def exception(
    raised: Raised, submission: Submission, *, asked: str, stdout: str = "", target: str | None = None
) -> Finding:
    """The finding for an exception that the submission raised where an answer was due."""
    return Finding(
        Verdict.ERROR,
        message=f"Your code raised {name_error(raised)}.",
        asked=asked,
        actual=name_error(raised),
        location=locate_raised(submission, raised),
        raised=raised,
        stdout=output(stdout),
        target=target,
    )


def name_error(raised: Raised) -> str:
    """`ValueError: the text`, or the bare type where there is no text."""
    text = " ".join(raised.text.split())
    return f"{raised.type}: {text}" if text else raised.type


def output(text: str) -> str:
    """A submission's output as a finding keeps it: its start and its end."""
    return both_ends(text, STDOUT_SHOWN)


def locate(submission: Submission, frames: tuple[Frame, ...]) -> Location | None:
    """The innermost line of the submission among `frames`."""
    if not frames:
        return None
    return place(submission, frames[-1].path, frames[-1].line)


def locate_raised(submission: Submission, raised: Raised) -> Location | None:
    """Where an exception comes from: the broken line of a file that does not parse, else the innermost frame."""
    if raised.origin and raised.line and raised.is_a("SyntaxError"):
        return place(submission, raised.origin, raised.line)
    return locate(submission, raised.frames)


def place(submission: Submission, path: str, line: int | None, column: int | None = None) -> Location:
    """A location with the student's own line as it stands in the file."""
    lines = python_lines(submission.text(path) or "")
    own = clip(lines[line - 1].rstrip(), LINE_SHOWN) if line is not None and 0 < line <= len(lines) else None
    return Location(path, line, column, own)


def failed(
    message: str, *, target: str | None = None, location: Location | None = None, blocks: bool = True
) -> Finding:
    """The plain finding for something that is not as asked."""
    return Finding(Verdict.FAILED, message, target=target, location=location, blocks=blocks)


def listing(words: tuple[str, ...] | list[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
