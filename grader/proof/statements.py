"""The statement and the checks agree: what is promised is checked, what a public check needs is told.

Why it is so: a statement is prose, and most of its code is about Python and not about the answer. So a name counts as
promised where it stands in code style or is typed in an example session and the reference defines it otherwise than
the starter, and a file where a tree has it. Besides, a call of something that no file of the exercise has ever heard of
is a promise that nobody can keep, and so is a function, class, module, … by name that is in none of them.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator
from dataclasses import replace

from grader.check import Visibility
from grader.defects import did_you_mean
from grader.proof.case import EMPTY, Case
from grader.proof.claim import Claim, Evidence, Flaw, Terms, Trial
from grader.proof.examples import read_examples, typed_names
from grader.proof.modules import modules
from grader.proof.needs import needed_names, settled_names, settled_paths, words_of
from grader.proof.prose import Statement
from grader.proof.session import SessionCheck
from grader.proof.sources import bound_names, definitions, spoken_names, trees
from grader.report import Verdict
from grader.submission import Submission

SESSION = "example session"
STARTER_SESSION = "example session with the starter"


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
        typed = {name for example in read_examples(case.statement) for name in typed_names(example)}
        promised = (_answers_names(case) & (statement.code_words | typed)) - settled - excused.keys()
        for name in sorted(promised | _unchecked_files(case, statement, promised)):
            message = "The statement promises it, and no check looks at it; add a check or list it under `unchecked`."
            yield Flaw(self.claim, name, message)
        yield from self._unknown(case, statement, settled | excused.keys())
        for name in sorted(excused.keys() - statement.code_words - statement.files - typed):
            yield Flaw(self.claim, name, "It is listed under `unchecked`, but does not stand in the statement.")

    def _unknown(self, case: Case, statement: Statement, known: set[str]) -> Iterator[Flaw]:
        """What the statement speaks of and nobody has."""
        own = sorted(_answers_names(case))
        spoken = {name for _, tree in _answers_trees(case) for name in spoken_names(tree)}
        told = set[str]()
        for name in sorted(set(statement.calls()) - spoken - known - set(vars(builtins))):
            told.add(name)
            message = f"The statement speaks of `{name}(…)`, which neither answer nor check has."
            yield Flaw(self.claim, name, f"{message}{did_you_mean(name, own)}")
        there = known | _things_there(case) | told
        for kind, name in statement.things:
            if not there.issuperset(name.split(".")):
                message = f"The statement speaks of the {kind} `{name}`, which neither answer nor check has."
                yield Flaw(self.claim, name, f"{message}{did_you_mean(name, own)}")

    def _untrue(self, case: Case, evidence: Evidence) -> Iterator[Flaw]:
        typed = {example.source for example in read_examples(case.statement)}
        for name in sorted(case.expected.session.varies.keys() - typed):
            yield Flaw(self.claim, name, "It is listed under `varies`, but no example session has this line.")
        for outcome in evidence.of(self.claim):
            for result in outcome.results:
                if not result.finding.passed and result.verdict is not Verdict.GRADER_ERROR:
                    yield from (Flaw(self.claim, outcome.trial.name, m) for m in result.finding.message.splitlines())


def _answers_names(case: Case) -> frozenset[str]:
    """Files that the reference has and the starter has not, and names that it does not define just as the starter."""
    reference, starter = case.answers.reference, case.starter
    if reference is None:
        return frozenset()
    given = {each for _, tree in trees(starter) for each in definitions(tree)}
    written = {each for _, tree in trees(reference) for each in definitions(tree)}
    files = {path.rpartition("/")[2] for path in reference.files.keys() - starter.files.keys()}
    return frozenset({name for name, _ in written - given} | files)


def _unchecked_files(case: Case, statement: Statement, told: frozenset[str]) -> set[str]:
    """Paths in trees that are not given and that no check looks at. `told` are names that are promised anyhow."""
    settled = {path for planned in case.exercise.plan for path in settled_paths(planned.check)}
    excused = case.expected.unchecked
    paths = statement.files - case.starter.files.keys() - settled - excused.keys()
    return {path for path in paths if path.rpartition("/")[2] not in told | excused.keys()}


def _things_there(case: Case) -> set[str]:
    """Names that something has in an answer, and all that checks speak of."""
    names = {name for _, tree in _answers_trees(case) for name in bound_names(tree)}
    files = {name for answer in _all_answers(case) for module in modules(answer.files) for name in module.split(".")}
    checks = {word for planned in case.exercise.plan for word in words_of(planned.check)}
    return names | files | checks | set(vars(builtins)) | {"__name__", "__file__", "__path__", "__main__"}


def _all_answers(case: Case) -> list[Submission]:
    return [case.starter, case.answers.reference or EMPTY, *case.answers.right.values()]


def _answers_trees(case: Case) -> Iterator[tuple[str, ast.Module]]:
    for answer in _all_answers(case):
        yield from trees(answer)
