"""Exercise files: what is accepted, what is derived, and how every defect is reported."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from grader.catalog import Catalogue, builtin_folder, json_schema, load_exercise
from grader.checks import KINDS
from grader.errors import ExerciseInvalid, UsageError
from grader.yamlfile import read_yaml

HEAD = "id: demo\ntitle: A demo\n"
PACKAGE = """
requires:
  packages:
    - name: mypackage
      exports: [add]
      modules:
        - name: math_utils
          functions: [{name: add, params: [a, b]}]
          classes: [{name: Adder}]
          values: [LIMIT]
"""


def write(folder: Path, text: str) -> Path:
    """An exercise folder with this exercise.yaml."""
    (folder / "exercise.yaml").write_text(text, encoding="utf-8")
    return folder


def test_requires_derives_checks_with_stable_ids(tmp_path: Path) -> None:
    """Layout, import, names and exports follow from the tree, under ids that do not depend on order."""
    exercise = load_exercise(write(tmp_path, HEAD + PACKAGE))
    needs = {planned.check.id: set(planned.needs) for planned in exercise.plan}
    assert needs == {
        "layout:mypackage": set(),
        "layout:mypackage.math_utils": {"layout:mypackage"},
        "import:mypackage": {"layout:mypackage"},
        "import:mypackage.math_utils": {"layout:mypackage.math_utils", "import:mypackage"},
        "exports:mypackage": {"layout:mypackage", "import:mypackage"},
        "defines:mypackage.math_utils.add": {"layout:mypackage.math_utils"},
        "defines:mypackage.math_utils.Adder": {"layout:mypackage.math_utils"},
        "defines:mypackage.math_utils.LIMIT": {"layout:mypackage.math_utils"},
    }


def test_needs_follow_from_what_a_value_check_uses(tmp_path: Path) -> None:
    """A check that calls a required function waits for its module and for the function."""
    checks = """
checks:
  - {id: first, kind: value, given: from mypackage import math_utils, ask: "math_utils.add(1, 2)", equals: 3}
"""
    exercise = load_exercise(write(tmp_path, HEAD + PACKAGE + checks))
    planned = next(p for p in exercise.plan if p.check.id == "first")
    assert {"import:mypackage.math_utils", "defines:mypackage.math_utils.add"} <= set(planned.needs)


def test_plan_puts_every_check_after_its_needs(tmp_path: Path) -> None:
    """Also where the file names them the other way round."""
    checks = """
checks:
  - {id: last, kind: file, path: b.txt, needs: [first]}
  - {id: first, kind: file, path: a.txt}
