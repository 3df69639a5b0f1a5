"""Mistakes with packages that are spread over several folders (namespace packages)."""

from __future__ import annotations

from grader.check import Scene
from grader.diagnosis.messages import missing_module
from grader.diagnosis.origins import failing_imports, failing_place
from grader.diagnosis.story import Story, at, code, listed, rule
from grader.diagnosis.texts import namespace as texts
from grader.diagnosis.tree import last, parent
from grader.outline import ImportFact
from grader.report import Finding
from grader.submission import Submission

_INIT = "__init__.py"


def _init_hides_folder(finding: Finding, scene: Scene) -> Story | None:
    module = missing_module(finding)
    package = (module or "").rpartition(".")[0]
    if module is None or not package:
        return None
    folder, wanted = package.replace(".", "/"), module.replace(".", "/") + ".py"
    hidden = next((path for path in scene.submission.files if path.endswith(f"/{wanted}")), None)
    inits = [path for path in scene.submission.files if path.endswith(f"/{folder}/{_INIT}")]
    if hidden is None or not any(parent(path) != parent(hidden) for path in inits) or not _is_shared(scene, folder):
        return None
    return Story(
        f"{code(module)} is not found, although there is {code(hidden)}: {listed(inits)} "
        f"{'makes its folder' if len(inits) == 1 else 'make their folders'} a package that is complete by itself.",
        "When Python finds a folder with an `__init__.py`, it takes that one and looks no further. Only folders "
        "without one are put together to a single package.",
        f"Delete {listed(inits)}.",
    )


def _is_shared(scene: Scene, folder: str) -> bool:
    """Whether there are several folders of that name, in different places and none at the top."""
    found = [path for path in scene.submission.folders if path.endswith(f"/{folder}")]
    return len(found) > 1 and folder not in scene.submission.folders


def _folder_in_name(finding: Finding, scene: Scene) -> Story | None:
    module, found = missing_module(finding), failing_imports(finding, scene)
    if module is None or found is None:
        return None
    facts, (fact, *_) = found
    top, _, rest = fact.module.partition(".")
    is_place = top in scene.submission.folders and f"{top}/{_INIT}" not in scene.submission.files
    if module != top or fact.level or not is_place or not rest or not _is_shared(scene, rest.replace(".", "/")):
        return None
    return Story(
        f"{at(facts.path, fact.line)} has {code(fact.statement)}. {code(top)} is the folder in which the package "
        f"{code(rest)} lies, and no part of its name.",
        "Python looks for modules inside the folders on its path. The name begins with what lies in such a folder, and "
        "so it is the same wherever the folder is.",
        f"Write {code(_with_module(fact, rest))} in {at(facts.path, fact.line)}.",
    )


def _with_module(fact: ImportFact, module: str) -> str:
    alias = f" as {fact.alias}" if fact.alias else ""
    return f"from {module} import {fact.name}{alias}" if fact.name else f"import {module}{alias}"


def _neighbour_by_short_name(finding: Finding, scene: Scene) -> Story | None:
    module, place = missing_module(finding), failing_place(finding)
    if module is None or place is None or "." in module or not parent(place[0]):
        return None
    package = last(parent(place[0]))
    home = next((path for path in scene.submission.files if path.endswith(f"/{package}/{module}.py")), None)
    is_elsewhere = home is not None and parent(home) != parent(place[0])
    if home is None or not is_elsewhere or _has_init(scene.submission, home, place[0]):
        return None
    return Story(
        f"{at(*place)} imports {code(module)}. {code(home)} is the module {code(module)} of the package "
        f"{code(package)}, to which {code(place[0])} belongs as well.",
        "Folders of one name without an `__init__.py` are one package for Python, wherever they lie. Inside a package "
        "a neighbour is imported by the package's name.",
        f"Write `from {package} import {module}` in {at(*place)}.",
    )


def _has_init(submission: Submission, *paths: str) -> bool:
    return any(f"{parent(path)}/{_INIT}" in submission.files for path in paths)


SPECIFIC = (
    rule(
        "namespace/init-hides-folder",
        "An `__init__.py` hides the other folders of the package",
        texts.INIT_HIDES,
        _init_hides_folder,
    ),
    rule("namespace/folder-in-name", "The name of a folder on the path", texts.FOLDER_IN_NAME, _folder_in_name),
    rule(
        "namespace/neighbour-by-short-name",
        "A neighbour in another folder, without the package",
        texts.SHORT_NAME,
        _neighbour_by_short_name,
    ),
)
