"""What uv's own backend packs: the package of the project's name below `src/`, and every file in it.

Source: docs.astral.sh/uv, "The uv build backend", version 0.13.
"""

from __future__ import annotations

from grader.project.content import Tree, Wheel, not_found, strings
from grader.project.mistake import Mistake
from grader.project.pyproject import Project, normalized


def content(project: Project, tree: Tree) -> Wheel | Mistake:
    """The files of the wheel."""
    options = project.toml.table("tool", "uv", "build-backend")
    root = str(options.get("module-root", "src")).strip("/")
    named = options.get("module-name", normalized(project.name).replace("-", "_"))
    names = [named] if isinstance(named, str) else strings(named)
    places = [f"{root}/{name}".strip("/").replace(".", "/") for name in names]
    lacking = [place for place in places if f"{place}/__init__.py" not in tree.files]
    if lacking or not places:
        wanted = f"{lacking[0]}/__init__.py" if lacking else f"{root}/"
        return not_found(names[0] if names else "", [wanted], tree, project.toml.line_of("project", "name"))
    return Wheel.of([path for place in places for path in tree.below(place)], root)
