"""Mistakes with packages: the folder is not one, or its `__init__.py` is not there."""

from __future__ import annotations

import sys
from difflib import SequenceMatcher

from grader.check import Scene
from grader.diagnosis.messages import missing_attribute, missing_module, missing_name
from grader.diagnosis.origins import failing_imports
from grader.diagnosis.story import Story, at, code, listed, rule
from grader.diagnosis.texts import package as texts
from grader.diagnosis.tree import (
    exists,
    inside,
    last,
    missing_path,
    parent,
    python_files,
    required_files,
    wanted_paths,
    with_hyphen,
)
from grader.report import Finding

_INIT = "__init__.py"
_INIT_LIKENESS = 0.75
"""`int`, `inti`, `ini`, `innit` are at or above it; `main` is below"""


def _init_misspelt(finding: Finding, scene: Scene) -> Story | None:
    folder = _folder_without_init(finding, scene)
    slip = (
        next((path for path in inside(scene.submission, folder) if _is_like_init(last(path))), None) if folder else None
    )
    if folder is None or slip is None or slip in scene.submission.folders:
        return None
    return Story(
        f"The folder {code(folder + '/')} holds {code(last(slip))}, but no {code(_INIT)}.",
        "Python takes a folder for a package when it holds a file of exactly this name: two underscores, `init`, two "
        "underscores, `.py`.",
        f"Rename {code(slip)} to {code(f'{folder}/{_INIT}')}.",
    )


def _is_like_init(name: str) -> bool:
    stem = name.casefold().split(".")[0].replace(" ", "").replace("-", "_")
    body = stem.strip("_")
    if body == "init":
        return True
    return stem != body and SequenceMatcher(None, body, "init").ratio() >= _INIT_LIKENESS


def _folder_without_init(finding: Finding, scene: Scene) -> str | None:
    """The folder that should be a package and has no `__init__.py`: asked for, or met by an import."""
    path = missing_path(finding, scene)
    if path is not None:
        return parent(path) if last(path) == _INIT and parent(path) in scene.submission.folders else None
    found = missing_name(finding) or missing_attribute(finding)
    folder = found[1].replace(".", "/") if found else ""
    if "/" not in folder and folder in sys.stdlib_module_names:
        return None  # the standard module was found, and not the folder
    is_plain = folder in scene.submission.folders and f"{folder}/{_INIT}" not in scene.submission.files
    return folder if is_plain and f"{folder}.py" not in scene.submission.files else None


def _init_missing(finding: Finding, scene: Scene) -> Story | None:
    folder = _folder_without_init(finding, scene)
    if folder is None:
        return None
    here = [last(path) for path in python_files(scene.submission, folder)]
    content = f"holds {listed(here)}" if here else "is there"
    above = f"{parent(folder)}/{_INIT}".lstrip("/")
    if above in scene.submission.files and not parent(folder):
        return Story(
            f"The folder {code(folder + '/')} {content}, but its {code(_INIT)} lies beside it and not in it.",
            _WHY_INIT,
            f"Move {code(above)} into the folder {code(folder + '/')}.",
        )
    return Story(
        f"The folder {code(folder + '/')} {content}, but no {code(_INIT)}.",
        _WHY_INIT,
        f"Create the file {code(f'{folder}/{_INIT}')}. It may be empty.",
    )


_WHY_INIT = (
    "The file `__init__.py` makes a folder a regular package: Python runs it when the package is imported. Without "
    "it the folder is only a loose collection of files, and tools and imports treat it differently."
)


def _hyphen(finding: Finding, scene: Scene) -> Story | None:
    found = next(filter(None, (with_hyphen(scene.submission, path) for path in wanted_paths(finding, scene))), None)
    if found is None or found[0] not in scene.submission.folders:
        return None
    is_called, should_be = found
    return Story(
        f"Your folder is called {code(is_called + '/')}, the exercise asks for {code(should_be + '/')}.",
        "The name of a package is written in import statements, and there a hyphen means minus and a space ends the "
        "name. So Python names have only letters, digits and underscores.",
        f"Rename the folder {code(is_called)} to {code(should_be)}.",
    )


def _is_a_module(finding: Finding, scene: Scene) -> Story | None:
    missing = missing_path(finding, scene)
    for path in wanted_paths(finding, scene):
        package = parent(path) if last(path) == _INIT else path if "." not in last(path) else parent(path)
        is_asked = path == missing or f"{package}/{_INIT}" in required_files(scene.requires)
        if is_asked and f"{package}.py" in scene.submission.files and not exists(scene.submission, package):
            return Story(
                f"{code(package + '.py')} is a single file, but {code(package)} should be a folder with modules in it.",
                "A module is one file. A package is a folder that holds modules and a file `__init__.py`; only then "
                f"can `import {package.replace('/', '.')}.…` find something inside.",
                f"Create a folder {code(package + '/')} with a file {code(_INIT)} in it, and move your code into "
                f"modules in that folder; then delete {code(package + '.py')}.",
            )
    return None


def _is_no_module(finding: Finding, scene: Scene) -> Story | None:
    wanted = missing_path(finding, scene) or ""
    folder = wanted.removesuffix(".py")
    if folder == wanted or f"{folder}/{_INIT}" not in scene.submission.files:
        return None
    return Story(
        f"There is a folder {code(folder + '/')} with an {code(_INIT)}, that is a package; {code(wanted)} should be a "
        "single file.",
        "A module is one file. A package is a folder that holds modules; it is imported in the same way, but it is "
        "more to look after, and pays off only where there are several modules to hold.",
        f"Put the code into {code(wanted)}, then delete the folder {code(folder + '/')}.",
    )


def _init_by_file_name(finding: Finding, scene: Scene) -> Story | None:
    found = failing_imports(finding, scene)
    fact = next((fact for fact in found[1] if fact.module.split(".")[-1] == "__init__"), None) if found else None
    if found is None or fact is None or missing_module(finding) is None or "/" not in found[0].path:
        return None
    package = parent(found[0].path).replace("/", ".")
    names = f"from {package} import {fact.name}" if fact.name else f"import {package}"
    return Story(
        f"{at(found[0].path, fact.line)} has {code(fact.statement)}.",
        "`__init__.py` is the file that runs when its package is imported. What stands in it belongs to the package "
        "and is reached by the package's own name.",
        f"Write {code(names)} in {at(found[0].path, fact.line)}.",
    )


SPECIFIC = (
    rule(
        "package/init-misspelt", "The name of `__init__.py` is written differently", texts.INIT_MISSPELT, _init_misspelt
    ),
    rule("package/hyphen", "The package's folder has a hyphen or a space in its name", texts.HYPHEN, _hyphen),
    rule(
        "package/is-a-module", "A single file where a package (a folder) is asked for", texts.IS_A_MODULE, _is_a_module
    ),
    rule(
        "package/instead-of-module",
        "A package (a folder) where a single file is asked for",
        texts.INSTEAD_OF_MODULE,
        _is_no_module,
    ),
    rule("package/init-missing", "The package's folder has no `__init__.py`", texts.INIT_MISSING, _init_missing),
    rule(
        "package/init-by-file-name",
        "An import names `__init__` in place of the package",
        texts.INIT_BY_FILE_NAME,
        _init_by_file_name,
    ),
)
