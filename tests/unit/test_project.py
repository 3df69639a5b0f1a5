"""What stands in a pyproject.toml, and what the wheel built from it would hold."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict

from grader.project.mistake import Mistake
from grader.project.pyproject import Project, Target, read_project
from grader.project.tomlfile import MAX_BYTES, TomlFile, read_toml
from grader.project.wheel import BACKENDS, Wheel, wheel_of
from grader.submission import Submission
from grader.yamlfile import read_yaml

CASES = Path(__file__).resolve().parents[1] / "cases" / "wheels.yaml"
HEAD = '[build-system]\nrequires = ["{needed}"]\nbuild-backend = "{backend}"\n\n[project]\nname = "greet-me"\n'
REST = 'version = "1"\ndescription = "d"\n'


class Build(BaseModel):
    """One real build: what it was told and what it packed."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    backend: str
    tree: str
    tool: str
    packs: tuple[str, ...] | None

    @property
    def pyproject(self) -> str:
        """The content of the file."""
        return HEAD.format(needed=BACKENDS[self.backend][0], backend=self.backend) + REST + self.tool


class Builds(BaseModel):
    """The file of builds."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    trees: Mapping[str, Mapping[str, str]]
    cases: tuple[Build, ...]


BUILDS = Builds.model_validate(read_yaml(CASES, CASES.name).data)
RECORDED = [pytest.param(each, id=f"{each.backend}-{each.tree}-{n}") for n, each in enumerate(BUILDS.cases)]
ALIVE = [
    pytest.param(each, id=each.tree) for each in BUILDS.cases if (each.backend, each.tool) == ("hatchling.build", "")
]


def files_of(build: Build) -> dict[str, str]:
    """The tree with its pyproject.toml."""
    return {**BUILDS.trees[build.tree], "pyproject.toml": build.pyproject}


def built(files: Mapping[str, str]) -> Wheel | Mistake:
    """The wheel as the rules have it."""
    submission = Submission.of({path: text.encode() for path, text in files.items()})
    project = read_project(submission.files["pyproject.toml"])
    assert isinstance(project, Project), project
    return wheel_of(project, submission)


def packed(wheel: Wheel | Mistake) -> tuple[str, ...] | None:
    """Its files, None where there is none."""
    return None if isinstance(wheel, Mistake) else tuple(sorted(wheel.files))


@pytest.mark.parametrize("build", RECORDED)
def test_wheel_holds_what_a_real_build_packs(build: Build) -> None:
    """No file more and none less, and no wheel where the build ends with an error."""
    assert packed(built(files_of(build))) == (None if build.packs is None else tuple(sorted(build.packs)))


def test_every_backend_was_built_with() -> None:
    """No row of the table that no real build stands for."""
    assert {build.backend for build in BUILDS.cases} == set(BACKENDS)


@pytest.mark.parametrize("build", ALIVE)
def test_the_record_is_still_true(build: Build, tmp_path: Path) -> None:
    """hatchling, which is here to build this project, packs today what was recorded."""
    for path, text in files_of(build).items():
        (tmp_path / "tree" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "tree" / path).write_text(text, encoding="utf-8")
    (tmp_path / "out").mkdir()
    code = f"import hatchling.build; hatchling.build.build_wheel({str(tmp_path / 'out')!r})"
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path / "tree", capture_output=True, check=False)

    wheels = list((tmp_path / "out").glob("*.whl"))
    names = {name for wheel in wheels for name in ZipFile(wheel).namelist() if ".dist-info/" not in name}

    assert names == set(build.packs or ())


def test_wheel_knows_where_its_files_come_from() -> None:
    """Each file with its place in the tree, and the folder from which imports start."""
    wheel = built(
        {"src/greet_me/__init__.py": "", "src/greet_me/a/b.py": "", "pyproject.toml": BUILDS.cases[0].pyproject}
    )

    assert isinstance(wheel, Wheel)
    assert wheel.root == "src"
    assert wheel.files["greet_me/a/b.py"] == "src/greet_me/a/b.py"
    assert wheel.module("greet_me") == "src/greet_me/__init__.py"
    assert wheel.module("greet_me.a.b") == "src/greet_me/a/b.py"
    assert wheel.module("src.greet_me") is None


def test_scripts_are_read() -> None:
    """Name, module and function, with spaces and extras as the format allows."""
    text = BUILDS.cases[0].pyproject + '[project.scripts]\na = "m:f"\nb = "p.q : C.go [x]"\n'

    project = read_project(text.encode())

    assert isinstance(project, Project)
    assert project.scripts == {"a": Target("m", "f"), "b": Target("p.q", "C.go")}


@pytest.mark.parametrize(
    "version", ["0.1.0", "1", "2026.11", "1.0rc1", "1.0.dev3", "v1.0", "1!2.0", "1.0.post1+local.7"]
)
def test_versions_that_installers_take(version: str) -> None:
    """Every form of the specification."""
    text = BUILDS.cases[0].pyproject.replace('version = "1"', f'version = "{version}"')

    assert isinstance(read_project(text.encode()), Project)


@pytest.mark.parametrize("version", ["", "one", "1.0-final", "1..0", "1.0 beta", "0.1.x", "1,0"])
def test_versions_that_are_none(version: str) -> None:
    """What people write in their place."""
    text = BUILDS.cases[0].pyproject.replace('version = "1"', f'version = "{version}"')

    found = read_project(text.encode())

    assert isinstance(found, Mistake)
    assert found.name == "distribution/bad-version"
    assert found.line == 7


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        (("project",), 2),
        (("project", "name"), 3),
        (("project", "urls", "home page"), 5),
        (("tool", "a"), 6),
        (("tool", "a", "b", "c"), 7),
        (("nowhere",), None),
        (("name",), None),
    ],
)
def test_line_of_a_key(keys: tuple[str, ...], line: int | None) -> None:
    """Where it is written, whether it has a table of its own or dots in its name."""
    text = '# top\n[project]\nname = "x"\n[project.urls]\n"home page" = "y"\n[tool . a]\nb.c = 1\n'

    found = read_toml("x.toml", text.encode())

    assert isinstance(found, TomlFile)
    assert found.line_of(*keys) == line


@pytest.mark.parametrize(
    ("content", "name", "line"),
    [
        pytest.param(b"a = b\n", "toml/no-quotes", 1, id="text"),
        pytest.param(b"a = 'x'\nb = >=3\n", "toml/no-quotes", 2, id="bound"),
        pytest.param(
            "a = \N{LEFT DOUBLE QUOTATION MARK}x\N{RIGHT DOUBLE QUOTATION MARK}".encode(),
            "toml/no-quotes",
            1,
            id="bent",
        ),
        pytest.param(b"'a': 1\n", "toml/colon", 1, id="colon"),
        pytest.param(b"a = 'x'\n\n[b\n", "toml/invalid", 3, id="header"),
        pytest.param(b"a = [1,\n", "toml/invalid", 1, id="open"),
        pytest.param(b"a = 'x\n", "toml/invalid", 1, id="quote"),
        pytest.param(b"a = 1\na = 2\n", "toml/invalid", 2, id="twice"),
        pytest.param(b"\n\xff\n", "toml/invalid", 2, id="latin"),
        pytest.param(b"#" * (MAX_BYTES + 1), "toml/invalid", None, id="large"),
        pytest.param(b"a = " + b"[" * 30_000, "toml/invalid", 1, id="deep"),
        pytest.param(b"a = " + b"9" * 5_000, "toml/invalid", 1, id="digits"),
    ],
)
def test_file_that_cannot_be_read(content: bytes, name: str, line: int | None) -> None:
    """The mistake has a name and its line."""
    found = read_toml("x.toml", content)

    assert isinstance(found, Mistake)
    assert (found.name, found.line) == (name, line)


LINES = st.sampled_from(
    [
        *(
            '[project]\nname = "a"',
            'version = "1"',
            "version = 1",
            "[project]",
            "name = [1]",
            "name = ''",
            "scripts = 3",
        ),
        *("[project.scripts]\nx = 'a:b'", "[project.scripts]\nx = {}", "[project.entry-points]\nconsole_scripts = 1"),
        *("dependencies = [1, {}]", "dynamic = 'version'", "dynamic = ['version']", "[[project]]", "[tool]\nhatch = 1"),
        *(
            "[tool.setuptools]\npackages = ['a', '']",
            "[tool.setuptools]\npackage-dir = {'' = '../x'}\npackages = ['a']",
        ),
        *(
            "[tool.setuptools.packages.find]\nwhere = ['..', '/', '']\ninclude = ['[']",
            "[tool.setuptools]\npackage-data = 1",
        ),
        *("[tool.hatch.build]\npackages = ['', '/']", "[tool.hatch.build.targets.wheel.force-include]\n'a' = ''"),
        *("[tool.flit]\nmodule = {name = '../..'}", "[tool.uv.build-backend]\nmodule-name = []", "x = \x00", "é = 'é'"),
    ]
)


@given(
    backend=st.sampled_from([*BACKENDS, "x"]),
    lines=st.lists(LINES, max_size=6),
    paths=st.sets(
        st.sampled_from(["a/__init__.py", "src/a/__init__.py", "a.py", "src/x.py", "b/c/d.txt", "MANIFEST.in"])
    ),
)
def test_no_file_and_no_tree_is_too_odd(backend: str, lines: list[str], paths: set[str]) -> None:
    """Whatever stands in it: a project or a mistake, a wheel of files that are there or a mistake."""
    needed = BACKENDS[backend][0] if backend in BACKENDS else "x"
    text = HEAD.format(needed=needed, backend=backend).partition("\n[project]")[0] + "\n" + "\n".join(lines)
    submission = Submission.of({"pyproject.toml": text.encode(), **dict.fromkeys(paths, b"graft ..\ninclude\n")})

    project = read_project(submission.files["pyproject.toml"])

    if isinstance(project, Project):
        wheel = wheel_of(project, submission)
        assert isinstance(wheel, Mistake) or set(wheel.files.values()) <= set(submission.files)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(" " * 60_000, id="spaces"),
        pytest.param("a" * 60_000 + " b", id="word"),
        pytest.param('version = "' + "1" * 60_000 + 'x"', id="digits"),
        pytest.param('dependencies = ["' + "a." * 30_000 + '!"]', id="dots"),
        pytest.param(f"[tool.setuptools.package-data]\n'*' = ['{'*a' * 20_000}b']", id="stars"),
        pytest.param(f"[tool.setuptools.package-data]\n'*' = ['{'**/' * 15_000}b']", id="folders"),
    ],
)
def test_no_text_holds_the_judge_up(text: str) -> None:
    """A student's file is read in a moment, however it is made."""
    head = BUILDS.cases[0].pyproject.replace('version = "1"\n', "" if text.startswith("version") else 'version = "1"\n')
    submission = Submission.of({"pyproject.toml": f"{head}{text}\n".encode(), f"src/a/{'a' * 90}/x.txt": b""})

    started = time.process_time()
    project = read_project(submission.files["pyproject.toml"])
    if isinstance(project, Project):
        wheel_of(project, submission)

    assert time.process_time() - started < 2
