"""The agent, spoken to in frames as the judge does: what it says about sources, imports, values and deaths."""

from __future__ import annotations

import ast
import base64
import json
import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from grader.outline import ModuleFacts
from grader.sandboxes.environment import environment
from grader.sandboxes.launch import Launcher, flags
from tests.unit.pipes import Pipes

ROOT = Path(__file__).resolve().parents[2]
AGENT = (ROOT / "grader" / "subject" / "agent.py").read_text(encoding="utf-8")
VECTORS = json.loads((ROOT / "tests" / "cases" / "values.json").read_text(encoding="utf-8"))
LIMITS = {"memory_bytes": 256 << 20, "processes": 32, "output_bytes": 64 << 10, "file_bytes": 8 << 20}
FRESH = ["fork", "spawn"] if hasattr(os, "fork") else ["spawn"]

posix = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")


class Talk:
    """A started agent and the frames to and from it."""

    def __init__(self, folder: Path, files: Mapping[str, str | bytes], fresh: str | None, **limits: int) -> None:
        self.folder = folder
        self.number = -1
        names = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH")
        kept = {name: os.environ[name] for name in names if name in os.environ}
        self.process = subprocess.Popen(
            [sys.executable, *flags()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**kept, **environment(str(folder))},
        )
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.sink, self.source = self.process.stdin, self.process.stdout
        Launcher().launch(Pipes(self.process), AGENT)
        sent = [[path, base64.b64encode(_bytes(data)).decode()] for path, data in files.items()]
        self.hello = self.ask("hello", files=sent, limits={**LIMITS, **limits}, fresh=fresh)

    def send(self, op: str, **fields: object) -> None:
        """Send one request."""
        self.number += 1
        data = json.dumps({"seq": self.number, "op": op, **fields}).encode()
        self.sink.write(len(data).to_bytes(4, "big") + data)
        self.sink.flush()

    def ask(self, op: str, **fields: object) -> dict[str, Any]:
        """Send one request and give the reply, with texts and body decoded."""
        self.send(op, **fields)
        reply: dict[str, Any] = json.loads(self.source.read(int.from_bytes(self.source.read(4), "big")))
        assert reply.pop("seq") == self.number
        for name in {"stdout", "stderr"} & set(reply):
            reply[name] = base64.b64decode(reply[name]).decode("utf-8", "backslashreplace")
        if reply.get("body") is not None:
            reply["body"] = json.loads(reply["body"])
        return reply

    def outline(self) -> dict[str, dict[str, Any]]:
        """The facts by path."""
        return {facts["path"]: facts for facts in self.ask("outline", deadline_s=20)["files"]}

    def imported(self, statement: str, *inspect: str, deadline_s: float = 20) -> dict[str, Any]:
        """The reply to an import."""
        return self.ask("import", statement=statement, inspect=inspect, deadline_s=deadline_s)

    def evaluated(self, given: str, *asks: str, bindings: object = (), deadline_s: float = 20) -> dict[str, Any]:
        """The reply to an evaluation."""
        return self.ask("evaluate", given=given, asks=asks, bindings=bindings, deadline_s=deadline_s)

    def ran(self, *argv: str, stdin: str = "", deadline_s: float = 20) -> dict[str, Any]:
        """The reply to a run."""
        return self.ask("run", argv=argv, stdin=stdin, deadline_s=deadline_s)

    def close(self) -> int:
        """Hang up and wait for the agent's end."""
        if not self.sink.closed:
            self.sink.close()
        status = self.process.wait(20)
        self.source.close()
        return status


def _bytes(data: str | bytes) -> bytes:
    return data.encode() if isinstance(data, str) else data


Start = Callable[..., Talk]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start agents with these files; `fresh` says how they make fresh interpreters."""
    with ExitStack() as stack:

        def starting(files: Mapping[str, str | bytes], fresh: str | None = None, **limits: int) -> Talk:
            folder = tmp_path / f"agent-{len(list(tmp_path.iterdir()))}"
            folder.mkdir()
            talk = Talk(folder, files, fresh, **limits)
            stack.callback(talk.close)
            return talk

        yield starting


def answer(reply: dict[str, Any], index: int = 0) -> Any:
    """The value of one answer."""
    return reply["body"]["answers"][index]["value"]


# ---------------------------------------------------------------- the file


def test_it_needs_the_standard_library_only() -> None:
    """The agent imports nothing that an image with Python might lack, and nothing of ours."""
    nodes = [node for node in ast.walk(ast.parse(AGENT)) if isinstance(node, ast.Import | ast.ImportFrom)]
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {str(node.module) for node in nodes if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in names} <= sys.stdlib_module_names


def test_it_is_written_for_the_oldest_python() -> None:
    """The grammar of Python 3.8 is enough."""
    ast.parse(AGENT, feature_version=(3, 8))


# ---------------------------------------------------------------- hello and outline


@pytest.mark.parametrize("fresh", [None, *FRESH])
def test_hello_names_the_version_and_the_way(start: Start, fresh: str | None) -> None:
    """The greeting carries the Python's version and how fresh interpreters are made."""
    hello = start({}, fresh).hello
    assert hello == {"python": ".".join(map(str, sys.version_info[:3])), "fresh": fresh or FRESH[0]}


