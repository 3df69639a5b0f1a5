"""Mistakes with a package's version: asked for where nothing is installed, or written down more than once."""

from __future__ import annotations

import re

from grader.check import Scene
from grader.diagnosis.origins import failing_place
from grader.diagnosis.sourcelines import source_lines
from grader.diagnosis.story import Story, at, code, joined, rule
from grader.diagnosis.texts import version as texts
from grader.diagnosis.tree import python_files
from grader.report import Finding, Verdict

_VERSION = re.compile(r"(?<![\w.])\d{1,6}\.\d{1,6}\.\d{1,6}(?![\w.]*\w)")
_PLACE = re.compile(r"'([^'\n]{1,200}) line (\d{1,6})'")


def _not_installed(finding: Finding, _scene: Scene) -> Story | None:
    raised, place = finding.raised, failing_place(finding)
    is_metadata = raised is not None and (
        raised.type == "PackageNotFoundError" or "No package metadata was found for" in raised.text
    )
    if raised is None or place is None or not is_metadata:
        return None
    name = raised.text.rpartition(" ")[2].strip("'.")
    return Story(
        f"{at(*place)} asks which version of {code(name)} is installed, and {code(name)} is not installed here.",
        "`importlib.metadata` reads what an installer wrote down. In a folder with the source, or in somebody else's "
        "environment, there is nothing to read, and the import of the package fails.",
        f"Write the version itself in {code(place[0])}, as the text `__version__`.",
    )


def _written_twice(finding: Finding, scene: Scene) -> Story | None:
    if finding.verdict is not Verdict.FAILED or finding.raised or finding.expected != "[]":
        return None
    if "__version__" not in (finding.asked or "") and not _PLACE.search(finding.actual or ""):
        return None
    numbered = [
        (path, number, found[0])
        for path in python_files(scene.submission)
        for number, line in enumerate(source_lines(scene.submission, path), 1)
        if (found := _VERSION.search(line))
    ]
    told = {(path, int(number)) for path, number in _PLACE.findall(finding.actual or "")}
    again = next(((path, number, version) for path, number, version in numbered if (path, number) in told), None)
    places = [at(path, number) for path, number, version in numbered if again and version == again[2]]
    if again is None or len(places) < 2:
        return None
    return Story(
        f"The version {code(again[2])} is written in {len(places)} places: {joined(places)}.",
        "What stands in two places is changed in one of them, some day, and forgotten in the other. Then nobody knows "
        "which one is right.",
        f"Keep it in one place, and import it in {at(again[0], again[1])}, for example with "
        f"`from {again[0].split('/')[0].removesuffix('.py')} import __version__`.",
    )


SPECIFIC = (
    rule(
        "version/not-installed", "The version of a package that is not installed", texts.NOT_INSTALLED, _not_installed
    ),
    rule("version/written-twice", "The version stands in more than one place", texts.TWICE, _written_twice),
)
