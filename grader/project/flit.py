"""What flit packs: the module or package of the project's name, and every file in it.

Source: flit.pypa.io, "The pyproject.toml config file", and `flit_core/common.py`, version 4.2.
"""

from __future__ import annotations

from grader.project.content import Tree, Wheel, not_found
from grader.project.mistake import Mistake
from grader.project.pyproject import Project


def content(project: Project, tree: Tree) -> Wheel | Mistake:
    """The files of the wheel."""
    if "description" not in project.table and "description" not in str(project.table.get("dynamic")):
        line = project.toml.line_of("project")
        step = 'Write `description = "..."` below `[project]`: one line that says what it is for.'
        return Mistake("distribution/key-missing", "`[project]` has no `description`, and flit wants one.", step, line)
    name = str(project.toml.table("tool", "flit", "module").get("name", project.name.replace("-", "_")))
    path = name.replace(".", "/")
    places = [
        *(root for root in ("src", "") if _joined(root, path) in tree.folders),
        *(root for root in ("src", "") if f"{_joined(root, path)}.py" in tree.files),
    ]
    if not places:
        wanted = [f"src/{path}/__init__.py", f"{path}/__init__.py", f"{path}.py"]
        return not_found(name, wanted, tree, project.toml.line_of("project", "name"))
    if len(places) > 1:
        message = f"The tree holds more than one thing that could be the package `{name}`."
        step = f"Keep one of them, such as `src/{path}/`, and delete or rename the others."
        return Mistake("distribution/several-packages", message, step)
    place = _joined(places[0], path)
    return Wheel.of([f"{place}.py"] if f"{place}.py" in tree.files else tree.below(place), places[0])


def _joined(root: str, path: str) -> str:
    return f"{root}/{path}" if root else path