PLACES = """import typing
try:
    import a
except ImportError:
    import b
def f():
    import c
class C:
    import d
if typing.TYPE_CHECKING:
    import e
else:
    import f
if '__main__' == __name__:
    import g
"""
PATH_EDITS = """import sys
from sys import path as p
sys.path.append('x')
def f():
    sys.path[0] = 'y'
    p.insert(0, 'z')
sys.path += ['w']
print(sys.path)
q = p
"""
SOURCES = {
    "imports": (
        "import a.b as c, d\nfrom . import e\nfrom ..f import g as h\nfrom i import *\n",
        "imports",
        [
            ("a.b", 0, None, "c", 1, 1, "module"),
            ("d", 0, None, None, 1, 1, "module"),
            ("", 1, "e", None, 2, 1, "module"),
            ("f", 2, "g", "h", 3, 1, "module"),
            ("i", 0, "*", None, 4, 1, "module"),
        ],
    ),
    "places": (
        PLACES,
        "imports",
        [
            ("typing", 0, None, None, 1, 1, "module"),
            ("a", 0, None, None, 3, 5, "module"),
            ("b", 0, None, None, 5, 5, "module"),
            ("c", 0, None, None, 7, 5, "function"),
            ("d", 0, None, None, 9, 5, "module"),
            ("e", 0, None, None, 11, 5, "type_checking"),
            ("f", 0, None, None, 13, 5, "module"),
            ("g", 0, None, None, 15, 5, "guard"),
        ],
    ),
    "column-in-characters": ("x = 'ü'; import a\n", "imports", [("a", 0, None, None, 1, 10, "module")]),
    "exports": (
        "__all__ = ['a', 'b']\n__all__ += ('c',)\n__all__.append('d')\n__all__.extend(['e'])\n",
        "exports",
        [*"abcde"],
    ),
    "exports-sum": ("__all__ = ['a'] + ['b']\n", "exports", ["a", "b"]),
    "exports-computed": ("import m\n__all__ = ['a'] + m.__all__\n", "exports", None),
    "exports-in-function": ("def f():\n    __all__ = ['a']\n", "exports", None),
    "docstring": ("'''About.'''\n", "docstring", True),
    "empty-docstring": ("'' \n", "docstring", False),
    "guard": ("x = 1\nif __name__ == '__main__':\n    pass\n", "main_guard", 2),
    "no-guard": ("if __name__ == 'main':\n    pass\n", "main_guard", None),
    "path-edits": (
        PATH_EDITS,
        "path_edits",
        [3, 5, 6, 7],
    ),
}


@pytest.mark.parametrize(("source", "fact", "expected"), SOURCES.values(), ids=SOURCES)
def test_outline_reads_facts(start: Start, source: str, fact: str, expected: object) -> None:
    """Each fact is read from the source with its line, column and place."""
    found = start({"m.py": source}).outline()["m.py"][fact]
    if fact == "imports":
        found = [tuple(each.values()) for each in found]
    assert found == expected


def test_outline_lists_import_time_calls(start: Start) -> None:
    """Calls that run at import are listed by their written names; those in functions and under the guard are not."""
    source = (
        "@deco()\ndef f(x=default()):\n    inside()\ng = lambda: hidden()\nclass C:\n    a.b.c()\n"
        "for i in range(3):\n    print(i)\nif __name__ == '__main__':\n    f()\n"
    )
    calls = [(call["name"], call["line"]) for call in start({"m.py": source}).outline()["m.py"]["calls"]]
    assert calls == [("deco", 1), ("default", 2), ("a.b.c", 6), ("range", 7), ("print", 8)]


def test_outline_lists_definitions(start: Start) -> None:
    """Names bound at module level count wherever they are bound; imports, annotations and guarded names do not."""
    source = (
        "import os\nx, (y, *z) = 1, (2, 3)\na: int = 1\nb: int\nfor i in []: pass\nwith open('f') as w: pass\n"
        "if (n := 1): pass\n[q for q in []]\ntry:\n    def t(): pass\nexcept E as e:\n    pass\n"
        "if __name__ == '__main__':\n    guarded = 1\ndel a\n"
    )
    names = [each["name"] for each in start({"m.py": source}).outline()["m.py"]["definitions"]]
    assert names == ["x", "y", "z", "i", "w", "n", "t"]


FUNCTIONS = {
    "all-parameters": (
        "def f(a, /, b, c=1, *d, e, g=2, **h): pass",
        [
            ("a", "positional_only", False),
            ("b", "positional_or_keyword", False),
            ("c", "positional_or_keyword", True),
            ("d", "var_positional", False),
            ("e", "keyword_only", False),
            ("g", "keyword_only", True),
            ("h", "var_keyword", False),
        ],
    ),
    "lambda": ("f = lambda a, b=1: a", [("a", "positional_or_keyword", False), ("b", "positional_or_keyword", True)]),
    "partial": ("import functools\nf = functools.partial(int, base=2)", None),
}


