"""Files that Python cannot read: which one, and what Python says about it."""

from __future__ import annotations

from dataclasses import dataclass

from grader.check import Scene
from grader.diagnosis.sourcelines import source_lines
from grader.outline import ModuleFacts
from grader.report import Finding, Verdict


@dataclass(frozen=True)
class Broken:
    """A parse error: `kind` is the exception's name, `text` the line as it stands in the file."""

    path: str
    kind: str
    message: str
    line: int | None
    text: str
    before: str
    """the nearest line above that is not empty"""


def broken_file(finding: Finding, scene: Scene) -> Broken | None:
    """The file because of which the check failed, where Python could not read it."""
    if finding.verdict is Verdict.FAILED and finding.raised is None:
        return None
    for facts in _suspects(finding, scene):
        if facts.parse_error:
            error = facts.parse_error
            return _broken(scene, facts.path, error.kind, error.message, error.line)
    raised = finding.raised
    path = (raised.origin if raised else None) or (finding.location.path if finding.location else None)
    if raised is None or path is None or not raised.is_a("SyntaxError"):
        return None
    line = raised.line or (finding.location.line if finding.location else None)
    return _broken(scene, path, raised.type, raised.text, line)


def _suspects(finding: Finding, scene: Scene) -> list[ModuleFacts]:
    raised = finding.raised
    if raised and not (raised.is_a("SyntaxError") or raised.is_a("ValueError")):
        return []
    target = finding.target or ""
    paths = [raised.origin if raised else None, finding.location.path if finding.location else None, target]
    by_path = [scene.outline.files[path] for path in paths if path and path in scene.outline.files]
    return by_path + [facts for name, facts in scene.outline.modules.items() if name == target]


def _broken(scene: Scene, path: str, kind: str, message: str, line: int | None) -> Broken:
    lines = source_lines(scene.submission, path)
    index = line - 1 if line is not None and 0 < line <= len(lines) else None
    above = [text for text in lines[:index] if text.strip()] if index is not None else []
    return Broken(path, kind, message, line, lines[index] if index is not None else "", above[-1] if above else "")
