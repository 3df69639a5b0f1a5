"""What setuptools packs: the packages that it finds or is told, and of their files the Python code.

Data files come along only where `[tool.setuptools.package-data]` or a `MANIFEST.in` names them; type information
(`py.typed`, `*.pyi`) always does. A `setup.py` or `setup.cfg` is not looked at, and never run.

Source: setuptools.pypa.io, "Package Discovery and Namespace Packages" and "Data Files Support", and
`setuptools/discovery.py`, version 84.
"""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase

from grader.project.content import Tree, Wheel, not_found, strings
from grader.project.manifest import manifest_files
from grader.project.mistake import Mistake
from grader.project.patterns import MAX_PATTERNS, globbed
from grader.project.pyproject import Project, normalized
from grader.project.tomlfile import Table

_NO_PACKAGES = (
    "ci bin debian doc docs documentation manpages news newsfragments changelog test tests unit_test unit_tests "
    "example examples scripts tools util utils python build dist venv env requirements tasks fabfile site_scons "
    "benchmark benchmarks exercise exercises htmlcov [._]*"
)
_NO_MODULES = (
    "setup conftest test tests example examples build toxfile noxfile pavement dodo tasks fabfile [Ss][Cc]onstruct "
    "conanfile manage benchmark benchmarks exercise exercises [._]*"
)
"""top-level names that a search without `src/` leaves out"""
_ALWAYS_IN = ("*.py", "*.pyi", "py.typed")


def content(project: Project, tree: Tree) -> Wheel | Mistake:
    """The files of the wheel."""
    options = project.toml.table("tool", "setuptools")
    found = _told(options, tree) if {"packages", "py-modules"} & options.keys() else _searched(options, tree)
    if isinstance(found, Mistake):
        return found
    packages, modules = found
    lacking = next((folder for folder in packages.values() if folder not in tree.folders), None)
    if lacking is not None or not (packages or modules):
        name = normalized(project.name).replace("-", "_")
        places = [f"{lacking}/__init__.py"] if lacking else [f"src/{name}/__init__.py", f"{name}/__init__.py"]
        return not_found(next((n for n, f in packages.items() if f == lacking), name), places, tree)
    chosen = {_path(name, "__init__.py")[: -len("/__init__.py")] + ".py": path for name, path in modules.items()}
    for name, folder in packages.items():
        chosen |= {_path(name, inner): f"{folder}/{inner}" for inner in _package_files(options, name, folder, tree)}
    if options.get("include-package-data", True) is not False:
        chosen |= _listed_data(packages, tree)
    files = {goal: source for goal, source in sorted(chosen.items()) if source in tree.files}
    return Wheel(files, _root(packages, modules))


def _told(options: Table, tree: Tree) -> tuple[dict[str, str], dict[str, str]]:
    """Packages (name -> folder) and modules (name -> file) as the options say."""
    places = options.get("package-dir")
    places = places if isinstance(places, dict) else {}
    told = options.get("packages")
    if isinstance(told, dict):
        packages = _found(told.get("find"), tree)
    else:
        packages = {name: _folder_of(name, places) for name in strings(told)}
    top = str(places.get("", "")).strip("/")
    modules = {name: f"{top}/{name}.py".strip("/") for name in strings(options.get("py-modules"))}
    return packages, modules


def _found(find: object, tree: Tree) -> dict[str, str]:
    """What `packages.find` finds."""
    options = find if isinstance(find, dict) else {}
    found: dict[str, str] = {}
    for where in strings(options.get("where", ["."])):
        root = "" if where in {".", ""} else where.removeprefix("./").strip("/")
        names = _names(tree, root, strings(options.get("exclude"))[:MAX_PATTERNS])
        if options.get("namespaces", True) is False:
            names = [name for name in names if f"{_joined(root, name)}/__init__.py" in tree.files]
        include = strings(options.get("include"))[:MAX_PATTERNS] or ["*"]
        found |= {name: _joined(root, name) for name in names if any(fnmatchcase(name, each) for each in include)}
    return found


