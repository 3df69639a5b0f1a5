"""The agent on every Python that is found: our own, `python3.8` to `python3.14` on PATH and in GRADER_PYTHONS.

GRADER_PYTHONS is a list of folders that hold interpreters, separated as PATH is.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from grader.outline import ModuleFacts
from grader.sandboxes.launch import Launcher, flags
from tests.unit.pipes import Pipes

ROOT = Path(__file__).resolve().parents[2]
AGENT = (ROOT / "grader" / "subject" / "agent.py").read_text(encoding="utf-8")
VECTORS = json.loads((ROOT / "tests" / "cases" / "values.json").read_text(encoding="utf-8"))
LIMITS = {"memory_bytes": 256 << 20, "processes": 32, "output_bytes": 64 << 10, "file_bytes": 8 << 20}
FRESH = ["fork", "spawn"] if hasattr(os, "fork") else ["spawn"]


def pythons() -> dict[str, str]:
    """Interpreters by what to call them in a report."""
    folders = [folder for folder in os.environ.get("GRADER_PYTHONS", "").split(os.pathsep) if folder]
    found = {"own": sys.executable}
    for name in (f"python3.{minor}" for minor in range(8, 15)):
        places = [shutil.which(name, path=folder) for folder in folders] + [shutil.which(name)]
        working = next((place for place in places if place and works(place)), None)
        if working:
            found[name] = working
    return found


def works(python: str) -> bool:
    """Whether it is an interpreter: a version manager puts commands on PATH that only say what is missing."""
    return subprocess.run([python, "-I", "-c", ""], capture_output=True, check=False).returncode == 0


PYTHONS = pythons()

FILES = {
    "broken.py": "def f(:\n",
    "package/__init__.py": "",
    "package/__main__.py": "import sys\nprint('said', sys.argv[1:], input())\nraise LookupError('why')\n",
    "package/maths.py": (
        "import math as m\nfrom . import texts\n\n\n"
        "def add(a, b=1, *rest, key=None):\n    'Sum.'\n    return a + b\n\n\n"
        "def fail():\n    return missing_name\n"
    ),
    "package/texts.py": "def shout(text):\n    print(text)\n",
    "spin.py": "def spin():\n    while True: pass\n\n\nspin()\n",
    "hungry.py": "block = bytearray(10**10)\n",
}


def converse(folder: Path, python: str, fresh: str, *requests: Mapping[str, object]) -> list[dict[str, Any]]:
    """The replies of one agent to hello and these requests."""
    files = [[path, base64.b64encode(text.encode()).decode()] for path, text in FILES.items()]
    hello: dict[str, object] = {"op": "hello", "files": files, "limits": LIMITS, "fresh": fresh}
    variables = {"LANG": "C.UTF-8", "HOME": str(folder), "TMPDIR": str(folder), "PATH": os.environ.get("PATH", "")}
    replies = []
    with subprocess.Popen(
        [python, *flags()], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, **variables}
    ) as agent:
        assert agent.stdin is not None
        assert agent.stdout is not None
        Launcher().launch(Pipes(agent), AGENT)
        for number, request in enumerate([hello, *requests]):
            data = json.dumps({"seq": number, "deadline_s": 30, **request}).encode()
            agent.stdin.write(len(data).to_bytes(4, "big") + data)
            agent.stdin.flush()
            replies.append(json.loads(agent.stdout.read(int.from_bytes(agent.stdout.read(4), "big"))))
        agent.stdin.close()
    assert [reply["seq"] for reply in replies] == list(range(len(requests) + 1))
    return replies


@pytest.fixture(params=[(python, fresh) for python in PYTHONS for fresh in FRESH], ids="-".join)
def place(request: pytest.FixtureRequest) -> tuple[str, str]:
    """An interpreter and a way of making fresh ones."""
    python, fresh = request.param
    return PYTHONS[python], fresh


def test_outline_is_the_same_on_every_python(tmp_path: Path, place: tuple[str, str]) -> None:
    """The facts have the judge's shape, with a broken file reported and the others read."""
    _, reply = converse(tmp_path, *place, {"op": "outline"})
    facts = {each.path: each for each in TypeAdapter(list[ModuleFacts]).validate_python(reply["files"])}
    assert list(facts) == list(FILES)
    error = facts["broken.py"].parse_error
    assert error is not None
    assert (error.kind, error.line) == ("SyntaxError", 1)
    add = facts["package/maths.py"].defined("add")
    assert add is not None
    assert [param.name for param in add.params or ()] == ["a", "b", "rest", "key"]
    assert [each.statement for each in facts["package/maths.py"].imports] == ["import math as m", "from . import texts"]


