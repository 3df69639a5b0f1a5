"""Mistakes with what is built and installed: the tables of `pyproject.toml`, the files of the wheel, its commands."""

from __future__ import annotations

import re
from functools import partial

from grader.check import Scene
from grader.diagnosis.lesson import Lesson
from grader.diagnosis.story import Story, at, code, listed, rule
from grader.diagnosis.texts.distribution import DATA_BY_PLACE, DATA_LEFT_OUT, LESSONS, OTHER_NAME, WITH_PARAMETERS
from grader.project.asked import key_missing, left_out, no_script, packed, target_missing
from grader.project.mistake import Mistake
from grader.project.pyproject import PYPROJECT, Project, read_project
from grader.project.wheel import Wheel, wheel_of
from grader.report import Finding, Verdict

_WHEEL = "the files of the wheel"
"""what a finding of a `distribution` check about them says was asked"""
_MISSING = re.compile(r"(\w{1,100})\(\) missing \d{1,3} required (?:positional|keyword-only) arguments?: ")
_OPENED = re.compile(r"No such file or directory: '([^'\n]{1,400})'")


def _told(lesson: Lesson, finding: Finding, scene: Scene) -> Story | None:
    found = _mistake(finding, scene)
    return Story(found.message, lesson.why, found.step) if found and found.name == lesson.code else None


def _mistake(finding: Finding, scene: Scene) -> Mistake | None:
    """The mistake that the check saw: the first of the tables, else that of what it asked for."""
    content = scene.submission.files.get(PYPROJECT)
    if finding.target != PYPROJECT or content is None or finding.verdict is not Verdict.FAILED or finding.raised:
        return None
    project = read_project(content)
    if isinstance(project, Mistake):
        return project
    if finding.asked is None and finding.expected is not None:
        return key_missing(project, finding.expected) if finding.actual is None else None
    wheel = wheel_of(project, scene.submission)
    return wheel if isinstance(wheel, Mistake) else _of_the_wheel(finding, scene, project, wheel)


def _of_the_wheel(finding: Finding, scene: Scene, project: Project, wheel: Wheel) -> Mistake | None:
    asked, expected = finding.asked or "", finding.expected or ""
    if asked == _WHEEL:
        if expected.startswith("no "):
            return packed(wheel, expected.removeprefix("no "))
        return left_out(project, wheel, expected, scene.submission.files)
    script = asked.partition(" ")[0]
    if not script or expected:
        return None
    return no_script(project, script) or target_missing(project, wheel, scene.outline, script)


def _not_opened(finding: Finding, scene: Scene) -> tuple[str, Wheel] | None:
    """The file that an installed command did not find, and the wheel that it ran from."""
    raised, content = finding.raised, scene.submission.files.get(PYPROJECT)
    opened = _OPENED.search(raised.text) if raised and raised.is_a("FileNotFoundError") else None
    if opened is None or content is None or finding.target != PYPROJECT:
        return None
    project = read_project(content)
    wheel = project if isinstance(project, Mistake) else wheel_of(project, scene.submission)
    return None if isinstance(wheel, Mistake) else (opened[1], wheel)


def _data_not_packed(finding: Finding, scene: Scene) -> Story | None:
    found = _not_opened(finding, scene)
    if found is None or found[0] in found[1].files.values() or found[0] not in scene.submission.files:
        return None
    return Story(
        f"The command opens {code(found[0])}, which lies in your tree but not in the wheel.",
        DATA_LEFT_OUT.why,
        f"Let the build pack {code(found[0])}: for setuptools name it below `[tool.setuptools.package-data]`.",
    )


def _data_by_place(finding: Finding, scene: Scene) -> Story | None:
    found = _not_opened(finding, scene)
    if found is None:
        return None
    path, wheel = found
    packed_as = next((goal for goal, source in wheel.files.items() if f"/{source}".endswith(f"/{path}")), None)
    if packed_as is None:
        return None
    return Story(
        f"The command opens {code(path)}; the wheel holds it as {code(packed_as)}, but it is looked for in the folder "
        "in which the command was typed.",
        DATA_BY_PLACE.why,
        "Open it with `importlib.resources.files(...)`, or by a path that begins with `Path(__file__).parent`.",
    )


def _with_parameters(finding: Finding, scene: Scene) -> Story | None:
    """The function behind a command waits for a value, and the command has none to give."""
    raised, content = finding.raised, scene.submission.files.get(PYPROJECT)
    lacking = _MISSING.match(raised.text) if raised and raised.is_a("TypeError") and not raised.frames else None
    project = read_project(content) if content is not None and finding.target == PYPROJECT else None
    script = (finding.asked or "").partition(" ")[0]
    target = project.scripts.get(script) if isinstance(project, Project) else None
    facts = scene.outline.modules.get(target.module) if target else None
    function = facts.defined(target.function) if facts and target else None
    if lacking is None or facts is None or function is None or lacking[1] != function.name:
        return None
    names = [param.name for param in function.params or () if not (param.default or "var" in param.kind)]
    if not names:
        return None
    place = at(facts.path, function.line)
    return Story(
        f"{code(function.name)} in {place} has the parameter{'s' if len(names) > 1 else ''} {listed(names)}, and the "
        f"command {code(script)} calls it with empty parentheses.",
        WITH_PARAMETERS.why,
        f"Write {code(f'def {function.name}():')} in {place}, take what was typed from `sys.argv` inside of it, and "
        "call it with empty parentheses everywhere.",
    )


def _other_name(finding: Finding, _scene: Scene) -> Story | None:
    is_one = finding.target == PYPROJECT and finding.verdict is Verdict.FAILED and finding.asked is None
    if not is_one or finding.location is None or finding.expected is None or finding.actual is None:
        return None
    place = at(PYPROJECT, finding.location.line)
    return Story(
        f"{place} says {code(finding.actual)}, and {code(finding.expected)} is asked for.",
        "What stands in `pyproject.toml` is what the whole world calls the project by: with this name it is installed, "
        "and the version says which one it is.",
        f"Write {code(finding.expected)} between the quotes in {place}.",
    )


SPECIFIC = (
    *(
        rule(lesson.code, lesson.title, lesson.text, partial(_told, lesson))
        for lesson in LESSONS
        if lesson is not DATA_LEFT_OUT
    ),
    rule(
        DATA_LEFT_OUT.code,
        DATA_LEFT_OUT.title,
        DATA_LEFT_OUT.text,
        lambda finding, scene: _told(DATA_LEFT_OUT, finding, scene) or _data_not_packed(finding, scene),
    ),
    rule("distribution/other-name", "The project has another name or version", OTHER_NAME, _other_name),
    rule(WITH_PARAMETERS.code, WITH_PARAMETERS.title, WITH_PARAMETERS.text, _with_parameters),
    rule(DATA_BY_PLACE.code, DATA_BY_PLACE.title, DATA_BY_PLACE.text, _data_by_place),
)