@pytest.mark.parametrize(("source", "params"), FUNCTIONS.values(), ids=FUNCTIONS)
def test_outline_reads_parameters(start: Start, source: str, params: list[object] | None) -> None:
    """Parameters are as written, and None where the source does not say them."""
    [definition] = start({"m.py": source}).outline()["m.py"]["definitions"]
    found = definition["params"]
    assert (found if found is None else [tuple(each.values()) for each in found]) == params


BODIES = {
    "prints": ("def f():\n    print(1)", {"prints": True, "returns_value": False}),
    "returns": ("def f():\n    return 1", {"prints": False, "returns_value": True}),
    "returns-none": ("def f():\n    return None", {"prints": False, "returns_value": False}),
    "yields": ("def f():\n    yield", {"prints": False, "returns_value": True}),
    "inner-function": (
        "def f():\n    def g():\n        print(1)\n        return 1",
        {"prints": False, "returns_value": False},
    ),
    "docstring": ("def f():\n    'D'", {"docstring": True, "decorated": False}),
    "decorated": ("@d\ndef f(): pass", {"docstring": False, "decorated": True, "line": 2}),
    "class": ("class f:\n    'D'\n    x = 1", {"kind": "class", "docstring": True, "params": None}),
}


@pytest.mark.parametrize(("source", "facts"), BODIES.values(), ids=BODIES)
def test_outline_reads_bodies(start: Start, source: str, facts: dict[str, object]) -> None:
    """What a function does with its result, and whether it is documented or decorated, is told."""
    [definition] = start({"m.py": source}).outline()["m.py"]["definitions"]
    assert {name: definition[name] for name in facts} == facts


METHODS = """class C:
    def a(self): pass
    if True:
        async def b(self): pass
    c = lambda self: 1
    d = 1
"""


def test_outline_lists_methods(start: Start) -> None:
    """A class's functions are its methods, also those that are lambdas or under an `if`."""
    [definition] = start({"m.py": METHODS}).outline()["m.py"]["definitions"]
    assert [method["name"] for method in definition["methods"]] == ["a", "b", "c"]


BROKEN: dict[str, tuple[bytes, str, int | None, str]] = {
    "syntax": (b"x = 1\ndef f(:\n", "SyntaxError", 2, "invalid syntax"),
    "indentation": (b"def f():\npass\n", "IndentationError", 2, "expected an indented block"),
    "only-compiled": (b"x = 1\nreturn x\n", "SyntaxError", 2, "'return' outside function"),
    "null-byte": (b"x = 1\ny\0 = 2\n", "SyntaxError", 2, "null bytes"),
    "utf-16": ("x = 1\n".encode("utf-16"), "UnicodeDecodeError", 1, "UTF-16"),
    "utf-16-without-bom": ("x = 1\n".encode("utf-16-be"), "UnicodeDecodeError", 1, "UTF-16"),
    "latin-1": ("x = 1\ny = 'café'\n".encode("latin-1"), "SyntaxError", 2, "UTF-8"),
    "unknown-encoding": (b"# coding: klingon\n", "SyntaxError", None, "klingon"),
}


@pytest.mark.parametrize(("source", "kind", "line", "message"), BROKEN.values(), ids=BROKEN)
def test_outline_tells_why_a_file_cannot_be_read(
    start: Start, source: bytes, kind: str, line: int | None, message: str
) -> None:
    """A broken file gets the exception's name, the line and a message that helps; the other files are read."""
    facts = start({"bad.py": source, "good.py": "x = 1\n"}).outline()
    error = facts["bad.py"]["parse_error"]
    assert (error["kind"], message in error["message"]) == (kind, True)
    assert line is None or error["line"] == line
    assert [each["name"] for each in facts["good.py"]["definitions"]] == ["x"]


READABLE = {
    "bom": "\ufeffx = 1\n".encode(),
    "crlf": b"x = 1\r\ny = 2\r\n",
    "cr": b"x = 1\ry = 2\r",
    "cookie": b"# -*- coding: latin-1 -*-\nx = '\xe9'\n",
    "empty": b"",
}


@pytest.mark.parametrize("source", READABLE.values(), ids=READABLE)
def test_outline_reads_what_python_reads(start: Start, source: bytes) -> None:
    """Byte order marks, line ends and coding cookies are fine."""
    assert start({"m.py": source}).outline()["m.py"]["parse_error"] is None