def test_import_is_the_same_on_every_python(tmp_path: Path, place: tuple[str, str]) -> None:
    """An import binds its names, and a signature is told."""
    _, reply = converse(
        tmp_path, *place, {"op": "import", "statement": "from package import maths", "inspect": ["add", "m", "no"]}
    )
    body = json.loads(reply["body"])
    assert (reply["end"], body["raised"], list(body["bound"])) == ("replied", None, ["maths"])
    assert {name: each["kind"] for name, each in body["inspected"].items()} == {"add": "function", "m": "module"}
    assert [param["kind"] for param in body["inspected"]["add"]["params"]] == [
        "positional_or_keyword",
        "positional_or_keyword",
        "var_positional",
        "keyword_only",
    ]


def test_missing_names_are_told_on_every_python(tmp_path: Path, place: tuple[str, str]) -> None:
    """Python before 3.10 keeps the missing name only in the text; it is told all the same."""
    asks = ["maths.fail()", "maths.nothing"]
    request = {"op": "evaluate", "given": "from package import maths", "asks": asks, "bindings": []}
    _, reply = converse(tmp_path, *place, request)
    raised = [each["raised"] for each in json.loads(reply["body"])["answers"]]
    assert [(each["type"], each["name"]) for each in raised] == [
        ("NameError", "missing_name"),
        ("AttributeError", "nothing"),
    ]
    assert raised[0]["frames"] == [["package/maths.py", 11, "fail"]]


def test_values_are_the_same_on_every_python(tmp_path: Path, place: tuple[str, str]) -> None:
    """Every shared vector gives its wire form; what holds sets is compared by size only."""
    request = {"op": "evaluate", "given": "", "asks": [each["python"] for each in VECTORS], "bindings": []}
    _, reply = converse(tmp_path, *place, request)
    found = [each["value"] for each in json.loads(reply["body"])["answers"]]
    assert [_comparable(each) for each in found] == [_comparable(each["wire"]) for each in VECTORS]


def _comparable(wire: Any) -> Any:
    if isinstance(wire, dict) and set(wire) <= {"S", "F"}:
        return {tag: len(items) for tag, items in wire.items()}
    return wire


def test_programs_are_the_same_on_every_python(tmp_path: Path, place: tuple[str, str]) -> None:
    """A package runs with its arguments and input, and its death by exception is a plain exit."""
    _, reply = converse(tmp_path, *place, {"op": "run", "argv": ["-m", "package", "é"], "stdin": "ü\n"})
    assert (reply["end"], reply["status"]) == ("exited", 1)
    assert base64.b64decode(reply["stdout"]).decode() == "said ['é'] ü\n"
    assert base64.b64decode(reply["stderr"]).decode().endswith("LookupError: why\n")


def test_ends_are_the_same_on_every_python(tmp_path: Path, place: tuple[str, str]) -> None:
    """A deadline with its place and a memory limit are told, and the agent goes on."""
    requests: list[Mapping[str, object]] = [
        {"op": "import", "statement": "import spin", "inspect": [], "deadline_s": 1},
        {"op": "import", "statement": "import hungry", "inspect": []},
        {"op": "import", "statement": "import package", "inspect": []},
    ]
    _, *replies = converse(tmp_path, *place, *requests)
    wanted = "replied" if os.name == "nt" else "memory"  # Windows limits no memory: Python's own error is the answer
    assert [reply["end"] for reply in replies] == ["timeout", wanted, "replied"]
    assert replies[0]["stuck"] == [["spin.py", 5, "<module>"], ["spin.py", 2, "spin"]]
