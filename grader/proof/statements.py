"""The statement and the checks agree: what is promised is checked, what a public check needs is told.

Why it is so: a statement is prose, and most of its code is about Python and not about the answer. So a name counts as
promised where it stands in code style and the reference (not the starter) has it; besides, a call of something that
no file of the exercise has ever heard of is a promise that nobody can keep.
"""

from __future__ import annotations

import builtins
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from grader.check import Visibility
from grader.defects import did_you_mean
from grader.proof.case import EMPTY, Case
from grader.proof.claim import Claim, Evidence, Flaw, Terms, Trial
from grader.proof.examples import read_examples
from grader.proof.modules import modules
from grader.proof.needs import is_standard, needed_names, settled_names
from grader.proof.session import SessionCheck
from grader.proof.sources import defined_names, spoken_names, trees
from grader.report import Verdict

SESSION = "example session"
STARTER_SESSION = "example session with the starter"

_FENCE = re.compile(r"^ {0,3}(```+|~~~+).*?^ {0,3}\1[`~]*\s*$", re.MULTILINE | re.DOTALL)
_SPAN = re.compile(r"(`+)(.+?)\1", re.DOTALL)
_WORD = re.compile(r"[\w.]*\w|-{1,2}[\w-]+")
_CALL = re.compile(r"((?:[^\W\d]\w*\.)*)([^\W\d]\w*)\(")
_BRANCH = re.compile(r"^[ │|]*[├└]─*\s*(\S+)", re.MULTILINE)


@dataclass(frozen=True)
class Statement:
    """A statement, taken apart."""

    words: frozenset[str]
    """everything that may be a name, wherever it stands; dotted names as a whole and in parts"""
    spans: tuple[str, ...]
    """what stands in code style within the text"""
    entries: frozenset[str]
    """files and folders that are drawn in a tree"""

    @classmethod
    def read(cls, text: str) -> Statement:
        """Take a statement apart."""
        blocks = [match[0] for match in _FENCE.finditer(text)]
        spans = tuple(match[2] for match in _SPAN.finditer(_FENCE.sub("\n", text)))
        words = set(_WORD.findall(text))
        words |= {part for word in words for part in word.split(".")}
        entries = {name.rstrip("/") for block in blocks for name in _BRANCH.findall(block)}
        return cls(frozenset(words), spans, frozenset(entries))

    @property
    def code_words(self) -> frozenset[str]:
        """Names in code style, and those in trees."""
        words = {word for span in self.spans for word in _WORD.findall(span)}
        return frozenset(words | {part for word in words for part in word.split(".")} | self.entries)

    def calls(self) -> Iterator[str]:
        """Names that are called somewhere in code style, unless they are the standard library's."""
        for span in self.spans:
            yield from (name for way, name in _CALL.findall(span) if not is_standard(way or "-"))


class StatementAgrees:
    """The claim about the statement."""

    claim = Claim.STATEMENT

    def trials(self, case: Case, terms: Terms) -> Iterator[Trial]:
        """The example sessions, beside what they show."""
        examples, terms_of = read_examples(case.statement), case.expected.session
        for name, answer in ((SESSION, case.answers.reference), (STARTER_SESSION, case.starter)):
            own = tuple(each for each in examples if each.is_of_starter is (name == STARTER_SESSION))
            if own and answer is not None:
                check = SessionCheck(examples=own, given=terms_of.given, varies=frozenset(terms_of.varies))
                yield replace(Trial.of(self.claim, name, answer), checks=(check,))

    def flaws(self, case: Case, evidence: Evidence) -> Iterator[Flaw]:
        """What is missing on either side."""
        if not case.statement.strip():
            yield Flaw(self.claim, "statement.md", "There is no statement; write one into statement.md.")
            return
        statement = Statement.read(case.statement)
        yield from self._untold(case, statement)
        yield from self._unchecked(case, statement)
        yield from self._untrue(case, evidence)

    def _untold(self, case: Case, statement: Statement) -> Iterator[Flaw]:
        given = {name for _, tree in trees(case.starter) for name in spoken_names(tree)}
        own = frozenset(name.partition(".")[0] for name in modules((case.answers.reference or EMPTY).files))
        for planned in case.exercise.plan:
            check = planned.check
            if check.visibility is not Visibility.PUBLIC:
                continue
            for name in sorted(needed_names(check, own) - statement.words - given):
                if name.removesuffix(".py") in statement.words:  # a module that is told by its name has one file name
                    continue
                message = f"The check needs the name `{name}`, which the statement does not tell; write it there."
                yield Flaw(self.claim, check.id, message)

    def _unchecked(self, case: Case, statement: Statement) -> Iterator[Flaw]:
        settled = {name for planned in case.exercise.plan for name in settled_names(planned.check)}
        excused = case.expected.unchecked
        for name in sorted((_answers_names(case) & statement.code_words) - settled - excused.keys()):
            message = "The statement promises it, and no check looks at it; add a check or list it under `unchecked`."
            yield Flaw(self.claim, name, message)
        known = _known_names(case) | settled | excused.keys() | set(vars(builtins))
        for name in sorted(set(statement.calls()) - known):
            message = f"The statement speaks of `{name}(…)`, which neither answer nor check has."
            yield Flaw(self.claim, name, f"{message}{did_you_mean(name, sorted(_answers_names(case)))}")
        for name in sorted(excused.keys() - statement.code_words):
            yield Flaw(self.claim, name, "It is listed under `unchecked`, but does not stand in the statement.")

    def _untrue(self, case: Case, evidence: Evidence) -> Iterator[Flaw]:
        typed = {example.source for example in read_examples(case.statement)}
        for name in sorted(case.expected.session.varies.keys() - typed):
            yield Flaw(self.claim, name, "It is listed under `varies`, but no example session has this line.")
        for outcome in evidence.of(self.claim):
            for result in outcome.results:
                if not result.finding.passed and result.verdict is not Verdict.GRADER_ERROR:
                    yield from (Flaw(self.claim, outcome.trial.name, m) for m in result.finding.message.splitlines())


def _answers_names(case: Case) -> frozenset[str]:
    """Files and names that the reference has and the starter has not."""
    reference, starter = case.answers.reference, case.starter
    if reference is None:
        return frozenset()
    given = {name for _, tree in trees(starter) for name in defined_names(tree)}
    names = {name for _, tree in trees(reference) for name in defined_names(tree)}
    files = {path.rpartition("/")[2] for path in reference.files.keys() - starter.files.keys()}
    return frozenset((names - given) | files)


def _known_names(case: Case) -> frozenset[str]:
    answers = [case.starter, case.answers.reference or EMPTY, *case.answers.right.values()]
    return frozenset(name for answer in answers for _, tree in trees(answer) for name in spoken_names(tree))