"""
    exercise = load_exercise(write(tmp_path, HEAD + checks))
    assert [planned.check.id for planned in exercise.plan] == ["first", "last"]
    assert exercise.needed_for("last") == {"first", "last"}


DEFECTS = {
    "unknown key": ("requirs: 1", "3:1: unknown key 'requirs'. Did you mean 'requires'?"),
    "unknown key in a check": (
        "checks:\n- {id: a, kind: file, paht: x}",
        "4:23: unknown key 'paht'. Did you mean 'path'?",
    ),
    "unknown kind": (
        "checks:\n- {id: a, kind: vale}",
        "4:17: unknown kind 'vale'. Did you mean 'value'? Allowed: file,",
    ),
    "no kind": ("checks:\n- {id: a}", "4:3: the key 'kind' is missing"),
    "missing key": ("checks:\n- {id: a, kind: file}", "4:3: the key 'path' is missing"),
    "wrong type": ("topics: modules", "3:9: this should be"),
    "number as text": (
        "checks:\n- {id: a, kind: file, path: x, points: yes}",
        "4:40: this should be a number, not 'yes'",
    ),
    "negative points": (
        "checks:\n- {id: a, kind: file, path: x, points: -1}",
        "4:40: this should be greater than or equal",
    ),
    "infinite points": (
        "checks:\n- {id: a, kind: file, path: x, points: 1e999}",
        "4:40: this should be a finite number",
    ),
    "twice the same key": ("title: B", "3:1: the key 'title' stands here and in line 2"),
    "twice the same id": (
        "checks:\n- {id: a, kind: file, path: x}\n- {id: a, kind: file, path: y}",
        "5:8: the id 'a' is taken",
    ),
    "id of a derived check": ("checks:\n- {id: 'layout:x', kind: file, path: x}", "4:8: 'layout:x' is no id"),
    "unknown need": (
        "checks:\n- {id: alpha, kind: file, path: x}\n- {id: b, kind: file, path: y, needs: [alpa]}",
        "5:40: there is no check 'alpa'. Did you mean 'alpha'?",
    ),
    "needs in a circle": (
        "checks:\n- {id: a, kind: file, path: x, needs: [b]}\n- {id: b, kind: file, path: y, needs: [a]}",
        "4:39: the checks need each other in a circle",
    ),
    "climbing path": ("checks:\n- {id: a, kind: file, path: ../x}", "4:29: write a path relative"),
    "comparison in ask": ("checks:\n- {id: a, kind: value, ask: f() == 1, equals: true}", "4:29: ask for a value"),
    "judgement in ask": ("checks:\n- {id: a, kind: value, ask: 'isinstance(f(), int)', equals: true}", "4:29: ask for"),
    "no Python in ask": ("checks:\n- {id: a, kind: value, ask: 'f(', equals: 1}", "4:29: this is not valid Python"),
    "two expectations": (
        "checks:\n- {id: a, kind: value, ask: f(), equals: 1, type: int}",
        "4:3: write exactly one of",
    ),
    "no expectation": ("checks:\n- {id: a, kind: value, ask: f()}", "4:3: write exactly one of"),
    "unknown exception": (
        "checks:\n- {id: a, kind: value, ask: f(), raises: Oops}",
        "4:42: 'Oops' is not a builtin exc",
    ),
    "no import statement": ("checks:\n- {id: a, kind: import, statement: x = 1}", "4:36: write exactly one import"),
    "bad pattern": (
        "checks:\n- {id: a, kind: program, file: m.py, stdout: {matches: '('}}",
        "4:56: '(' is not a regular expression",
    ),
    "no Python name": ("requires:\n  modules: [{name: my-module}]", "4:20: 'my-module' is not a Python name"),
    "keyword as name": ("requires:\n  modules: [{name: class}]", "4:20: 'class' is not a Python name"),
    "asks for nothing": ("topics: []", "1:1: an exercise needs `requires` or `checks`"),
    "empty source check": ("checks:\n- {id: a, kind: source}", "4:3: a source check needs at least one of"),
    "empty graph check": ("checks:\n- {id: a, kind: graph}", "4:3: a graph check needs at least one of"),
    "answer right and wrong": (
        "checks:\n- {id: a, kind: quiz, question: q, right: [yes], wrong: {Yes: No.}}",
        "4:3: the answer 'yes' stands here twice",
    ),
    "no wrong answer": (
        "checks:\n- {id: a, kind: quiz, question: q, right: [x], wrong: {}}",
        "4:55: Dictionary should",
    ),
    "no feedback": ("checks:\n- {id: a, kind: quiz, question: q, right: [x], wrong: {y: ''}}", "4:59: String should"),
    "question with spaces": (
        "checks:\n- {id: a, kind: quiz, question: a b, right: [x], wrong: {y: z}}",
        "4:33: String should match",
    ),
    "output without a script": (
        "checks:\n- {id: a, kind: distribution, args: [x]}",
        "4:3: this goes with `script`: args",
    ),
    "path that is in no wheel": (
        "checks:\n- {id: a, kind: distribution, holds: [/x]}",
        "4:39: write a path as it is in the wheel",
    ),
    "list as a chapter": ("chapter: [a]", "3:10: this should be a valid string"),
    "no id to come after": ("after: [A B]", "3:9: String should match"),
    "alias": ("topics: &x [a]", "3:9: anchors, aliases and tags"),
    "limit too large": ("limits: {timeout_s: 100000}", "3:21: this should be less than or equal to 600"),
}


@pytest.fixture(params=["fast parser", "the parser that is everywhere"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Either of PyYAML's parsers."""
    if request.param != "fast parser":
        monkeypatch.delattr(yaml, "CSafeLoader")


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(("text", "expected"), DEFECTS.values(), ids=DEFECTS)
def test_defect_is_named_with_line_and_column(tmp_path: Path, text: str, expected: str) -> None:
    """What is wrong stands first in the message, where it is in front of it."""
    with pytest.raises(ExerciseInvalid) as caught:
        load_exercise(write(tmp_path, f"{HEAD}{text}\n"))
    assert any(f"exercise.yaml:{expected}" in str(defect) for defect in caught.value.defects), str(caught.value)


def test_all_defects_are_reported_at_once(tmp_path: Path) -> None:
    """Defects of different checks, of ids and of keys come together and in the file's order."""
    text = (
        "checks:\n- {id: A, kind: file, paht: x}\n- {id: b, kind: vale}\n- {id: c, kind: file, path: x, needs: [z]}\n"
    )
    with pytest.raises(ExerciseInvalid) as caught:
        load_exercise(write(tmp_path, HEAD + text))
    assert [defect.line for defect in caught.value.defects] == [4, 4, 4, 5, 6]


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"id: [", "is not valid YAML"),
        (b"\xff\xfe", "is not UTF-8"),
        (b"", "is empty or no mapping"),
        (b"- a", "is empty or no mapping"),
        (b"id: \x00", "is not valid YAML"),
        (b"id: a\n---\nid: b", ":2:1: begins a second document"),
    ],
    ids=["broken", "latin", "empty", "list", "nul", "two documents"],
)
def test_file_that_is_no_mapping_is_refused_in_a_sentence(tmp_path: Path, content: bytes, expected: str) -> None:
    """Whatever lies in the file, the author hears what is wrong with it."""
    (tmp_path / "exercise.yaml").write_bytes(content)
    with pytest.raises(ExerciseInvalid, match=expected):
        load_exercise(tmp_path)