def _searched(options: Table, tree: Tree) -> tuple[dict[str, str], dict[str, str]] | Mistake:
    """What setuptools finds where nothing is told: below `src/` where that is there, else beside the file."""
    places = options.get("package-dir")
    src = str(places.get("", "src")).strip("/") if isinstance(places, dict) else "src"
    if src in tree.folders:
        packages = {name: _joined(src, name) for name in _names(tree, src, [])}
        return packages, {name: f"{src}/{name}.py" for name in _modules(tree, src, [])}
    names = [
        name for name in _names(tree, "", _NO_PACKAGES.split()) if all(part.isidentifier() for part in name.split("."))
    ]
    tops = [name for name in names if "." not in name]
    modules = [] if tops else _modules(tree, "", _NO_MODULES.split())
    if max(len(tops), len(modules)) > 1:
        return _several(tops or modules)
    return {name: _joined("", name) for name in names}, {name: f"{name}.py" for name in modules}


def _several(names: list[str]) -> Mistake:
    listed = ", ".join(f"`{name}`" for name in names[:5])
    message = f"Without a folder `src/` setuptools does not know which of {listed} to pack, and packs nothing."
    step = "Make a folder `src` and move your package into it."
    return Mistake("distribution/several-packages", message, step)


def _names(tree: Tree, root: str, out: Iterable[str]) -> list[str]:
    """Dotted names of all folders below a folder, but not of those that are left out, nor of what is in them."""
    patterns = [pattern for name in out for pattern in (name, f"{name}.*")]
    folders = [path for path in tree.folders_below(root) if "." not in path]
    names = [path.replace("/", ".") for path in folders]
    return [name for name in names if not any(fnmatchcase(name, pattern) for pattern in patterns)]


def _modules(tree: Tree, root: str, out: Iterable[str]) -> list[str]:
    start = f"{root}/" if root else ""
    own = [path.removeprefix(start) for path in tree.below(root)]
    names = [path.removesuffix(".py") for path in own if path.endswith(".py") and "/" not in path]
    return [name for name in names if name.isidentifier() and not any(fnmatchcase(name, each) for each in out)]


def _package_files(options: Table, name: str, folder: str, tree: Tree) -> frozenset[str]:
    """Paths inside the package's own folder that belong to it."""
    inner = [path.removeprefix(f"{folder}/") for path in tree.below(folder)]
    data = globbed(_patterns(options, "package-data", name), inner)
    return globbed(_ALWAYS_IN, inner) | (data - globbed(_patterns(options, "exclude-package-data", name), inner))


def _patterns(options: Table, key: str, package: str) -> list[str]:
    table = options.get(key)
    return [each for name in ("", "*", package) for each in strings(table.get(name))] if isinstance(table, dict) else []


def _listed_data(packages: dict[str, str], tree: Tree) -> dict[str, str]:
    """Files inside packages that a `MANIFEST.in` names."""
    names = {folder: name for name, folder in packages.items()}
    chosen = {}
    for path in manifest_files(tree):
        owner = next((folder for folder in _above(path) if folder in names), None)
        if owner is not None:
            chosen[_path(names[owner], path.removeprefix(f"{owner}/"))] = path
    return chosen


def _above(path: str) -> list[str]:
    parts = path.split("/")[:-1]
    return ["/".join(parts[:count]) for count in range(len(parts), 0, -1)]


def _folder_of(name: str, places: dict[str, object]) -> str:
    """Where a package lies, by the longest name in `package-dir` that it begins with."""
    parts = name.split(".")
    for count in range(len(parts), -1, -1):
        start = ".".join(parts[:count])
        if start in places:
            return "/".join(filter(None, (str(places[start]).strip("/"), *parts[count:])))
    return "/".join(parts)


def _joined(root: str, name: str) -> str:
    return "/".join(filter(None, (root, *name.split("."))))


def _path(name: str, inner: str) -> str:
    return f"{name.replace('.', '/')}/{inner}"


def _root(packages: dict[str, str], modules: dict[str, str]) -> str:
    """The folder from which the first package or module is imported."""
    name, place = next(iter((packages or {name: path.removesuffix(".py") for name, path in modules.items()}).items()))
    return place.removesuffix(name.replace(".", "/")).strip("/")