@pytest.mark.parametrize("fresh", FRESH)
def test_outline_survives_hostile_sources(start: Start, fresh: str) -> None:
    """Sources that break the parser are reported one by one, in the shape that the judge demands."""
    files = {
        "minus.py": "-" * 20_000 + "1",
        "brackets.py": "(" * 5_000,
        "digits.py": "9" * 100_000,
        "calls.py": "f" + "()" * 3_000,
        "names.py": "__all__ = ['\\ud800']\n",
        "good.py": "x = 1\n",
    }
    facts = start(files, fresh).outline()
    parsed = TypeAdapter(list[ModuleFacts]).validate_python(list(facts.values()))
    assert [each.path for each in parsed] == list(files)
    assert facts["minus.py"]["parse_error"]["kind"] in {"MemoryError", "RecursionError", "Crash"}
    assert facts["good.py"]["parse_error"] is None


def test_outline_leaves_other_files_out(start: Start) -> None:
    """Only paths that end in .py are read, at any depth."""
    assert list(start({"a/b/c.py": "", "notes.txt": "", "x.pyc": ""}).outline()) == ["a/b/c.py"]


# ---------------------------------------------------------------- import

MODULE = """
import functools
__all__ = ("add", "Point")
def add(a, b=0, *rest, key=None): return a + b
sub = lambda a, b: a - b
double = functools.partial(lambda a, b: a * b, 2)
@functools.wraps(add)
def wrapped(*args): return add(*args)
class Point:
    def __init__(self, x): self.x = x
class Callable:
    def __call__(self, z): return z
instance = Callable()
number = 7
builtin = max
"""


@pytest.mark.parametrize("fresh", FRESH)
def test_import_tells_what_is_bound(start: Start, fresh: str) -> None:
    """The names that an import binds come with their kinds; nothing else counts as bound."""
    body = start({"m.py": MODULE}, fresh).imported("import m as mod, os.path")["body"]
    assert body["raised"] is None
    assert {name: each["kind"] for name, each in body["bound"].items()} == {"mod": "module", "os": "module"}
    assert body["bound"]["mod"]["exports"] == ["add", "Point"]


INSPECTED = {
    "add": ("function", ["a", "b", "rest", "key"]),
    "sub": ("function", ["a", "b"]),
    "double": ("function", ["b"]),
    "wrapped": ("function", ["a", "b", "rest", "key"]),
    "Point": ("class", ["x"]),
    "instance": ("function", ["z"]),
    "number": ("value", None),
    "builtin": ("function", None),
}


@pytest.mark.parametrize(("name", "expected"), INSPECTED.items(), ids=INSPECTED)
def test_import_inspects_names(start: Start, name: str, expected: tuple[str, list[str] | None]) -> None:
    """Kinds and parameters are Python's own: wrappers are followed, and what cannot be told is None."""
    found = start({"m.py": MODULE}).imported("import m", name)["body"]["inspected"][name]
    params = found["params"]
    assert (found["kind"], params if params is None else [each["name"] for each in params]) == expected


STATEMENTS = {
    "import": "import p.m",
    "alias": "import p.m as x",
    "from-package": "from p import m",
    "from-module": "from p.m import f",
    "star": "from p.m import *",
}


@pytest.mark.parametrize("statement", STATEMENTS.values(), ids=STATEMENTS)
def test_import_inspects_the_module_that_it_names(start: Start, statement: str) -> None:
    """Attributes are those of the module named last; missing ones are left out."""
    files = {"p/__init__.py": "f = 'of the package'\n", "p/m.py": "def f(): pass\n"}
    inspected = start(files).imported(statement, "f", "missing")["body"]["inspected"]
    assert {name: each["kind"] for name, each in inspected.items()} == {"f": "function"}


RAISED: dict[str, tuple[dict[str, str], dict[str, object]]] = {
    "no-module": (
        {"m.py": "import nowhere\n"},
        {"type": "ModuleNotFoundError", "name": "nowhere", "frames": [["m.py", 1, "<module>"]], "origin": None},
    ),
    "circular": (
        {"m.py": "from n import x\n", "n.py": "from m import y\n"},
        {
            "type": "ImportError",
            "name": "m",
            "origin": "m.py",
            "frames": [["m.py", 1, "<module>"], ["n.py", 1, "<module>"]],
        },
    ),
    "syntax": (
        {"m.py": "import n\n", "n.py": "x = 1\nx ==== 2\n"},
        {"type": "SyntaxError", "origin": "n.py", "line": 2, "text": "invalid syntax"},
    ),
    "name": ({"m.py": "def f():\n    return lenght\nf()\n"}, {"type": "NameError", "name": "lenght", "line": None}),
    "attribute": ({"m.py": "import os\nos.pathh\n"}, {"type": "AttributeError", "name": "pathh"}),
    "exit": ({"m.py": "raise SystemExit(3)\n"}, {"type": "SystemExit", "text": "3"}),
    "input": ({"m.py": "input()\n"}, {"type": "EOFError"}),
    "interrupt": ({"m.py": "raise KeyboardInterrupt\n"}, {"builtins": ["KeyboardInterrupt", "BaseException"]}),
    "own-class": (
        {"m.py": "class Odd(KeyError): pass\nraise Odd('x')\n"},
        {"type": "Odd", "builtins": ["KeyError", "LookupError", "Exception", "BaseException"]},
    ),
    "str-raises": ({"m.py": "class E(Exception):\n    __str__ = None\nraise E\n"}, {"type": "E", "text": ""}),
    "surrogate": ({"m.py": "raise ValueError('\\ud800')\n"}, {"text": "\\ud800"}),
    "recursion": ({"m.py": "def f(): f()\nf()\n"}, {"type": "RecursionError"}),
}


