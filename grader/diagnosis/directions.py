"""An import that goes against the direction that an exercise asks for."""

from __future__ import annotations

import re

from grader.check import Scene
from grader.diagnosis.story import Story, at, code
from grader.importgraph import edges
from grader.report import Finding, Verdict

_BROKEN_RULE = re.compile(
    r"[\w.]{1,200} imports [\w.]{1,200}; it may import only .{1,300}"
    r"|.{1,300} has `.{1,300}`, which this exercise forbids\."
)


def wrong_direction(finding: Finding, scene: Scene) -> Story | None:
    """A module imports one that it should not know."""
    place = finding.location
    if finding.verdict is not Verdict.FAILED or finding.raised or not place or not _BROKEN_RULE.match(finding.message):
        return None
    edge = next((e for e in edges(scene.outline) if (e.path, e.fact.line) == (place.path, place.line)), None)
    if edge is None:
        return None
    return Story(
        f"{at(edge.path, edge.fact.line)} has {code(edge.fact.statement)}, and {code(edge.importer)} should know "
        f"nothing of {code(edge.imported)}.",
        "Imports go in one direction, from what uses to what is used. A module that imports its user can be used by no "
        "one else; and a program that is imported runs as a whole.",
        f"Delete {at(edge.path, edge.fact.line)}. What it needs of {code(edge.imported)} belongs into a module that "
        "both may import, or comes in as a parameter.",
    )
