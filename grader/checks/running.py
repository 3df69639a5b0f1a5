"""What the checks share that run a program: its arguments and input, and what it must print and end with."""

from __future__ import annotations

import re
from abc import abstractmethod
from typing import Annotated

from pydantic import AfterValidator, model_validator

from grader.check import Check, Scene
from grader.checks.findings import exception, no_answer, output
from grader.comparing import difference, show
from grader.errors import GraderFault
from grader.report import PASSED, Finding, Verdict
from grader.requests import End, Evaluate, Evaluated, Reply
from grader.requirement import Many, Model


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"{text!r} is not a regular expression: {error}") from None
    return text


class Output(Model):
    """What a stream must hold. White space at the ends of lines and empty lines at the end never matter."""

    equals: str | None = None
    """all of it"""
    contains: Many[str] = ()
    """texts that are in it"""
    lacks: Many[str] = ()
    """texts that are not"""
    matches: Annotated[str, AfterValidator(_pattern)] | None = None
    """a regular expression, searched with MULTILINE in a sandbox of its own, never on the host"""

    @model_validator(mode="after")
    def _asks_for_something(self) -> Output:
        if not self.model_fields_set:
            raise ValueError("write at least one of equals, contains, lacks, matches")
        return self


class RunCheck(Check):
    """A program that is started once; what is said about its end and its output is settled here."""

    args: Many[str] = ()
    """the program's arguments"""
    stdin: str = ""
    """its whole input"""
    stdout: Output | None = None
    """what it prints"""
    stderr: Output | None = None
    """what it writes as errors"""
    exit_status: int = 0
    """how it ends"""

    @abstractmethod
    def command(self) -> str:
        """What one would type."""

    @abstractmethod
    def ran(self) -> str | None:
        """What the check is about: a path or a dotted name."""

    def asks_oracle(self) -> bool:
        """Where a pattern is searched in a student's text."""
        return any(output is not None and output.matches is not None for output in (self.stdout, self.stderr))

    def settle(self, scene: Scene, reply: Reply, timeout_s: float) -> Finding:
        """What a run comes to: exit status first, then the streams."""
        asked, target = self.typed(), self.ran()
        if reply.end is not End.EXITED:
            trouble = no_answer(reply, scene.submission, asked=asked, target=target)
            return trouble or Finding(Verdict.ERROR, "The program did not run.", asked, target=target)
        if reply.raised and reply.status != self.exit_status:
            return exception(reply.raised, scene.submission, asked=asked, stdout=reply.stdout, target=target)
        return self._status(reply) or self._streams(scene, reply, timeout_s) or PASSED

    def typed(self) -> str:
        """The command with its input."""
        return f"{self.command()}{' < ' + show(self.stdin, 120) if self.stdin else ''}"

    def _status(self, reply: Reply) -> Finding | None:
        if reply.status == self.exit_status:
            return None
        return Finding(
            Verdict.FAILED,
            f"`{self.command()}` ends with exit status {reply.status}, expected {self.exit_status}.",
            self.typed(),
            expected=f"exit status {self.exit_status}",
            actual=f"exit status {reply.status}"
            + (f", error output {show(reply.stderr, 400)}" if reply.stderr else ""),
            stdout=output(reply.stdout),
            target=self.ran(),
        )

    def _streams(self, scene: Scene, reply: Reply, timeout_s: float) -> Finding | None:
        for verb, wanted, text in (
            ("prints {}", self.stdout, reply.stdout),
            ("writes {} as error output", self.stderr, reply.stderr),
        ):
            found = self._stream(scene, verb, wanted, text, timeout_s) if wanted else None
            if found:
                return found
        return None

    def _stream(self, scene: Scene, verb: str, wanted: Output, text: str, timeout_s: float) -> Finding | None:
        has = tidy(text)
        if wanted.equals is not None and has != tidy(wanted.equals):
            hint = difference(tidy(wanted.equals), has)
            return self._unlike(verb, tidy(wanted.equals), has, hint)
        lacking = next((part for part in wanted.contains if tidy(part) not in has), None)
        if lacking is not None:
            return self._unlike(verb, f"output with {show(lacking)} in it", has, None)
        extra = next((part for part in wanted.lacks if tidy(part) in has), None)
        if extra is not None:
            return self._unlike(verb, f"output without {show(extra)}", has, None)
        if wanted.matches is not None and not _matches(scene, wanted.matches, has, timeout_s):
            return self._unlike(verb, f"output that matches {wanted.matches}", has, None)
        return None

    def _unlike(self, verb: str, expected: str, has: str, hint: str | None) -> Finding:
        message = f"`{self.command()}` {verb.format('something else than expected' if has else 'nothing')}."
        return Finding(
            Verdict.FAILED,
            f"{message} {hint}" if hint and has else message,
            self.typed(),
            expected=expected,
            actual=output(has) or "nothing",
            stdout=output(has),
            target=self.ran(),
        )


def tidy(text: str) -> str:
    """Unify line ends, drop white space at line ends and empty lines at the end."""
    return "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").split("\n")).rstrip("\n")


def _matches(scene: Scene, pattern: str, text: str, timeout_s: float) -> bool:
    """Search in a subject of its own: a student's text could make a pattern run for ever.

    Raises:
        GraderFault: the search itself failed.
    """
    request = Evaluate("import re", ("bool(re.search(p, t, re.MULTILINE))",), ({"p": pattern, "t": text},), timeout_s)
    reply = scene.oracle().perform(request)
    if reply.end is End.TIMEOUT:
        return False
    if isinstance(reply.body, Evaluated) and reply.body.answers:
        return reply.body.answers[0].value is True
    raise GraderFault(f"The pattern {pattern!r} could not be searched.", "Tell your teacher.")