@pytest.mark.parametrize(("files", "expected"), RAISED.values(), ids=RAISED)
def test_import_describes_exceptions(start: Start, files: dict[str, str], expected: dict[str, object]) -> None:
    """An exception comes with its builtin bases, its place in the submission and the name that is missing."""
    raised = start(files).imported("import m")["body"]["raised"]
    assert {name: raised[name] for name in expected} == expected


def test_import_keeps_frames_short(start: Start) -> None:
    """A traceback of a thousand frames is cut to the innermost ones."""
    raised = start({"m.py": "def f(): f()\nf()\n"}).imported("import m")["body"]["raised"]
    assert 0 < len(raised["frames"]) < 100


@pytest.mark.parametrize(("source", "changed"), [("x = 1", False), ("import sys\nsys.path.append('x')", True)])
def test_import_sees_changes_of_the_path(start: Start, source: str, changed: bool) -> None:
    """A module that changes sys.path is noticed."""
    assert start({"m.py": source}).imported("import m")["body"]["path_changed"] is changed


def test_files_named_like_the_library_are_the_submission_s(start: Start) -> None:
    """A module named like one that the agent uses is imported as Python would, and does not disturb the agent."""
    names = ["inspect", "random", "tokenize", "select", "ctypes", "subprocess", "base64"]
    talk = start({f"{name}.py": f"mine = {name!r}\n" for name in names})
    given = "\n".join(f"import {name}" for name in names)
    reply = talk.evaluated(given, "[" + ",".join(f"getattr({name}, 'mine', None)" for name in names) + "]")
    assert answer(reply) == {"l": [None if name in sys.builtin_module_names else name for name in names]}


# ---------------------------------------------------------------- evaluate


@pytest.mark.parametrize("fresh", FRESH)
def test_values_cross_as_specified(start: Start, fresh: str) -> None:
    """Every shared vector gives its wire form; sets in any order."""
    reply = start({}, fresh).evaluated("", *(vector["python"] for vector in VECTORS), deadline_s=60)
    found = [_sorted(each["value"]) for each in reply["body"]["answers"]]
    assert found == [_sorted(vector["wire"]) for vector in VECTORS]


def _sorted(wire: Any) -> Any:
    if isinstance(wire, dict) and set(wire) <= {"S", "F"}:
        return {tag: sorted(items, key=json.dumps) for tag, items in wire.items()}
    return wire


def test_bindings_are_set_before_their_expression(start: Start) -> None:
    """Names given by value come back as the same value."""
    plain = [v["wire"] for v in VECTORS if "h" not in str(v["wire"])[:5] and len(str(v["wire"])) < 1000]
    whole = [wire for wire in plain if "'h'" not in str(wire)]
    reply = start({}).evaluated("", *["x"] * len(whole), bindings=[{"x": wire} for wire in whole])
    assert [_sorted(each["value"]) for each in reply["body"]["answers"]] == [_sorted(wire) for wire in whole]


def test_an_exception_does_not_stop_the_next_expression(start: Start) -> None:
    """Each expression has its own answer."""
    answers = start({}).evaluated("x = 1", "1 / 0", "x", "y", "raise")["body"]["answers"]
    assert [each.get("value", each.get("raised", {}).get("type")) for each in answers] == [
        "ZeroDivisionError",
        1,
        "NameError",
        "SyntaxError",
    ]


def test_given_that_raises_ends_it(start: Start) -> None:
    """Without its preparation no expression is evaluated."""
    body = start({}).evaluated("import nowhere", "1")["body"]
    assert (body["given_raised"]["type"], body["answers"]) == ("ModuleNotFoundError", [])


def test_large_answers_become_handles(start: Start) -> None:
    """Texts that are small one by one but huge together cross as a handle and not as an endless reply."""
    value = answer(start({}).evaluated("", "['x' * 200_000] * 50"))
    assert value["h"]["why"] == "too large"


EVIL = """
import builtins, json, json.encoder, os, struct, sys
def boom(*args, **kwargs): raise RuntimeError("patched")
for name in ("len", "isinstance", "repr", "getattr", "open", "callable", "issubclass", "any", "all", "id", "min"):
    setattr(builtins, name, boom)
builtins.str = builtins.type = builtins.dict = builtins.list = builtins.tuple = 5
json.dumps = json.JSONEncoder.encode = json.encoder.c_make_encoder = boom
os.write = os._exit = os.getpid = struct.pack = sys.exc_info = sys._getframe = boom
sys.setrecursionlimit(70)
def add(a, b): return a + b
def fail(): raise ValueError("honest")
"""


