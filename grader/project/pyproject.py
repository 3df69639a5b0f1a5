"""The tables of a `pyproject.toml`, and the rules for them that matter to a beginner.

Sources: the specification "pyproject.toml" on packaging.python.org (PEP 518, PEP 621), version specifiers (PEP 440),
dependency specifiers (PEP 508), entry points.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from packaging.specifiers import SpecifierSet

from grader.project.mistake import Mistake
from grader.project.tomlfile import Table, TomlFile, read_toml
from grader.showing import clip, printable

PYPROJECT = "pyproject.toml"

_TYPES: Mapping[str, tuple[type, ...]] = {
    "name": (str,),
    "version": (str,),
    "description": (str,),
    "readme": (str, dict),
    "requires-python": (str,),
    "license": (str, dict),
    "license-files": (list,),
    "authors": (list,),
    "maintainers": (list,),
    "keywords": (list,),
    "classifiers": (list,),
    "urls": (dict,),
    "scripts": (dict,),
    "gui-scripts": (dict,),
    "entry-points": (dict,),
    "dependencies": (list,),
    "optional-dependencies": (dict,),
    "import-names": (list,),
    "import-namespaces": (list,),
    "dynamic": (list,),
}
"""every key of [project], and what may stand there"""
_WORDS: Mapping[type, str] = {
    str: 'a text in quotes, such as `"..."`',
    list: "a list in square brackets, `[...]`",
    dict: "a table",
}
_MISPLACED = ("tool.poetry", "metadata", "package", "tool.project", "tool.setuptools")
"""tables in which people write what belongs into [project]: of other tools, other languages and older formats"""

_NAME = re.compile(r"[A-Z0-9]|[A-Z0-9][A-Z0-9._-]*[A-Z0-9]", re.IGNORECASE)
_VERSION = re.compile(
    r"v?(\d+!)?\d+(\.\d+)*([-_.]?(a|b|c|rc|alpha|beta|pre|preview)[-_.]?\d*)?(-\d+|[-_.]?(post|rev|r)[-_.]?\d*)?"
    r"([-_.]?dev[-_.]?\d*)?(\+[a-z0-9]+([-_.][a-z0-9]+)*)?",
    re.IGNORECASE,
)
_BOUND = r"\s*(===|==|~=|!=|<=|>=|<|>)\s*[\w.*+!-]+\s*"
_PYTHONS = tuple(f"3.{minor}.{micro}" for minor in range(8, 15) for micro in range(30))
_BOUNDS = re.compile(rf"{_BOUND}(,{_BOUND})*")
_REQUIREMENT = re.compile(
    rf"\s*[A-Za-z0-9][\w.-]*\s*(\[[\w\s,.-]*\])?\s*({_BOUND}(,{_BOUND})*|\({_BOUND}(,{_BOUND})*\)|@\s*\S+)?\s*(;.*)?"
)
_TARGET = re.compile(r"([^\W\d]\w*(?:\.[^\W\d]\w*)*)\s*:\s*([^\W\d]\w*(?:\.[^\W\d]\w*)*)\s*(\[[^\]]*\])?")


_MAX_CHARS = 400
"""of a name, version or requirement: a pattern may take long for a longer one"""


@dataclass(frozen=True)
class Target:
    """What a script runs: a module and the name of a function in it."""

    module: str
    function: str


@dataclass(frozen=True)
class Project:
    """A `pyproject.toml` that follows the rules."""

    toml: TomlFile

    @property
    def table(self) -> Table:
        """The table [project]."""
        return self.toml.table("project")

    @property
    def name(self) -> str:
        """As it is written."""
        return str(self.table.get("name"))

    @property
    def version(self) -> str | None:
        """None where the backend is to find it out."""
        found = self.table.get("version")
        return None if found is None else str(found)

    @property
    def backend(self) -> str:
        """The module that builds the wheel."""
        return str(self.toml.table("build-system").get("build-backend"))

    @property
    def scripts(self) -> Mapping[str, Target]:
        """The commands that an installation makes."""
        found = {name: _fits(_TARGET, str(text)) for name, text in self.toml.table("project", "scripts").items()}
        return {name: Target(match[1], match[2]) for name, match in found.items() if match}


def read_project(content: bytes) -> Project | Mistake:
    """Read a `pyproject.toml`; the first Mistake in the order in which one would mend them."""
    toml = read_toml(PYPROJECT, content)
    if isinstance(toml, Mistake):
        return toml
    return next((mistake for rule in _RULES for mistake in rule(toml)), None) or Project(toml)


def normalized(name: str) -> str:
    """The name as installers compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).casefold()


