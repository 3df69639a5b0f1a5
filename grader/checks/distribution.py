"""Check kind `distribution`: the `pyproject.toml` is valid, the wheel holds what it should, the command runs.

What it proves: the tables follow the rules that installers and build backends have for them; the files of the wheel
are those that the declared backend would pack (static rules for setuptools, hatchling, flit_core and uv_build, held
against real builds in the tests); the command runs from these files alone, laid out in the sandbox as an installation
lays them out, in an empty folder.

What it does not prove: that a build with some version of the backend ends well. Nothing is built and nothing of a
student's is run for the build: no `setup.py`, no build hook, no plugin, so a wheel that needs one is not seen as it
is. Dependencies are read, never installed.
"""

from __future__ import annotations

import json
from importlib import resources
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from grader.check import Scene
from grader.checks.file import missing_path
from grader.checks.findings import failed, place
from grader.checks.running import RunCheck
from grader.project.asked import key_missing, left_out, no_script, other_name, packed, target_missing
from grader.project.mistake import Mistake
from grader.project.pyproject import PYPROJECT, Project, normalized, read_project
from grader.project.wheel import Wheel, wheel_of
from grader.report import PASSED, Finding, Verdict
from grader.requests import Run
from grader.requirement import Many
from grader.showing import clip

WHEEL = "the files of the wheel"
"""what a finding about them says was asked"""
ORDER_CHARS = 30_000
"""the most that may go to the sandbox as one argument: the least that any system takes"""
_SHOWN_CHARS = 400
_RUNNING = frozenset({"args", "stdin", "stdout", "stderr", "exit_status"})


def _inside(text: str) -> str:
    if text.startswith("/") or "\\" in text or any(part in {"", ".", ".."} for part in text.rstrip("/").split("/")):
        raise ValueError("write a path as it is in the wheel, such as `mypackage/data.txt`; a folder ends in `/`")
    return text


WheelPath = Annotated[str, AfterValidator(_inside)]
"""`mypackage/data.txt`, or `mypackage/` for a folder; without `src/`"""


class DistributionCheck(RunCheck):
    """With nothing but its kind it asks for a valid `pyproject.toml`."""

    kind: Literal["distribution"]
    name: str | None = None
    """of the project; compared as installers do"""
    version: str | None = None
    """of the project, where the file has it; one that the backend finds out is not looked at"""
    declares: Many[str] = ()
    """keys of [project] that must be there"""
    builds: bool = False
    """the backend finds what to pack"""
    holds: Many[WheelPath] = ()
    lacks: Many[WheelPath] = ()
    script: Annotated[str, Field(pattern=r"^[\w.-]+$")] | None = None
    """a command that is run, with `args`, `stdin` and the expectations that kind `program` has"""

    @model_validator(mode="after")
    def _runs_with_a_script(self) -> DistributionCheck:
        given = _RUNNING & self.model_fields_set
        if self.script is None and given:
            raise ValueError(f"this goes with `script`: {', '.join(sorted(given))}")
        return self

    def command(self) -> str:
        """What one would type after the installation."""
        return " ".join([str(self.script), *self.args])

    def ran(self) -> str | None:
        """The file that declares the command."""
        return PYPROJECT

    def summary(self) -> str:
        """What is settled, in short."""
        if self.title:
            return self.title
        if self.script:
            return f"`{self.command()}` {'prints what it should' if self.stdout else 'runs'} once installed"
        if self.holds or self.lacks:
            return "the wheel holds what it should"
        return "the project can be built" if self.builds else f"{PYPROJECT} is valid"

    def asked_paths(self) -> tuple[str, ...]:
        """The file that describes the project."""
        return (PYPROJECT,)

    def examine(self, scene: Scene, timeout_s: float) -> Finding:
        """The tables first, then the wheel, then the command."""
        content = scene.submission.files.get(PYPROJECT)
        if content is None:
            return missing_path(scene.submission, PYPROJECT)
        project = read_project(content)
        if isinstance(project, Mistake):
            return _finding(scene, project)
        return self._described(scene, project) or self._built(scene, project, timeout_s) or PASSED

    def _described(self, scene: Scene, project: Project) -> Finding | None:
        """What the exercise asks of [project]."""
        for key in self.declares:
            if mistake := key_missing(project, key):
                return _finding(scene, mistake, expected=key)
        if self.name is not None and other_name(project, self.name):
            return _unlike(scene, project, "name", project.name, self.name)
        if self.version is not None and project.version not in {self.version, None}:
            return _unlike(scene, project, "version", str(project.version), self.version)
        return None

    def _built(self, scene: Scene, project: Project, timeout_s: float) -> Finding | None:
        if not (self.builds or self.holds or self.lacks or self.script):
            return None
        wheel = wheel_of(project, scene.submission)
        if isinstance(wheel, Mistake):
            return _finding(scene, wheel)
        return self._content(scene, project, wheel) or self._run(scene, project, wheel, timeout_s)

    def _content(self, scene: Scene, project: Project, wheel: Wheel) -> Finding | None:
        shown = clip(", ".join(wheel.files), _SHOWN_CHARS)
        for path in self.holds:
            if mistake := left_out(project, wheel, path, scene.submission.files):
                return _finding(scene, mistake, asked=WHEEL, expected=path, actual=shown)
        for path in self.lacks:
            if mistake := packed(wheel, path):
                return _finding(scene, mistake, asked=WHEEL, expected=f"no {path}", actual=shown)
        return None

    def _run(self, scene: Scene, project: Project, wheel: Wheel, timeout_s: float) -> Finding | None:
        """The command, from the files of the wheel."""
        if self.script is None:
            return None
        mistake = no_script(project, self.script) or target_missing(project, wheel, scene.outline, self.script)
        if mistake:
            return _finding(scene, mistake, asked=self.command())
        order = _order(project, wheel, self.script)
        if len(order) > ORDER_CHARS:
            return failed(f"The wheel holds {len(wheel.files)} files, too many to try it.", target=PYPROJECT)
        program = (resources.files("grader") / "subject" / "installed.py").read_text(encoding="utf-8")
        argv = ("-c", program, order, *self.args)
        return self.settle(scene, scene.subject.perform(Run(argv, self.stdin, timeout_s)), timeout_s)


def _order(project: Project, wheel: Wheel, script: str) -> str:
    """What `subject/installed.py` is told."""
    version, target = project.version or "0", project.scripts[script]
    folder = f"{normalized(project.name).replace('-', '_')}-{version}.dist-info"
    metadata = f"Metadata-Version: 2.1\nName: {project.name}\nVersion: {version}\n"
    order = {
        "root": wheel.root,
        "files": dict(wheel.files),
        "describe": [folder, metadata],
        "script": script,
        "target": [target.module, target.function],
    }
    return json.dumps(order)


def _finding(
    scene: Scene, mistake: Mistake, *, asked: str | None = None, expected: str | None = None, actual: str | None = None
) -> Finding:
    location = place(scene.submission, PYPROJECT, mistake.line) if mistake.line else None
    return Finding(Verdict.FAILED, mistake.message, asked, expected, actual, location, target=PYPROJECT)


def _unlike(scene: Scene, project: Project, key: str, found: str, wanted: str) -> Finding:
    location = place(scene.submission, PYPROJECT, project.toml.line_of("project", key))
    message = f"The {key} of the project is {found}; this exercise asks for {wanted}."
    return Finding(Verdict.FAILED, message, None, wanted, found, location, target=PYPROJECT)