@pytest.mark.parametrize("fresh", FRESH)
def test_patched_builtins_do_not_spoil_the_reply(start: Start, fresh: str) -> None:
    """What student code replaces in builtins and libraries is not what the agent uses."""
    reply = start({"evil.py": EVIL}, fresh).evaluated("from evil import *", "add(2, 3)", "[(1,), {2: {3}}]", "fail()")
    assert reply["end"] == "replied", reply["stderr"]
    assert answer(reply, 0) == 5
    assert answer(reply, 1) == {"l": [{"t": [1]}, {"d": [[2, {"S": [3]}]]}]}
    assert reply["body"]["answers"][2]["raised"]["text"] == "honest"


# ---------------------------------------------------------------- ends

ENDS: dict[str, tuple[str, dict[str, object]]] = {
    "exit": ("import os\nos._exit(3)\n", {"end": "exited", "status": 3, "body": None}),
    "exit-0": ("import os\nos._exit(0)\n", {"end": "exited", "status": 0, "body": None}),
    "loop": (
        "def spin():\n    while True:\n        pass\nspin()\n",
        {"end": "timeout", "detail": "no answer within 1 s", "status": None, "body": None},
    ),
    "flood": (
        "while True:\n    print('x' * 999)\n",
        {"end": "output", "detail": "more than 64 KiB of output", "body": None},
    ),
    "exit-at-exit": ("import atexit, os\natexit.register(os._exit, 0)\n", {"end": "replied"}),
    "thread": ("import threading, time\nthreading.Thread(target=time.sleep, args=(60,)).start()\n", {"end": "replied"}),
    "stdout-replaced": ("import sys\nprint('said')\nsys.stdout = None\n", {"end": "replied", "stdout": "said\n"}),
    "stdout-hostile": (
        "import sys\nprint('said')\nclass W:\n    def flush(self): raise SystemExit\nsys.stdout = W()\n",
        {"end": "replied", "stdout": "said\n"},
    ),
}


@pytest.mark.parametrize("fresh", FRESH)
@pytest.mark.parametrize(("source", "expected"), ENDS.values(), ids=ENDS)
def test_ends_are_told_apart(start: Start, fresh: str, source: str, expected: dict[str, object]) -> None:
    """However the student's code ends its process, the envelope says so, and the agent goes on."""
    talk = start({"m.py": source, "ok.py": ""}, fresh)
    reply = talk.imported("import m", deadline_s=1 if expected["end"] == "timeout" else 20)
    assert {name: reply[name] for name in expected} == expected
    assert talk.imported("import ok")["end"] == "replied"


@pytest.mark.parametrize("fresh", FRESH)
def test_a_timeout_says_where_the_code_was(start: Start, fresh: str) -> None:
    """The frames of the submission at the deadline come with it, innermost last."""
    source = "def spin():\n    while True: pass\ndef go():\n    spin()\ngo()\n"
    stuck = start({"süß.py": source}, fresh).imported("import süß", deadline_s=1)["stuck"]
    assert stuck == [["süß.py", 5, "<module>"], ["süß.py", 4, "go"], ["süß.py", 2, "spin"]]


@posix
@pytest.mark.parametrize("fresh", FRESH)
def test_too_much_memory_is_told(start: Start, fresh: str) -> None:
    """A process that wants more memory than allowed is stopped by its limit."""
    reply = start({}, fresh, memory_bytes=64 << 20).evaluated("", "1", "len(bytearray(10**9))")
    assert (reply["end"], reply["detail"], reply["body"]) == ("memory", "more than 64 MiB of memory", None)


@posix
def test_a_caught_memory_error_is_no_end(start: Start) -> None:
    """Code that copes with too little memory goes on."""
    source = "try:\n    bytearray(10**9)\nexcept MemoryError:\n    x = 5\n"
    assert answer(start({"m.py": source}).evaluated("import m", "m.x")) == 5


@posix
def test_a_crash_is_told_with_its_signal_and_place(start: Start) -> None:
    """A death by signal is not taken for anything else."""
    source = "import os, signal\ndef f():\n    os.kill(os.getpid(), signal.SIGSEGV)\nf()\n"
    reply = start({"m.py": source}).imported("import m")
    assert (reply["end"], reply["status"]) == ("signalled", signal.SIGSEGV)
    assert reply["stuck"] == [["m.py", 4, "<module>"], ["m.py", 3, "f"]]


@posix
def test_a_kill_is_not_taken_for_the_memory_guard(start: Start) -> None:
    """Signal 9 without the kernel's counter is just a signal."""
    reply = start({"m.py": "import os\nos.kill(os.getpid(), 9)\n"}).imported("import m")
    assert (reply["end"], reply["detail"]) == ("signalled", "signal 9 (SIGKILL)")