def _fits(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return pattern.fullmatch(text) if len(text) <= _MAX_CHARS else None


def quoted(value: object) -> str:
    """A value of the file in backticks."""
    return f"`{clip(printable(str(value)), 80)}`"


def _has_project(toml: TomlFile) -> Iterator[Mistake]:
    """The table [project] is there, under this name."""
    named = next((name for name in _MISPLACED if toml.table(*name.split(".")).get("name")), None)
    project = toml.data.get("project")
    if isinstance(project, Mapping) and (not named or "name" in project):
        return
    close = get_close_matches("project", [str(key) for key in toml.data], n=1, cutoff=0.7)
    found = named or (close[0] if close and isinstance(toml.data[close[0]], Mapping) else None)
    if found:
        line = toml.line_of(*found.split("."))
        message = f"`{PYPROJECT}` has the table {quoted(f'[{found}]')} where `[project]` is expected."
        yield Mistake("distribution/wrong-table", message, f"Write `[project]` in place of `[{found}]`.", line)
    elif "name" in toml.data or "version" in toml.data:
        line = toml.line_of("name") or toml.line_of("version")
        message = f"`{PYPROJECT}` has name and version above any table, so they belong to none."
        yield Mistake("distribution/wrong-table", message, "Write `[project]` on a line of its own above them.", line)
    else:
        message = f"`{PYPROJECT}` has no table `[project]`."
        step = f"Write `[project]` into `{PYPROJECT}`, and below it `name` and `version`."
        yield Mistake("distribution/wrong-table", message, step)


def _known_keys(toml: TomlFile) -> Iterator[Mistake]:
    """[project] has no other keys than those of the specification, each with a value of the right kind."""
    for key, value in toml.table("project").items():
        line = toml.line_of("project", key)
        if key not in _TYPES:
            yield Mistake("distribution/unknown-key", _unknown(key), _instead(key), line)
        elif not isinstance(value, _TYPES[key]):
            name = "distribution/bad-version" if key == "version" else "distribution/wrong-type"
            wanted = _WORDS[_TYPES[key][0]]
            message = f"`{key}` in `[project]` is {_kind(value)}, but {wanted} is expected."
            yield Mistake(name, message, f"Write `{key}` as {wanted}.", line)
        elif isinstance(value, list) and key not in {"authors", "maintainers"}:
            wrong = next((item for item in value if not isinstance(item, str)), None)
            if wrong is not None:
                message = f"The list `{key}` in `[project]` holds {_kind(wrong)}, but each item is a text in quotes."
                yield Mistake("distribution/wrong-type", message, f"Put each item of `{key}` into quotes.", line)


def _unknown(key: str) -> str:
    return f"`[project]` has the key {quoted(key)}, and there is none of this name."


def _instead(key: str) -> str:
    usual = {"author": "authors", "python": "requires-python", "python-requires": "requires-python", "url": "urls"}
    known = list(_TYPES)
    close = usual.get(key) or next(iter(get_close_matches(key.replace("_", "-"), known, n=1, cutoff=0.6)), None)
    return f"Write `{close}` in place of {quoted(key)}." if close else f"Delete the line with {quoted(key)}."


def _kind(value: object) -> str:
    """A value of TOML in words."""
    kinds = ((bool, "true or false"), (int | float, "a number"), (str, "a text"), (list, "a list"), (dict, "a table"))
    return next((words for kind, words in kinds if isinstance(value, kind)), "a date or time")


def _name_and_version(toml: TomlFile) -> Iterator[Mistake]:
    """A name is there, and a version or the word that the backend finds it out; both are well written."""
    project = toml.table("project")
    dynamic = project.get("dynamic", [])
    line = toml.line_of("project")
    for key, example in (("name", '"my-project"'), ("version", '"0.1.0"')):
        if key not in project and not (key == "version" and isinstance(dynamic, list) and key in dynamic):
            message = f"`[project]` has no `{key}`."
            yield Mistake("distribution/key-missing", message, f"Write `{key} = {example}` below `[project]`.", line)
    name, version = str(project.get("name")), str(project.get("version", "0"))
    if not _fits(_NAME, name):
        message = f"The name {quoted(name)} in `[project]` is none that a project may have."
        step = "Use letters, digits, hyphens and underscores, with a letter or digit at both ends."
        yield Mistake("distribution/bad-name", message, step, toml.line_of("project", "name"))
    if not _fits(_VERSION, version):
        message = f"{quoted(version)} in `[project]` is no version."
        step = 'Write numbers with dots between them, such as `version = "0.1.0"`.'
        yield Mistake("distribution/bad-version", message, step, toml.line_of("project", "version"))


def _requirements(toml: TomlFile) -> Iterator[Mistake]:
    """`requires-python` and the dependencies are requirements that installers understand."""
    project = toml.table("project")
    python = project.get("requires-python")
    if isinstance(python, str) and not _fits(_BOUNDS, python):
        message = f"`requires-python` is {quoted(python)}, and no installer understands that."
        step = 'Write the oldest Python that will do, such as `requires-python = ">=3.8"`.'
        yield Mistake("distribution/bad-requirement", message, step, toml.line_of("project", "requires-python"))
    elif isinstance(python, str) and not any(SpecifierSet(python).filter(_PYTHONS)):
        message = f"`requires-python` is {quoted(python)}, and no Python from 3.8 to 3.14 fits that."
        step = 'Write the oldest Python that will do, such as `requires-python = ">=3.8"`.'
        yield Mistake("distribution/no-python", message, step, toml.line_of("project", "requires-python"))
    dependencies = project.get("dependencies")
    for text in dependencies if isinstance(dependencies, list) else ():
        if not _fits(_REQUIREMENT, str(text)):
            message = f"The dependency {quoted(text)} is none that an installer understands."
            step = "Write the name of the project, and behind it a bound such as `>=1.2` where it needs one."
            yield Mistake("distribution/bad-requirement", message, step, toml.line_of("project", "dependencies"))
        elif text in sys.stdlib_module_names:
            message = f"{quoted(text)} is among the dependencies, but it comes with Python."
            step = f"Take {quoted(text)} out of `dependencies`; `import {text}` works without it."
            yield Mistake("distribution/standard-library", message, step, toml.line_of("project", "dependencies"))


def _scripts(toml: TomlFile) -> Iterator[Mistake]:
    """Each script names a module and a function of it, in the table that is made for it."""
    if toml.table("project", "entry-points").get("console_scripts"):
        line = toml.line_of("project", "entry-points", "console_scripts")
        message = "Commands stand in `[project.entry-points.console_scripts]`, which is the older way."
        yield Mistake("distribution/bad-script", message, "Write them below `[project.scripts]`.", line)
    for name, text in toml.table("project", "scripts").items():
        if not isinstance(text, str) or not _fits(_TARGET, text):
            line = toml.line_of("project", "scripts", name)
            message = f"The command {quoted(name)} runs {quoted(text)}, which is not `module:function`."
            yield Mistake("distribution/bad-script", message, _target_step(name, text), line)
    stray = next((place for place in (("scripts",), ("tool", "setuptools", "scripts")) if toml.table(*place)), None)
    if stray:
        message = f"Commands stand in `[{'.'.join(stray)}]`, where nobody looks for them."
        line = toml.line_of(*stray)
        yield Mistake("distribution/wrong-table", message, f"Write `[project.scripts]` in line {line}.", line)


def _target_step(name: str, text: object) -> str:
    """The target with its usual slips mended, where that gives one."""
    mended = str(text).strip().removesuffix("()").replace(".py:", ":").replace("/", ".").removesuffix(".py")
    if ":" not in mended and "." in mended:
        mended = ":".join(mended.rsplit(".", 1))
    example = mended if _fits(_TARGET, mended) else "mypackage.cli:main"
    return f'Write the module, a colon and the function, such as `{name} = "{example}"`.'


def _build_system(toml: TomlFile) -> Iterator[Mistake]:
    """[build-system] names the tool that builds the wheel, and asks for it to be installed."""
    table = toml.table("build-system")
    close = get_close_matches("build-system", [key for key in toml.data if key != "build-system"], n=1, cutoff=0.7)
    if not table and close:
        message = f"`{PYPROJECT}` has the table {quoted(f'[{close[0]}]')} where `[build-system]` is expected."
        step = f"Write `[build-system]` in place of `[{close[0]}]`."
        yield Mistake("distribution/wrong-table", message, step, toml.line_of(close[0]))
    missing = next((key for key in ("requires", "build-backend") if key not in table), None)
    if missing:
        message = f"`[build-system]` has no `{missing}`." if table else f"`{PYPROJECT}` has no table `[build-system]`."
        step = (
            'Write `[build-system]`, and below it `requires = ["setuptools>=77"]` and '
            '`build-backend = "setuptools.build_meta"`.'
        )
        yield Mistake("distribution/no-build-system", message, step, toml.line_of("build-system"))
    requires, backend = table.get("requires"), table.get("build-backend")
    if not isinstance(requires, list) or not all(isinstance(each, str) for each in requires):
        message = f"`requires` in `[build-system]` is {_kind(requires)}, but a list of texts is expected."
        step = 'Write it in square brackets and quotes, such as `requires = ["setuptools>=77"]`.'
        yield Mistake("distribution/wrong-type", message, step, toml.line_of("build-system", "requires"))
    elif not isinstance(backend, str):
        message = f"`build-backend` in `[build-system]` is {_kind(backend)}, but a text is expected."
        step = 'Write it in quotes, such as `build-backend = "setuptools.build_meta"`.'
        yield Mistake("distribution/wrong-type", message, step, toml.line_of("build-system", "build-backend"))


_RULES: tuple[Callable[[TomlFile], Iterator[Mistake]], ...] = (
    _has_project,
    _known_keys,
    _name_and_version,
    _requirements,
    _scripts,
    _build_system,
)
