"""Which files of a tree the wheel would hold, by the rules of the build backend that `pyproject.toml` names.

Each known backend is one file with one function; here is their table.

Why it is so: a real build needs the backend installed and runs its code, in the case of setuptools also the student's
`setup.py`. The rules are few, and a test holds them against real builds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from grader.project import flit, hatchling, setuptools_, uv
from grader.project.content import Tree, Wheel, not_found
from grader.project.mistake import Mistake
from grader.project.pyproject import PYPROJECT, Project, normalized, quoted
from grader.submission import Submission

__all__ = ["BACKENDS", "Wheel", "wheel_of"]

BACKENDS: Mapping[str, tuple[str, Callable[[Project, Tree], Wheel | Mistake]]] = {
    "setuptools.build_meta": ("setuptools", setuptools_.content),
    "hatchling.build": ("hatchling", hatchling.content),
    "flit_core.buildapi": ("flit-core", flit.content),
    "uv_build": ("uv-build", uv.content),
}
"""backend -> the project that must be installed for it, and its rules"""


def wheel_of(project: Project, submission: Submission) -> Wheel | Mistake:
    """The wheel that would be built of a submission, or what is in the way."""
    line = project.toml.line_of("build-system", "build-backend")
    if project.backend not in BACKENDS:
        message = f"The build backend {quoted(project.backend)} is none of those that the grader knows."
        step = f"Write one of {', '.join(f'`{name}`' for name in BACKENDS)}, and in `requires` what belongs to it."
        return Mistake("distribution/unknown-backend", message, step, line)
    needed, content = BACKENDS[project.backend]
    requires = project.toml.table("build-system").get("requires")
    texts = [normalized(str(each)) for each in requires] if isinstance(requires, list) else []
    if not any(text == needed or (text.startswith(needed) and not text[len(needed)].isalnum()) for text in texts):
        message = f"`build-backend` is {quoted(project.backend)}, but `requires` does not ask for `{needed}`."
        step = f'Write `requires = ["{needed}"]` below `[build-system]` in `{PYPROJECT}`.'
        return Mistake("distribution/unknown-backend", message, step, line)
    tree = Tree(submission.files, submission.folders)
    wheel = content(project, tree)
    if isinstance(wheel, Wheel) and not wheel.files:
        name = normalized(project.name).replace("-", "_")
        return not_found(name, [f"src/{name}/__init__.py", f"{name}/__init__.py"], tree)
    return wheel