FORKS = {
    "processes": """
import os, time
for _ in range(200):
    if os.fork() == 0:
        time.sleep(60)
time.sleep(60)
""",
    "threads": """
import threading, time
for _ in range(200):
    threading.Thread(target=time.sleep, args=(60,)).start()
time.sleep(60)
""",
}


@posix
@pytest.mark.parametrize("source", FORKS.values(), ids=FORKS)
def test_too_many_processes_are_told(start: Start, source: str) -> None:
    """A process that multiplies is stopped with all its offspring."""
    talk = start({"m.py": source}, memory_bytes=2048 << 20)
    reply = talk.imported("import m")
    assert (reply["end"], reply["detail"]) == ("processes", "more than 32 processes")
    assert talk.evaluated("", "1")["end"] == "replied"


DAEMON = """
import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        print(os.getpid(), flush=True)
        open("ready", "w").close()
        time.sleep(600)
    os._exit(0)
while not os.path.exists("ready"):
    pass
"""


@posix
def test_nothing_outlives_its_request(start: Start) -> None:
    """A daemon with a session of its own, which holds the output open, delays nothing and is dead afterwards."""
    reply = start({"m.py": DAEMON}).imported("import m")
    assert reply["end"] == "replied"
    with pytest.raises(ProcessLookupError):
        os.kill(int(reply["stdout"]), 0)


@posix
def test_a_fork_that_runs_on_does_not_answer_twice(start: Start) -> None:
    """Both processes print, one answers."""
    talk = start({"m.py": "import os\npid = os.fork()\nif pid: os.waitpid(pid, 0)\nprint('x')\n"})
    reply = talk.imported("import m")
    assert (reply["end"], reply["stdout"]) == ("replied", "x\nx\n")
    assert answer(talk.evaluated("", "2")) == 2


LITTER = """
import os, sys
sys.marked = True
os.mkdir("left")
for name in ("n.py", "../left.txt"):
    with open(name, "w") as file:
        file.write("x = 2")
"""


@pytest.mark.parametrize("fresh", FRESH)
def test_every_request_begins_afresh(start: Start, fresh: str) -> None:
    """What a request did to modules, files and folders is gone in the next one."""
    talk = start({"m.py": LITTER, "n.py": "x = 1\n"}, fresh)
    assert talk.imported("import m")["body"]["raised"] is None
    asks = ("getattr(sys, 'marked', None)", "sorted(os.listdir())", "os.listdir('..')", "n.x")
    reply = talk.evaluated("import n, os, sys", *asks)
    left = [name for name in answer(reply, 2)["l"] if not name.startswith(".")]
    assert [answer(reply, 0), answer(reply, 1), left, answer(reply, 3)] == [
        None,
        {"l": ["m.py", "n.py"]},
        ["submission"],
        1,
    ]


SLY = {
    "times put back": """
        facts = os.stat("n.py")
        with open("n.py", "r+") as file:
            file.write("x = 2")
        os.utime("n.py", ns=(facts.st_atime_ns, facts.st_mtime_ns))
    """,
    "by way of memory": """
        import mmap
        with open("n.py", "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
            memory[4:5] = b"2"
    """,
    "another mode": "os.chmod('n.py', 0o444)",
    "a pipe in its place": "os.unlink('n.py'); os.mkfifo('n.py')",
    "a link in its place": "os.rename('n.py', '../n.py'); os.symlink('../n.py', 'n.py')",
    "the folder closed": "os.chmod('.', 0)",
    "the folder moved": "os.rename('../submission', '../other'); os.symlink('other', '../submission')",
    "one folder more": "os.mkdir('more')",
    "one file less": "os.unlink('p/m.py')",
}


@posix
@pytest.mark.parametrize("change", SLY)
def test_every_request_meets_the_files_as_they_were_handed_in(start: Start, change: str) -> None:
    """However a request changed them, and however it hid that."""
    files = {"m.py": "import os\n" + textwrap.dedent(SLY[change]), "n.py": "x = 1\n", "p/m.py": "y = 3\n"}
    talk = start(files)
    before = talk.evaluated("import os, n, p.m", "os.stat('n.py').st_mode", "os.stat('.').st_mode", "n.x")
    assert talk.imported("import m")["body"]["raised"] is None
    after = talk.evaluated("import os, n, p.m", "os.stat('n.py').st_mode", "os.stat('.').st_mode", "n.x")
    assert [answer(after, n) for n in range(3)] == [answer(before, n) for n in range(3)]
    assert answer(talk.evaluated("import os", "sorted(os.listdir())")) == {"l": ["m.py", "n.py", "p"]}


@posix
def test_folders_of_any_depth_are_removed(start: Start) -> None:
    """A tree too deep for its path to be written, and closed to its owner, is wiped."""
    source = "import os\nfor _ in range(1500):\n    os.mkdir('deeper')\n    os.chdir('deeper')\nos.chmod('.', 0)\n"
    talk = start({"m.py": source})
    assert talk.imported("import m")["end"] == "replied"
    assert list(talk.folder.iterdir()) == []