def test_version_changes_with_any_file_of_the_exercise(tmp_path: Path) -> None:
    """A statement that changed makes another version; what tools leave behind does not."""
    write(tmp_path, HEAD + PACKAGE)
    first = load_exercise(tmp_path).version
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "x.pyc").write_bytes(b"x")
    assert load_exercise(tmp_path).version == first
    (tmp_path / "statement.md").write_text("Do it.", encoding="utf-8")
    assert load_exercise(tmp_path).version != first


def test_catalogue_names_the_nearest_id() -> None:
    """A slip in the id is met with the right one."""
    with pytest.raises(UsageError, match="Did you mean math-utils"):
        Catalogue((builtin_folder(),)).load("math-util")


def test_catalogue_takes_the_path_of_a_folder(tmp_path: Path) -> None:
    """An exercise outside the catalogue is named by its folder or by its file."""
    write(tmp_path, HEAD + PACKAGE)
    known = Catalogue(())
    assert known.load(str(tmp_path)).id == "demo"
    assert known.load(str(tmp_path / "exercise.yaml")).id == "demo"


@pytest.mark.parametrize("name", Catalogue((builtin_folder(),)).ids())
def test_both_parsers_read_the_same(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every value and every place of our exercises."""
    file = builtin_folder() / name / "exercise.yaml"
    fast = read_yaml(file, "exercise.yaml")
    monkeypatch.delattr(yaml, "CSafeLoader")
    assert fast == read_yaml(file, "exercise.yaml")


@pytest.mark.parametrize("name", Catalogue((builtin_folder(),)).ids())
def test_every_exercise_of_ours_loads_and_points_to_the_schema(name: str) -> None:
    """Its id is its folder's name, it has a statement and a starter, and editors find the schema."""
    exercise = Catalogue((builtin_folder(),)).load(name)
    assert exercise.id == name
    assert (exercise.folder / "statement.md").is_file()
    assert (exercise.folder / "starter").is_dir()
    first = exercise.file.read_text(encoding="utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=../exercise.schema.json"


def test_committed_schema_is_that_of_the_models() -> None:
    """The file that editors read is what `grade schema` prints."""
    committed = json.loads((builtin_folder() / "exercise.schema.json").read_text(encoding="utf-8"))
    assert committed == json_schema()


def test_schema_knows_every_kind() -> None:
    """Each check kind has its definition in the schema."""
    definitions = json.dumps(json_schema())
    assert all(f'"{kind.__name__}"' in definitions for kind in KINDS)


SHAPE = """
requires:
  modules:
    - name: m
      functions: [{name: add, params: [a, b=]}, {name: free}]
      classes: [{name: Adder, methods: [{name: go, params: [by]}]}]
      values: [LIMIT]
  packages: [{name: p, provides: [one, two], exports: [one], modules: [{name: inner}]}]
"""
HINTS = {
    "layout:m": ("A module is a file", "`m.py`, in the folder that you check"),
    "layout:p": ("A package is a folder", "`p/__init__.py`"),
    "layout:p.inner": ("A module is a file", "`inner.py`, in the folder `p`"),
    "import:m": ('`python -c "import m"`', '`if __name__ == "__main__":`'),
    "import:p": ('`python -c "import p"`', '`if __name__ == "__main__":`'),
    "import:p.inner": ('`python -c "import p.inner"`', '`if __name__ == "__main__":`'),
    "defines:m.add": ("`add` is looked for in `m.py`", "`def add(a, b=…):`"),
    "defines:m.free": ("`free` is looked for in `m.py`", "`def free(`"),
    "defines:m.Adder": ("`Adder` is looked for in `m.py`", "`def go(self, by):`"),
    "defines:m.LIMIT": ("`LIMIT` is looked for in `m.py`", "`LIMIT = `"),
    "provides:p": ("`p.one`, `p.two`", "`p/__init__.py`"),
    "exports:p": ("`p/__init__.py`", '`__all__ = ["one"]`'),
}


def test_derived_checks_have_hints_of_their_own(tmp_path: Path) -> None:
    """Nobody is left alone with what follows from `requires`: two steps for each, the second nearer than the first."""
    exercise = load_exercise(write(tmp_path, HEAD + SHAPE))

    hints = {planned.check.id: planned.check.hints for planned in exercise.plan}

    assert hints.keys() == HINTS.keys()
    for name, words in HINTS.items():
        assert len(hints[name]) == len(words), name
        for word, hint in zip(words, hints[name], strict=True):
            assert word in hint, name
