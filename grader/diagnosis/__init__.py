"""The named mistakes: one file per family in this folder, and here the order in which they are tried.

What is specific comes first, so that `__int__.py` is told before "no `__init__.py`", and a file whose ending is wrong
before "the file is missing". A family's general ones hold where nothing better fits, and the family `general`, which
names no mistake but a way to find it, where nothing fits at all.
"""

from __future__ import annotations

from grader.check import Scene
from grader.diagnosis import (
    attribute,
    class_,
    data,
    distribution,
    exception,
    exports,
    file,
    function,
    general,
    hint,
    import_,
    input_,
    layer,
    module,
    name,
    namespace,
    package,
    plugin,
    program,
    quiz,
    submission,
    syntax,
    testing,
    toml,
    value,
    version,
    warning,
)
from grader.diagnosis.rule import Rule
from grader.report import Diagnosis, Finding, Verdict

__all__ = ["RULES", "Rule", "diagnose", "find_rule"]

RULES: tuple[Rule, ...] = (
    *submission.SPECIFIC,
    *attribute.SPECIFIC,
    *exception.SPECIFIC,
    *data.SPECIFIC,
    *layer.SPECIFIC,
    *namespace.SPECIFIC,
    *version.SPECIFIC,
    *package.SPECIFIC,
    *file.SPECIFIC,
    *module.SPECIFIC,
    *exports.SPECIFIC,
    *import_.SPECIFIC,
    *syntax.SPECIFIC,
    *class_.SPECIFIC,
    *hint.SPECIFIC,
    *name.SPECIFIC,
    *function.SPECIFIC,
    *testing.SPECIFIC,
    *warning.SPECIFIC,
    *plugin.SPECIFIC,
    *input_.SPECIFIC,
    *program.SPECIFIC,
    *toml.SPECIFIC,
    *distribution.SPECIFIC,
    *quiz.SPECIFIC,
    *value.SPECIFIC,
    *data.GENERAL,
    *testing.GENERAL,
    *layer.GENERAL,
    *module.GENERAL,
    *submission.GENERAL,
    *file.GENERAL,
    *import_.GENERAL,
    *syntax.GENERAL,
    *name.GENERAL,
    *general.RULES,
)
_NOT_EXPLAINED = frozenset({Verdict.PASSED, Verdict.NOT_CHECKED, Verdict.GRADER_ERROR})


def diagnose(finding: Finding, scene: Scene) -> Diagnosis | None:
    """The most specific named mistake behind a finding, None where none fits. Nothing is run."""
    if finding.verdict in _NOT_EXPLAINED:
        return None
    named = ((rule, found) for rule in RULES if (found := rule.match(finding, scene)))
    another = finding.another
    return next((found for rule, found in named if another is None or rule.match(another, scene)), None)


def find_rule(code: str) -> Rule | None:
    """The rule of this code, for `grade explain`."""
    return next((rule for rule in RULES if rule.code == code), None)
