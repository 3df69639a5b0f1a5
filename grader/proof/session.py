"""The example sessions of a statement are true: typed at Python's prompt, they show what stands there.

All of them are one session, as for a reader who types along, and it runs in the sandbox: beside the reference, or
beside the starter where the block says so (```pycon starter). An exception is compared by its last line.

Why it is so: `doctest` would compare where the answer runs, and would take a folder of the reader's for a mistake;
here the sandbox says what the prompt shows, and the judge compares. `...` and `…` stand for whatever is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from grader.check import Check, Scene, Visibility
from grader.dialogue import subject_text
from grader.errors import GraderFault
from grader.proof.examples import ERROR, Example, tidy
from grader.report import PASSED, Finding, Verdict
from grader.requests import Answer, Evaluate, Evaluated
from grader.showing import clip

_LEFT_OUT = re.compile(r"\.\.\.|…")
_QUOTED_CHARS = 200


class SessionCheck(Check):
    """A session is typed anew, and what is shown is compared line by line."""

    kind: Literal["session"] = "session"
    id: str = "session"
    visibility: Visibility = Visibility.HIDDEN
    examples: tuple[Example, ...]
    given: str = ""
    """what the reader has done before, as code"""
    varies: frozenset[str] = frozenset()
    """lines whose output is another one on each computer; they only have to show something of the same sort"""

    def examine(self, scene: Scene, timeout_s: float) -> Finding:
        """Type all of it into one fresh interpreter. The message has a line for each example that is not true."""
        sources = [self.given, *(example.source for example in self.examples)]
        asks = ("start(source)", *["shown(source)"] * len(self.examples))
        bindings: tuple[Mapping[str, str], ...] = tuple({"source": source} for source in sources)
        reply = scene.subject.perform(Evaluate(subject_text("prompt.py"), asks, bindings, timeout_s))
        answered = reply.body.answers if isinstance(reply.body, Evaluated) else ()
        begun, *answers = answered or (Answer(),)
        if begun.raised:
            raise GraderFault(f"What is given to the session raises {begun.raised.type}.", begun.raised.text)
        if len(answers) < len(self.examples):
            return Finding(Verdict.ERROR, f"It does not come to its end: {reply.detail or reply.end.value}.")
        untrue = list(self._untrue(answers))
        return Finding(Verdict.FAILED, "\n".join(untrue)) if untrue else PASSED

    def _untrue(self, answers: Iterable[Answer]) -> Iterator[str]:
        for example, answer in zip(self.examples, answers, strict=True):
            real = tidy(answer.value) if isinstance(answer.value, str) else "what cannot be read"
            agree = is_alike if example.source in self.varies else is_shown
            if not agree(example.shown, real):
                source, who = example.source.partition("\n")[0], "starter" if example.is_of_starter else "reference"
                yield (
                    f"Line {example.line}: after `{source}` the statement shows {_quoted(example.shown)}, "
                    f"but the {who} shows {_quoted(real)}; correct what is wrong."
                )


def is_shown(shown: str, real: str) -> bool:
    """Whether a statement that shows the one is true where Python shows the other."""
    (ours, our_error), (theirs, their_error) = _parted(shown), _parted(real)
    if not _fits(ours, theirs) or (our_error is None) is not (their_error is None):
        return False
    return our_error is None or their_error is None or _names(our_error, their_error)


def is_alike(shown: str, real: str) -> bool:
    """Whether both show something or nothing, and both an exception or none."""
    (ours, our_error), (theirs, their_error) = _parted(shown), _parted(real)
    return bool(ours) is bool(theirs) and (our_error is None) is (their_error is None)


def _parted(text: str) -> tuple[str, str | None]:
    """What is printed, and the last line of a traceback; in a statement that may be wrapped."""
    start = ERROR.search(text)
    if start is None:
        return text, None
    lines = text[start.end() :].lstrip("\n").split("\n")
    while lines and lines[0].startswith(" "):
        del lines[0]
    return tidy(text[: start.start()]), " ".join(" ".join(lines).split())


def _names(shown: str, real: str) -> bool:
    """A statement may tell the kind of an exception and leave out its text."""
    return _fits(shown, real) or shown == real.partition(":")[0]


def _fits(shown: str, real: str) -> bool:
    """Whether the parts around what is left out follow each other."""
    first, *parts = _LEFT_OUT.split(shown)
    if not parts or shown == real:
        return shown == real
    *parts, last = parts
    if not real.startswith(first):
        return False
    place = len(first)
    for part in parts:
        place = real.find(part, place) + len(part)
        if place < len(part):
            return False
    return real.endswith(last) and place + len(last) <= len(real)


def _quoted(text: str) -> str:
    line = text.replace("\n", " ⏎ ")
    return f"`{clip(line, _QUOTED_CHARS)}`" if line else "nothing"
