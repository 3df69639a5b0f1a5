"""What hatchling packs: the package of the project's name, and every file in it.

Source: hatch.pypa.io, "Build configuration" and "Wheel builder", and `hatchling/builders/wheel.py`, version 1.33.
"""

from __future__ import annotations

from grader.project.content import Tree, Wheel, not_found, strings
from grader.project.mistake import Mistake
from grader.project.patterns import ignored
from grader.project.pyproject import Project, normalized, quoted

_FORCED = ("tool", "hatch", "build", "targets", "wheel", "force-include")
_ALWAYS_OUT = ("*.py[cod]", "/dist")


def content(project: Project, tree: Tree) -> Wheel | Mistake:
    """The files of the wheel."""
    out = ignored([*_ALWAYS_OUT, *_option(project, "exclude"), *_gitignored(tree)], tree.files)
    packages = [path.strip("/") for path in _option(project, "packages")]
    only, include = _option(project, "only-include"), _option(project, "include")
    forced = _forced(project, tree)
    if not (packages or only or include):
        found = _by_name(project, tree)
        if found is None and not forced:
            return _not_found(project, tree)
        packages = [found] if found and not found.endswith(".py") else []
        only = [found] if found and found.endswith(".py") else []
    lacking = next((path for path in forced.values() if path not in tree.files), None)
    if lacking is not None:
        line = project.toml.line_of(*_FORCED, lacking)
        message = f"`force-include` names {quoted(lacking)}, and there is no such file or folder."
        return Mistake("distribution/src-not-found", message, f"Create {quoted(lacking)} or delete the line.", line)
    named = [path for path in tree.files if any(path == o or path.startswith(f"{o}/") for o in (*packages, *only))]
    chosen = ({*named} | ignored(include, tree.files)) - out
    roots = {package.rpartition("/")[0] for package in packages}
    files = {_without(path, roots): path for path in chosen}
    return Wheel(dict(sorted({**files, **forced}.items())), next(iter(sorted(roots)), ""))


def _option(project: Project, name: str) -> list[str]:
    """An option of the wheel, else of all builds."""
    build = project.toml.table("tool", "hatch", "build")
    target = project.toml.table("tool", "hatch", "build", "targets", "wheel")
    return strings(target.get(name, build.get(name)))


def _gitignored(tree: Tree) -> list[str]:
    return tree.files.get(".gitignore", b"").decode("utf-8", "replace").splitlines()


def _forced(project: Project, tree: Tree) -> dict[str, str]:
    """Path in the wheel -> path in the tree of what `force-include` names, files and whole folders."""
    table = project.toml.table(*_FORCED)
    pairs = [(source.strip("/"), goal.strip("/")) for source, goal in table.items() if isinstance(goal, str)]
    single = {goal: source for source, goal in pairs if source not in tree.folders}
    folders = [(source, goal) for source, goal in pairs if source in tree.folders]
    return single | {
        f"{goal}{path.removeprefix(source)}": path for source, goal in folders for path in tree.below(source)
    }


def _names(project: Project) -> list[str]:
    """Folder names that fit the project's name: as it is written, and in small letters."""
    return list(dict.fromkeys(name.replace("-", "_") for name in (project.name, normalized(project.name))))


def _by_name(project: Project, tree: Tree) -> str | None:
    """The folder or file that hatchling finds by itself."""
    for name in _names(project):
        for place in (name, f"src/{name}"):
            if f"{place}/__init__.py" in tree.files:
                return place
        if f"{name}.py" in tree.files:
            return f"{name}.py"
        around = [path for path in tree.files if path.count("/") == 2 and path.endswith(f"/{name}/__init__.py")]
        if len(around) == 1:
            return around[0].partition("/")[0]
    return None


def _not_found(project: Project, tree: Tree) -> Mistake:
    name = _names(project)[-1]
    places = [f"src/{name}/__init__.py", f"{name}/__init__.py", f"{name}.py"]
    return not_found(name, places, tree, project.toml.line_of("project", "name"))


def _without(path: str, roots: set[str]) -> str:
    root = next((root for root in sorted(roots, key=len, reverse=True) if root and path.startswith(f"{root}/")), "")
    return path.removeprefix(f"{root}/") if root else path