def test_sets_have_the_same_order_everywhere(start: Start) -> None:
    """Texts hash alike in every agent and in programs, so results do not depend on chance."""
    talks = [start({"m.py": "print(hash('abc'))\n"}, fresh) for fresh in [None, *FRESH]]
    asked = {int(talk.evaluated("import m")["stdout"]) for talk in talks}
    ran = {int(talk.ran("m.py")["stdout"]) for talk in talks}
    assert len(asked | ran) == 1


# ---------------------------------------------------------------- run


PROGRAM = """
import sys, sibling
print(__name__, sys.argv, input(), sibling.x)
print("oh", file=sys.stderr)
sys.exit(4)
"""


@pytest.mark.parametrize("fresh", FRESH)
def test_run_is_a_program_of_its_own(start: Start, fresh: str) -> None:
    """Arguments, input, both outputs and the exit status are a real program's; siblings can be imported."""
    reply = start({"main.py": PROGRAM, "sibling.py": "x = 'ä'\n"}, fresh).ran("main.py", "a b", stdin="é\n")
    assert (reply["end"], reply["status"], reply["stderr"]) == ("exited", 4, "oh\n")
    assert reply["stdout"] == "__main__ ['main.py', 'a b'] é ä\n"


@pytest.mark.parametrize("fresh", FRESH)
def test_run_of_a_package(start: Start, fresh: str) -> None:
    """`python -m package` runs its `__main__`, and without input there is nothing to read."""
    files = {"p/__init__.py": "", "p/__main__.py": "from . import m\nprint(m.x)\ninput()\n", "p/m.py": "x = 1\n"}
    reply = start(files, fresh).ran("-m", "p")
    assert (reply["end"], reply["status"], reply["stdout"]) == ("exited", 1, "1\n")
    assert "EOFError" in reply["stderr"]


@posix
def test_run_too_long_says_where_and_keeps_what_was_said(start: Start) -> None:
    """A program at its deadline shows its output so far and its place, but no interrupt that nobody sent."""
    source = "print('started')\ndef spin():\n    while True: pass\nspin()\n"
    reply = start({"main.py": source}).ran("main.py", deadline_s=1)
    assert (reply["end"], reply["stdout"], reply["stderr"]) == ("timeout", "started\n", "")
    assert [frame[2] for frame in reply["stuck"]] == ["<module>", "spin"]


RUNS = {
    "memory": ("x = [0] * 10**10\n", "memory"),
    "output": ("import sys\nwhile True:\n    sys.stderr.write('x' * 999)\n", "output"),
    "own-exit": ("import os\nos._exit(0)\n", "exited"),
}


@posix
@pytest.mark.parametrize("fresh", FRESH)
@pytest.mark.parametrize(("source", "end"), RUNS.values(), ids=RUNS)
def test_run_is_limited(start: Start, fresh: str, source: str, end: str) -> None:
    """A program's limits are told apart like those of an import."""
    assert start({"main.py": source}, fresh).ran("main.py")["end"] == end


def test_a_large_input_reaches_the_program(start: Start) -> None:
    """Input beyond a pipe's size is delivered whole, also to a program that ignores it."""
    talk = start({"count.py": "import sys\nprint(len(sys.stdin.read()))\n", "deaf.py": "print('no')\n"})
    assert talk.ran("count.py", stdin="x" * 1_000_000)["stdout"] == "1000000\n"
    assert talk.ran("deaf.py", stdin="x" * 1_000_000)["stdout"] == "no\n"


# ---------------------------------------------------------------- the agent's own life


def test_hanging_up_ends_the_agent(start: Start) -> None:
    """When the judge goes away between requests, the agent ends without complaint."""
    assert start({}).close() == 0


@posix
def test_hanging_up_during_a_request_ends_everything(start: Start) -> None:
    """When the judge goes away in the middle, neither the agent nor the student's process stays."""
    talk = start({"m.py": "import os, time\nopen('../pid', 'w').write(str(os.getpid()))\ntime.sleep(600)\n"})
    talk.send("import", statement="import m", inspect=(), deadline_s=600)
    assert talk.close() == 0
    pid = talk.folder / "pid"
    if pid.exists() and pid.read_text():
        with pytest.raises(ProcessLookupError):
            os.kill(int(pid.read_text()), 0)


HELD = """
import os
held = []
for number in range(256):
    try:
        held.append(os.fstat(number).st_ino)
    except OSError:
        pass
"""


@posix
def test_the_child_has_no_way_to_the_judge(start: Start) -> None:
    """A forked child holds neither end of the agent's channel."""
    talk = start({"m.py": HELD})
    held = answer(talk.evaluated("import m", "m.held"))["l"]
    channel = {os.fstat(pipe.fileno()).st_ino for pipe in (talk.sink, talk.source)}
    assert held
    assert not channel & set(held)
