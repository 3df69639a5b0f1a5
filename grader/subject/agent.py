"""The untrusted side: runs a submission's code on request and says in plain data what came of it.

This file is sent into the sandbox as text. It needs Python 3.8 or later and nothing else. After a hello it answers one
request at a time; frames are 4 bytes of length, big endian, and UTF-8 JSON. What the judge believes of all this is the
judge's business: whatever is said here, student code could have said as well.

    judge ──▶ agent      never runs or parses student code; writes the files, starts a child, watches it, reports
                └─▶ child   one request each, in a fresh state: a fork of the agent, or a new interpreter (Windows)

Why it is so:
- The end of a request is the end of its child, or its whole reply, never the end of its output: a grandchild may
  hold that open. Then every process that the request left behind is killed.
- Limits are told apart by evidence: counters of the kernel, the child's own uncaught MemoryError, our clock, our count.
- Nothing tries to keep a secret from the child or to prove who wrote a reply: a forged reply equals an answer that a
  function could have given. Forked children cannot read the agent's memory (PR_SET_DUMPABLE) and do not have its
  pipes: that saves surprises, no more.
- Student code may replace builtins and attributes of modules. The functions here use a copy of the builtins of their
  own, and take from modules what they need before any student code runs.
- A child inherits what the agent has loaded, and each start of the agent loads it anew. So it loads little: the C
  halves of `json`, `ast` and `signal`, whose Python halves take longer than all the rest; others only when needed.
"""

from __future__ import annotations

import builtins
import marshal
import os
import sys

STARTED_WITH = frozenset(sys.modules)
"""what every interpreter has loaded before the first line of a program; the rest is ours"""

SPAWNED = """
import marshal, os
def exactly(size):
    parts = []
    while size:
        parts.append(os.read(0, size) or os._exit(0))
        size -= len(parts[-1])
    return b"".join(parts)
def frame():
    return exactly(int.from_bytes(exactly(4), "big"))
exec(marshal.loads(frame()), {"__name__": "__child__", "job": frame()})
"""
"""what a new interpreter runs; it reads no byte more than it needs, as a stage goes on reading"""
CODE = sys._getframe().f_code
"""this file, compiled: what other interpreters of the same version are started with"""


def clean_environment() -> dict[str, str]:
    """The agent's variables without those that steer Python, but for the one that settles the order of sets."""
    kept = {name: value for name, value in os.environ.items() if not name.upper().startswith("PYTHON")}
    return {**kept, "PYTHONHASHSEED": os.environ.get("PYTHONHASHSEED", "0")}


sys.path[:] = [entry for entry in sys.path if entry]  # never the current folder, whatever lies there

globals()["__builtins__"] = dict(vars(builtins))

import _ast
import _json
import _warnings
import binascii
import errno
import faulthandler
import gc
import io
import select
import struct
import time

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

TYPE_CHECKING = False
if TYPE_CHECKING:  # the real one costs milliseconds
    import re
    import signal
    from collections.abc import Callable
    from types import TracebackType
    from typing import Any, NoReturn

    Json = dict[str, Any]
    Send = Callable[[bytes, bytes], None]
else:
    import _signal as signal

KIB = 1024
MIB = 1024 * 1024
MAX_REQUEST_BYTES = 64 * MIB
MAX_REPLY_BYTES = 3 * MIB
"""what a child may say about one request"""
MAX_BODY_BYTES = 4 * MIB - 64 * KIB
"""the same once more as a JSON string; the judge takes frames of 4 MiB and room for the outputs"""
MAX_OUTLINE_BYTES = 5 * MIB // 2
"""facts; the judge takes 5 MiB (`grader/wire.py`), because each file that is left out still has a note"""
MAX_FILE_FACTS_BYTES = MIB
MAX_PARTS = 190_000
"""commas, colons and opening brackets; the judge takes 262,144, and a note has 33"""
DATA_RESERVE_BYTES = 16 * MIB
"""what a child may use beyond its limit once the student's code is done, to write its reply"""
SHARED_RESERVE_BYTES = 4096 * MIB
"""address space beyond twice the memory: reserved by threads and libraries but never touched"""
SPARE_TASKS = 16
"""processes and threads of the same user that may come and go beside the submission's"""
TICK_S = 0.05
DUMP_S = 0.3
"""how long a child that is too late may take to say where it is"""
MAX_DUMP_BYTES = 64 * KIB
SWEEP_S = 2.0
PATIENT_LOOKS = 6
"""a killed child is mostly gone so soon that looking through all processes would take longer"""
WIPE_S = 8.0
CPU_SLACK_S = 5
LET_GO = 99
"""exit status of a copy of the agent that the judge let go"""

RUN_FLAGS = ("-s", "-u", "-B", "-X", "utf8")

OOM_COUNTERS = (
    ("/sys/fs/cgroup/memory.events", b"oom_kill"),
    ("/sys/fs/cgroup/memory/memory.oom_control", b"oom_kill"),
)
FORK_COUNTERS = (("/sys/fs/cgroup/pids.events", b"max"), ("/sys/fs/cgroup/pids/pids.events", b"max"))
PIDS_MAX = ("/sys/fs/cgroup/pids.max", "/sys/fs/cgroup/pids/pids.max")

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_SET_CHILD_SUBREAPER = 36
WHERE_SIGNAL = getattr(signal, "SIGRTMAX", getattr(signal, "SIGUSR2", None))
"""makes a forked child write down where it is; one that student code hardly uses"""


# ---------------------------------------------------------------- taken before student code can replace it

_exc_info = sys.exc_info
_exit = os._exit
_getpid = os.getpid
_write = os.write
_modules = sys.modules
_module_type = type(sys)
_getrecursionlimit = sys.getrecursionlimit
_setrecursionlimit = sys.setrecursionlimit
_pack_float = struct.Struct(">d").pack
_b2a_base64 = binascii.b2a_base64
_name_of = type.__dict__["__name__"].__get__
_module_of = type.__dict__["__module__"].__get__
_mro_of = type.__dict__["__mro__"].__get__
_cut = str.__getitem__
BUILTIN_ERRORS = tuple(
    each for each in vars(builtins).values() if isinstance(each, type) and issubclass(each, BaseException)
)


def _json_encoder() -> Callable[[Any], str]:
    """JSON without ASCII escapes, NaN or spaces."""

    def refuse(value: object) -> NoReturn:
        raise TypeError("not JSON: " + _name_of(type(value)))

    quote: Callable[[str], str] = _json.encode_basestring
    encode = _json.make_encoder(None, refuse, quote, None, ":", ",", False, False, False)
    return lambda value: quote(value) if type(value) is str else "".join(encode(value, 0))


def _json_decoder() -> Callable[[str], Any]:
    """JSON as the judge writes it, without a space in front."""

    class Reading:
        strict = True
        object_hook = object_pairs_hook = None
        parse_float = parse_constant = float
        parse_int = int

    reading: Any = Reading
    scan = _json.make_scanner(reading)
    return lambda text: scan(text, 0)[0]


to_json = _json_encoder()
from_json = _json_decoder()


def clean(text: Any, limit: int) -> str:
    """At most `limit` characters of a text, as an exact str that UTF-8 can write; "" for anything else."""
    if not issubclass(type(text), str):
        return ""
    return _cut(text, slice(0, limit)).encode("utf-8", "backslashreplace").decode("utf-8")[: limit * 2]


# ---------------------------------------------------------------- values (the specification is in grader/values.py)

MAX_DEPTH = 40
MAX_NODES = 20_000
MAX_HASHED = 4_096
MAX_TEXT_BYTES = 256 * KIB
MAX_INT_BITS = 4_096 * 8
MAX_NAME_CHARS = 200
MAX_REPR_CHARS = 1_000
MAX_ANSWER_CHARS = MIB
JSON_INT_LIMIT = 2**53
PLAIN_TYPES = (type(None), bool, int, float, complex, str, bytes, list, tuple, dict, set, frozenset)


class WholeValueError(Exception):
    """The value as a whole cannot cross; the text says why."""


class Encoder:
    """Turns one object into its wire form. Anything that a student's object does meanwhile ends in a handle."""

    def __init__(self) -> None:
        self.nodes = MAX_NODES
        self.hashed = MAX_HASHED
        self.chars = MAX_ANSWER_CHARS
        self.handles = 0
        self.open: set[int] = set()

    def value(self, found: object, depth: int = 0) -> Any:
        """The wire form of `found`, which lies in `depth` open containers."""
        kind = type(found)
        if kind is list or kind is tuple or kind is dict or kind is set or kind is frozenset:
            return self.container(found, kind, depth + 1)
        self.count(0)
        if found is None or found is True or found is False:
            return found
        if kind is str:
            return self.text(found)
        if kind is int:
            return self.integer(found)
        if kind is float:
            return {"f": _pack_float(found).hex()}
        if kind is complex:
            return {"c": [_pack_float(found.real).hex(), _pack_float(found.imag).hex()]}  # type: ignore[attr-defined]
        if kind is bytes:
            return self.bytes(found)
        return self.handle(found, "")

    def count(self, hashed: int) -> None:
        """Count one node with `hashed` elements or keys."""
        self.nodes -= 1
        self.hashed -= hashed
        if self.nodes < 0 or self.hashed < 0:
            raise WholeValueError("too large")

    def count_chars(self, number: int) -> None:
        """Count what will surely be in the JSON: one long text, many times in a list, is found out early."""
        self.chars -= number
        if self.chars < 0:
            raise WholeValueError("too large")

    def container(self, found: Any, kind: type, depth: int) -> Any:
        """The wire form of a container that makes `depth` open ones."""
        if id(found) in self.open:
            raise WholeValueError("refers to itself")
        if depth > MAX_DEPTH:
            raise WholeValueError("too deep")
        if len(found) > self.nodes:
            raise WholeValueError("too large")
        self.count(0 if kind is list or kind is tuple else len(found))
        self.open.add(id(found))
        try:
            if kind is list or kind is tuple:
                return {"l" if kind is list else "t": [self.value(item, depth) for item in tuple(found)]}
            return self.unordered(found, kind, depth)
        finally:
            self.open.discard(id(found))

    def unordered(self, found: Any, kind: type, depth: int) -> Any:
        """The wire form of a dict or set; a handle in a key or element makes it a handle itself."""
        if kind is not dict:
            before = self.handles
            items = [self.value(item, depth) for item in tuple(found)]
            if self.handles > before:
                return self.handle(found, "not a plain value")
            return {"S" if kind is set else "F": items}
        pairs = []
        for key, item in tuple(found.items()):
            before = self.handles
            left = self.value(key, depth)
            if self.handles > before:
                return self.handle(found, "not a plain value")
            pairs.append([left, self.value(item, depth)])
        return {"d": pairs}

    def text(self, found: Any) -> Any:
        """The wire form of an exact str."""
        if len(found) > MAX_TEXT_BYTES:
            return self.handle(found, "too large")
        self.count_chars(len(found))
        data = found.encode("utf-8", "surrogatepass")
        if len(data) > MAX_TEXT_BYTES:
            return self.handle(found, "too large")
        try:
            found.encode("utf-8")
        except UnicodeEncodeError:
            return {"u": data.hex()}
        return found

    def integer(self, found: Any) -> Any:
        """The wire form of an exact int."""
        if -JSON_INT_LIMIT < found < JSON_INT_LIMIT:
            return found
        if found.bit_length() > MAX_INT_BITS:
            return self.handle(found, "too large")
        return {"i": "%x" % found}

    def bytes(self, found: Any) -> Any:
        """The wire form of an exact bytes object."""
        if len(found) > MAX_TEXT_BYTES:
            return self.handle(found, "too large")
        self.count_chars(len(found))
        return {"b": _b2a_base64(found, newline=False).decode("ascii")}

    def handle(self, found: object, why: str) -> Json:
        """What stands for an object that cannot cross; `why` is given for exact builtins only."""
        self.handles += 1
        return handle(found, why)


def handle(found: object, why: str) -> Json:
    """The wire form of a handle; without `why` for anything that is no exact builtin."""
    kind = type(found)
    text = "" if why else _repr(found)
    if not why:
        plain = [base for base in _mro_of(kind) if any(base is each for each in PLAIN_TYPES)]
        why = "subclass of " + _name_of(plain[0]) if plain else "not a plain value"
    name = clean(_name_of(kind), MAX_NAME_CHARS // 2)
    return {"h": {"type": name, "module": _module_name(kind), "why": why, "text": text}}


def _module_name(kind: type) -> str:
    try:
        return clean(_module_of(kind), MAX_NAME_CHARS // 2)
    except BaseException:  # a heap type without __module__, or student code in the way
        return ""


def _repr(found: object) -> str:
    try:
        text = _cut(repr(found), slice(0, MAX_REPR_CHARS))
        return text.encode("utf-8", "backslashreplace").decode("utf-8")[:MAX_REPR_CHARS]
    except BaseException:
        return ""


def encode_value(found: object) -> Any:
    """The wire form of any object whatever, of bounded size."""
    try:
        wire = Encoder().value(found)
        if len(to_json(wire)) <= MAX_ANSWER_CHARS:
            return wire
        return handle(found, "too large")
    except WholeValueError as error:
        return handle(found, str(error))
    except BaseException:  # a thread of the student's changes it meanwhile, or memory is short
        return handle(found, "not a plain value")


def decode_value(wire: Any) -> Any:
    """The value of a wire form that the judge sent."""
    if not isinstance(wire, dict):
        return wire
    [(tag, body)] = wire.items()
    if tag == "d":
        return {decode_value(key): decode_value(item) for key, item in body}
    if tag in ("l", "t", "S", "F"):
        return {"l": list, "t": tuple, "S": set, "F": frozenset}[tag]([decode_value(item) for item in body])
    if tag == "c":
        return complex(*(decode_value({"f": part}) for part in body))
    if tag == "f":
        return struct.unpack(">d", bytes.fromhex(body))[0]
    if tag == "i":
        return int(body, 16)
    if tag == "b":
        return binascii.a2b_base64(body)
    return bytes.fromhex(body).decode("utf-8", "surrogatepass")


# ---------------------------------------------------------------- exceptions

MAX_ERROR_CHARS = 2_000
MAX_FRAMES = 40


def describe(error: BaseException, traceback: TracebackType | None, folder: str) -> Json:
    """What the judge is told about an exception; each part that student code spoils is left empty."""
    kind = type(error)
    syntax = issubclass(kind, SyntaxError)
    line = _attribute(error, "lineno") if syntax else None
    origin = None
    if syntax or issubclass(kind, ImportError):
        origin = _relative(_attribute(error, "filename" if syntax else "path"), folder)
    text = _error_text(error, syntax)
    return {
        "type": clean(_name_of(kind), MAX_NAME_CHARS),
        "text": text,
        "builtins": [_name_of(base) for base in _mro_of(kind) if any(base is each for each in BUILTIN_ERRORS)],
        "frames": _frames(traceback, folder),
        "name": _missing_name(error, kind, text),
        "origin": origin,
        "line": line if origin is not None and type(line) is int and 0 < line < 10**9 else None,
    }


def _attribute(error: BaseException, name: str) -> Any:
    try:
        return getattr(error, name)
    except BaseException:
        return None


def _error_text(error: BaseException, syntax: bool) -> str:
    if syntax and type(_attribute(error, "msg")) is str:
        return clean(_attribute(error, "msg"), MAX_ERROR_CHARS)  # str() would repeat file and line
    try:
        return clean(str(error), MAX_ERROR_CHARS)
    except BaseException:
        return ""


def _missing_name(error: BaseException, kind: type, text: str) -> str | None:
    """The module, variable or attribute that is missing; Python before 3.10 says some of them only in the text."""
    if not issubclass(kind, (ImportError, NameError, AttributeError)):
        return None
    name = _attribute(error, "name")
    if type(name) is str:
        return clean(name, MAX_NAME_CHARS)
    if issubclass(kind, ImportError):
        return None
    _, found, rest = text.partition("'" if issubclass(kind, NameError) else "has no attribute '")
    missing = rest.partition("'")[0]
    return missing if found and missing.isidentifier() and len(missing) <= MAX_NAME_CHARS else None


def _frames(traceback: TracebackType | None, folder: str) -> list[list[Any]]:
    """[path, line, function] of the innermost frames in the submission, innermost last."""
    found = []
    while traceback is not None:
        code = traceback.tb_frame.f_code
        path = _relative(code.co_filename, folder)
        if path is not None:
            found.append([path, traceback.tb_lineno or 1, clean(code.co_name, MAX_NAME_CHARS)])
            del found[:-MAX_FRAMES]
        traceback = traceback.tb_next
    return found


def _relative(path: object, folder: str) -> str | None:
    """The path from the submission's top, with "/", or None where it lies elsewhere or is no path."""
    path = clean(path, 1000)
    if not path.startswith(folder + os.sep):
        return None
    return clean(path[len(folder) + 1 :].replace(os.sep, "/"), 1000)


# ---------------------------------------------------------------- outline: static facts of one file


def outline_file(path: str, source: bytes) -> str:
    """The facts of one file as JSON: exactly the shape of ModuleFacts in grader/outline.py."""
    facts = empty_facts(path)
    try:
        facts.update(Reader(source).facts())
    except (SyntaxError, ValueError) as error:
        facts = {**empty_facts(path), "parse_error": parse_error(error, source)}
    except (RecursionError, MemoryError) as error:
        message = "the code is nested too deeply, or too large, for Python"
        facts = unreadable(path, type(error).__name__, message)
    except Exception as error:  # whatever else a compiler may come up with is no reason to lose the other files
        facts = unreadable(path, type(error).__name__, clean(str(error), 500))
    text = to_json(facts)
    if len(text) > MAX_FILE_FACTS_BYTES or parts_of(text) > MAX_PARTS // 2:
        return to_json(unreadable(path, "TooLarge", "the file holds too much to be looked at"))
    return text


def parts_of(text: str) -> int:
    """How many parts a JSON text has, or a few more: marks inside of strings count as well."""
    return sum(map(text.count, ",:[{"))


def empty_facts(path: str) -> Json:
    """The facts of an empty file."""
    return {
        "path": path,
        "parse_error": None,
        "imports": [],
        "definitions": [],
        "exports": None,
        "docstring": False,
        "main_guard": None,
        "calls": [],
        "path_edits": [],
    }


def unreadable(path: str, kind: str, message: str) -> Json:
    """The facts of a file that cannot be looked at, for a reason without a place in it."""
    error = {"kind": kind, "message": message, "line": None, "column": None, "text": None}
    return {**empty_facts(path), "parse_error": error}


def parse_error(error: Exception, source: bytes) -> Json:
    """Why Python cannot read the file, in words that help with the usual causes."""
    if source[:2] in (b"\xff\xfe", b"\xfe\xff") or _is_every_other_byte_null(source[:40]):
        message = "the file is saved as UTF-16; save it as UTF-8"
        return {"kind": "UnicodeDecodeError", "message": message, "line": 1, "column": 1, "text": None}
    line, column = getattr(error, "lineno", None), getattr(error, "offset", None)
    message = clean(getattr(error, "msg", None) or str(error), 500)
    bad_byte = None if _names_encoding(source) else _undecodable(source)
    if b"\0" in source:
        line, column = source.count(b"\n", 0, source.index(b"\0")) + 1, None
        message = "source code cannot contain null bytes; is this really a text file?"
    elif bad_byte:
        line, column = bad_byte
        message = "a character is not saved as UTF-8; save the file as UTF-8"
    return {
        "kind": type(error).__name__ if isinstance(error, SyntaxError) else "SyntaxError",
        "message": message,
        "line": line if isinstance(line, int) and line > 0 else None,
        "column": max(column, 1) if isinstance(column, int) else None,
        "text": _line_of(source, line),
    }


def _is_every_other_byte_null(start: bytes) -> bool:
    return len(start) >= 4 and not (any(start[::2]) and any(start[1::2]))


def _undecodable(source: bytes) -> tuple[int, int] | None:
    """Line and column of the first byte that is not UTF-8."""
    try:
        source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = source[: error.start].decode("utf-8", "replace")
        return before.count("\n") + 1, len(before) - before.rfind("\n")
    return None


def _line_of(source: bytes, line: Any) -> str | None:
    lines = source.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    if not isinstance(line, int) or not 0 < line <= len(lines):
        return None
    return clean(lines[line - 1].decode("utf-8", "backslashreplace").strip("\ufeff"), 500)


def _names_encoding(source: bytes) -> bool:
    """Whether a comment in one of the first two lines names an encoding (PEP 263)."""
    first, _, rest = source.replace(b"\r\n", b"\n").partition(b"\n")
    lines = [line.strip(b" \t\f") for line in (first, rest.partition(b"\n")[0])]
    comments = [line for line in lines[: 1 if lines[0] and lines[0][:1] != b"#" else 2] if line[:1] == b"#"]
    return any(b"coding:" in comment or b"coding=" in comment for comment in comments)


def parse(source: str | bytes) -> Any:
    """The syntax tree of a module, as ast.parse gives it."""
    return compile(source, "<unknown>", "exec", _ast.PyCF_ONLY_AST, True)


def children(node: Any) -> list[Any]:
    """The nodes directly below one, in order."""
    found: list[Any] = []
    for name in node._fields:
        value = getattr(node, name, None)
        found.extend(value if isinstance(value, list) else [value])
    return [each for each in found if isinstance(each, _ast.AST)]


class Reader:
    """Reads the facts of one file in one walk over its syntax tree, without recursion and in the file's order."""

    def __init__(self, source: bytes) -> None:
        self.tree = parse(source)
        compile(self.tree, "<submission>", "exec", dont_inherit=True)  # finds what the grammar alone allows
        self.lines = None if source.isascii() else _source_lines(source)
        self.imports: list[Json] = []
        self.definitions: list[Json] = []
        self.exports: list[str] | None = None
        self.exports_are_plain = True
        self.main_guard: int | None = None
        self.calls: list[Json] = []
        self.path_names = {"sys.path"}
        self.path_edits: list[tuple[str, int]] = []
        # a node, where it stands, and what binding a name in it means: "module", "class", "loop" (a comprehension
        # of the module, whose names are its own) or "inner"
        self.waiting: list[tuple[_ast.AST, str, str]] = []

    def facts(self) -> Json:
        """All parts of the facts that this file settles."""
        self.push(self.tree.body, "module", "module")
        while self.waiting:
            node, place, scope = self.waiting.pop()
            visit = getattr(self, "visit_" + type(node).__name__, None)
            if visit is None:
                self.push(children(node), place, scope)
            else:
                visit(node, place, scope)
        return {
            "imports": self.imports,
            "definitions": self.definitions,
            "exports": self.exports if self.exports_are_plain else None,
            "docstring": self.has_docstring(self.tree),
            "main_guard": self.main_guard,
            "calls": self.calls,
            "path_edits": sorted({line for name, line in self.path_edits if name in self.path_names}),
        }

    def push(self, nodes: list[Any], place: str, scope: str) -> None:
        """Visit `nodes` next, the first one first; None among them is left out."""
        self.waiting.extend((node, place, scope) for node in reversed(nodes) if node is not None)

    def has_docstring(self, node: Any) -> bool:
        """Whether a module, class or function begins with a text."""
        first = node.body[0] if node.body else None
        return isinstance(first, _ast.Expr) and bool((_text_of(first.value) or "").strip())

    def column(self, node: Any) -> int:
        """The column of a node in characters, from 1; the tree counts bytes."""
        if self.lines is None or not node.lineno <= len(self.lines):
            return int(node.col_offset) + 1
        before = self.lines[node.lineno - 1].encode("utf-8", "replace")[: node.col_offset]
        return len(before.decode("utf-8", "replace")) + 1

    # ---- what it imports

    def visit_Import(self, node: Any, place: str, scope: str) -> None:
        for alias in node.names:
            self.add_import(node, alias.name, 0, None, alias.asname, place)
            if alias.name == "sys" and alias.asname:
                self.path_names.add(alias.asname + ".path")

    def visit_ImportFrom(self, node: Any, place: str, scope: str) -> None:
        for alias in node.names:
            self.add_import(node, node.module or "", node.level or 0, alias.name, alias.asname, place)
            if node.module == "sys" and alias.name == "path" and not node.level:
                self.path_names.add(alias.asname or "path")

    def add_import(self, node: Any, module: str, level: int, name: str | None, alias: str | None, place: str) -> None:
        """Note one imported name."""
        self.imports.append(
            {
                "module": module,
                "level": level,
                "name": name,
                "alias": alias,
                "line": node.lineno,
                "column": self.column(node),
                "place": place,
            }
        )

    # ---- what it defines

    def bind(self, definition: Json, place: str, scope: str) -> None:
        """Note that the module defines a name, where it does so itself and at import."""
        if scope != "module" or place != "module":
            return
        self.definitions.append(definition)

    def definition(self, name: str, kind: str, line: int, **facts: Any) -> Json:
        """One definition; `facts` replace what holds for a plain value."""
        return {
            "name": name,
            "kind": kind,
            "line": line,
            "params": None,
            "decorated": False,
            "docstring": False,
            "prints": False,
            "returns_value": False,
            "methods": [],
            **facts,
        }

    def visit_FunctionDef(self, node: Any, place: str, scope: str) -> None:
        self.bind(self.function(node), place, scope)
        self.push(node.body, "function", "inner")
        self.push_signature(node, place, scope)

    visit_AsyncFunctionDef = visit_FunctionDef  # noqa: N815

    def push_signature(self, node: Any, place: str, scope: str) -> None:
        """What a `def` runs at once: decorators and default values."""
        self.push([*getattr(node, "decorator_list", ()), *node.args.defaults, *node.args.kw_defaults], place, scope)

    def visit_Lambda(self, node: Any, place: str, scope: str) -> None:
        self.push([node.body], "function", "inner")
        self.push_signature(node, place, scope)

    def function(self, node: Any, name: str = "") -> Json:
        """A `def`, or a lambda that is given the name `name`."""
        body = [node.body] if name else node.body
        prints, returns = self.does(body)
        return self.definition(
            name or node.name,
            "function",
            node.lineno,
            params=_params(node.args),
            decorated=bool(getattr(node, "decorator_list", ())),
            docstring=not name and self.has_docstring(node),
            prints=prints,
            returns_value=returns or bool(name),
        )

    def does(self, body: list[Any]) -> tuple[bool, bool]:
        """Whether a body calls print, and whether it returns (or yields) a value; functions inside are not it."""
        prints = returns = False
        waiting = list(body)
        while waiting:
            node = waiting.pop()
            if isinstance(node, (_ast.FunctionDef, _ast.AsyncFunctionDef, _ast.Lambda)):
                continue
            if isinstance(node, _ast.Call) and isinstance(node.func, _ast.Name) and node.func.id == "print":
                prints = True
            elif isinstance(node, _ast.Return):
                returns = returns or not _is_none(node.value)
            elif isinstance(node, (_ast.Yield, _ast.YieldFrom)):
                returns = True
            waiting.extend(children(node))
        return prints, returns

    def visit_ClassDef(self, node: Any, place: str, scope: str) -> None:
        facts = {"docstring": self.has_docstring(node), "methods": self.methods(node)}
        facts["decorated"] = bool(node.decorator_list)
        self.bind(self.definition(node.name, "class", node.lineno, **facts), place, scope)
        self.push(node.body, place, "class" if scope in ("module", "class") else scope)
        self.push([*node.decorator_list, *node.bases, *node.keywords], place, scope)

    def methods(self, node: Any) -> list[Json]:
        """The functions in a class's body, also those under an `if` or `try`."""
        found = []
        waiting = list(reversed(node.body))
        while waiting:
            each = waiting.pop()
            if isinstance(each, (_ast.FunctionDef, _ast.AsyncFunctionDef)):
                found.append(self.function(each))
            elif isinstance(each, _ast.Assign) and isinstance(each.value, _ast.Lambda):
                names = [target.id for target in each.targets if isinstance(target, _ast.Name)]
                found.extend(self.function(each.value, name) for name in names)
            elif isinstance(each, (_ast.If, _ast.Try, _ast.With)):
                inside = (_ast.stmt, _ast.ExceptHandler)
                waiting.extend(reversed([part for part in children(each) if isinstance(part, inside)]))
            elif isinstance(each, _ast.ExceptHandler):
                waiting.extend(reversed(each.body))
        return found

    def visit_Assign(self, node: Any, place: str, scope: str) -> None:
        self.note_exports(node.targets, node.value, place, scope)
        targets = node.targets
        if isinstance(node.value, _ast.Lambda):
            named = [target for target in targets if isinstance(target, _ast.Name)]
            for target in named:
                self.bind(self.function(node.value, target.id), place, scope)
            targets = [target for target in targets if target not in named]
        self.note_path_targets(targets, node.lineno)
        self.push([*targets, node.value], place, scope)

    def visit_AnnAssign(self, node: Any, place: str, scope: str) -> None:
        if node.value is None:  # an annotation alone binds nothing
            return
        node.targets = [node.target]
        self.visit_Assign(node, place, scope)

    def visit_AugAssign(self, node: Any, place: str, scope: str) -> None:
        if self.is_exports(node.target, place, scope):
            self.extend_exports(_strings(node.value) if isinstance(node.op, _ast.Add) else None)
        self.note_path_targets([node.target], node.lineno, rebinding_counts=True)
        self.push([node.value], place, scope)

    def visit_NamedExpr(self, node: Any, place: str, scope: str) -> None:
        self.push([node.target], place, "module" if scope == "loop" else scope)
        self.push([node.value], place, scope)

    def visit_Name(self, node: Any, place: str, scope: str) -> None:
        if isinstance(node.ctx, _ast.Store):
            self.bind(self.definition(node.id, "value", node.lineno), place, scope)
        elif isinstance(node.ctx, _ast.Del) and (place, scope) == ("module", "module"):
            self.definitions = [each for each in self.definitions if each["name"] != node.id]

    def visit_comprehension_scope(self, node: Any, place: str, scope: str) -> None:
        self.push(children(node), place, "loop" if scope in ("module", "loop") else scope)

    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = visit_comprehension_scope  # noqa: N815

    def visit_match_capture(self, node: Any, place: str, scope: str) -> None:
        name = getattr(node, "name", None) or getattr(node, "rest", None)
        if name:
            self.bind(self.definition(name, "value", getattr(node, "lineno", 1)), place, scope)
        self.push(children(node), place, scope)

    visit_MatchAs = visit_MatchStar = visit_MatchMapping = visit_match_capture  # noqa: N815

    # ---- __all__

    def is_exports(self, target: Any, place: str, scope: str) -> bool:
        """Whether a target is the module's `__all__`."""
        is_name = isinstance(target, _ast.Name) and target.id == "__all__"
        return is_name and place == "module" and scope == "module"

    def note_exports(self, targets: list[Any], value: Any, place: str, scope: str) -> None:
        """Take an assignment to `__all__` into account."""
        if any(self.is_exports(target, place, scope) for target in targets):
            self.exports, self.exports_are_plain = [], True
            self.extend_exports(_strings(value))

    def extend_exports(self, names: list[str] | None) -> None:
        """Add names to `__all__`; None: it is no plain list any more."""
        if names is None or self.exports is None:
            self.exports_are_plain = False
        else:
            self.exports.extend(clean(name, MAX_NAME_CHARS) for name in names)

    # ---- calls, guards, sys.path

    def visit_Call(self, node: Any, place: str, scope: str) -> None:
        name = self.dotted(node.func)
        if name and place == "module" and scope != "inner":
            self.calls.append({"name": clean(name, 500), "line": node.lineno})
        owner, _, method = (name or "").rpartition(".")
        if method in ("append", "insert", "extend", "remove", "pop", "clear", "sort", "reverse"):
            self.path_edits.append((owner, node.lineno))
        if name == "site.addsitedir":
            self.path_edits.append(("sys.path", node.lineno))
        if owner == "__all__" and place == "module" and scope == "module":
            self.note_exports_call(method, node.args)
        self.push(children(node), place, scope)

    def note_exports_call(self, method: str, args: list[Any]) -> None:
        """`__all__.append("x")`, `__all__.extend([...])`; any other method makes it unreadable."""
        if method == "extend" and len(args) == 1:
            self.extend_exports(_strings(args[0]))
        elif method == "append" and len(args) == 1 and _text_of(args[0]) is not None:
            self.extend_exports([args[0].value])
        else:
            self.extend_exports(None)

    def dotted(self, node: Any) -> str | None:
        """The written name of a chain of attributes, `sys.path.append`; None for anything else."""
        parts = []
        while isinstance(node, _ast.Attribute):
            parts.append(node.attr)
            node = node.value
        if not isinstance(node, _ast.Name):
            return None
        return ".".join([node.id, *reversed(parts)])

    def note_path_targets(self, targets: list[Any], line: int, rebinding_counts: bool = False) -> None:
        """Note assignments to sys.path or to a part of it; to a mere name for it only with `rebinding_counts`."""
        for target in targets:
            base = target.value if isinstance(target, _ast.Subscript) else target
            name = self.dotted(base)
            if name and (base is not target or rebinding_counts or "." in name):
                self.path_edits.append((name, line))

    def visit_Delete(self, node: Any, place: str, scope: str) -> None:
        self.note_path_targets(node.targets, node.lineno)
        self.push(node.targets, place, scope)

    def visit_If(self, node: Any, place: str, scope: str) -> None:
        body, orelse = place, place
        guard = self.guard(node.test)
        if place == "module" and scope == "module" and guard:
            self.main_guard = self.main_guard or node.lineno
            body, orelse = ("guard", place) if guard == "main" else (place, "guard")
        elif place == "module" and (self.dotted(node.test) or "").rpartition(".")[2] == "TYPE_CHECKING":
            body = "type_checking"
        self.push(node.orelse, orelse, scope)
        self.push(node.body, body, scope)
        self.push([node.test], place, scope)

    def guard(self, test: Any) -> str | None:
        """Whether a condition is `__name__ == "__main__"` ("main") or its opposite ("other"), in either order."""
        if isinstance(test, _ast.BoolOp) and isinstance(test.op, _ast.And):
            return "main" if any(self.is_main_test(part, _ast.Eq) for part in test.values) else None
        if self.is_main_test(test, _ast.Eq):
            return "main"
        return "other" if self.is_main_test(test, _ast.NotEq) else None

    def is_main_test(self, test: Any, operator: type) -> bool:
        """Whether a condition compares `__name__` with "__main__" by that operator."""
        if not (isinstance(test, _ast.Compare) and len(test.ops) == 1 and isinstance(test.ops[0], operator)):
            return False
        sides = [test.left, test.comparators[0]]
        names = [side for side in sides if isinstance(side, _ast.Name) and side.id == "__name__"]
        texts = [side for side in sides if isinstance(side, _ast.Constant) and side.value == "__main__"]
        return bool(names and texts)


def _source_lines(source: bytes) -> list[str]:
    import tokenize

    encoding, _ = tokenize.detect_encoding(io.BytesIO(source).readline)
    text = source.decode(encoding, "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _params(args: Any) -> list[Json]:
    """The parameters of a `def` or lambda in order, as in inspect.Parameter."""
    found: list[Json] = []

    def add(arg: Any, kind: str, default: bool) -> None:
        found.append({"name": arg.arg, "kind": kind, "default": default})

    positional = [*args.posonlyargs, *args.args]
    first_default = len(positional) - len(args.defaults)
    for index, arg in enumerate(positional):
        kind = "positional_only" if index < len(args.posonlyargs) else "positional_or_keyword"
        add(arg, kind, index >= first_default)
    if args.vararg:
        add(args.vararg, "var_positional", False)
    for arg, default in zip(args.kwonlyargs, args.kw_defaults):
        add(arg, "keyword_only", default is not None)
    if args.kwarg:
        add(args.kwarg, "var_keyword", False)
    return found


def _is_none(value: Any) -> bool:
    return value is None or (type(value).__name__ == "Constant" and value.value is None)


def _text_of(node: Any) -> str | None:
    """A text literal's text, None for anything else."""
    return node.value if isinstance(node, _ast.Constant) and isinstance(node.value, str) else None


def _strings(node: Any) -> list[str] | None:
    """The texts of a list or tuple literal, or of a sum of them; None for anything else."""
    found: list[str] = []
    waiting = [node]
    while waiting:
        part = waiting.pop()
        if isinstance(part, _ast.BinOp) and isinstance(part.op, _ast.Add):
            waiting.extend([part.right, part.left])
        elif isinstance(part, (_ast.List, _ast.Tuple)):
            texts = [_text_of(item) for item in part.elts]
            if None in texts:
                return None
            found.extend(text for text in texts if text is not None)
        else:
            return None
    return found


# ---------------------------------------------------------------- the child: one request

MAX_NAMES = 1_000
MAX_PARAMS = 255
MAX_EXPORTS = 4_000
MAX_ANSWERS_CHARS = 5 * MIB // 2
_current_frames = sys._current_frames


class Signatures:
    """How Python tells parameters; to be made before the submission's folder comes onto the path."""

    def __init__(self) -> None:
        import inspect

        self.of = inspect.signature
        self.empty = inspect.Parameter.empty
        lazily = getattr(sys.modules.get("annotationlib"), "Format", None)  # Python 3.14: do not evaluate annotations
        self.options = {"annotation_format": lazily.FORWARDREF} if lazily else {}


def may_bind_callables(job: Json) -> bool:
    """Whether something that has parameters may be looked at; `import a.b` binds nothing but modules."""
    return job["op"] == "import" and bool(job["inspect"] or "from" in job["statement"])


def serve_child(job: Json, send: Send, streams: list[Any]) -> None:
    """Answer one request in this process, in frames: b"b" the body, b"a" one file's facts, b"." the end.

    `streams` are its own standard output and error.

    What the compiler remarks on a source is kept quiet: it is no output of the submission, and each Python has its own.
    """
    _warnings.filters.insert(0, ("ignore", None, SyntaxWarning, None, 0))
    if job["op"] == "outline":
        for path, source in job["sources"]:
            send(b"a", outline_file(path, binascii.a2b_base64(source)).encode("utf-8"))
        return send(b".", b"")
    signatures = Signatures() if may_bind_callables(job) else None
    fresh_modules(job["shadowed"])
    sys.path.insert(0, job["folder"])
    sys.argv[:] = [""]
    if job["op"] == "stage":
        return play(job, send, streams)
    body, strain = answer_import(job, signatures) if job["op"] == "import" else answer_evaluate(job)
    text = to_json(body).encode("utf-8", "backslashreplace")
    flush(streams)
    send(b"b", text)
    return send(b".", strain)


def play(job: Json, send: Send, streams: list[Any]) -> None:
    """Become a stage (`grader/subject/stage.py`): go on answering until the judge is gone."""
    source = open(job["source"], "rb")

    def receive() -> Any:
        head = source.read(4)
        data = source.read(int.from_bytes(head, "big"))
        return from_json(data.decode("utf-8")) if len(head) == 4 else None

    space = dict(globals())
    exec(compile(job["text"], "<stage>", "exec", 0, True), space)
    space["Stage"](job, receive, send, streams).serve()


def fresh_streams() -> list[Any]:
    """Standard streams as a program has them, but written line by line: what was said before a death counts."""
    sys.stdin = open(0, encoding="utf-8", errors="surrogateescape", closefd=False)
    sys.stdout = open(1, "w", 1, encoding="utf-8", errors="surrogateescape", closefd=False)
    sys.stderr = open(2, "w", 1, encoding="utf-8", errors="backslashreplace", closefd=False)
    vars(sys).update(__stdin__=sys.stdin, __stdout__=sys.stdout, __stderr__=sys.stderr)
    return [sys.stdout, sys.stderr]


def streams_for_pipes() -> list[Any]:
    """The same, made while pipes have these numbers, as they will in the children; ours come back afterwards."""
    kept = [os.dup(1), os.dup(2)]
    pipe = os.pipe()
    for number in (1, 2):
        os.dup2(pipe[1], number)
    streams = fresh_streams()
    for number, place in zip((1, 2), kept):
        os.dup2(place, number)
    for place in (*pipe, *kept):
        os.close(place)
    return streams


def flush(streams: list[Any]) -> None:
    """Write out what was printed, also through streams that student code put in the place of ours."""
    for stream in [getattr(sys, "stdout", None), getattr(sys, "stderr", None), *streams]:
        try:
            stream.flush()
        except BaseException:
            continue


def fresh_modules(shadowed: list[str]) -> None:
    """Forget the modules that only the agent needs where the submission has one of that name; make a new `__main__`."""
    for name in list(_modules):
        if name.partition(".")[0] in shadowed and name not in STARTED_WITH:
            del _modules[name]
    main = type(sys)("__main__")
    main.__dict__["__builtins__"] = builtins
    _modules["__main__"] = main


def attempt(action: Callable[[], Any], job: Json) -> tuple[Any, Json | None, bytes]:
    """What `action` gave, or the exception that ended it, and which limit that was a sign of."""
    try:
        return action(), None, b""
    except BaseException:
        _, error, traceback = _exc_info()
    assert error is not None
    _setrecursionlimit(max(1000, _getrecursionlimit()))
    strain = strain_of(error, job)
    return None, describe(error, traceback, job["folder"]), strain


def strain_of(error: BaseException, job: Json) -> bytes:
    """The limit that an uncaught exception is a sign of: b"memory", b"processes" or none."""
    kind = type(error)
    if issubclass(kind, MemoryError):
        release_reserve()
        return b"memory"
    if issubclass(kind, BlockingIOError) and _attribute(error, "errno") == errno.EAGAIN:
        return b"processes"
    if kind is RuntimeError and _error_text(error, False) == "can't start new thread":
        # Either limit can be behind it, as each thread takes 8 MiB of memory for its stack.
        return b"processes" if len(_current_frames()) * 2 >= job["limits"]["processes"] else b"memory"
    return b""


def answer_import(job: Json, signatures: Signatures | None) -> tuple[Json, bytes]:
    """Run one import statement and look at what it bound."""
    statement, folder = job["statement"], job["folder"]
    target = imported_module(statement)
    space = _modules["__main__"].__dict__
    known, before = set(space), list(sys.path)
    _, raised, strain = attempt(lambda: exec(compile(statement, "<import>", "exec", 0, True), space), job)
    names = [name for name in list(space) if type(name) is str and name not in known][:MAX_NAMES]
    names = [name for name in names if not name.startswith("__warning")]
    body: Json = {
        "raised": raised,
        "bound": {clean(name, 500): bound(space[name], signatures) for name in names},
        "inspected": {} if raised else inspected(target, space, job["inspect"], signatures),
        "path_changed": path_without(folder) != [entry for entry in before if entry != folder],
    }
    return body, strain


def path_without(folder: str) -> Any:
    """sys.path as it is now, without our own entry."""
    try:
        return [entry for entry in list(sys.path) if not (type(entry) is str and entry == folder)]
    except BaseException:
        return None


def imported_module(statement: str) -> tuple[str, str | None]:
    """The module that the last import of a statement names, and the name that it takes from there."""
    try:
        nodes = [node for node in parse(statement).body if isinstance(node, (_ast.Import, _ast.ImportFrom))]
    except (SyntaxError, ValueError):
        return "", None
    if not nodes:
        return "", None
    last: Any = nodes[-1]
    if hasattr(last, "module"):
        return last.module or "", last.names[-1].asname or last.names[-1].name
    return last.names[-1].name, None


def inspected(target: tuple[str, str | None], space: Json, names: list[str], signatures: Signatures | None) -> Json:
    """The attributes `names` of the imported module (`f`, or `C.method`), those that are there."""
    dotted, taken = target
    module = _modules.get(dotted)
    value = space.get(taken) if taken else None
    if value is not None and issubclass(type(value), _module_type):
        module = value
    found: Json = {}
    for name in names:
        try:
            found_there = module
            for part in name.split("."):
                found_there = getattr(found_there, part)
            found[name] = bound(found_there, signatures)
        except BaseException:
            continue
    return found


def bound(found: object, signatures: Signatures | None) -> Json:
    """What a name is bound to: a Bound of grader/requests.py."""
    kind = type(found)
    fact: Json = {"kind": "value", "type": clean(_name_of(kind), MAX_NAME_CHARS), "params": None, "exports": None}
    if issubclass(kind, _module_type):
        fact.update(kind="module", exports=exports_of(found))
    elif issubclass(kind, type):
        fact.update(kind="class", params=params_of(found, signatures))
    elif callable(found):
        fact.update(kind="function", params=params_of(found, signatures))
    return fact


def exports_of(module: Any) -> list[str] | None:
    """A module's `__all__`, where it is a list or tuple of texts."""
    try:
        names = module.__all__
    except BaseException:
        return None
    if type(names) not in (list, tuple) or len(names) > MAX_EXPORTS or not all(type(name) is str for name in names):
        return None
    return [clean(name, MAX_NAME_CHARS) for name in names]


def params_of(found: Any, signatures: Signatures | None) -> list[Json] | None:
    """The parameters of something that can be called, where Python can tell."""
    if signatures is None:
        return None
    try:
        parameters = list(signatures.of(found, **signatures.options).parameters.values())
        return [
            {
                "name": clean(each.name, MAX_NAME_CHARS),
                "kind": clean(each.kind.name, 50).lower(),
                "default": each.default is not signatures.empty,
            }
            for each in parameters[:MAX_PARAMS]
        ]
    except BaseException:
        return None


def answer_evaluate(job: Json) -> tuple[Json, bytes]:
    """Run `given`, then evaluate each expression; a limit that is reached ends it."""
    space = _modules["__main__"].__dict__
    given, asks = job["given"], job["asks"]
    _, raised, strain = attempt(lambda: exec(compile(given, "<given>", "exec", 0, True), space), job)
    answers: list[Json] = []
    size = parts = 0
    for index, ask in enumerate(() if raised else asks):
        if index < len(job["bindings"]):
            space.update((name, decode_value(wire)) for name, wire in job["bindings"][index].items())
        answer, strain = answer_one(ask, space, job)
        text = to_json(answer)
        size += len(text)
        parts += parts_of(text)
        if size > MAX_ANSWERS_CHARS or parts > MAX_PARTS:
            answer = {"value": {"h": {"type": "answer", "module": "", "why": "too large", "text": ""}}}
        answers.append(answer)
        if strain:
            break
    return {"given_raised": raised, "answers": answers}, strain


def answer_one(ask: str, space: Json, job: Json) -> tuple[Json, bytes]:
    """The value of one expression, or the exception."""
    value, raised, strain = attempt(lambda: eval(compile(ask.strip(), "<ask>", "eval", 0, True), space), job)
    return ({"raised": raised} if raised else {"value": encode_value(value)}), strain


# ---------------------------------------------------------------- limits of a child (POSIX)


def limit_process(limits: Json, deadline_s: float, tasks: int | None) -> None:
    """Take on the limits that the kernel enforces; `tasks` is what the user may have running, None without a limit."""
    if resource is None:
        return
    # RLIMIT_DATA and not RLIMIT_AS: each thread reserves 64 MiB of address space for its malloc and never uses it.
    # Measured with 256 MiB: 7 threads under RLIMIT_AS, 31 under RLIMIT_DATA.
    memory = limits["memory_bytes"]
    set_limit("RLIMIT_DATA", data_bytes() + memory, data_bytes() + memory + DATA_RESERVE_BYTES)
    set_limit("RLIMIT_AS", 2 * memory + SHARED_RESERVE_BYTES)  # shared memory, which RLIMIT_DATA does not count
    set_limit("RLIMIT_FSIZE", limits["file_bytes"])
    set_limit("RLIMIT_CORE", 0)
    cpu = int(deadline_s * (os.cpu_count() or 1)) + CPU_SLACK_S  # for the case that nobody watches any more
    set_limit("RLIMIT_CPU", cpu, cpu + 1)
    if tasks is not None:
        set_limit("RLIMIT_NPROC", tasks)


def set_limit(name: str, soft: int, hard: int | None = None) -> None:
    """Lower one limit as far as the system has it and lets us."""
    kind = getattr(resource, name, None)
    if kind is None:
        return
    hard = soft if hard is None else hard
    ceiling = resource.getrlimit(kind)[1]
    if ceiling != resource.RLIM_INFINITY:
        soft, hard = min(soft, ceiling), min(hard, ceiling)
    try:
        resource.setrlimit(kind, (soft, hard))
    except (OSError, ValueError):
        return


def release_reserve() -> None:
    """Let a child that ran out of memory use what was kept back for its reply."""
    kind = getattr(resource, "RLIMIT_DATA", None)
    if kind is not None:
        hard = _getrlimit(kind)[1]
        _setrlimit(kind, (hard, hard))


_getrlimit: Any = getattr(resource, "getrlimit", None)
_setrlimit: Any = getattr(resource, "setrlimit", None)


def data_bytes() -> int:
    """Private writable memory of this process, as RLIMIT_DATA counts it."""
    pages = read_bytes("/proc/self/statm").split()
    return int(pages[5]) * resource.getpagesize() if len(pages) > 5 else 32 * MIB


def read_bytes(path: str) -> bytes:
    """The start of a small file of the system, b"" where it cannot be read."""
    try:
        place = os.open(path, os.O_RDONLY)
    except OSError:
        return b""
    try:
        return os.read(place, 64 * KIB)
    except OSError:
        return b""
    finally:
        os.close(place)


# ---------------------------------------------------------------- what the kernel says


def counter(places: tuple[tuple[str, bytes], ...]) -> int:
    """The first of these counters that can be read, else 0. Format: "name number" lines (cgroup v1 and v2)."""
    for path, name in places:
        for line in read_bytes(path).splitlines():
            words = line.split()
            if len(words) == 2 and words[0] == name:
                return int(words[1])
    return 0


def allowed_tasks(processes: int) -> int | None:
    """What RLIMIT_NPROC should be: it counts all of the user's tasks. None where the container counts, or for root."""
    if not hasattr(os, "getuid") or os.getuid() == 0:
        return None
    if any(read_bytes(path).strip().isdigit() for path in PIDS_MAX):
        return None
    # Who became this user without a new program shows as root's (proc(5)), so the agent itself is counted by number.
    running = [task for task in all_tasks() if task.uid == os.getuid() or task.pid == os.getpid()]
    return sum(task.threads for task in running) + processes + SPARE_TASKS if running else None


class Task:
    """One process of the system's table."""

    def __init__(self, pid: int, parent: int, threads: int, uid: int) -> None:
        self.pid = pid
        self.parent = parent
        self.threads = threads
        self.uid = uid


def all_tasks() -> list[Task]:
    """All living processes that /proc shows; none where there is no /proc."""
    found = []
    try:
        names = os.listdir("/proc")
    except OSError:
        return []
    for name in names:
        # proc(5): "pid (command) state ppid …", the 20th field is the number of threads; the command may hold anything.
        fields = read_bytes("/proc/%s/stat" % name).rpartition(b")")[2].split() if name.isdigit() else []
        if len(fields) > 17 and fields[0] not in (b"Z", b"X"):
            try:
                found.append(Task(int(name), int(fields[1]), int(fields[17]), os.stat("/proc/" + name).st_uid))
            except OSError:
                continue
    return found


def descendants() -> list[Task]:
    """All living processes below this one."""
    tasks = all_tasks()
    family = {os.getpid()}
    grown = True
    while grown:
        children = {task.pid for task in tasks if task.parent in family} - family
        family |= children
        grown = bool(children)
    return [task for task in tasks if task.pid in family and task.pid != os.getpid()]


def children_of(pid: int) -> list[int] | None:
    """The children of a process that has one thread, where the kernel lists them; else None."""
    try:
        if os.listdir("/proc/%d/task" % pid) != [str(pid)]:
            return None
        with open("/proc/%d/task/%d/children" % (pid, pid), "rb") as file:
            return [int(each) for each in file.read(64 * KIB).split()]
    except (OSError, ValueError):
        return None


def kill_group(leader: int) -> None:
    """Kill a child's process group; as process 1 of a container, everything there is."""
    for target, strike in ((leader, os.killpg), (-1, os.kill)):
        if target == -1 and os.getpid() != 1:
            continue
        try:
            strike(target, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            continue


def reap() -> bool:
    """Bury dead children; whether living ones are left."""
    while True:
        try:
            pid, _ = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return False
        if pid == 0:
            return True


def sweep(leader: int) -> bool:
    """Kill all that a request left behind, until nothing is left; False where that takes too long."""
    give_up = time.monotonic() + SWEEP_S
    looks = 0
    kill_group(leader)
    while reap():
        if time.monotonic() > give_up:
            return False
        time.sleep(0.0005)  # the kernel needs a moment to take them down
        looks += 1
        if looks < PATIENT_LOOKS:
            continue
        kill_group(leader)
        for task in descendants():
            try:
                os.kill(task.pid, signal.SIGKILL)
            except (ProcessLookupError, PermissionError):
                continue
    return True


# ---------------------------------------------------------------- the outcome of a child


class Outcome:
    """How a child ended and what came out of it."""

    def __init__(self, cap: int, reply_cap: int) -> None:
        self.cap = cap
        self.reply_cap = reply_cap
        self.how = ""
        """done (it sent its whole reply), ended, timeout, output, reply (too long), processes"""
        self.status: int | None = None
        """exit status, or minus the signal; None where it did not end by itself"""
        self.out = bytearray()
        self.err = bytearray()
        self.reply = bytearray()
        self.dump = bytearray()
        self.stuck: list[list[Any]] = []
        self.frames: list[tuple[bytes, bytes]] = []
        """the whole frames of the reply that were looked at so far: a tag of one byte and what it is about"""
        self.seen = 0
        self.ooms = counter(OOM_COUNTERS)
        self.forks = counter(FORK_COUNTERS)

    def finish(self, files: set[str], folder: str) -> None:
        """Cut the outputs to the cap, compare the kernel's counters, and read where the child was."""
        del self.out[self.cap :]
        del self.err[self.cap - len(self.out) :]
        self.ooms = counter(OOM_COUNTERS) - self.ooms
        self.forks = counter(FORK_COUNTERS) - self.forks
        if not self.stuck:
            self.stuck = fault_frames(self.dump.decode("ascii", "replace"), files, folder)

    def is_flood(self) -> bool:
        """Whether there is more output than allowed."""
        return len(self.out) + len(self.err) > self.cap

    def payloads(self, tag: bytes) -> list[bytes]:
        """What the frames with that tag hold."""
        while self.seen + 5 <= len(self.reply):
            start = self.seen + 5
            end = start + int.from_bytes(self.reply[self.seen + 1 : start], "big")
            if end > len(self.reply):
                break
            self.frames.append((bytes(self.reply[self.seen : self.seen + 1]), bytes(self.reply[start:end])))
            self.seen = end
        return [payload for each, payload in self.frames if each == tag]


def silence() -> Outcome:
    """The outcome where nothing ran."""
    outcome = Outcome(0, 0)
    outcome.how, outcome.status, outcome.ooms, outcome.forks = "ended", 0, 0, 0
    return outcome


def fault_frames(text: str, files: set[str], folder: str) -> list[list[Any]]:
    """[path, line, function] of the submission, innermost last, from what faulthandler wrote (innermost first).

    Of several threads the last one counts: Python lists the main thread last.
    """
    threads: list[list[list[Any]]] = [[]]
    for line in text.split("\n")[:5000]:
        found = frame_line(line, " in ")
        if not found:
            threads.append([])
            continue
        place = own_place(unescaped(found[0]), files, folder)
        if place:
            threads[-1].append([place, found[1], clean(found[2], MAX_NAME_CHARS)])
    busy = [frames for frames in threads if frames]
    return busy[-1][:MAX_FRAMES][::-1] if busy else []


def unescaped(path: str) -> str:
    """A path as it is; faulthandler writes what is not ASCII as an escape."""
    import re

    def character(found: re.Match[str]) -> str:
        code = int("0x" + found.group()[2:], 0)
        return chr(code) if code <= sys.maxunicode else "?"

    return re.sub(r"\\x[0-9a-f]{2}|\\u[0-9a-f]{4}|\\U[0-9a-f]{8}", character, path)


def trace_frames(text: str, files: set[str], folder: str) -> list[list[Any]]:
    """The same from an ordinary traceback (innermost last)."""
    frames = []
    for found in [frame_line(line, ", in ") for line in text.split("\n")[-5000:]]:
        place = found and own_place(found[0], files, folder)
        if found and place:
            frames.append([place, found[1], clean(found[2], MAX_NAME_CHARS)])
    return frames[-MAX_FRAMES:]


def frame_line(line: str, separator: str) -> tuple[str, int, str] | None:
    """Path, line and function of a frame in a traceback."""
    start, _, rest = line.partition('  File "')
    path, quoted, rest = rest.rpartition('", line ')
    number, separated, function = rest.partition(separator)
    is_frame = not start and quoted and separated and number.isdecimal() and len(number) < 10
    return (path, int(number), function) if is_frame else None


def own_place(path: str, files: set[str], folder: str) -> str | None:
    """The path of a file of the submission as the judge knows it, None for any other file."""
    place = _relative(path, folder) or path.replace(os.sep, "/")
    return place if place in files else None


# ---------------------------------------------------------------- children by fork (POSIX)


class Forked:
    """Serves requests in forks of the agent; programs in forks that become a new interpreter."""

    name = "fork"

    def __init__(self, agent: Agent) -> None:
        self.agent = agent
        self.wake, alarm = os.pipe()
        os.set_blocking(alarm, False)
        os.set_blocking(self.wake, False)
        self.alarm = alarm
        signal.signal(signal.SIGCHLD, lambda _number, _frame: None)
        signal.set_wakeup_fd(alarm, warn_on_full_buffer=False)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        self.is_warm = False
        self.streams: list[Any] = []
        """standard output and error of the children, made once for all of them"""
        self.tasks: int | None = None
        self.prctl: Callable[..., object] = lambda *_arguments: None

    def warm_up(self) -> None:
        """Become the parent of orphans, and let children share our memory for as long as they only read it."""
        if self.is_warm:
            return
        self.is_warm = True
        self.tasks = allowed_tasks(self.agent.limits["processes"])
        self.prctl = load_prctl()
        self.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
        self.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
        self.streams = streams_for_pipes()
        gc.freeze()

    def child(self, job: Json, deadline_s: float, reply_cap: int) -> Outcome:
        """Serve a request in a fork."""
        self.warm_up()
        if may_bind_callables(job):
            Signatures()  # once, for all children
        watch = Watch(self, reply_cap, b"")
        pid = self.fork()
        if pid == 0:
            self.become_child(job, deadline_s, watch)
        return watch.attend(pid, deadline_s)

    def stage(self, job: Json, total_s: float) -> StageWatch:
        """Open a stage in a fork."""
        self.warm_up()
        watch = StageWatch(self, MAX_REPLY_BYTES, b"")
        pid = self.fork()
        if pid == 0:
            self.become_child(job, total_s, watch)
        watch.open(pid)
        return watch

    def program(self, argv: list[str], text: bytes, deadline_s: float) -> Outcome:
        """Run a new interpreter with these arguments and this input."""
        self.warm_up()
        watch = Watch(self, 0, text)
        pid = self.fork()
        if pid == 0:
            self.become_program(argv, deadline_s, watch)
        return watch.attend(pid, deadline_s)

    def fork(self) -> int:
        """Fork, once more after a moment where processes were short."""
        for _ in range(20):
            try:
                return os.fork()
            except BlockingIOError:
                time.sleep(0.05)
        return os.fork()

    def become_child(self, job: Json, deadline_s: float, watch: Watch) -> NoReturn:
        """In the fork: answer, and end without any of Python's own endings (threads, atexit)."""
        status = 70
        try:
            if job["op"] == "stage":
                job.update(source=os.dup(watch.theirs["in"]), is_spawned=False)
            self.detach(watch, 0)
            own = [_getpid()]
            place = watch.theirs["reply"]

            def send(tag: bytes, payload: bytes) -> None:
                if tag == b"p":  # a stage made a copy of itself, which answers from now on
                    own.append(_getpid())
                if _getpid() not in own:  # a fork that student code made and let run on
                    _exit(0)
                write_all(place, tag + len(payload).to_bytes(4, "big") + payload)

            faulthandler.enable(watch.theirs["dump"], all_threads=False)
            if WHERE_SIGNAL is not None:
                faulthandler.register(WHERE_SIGNAL, watch.theirs["dump"], all_threads=False)
            limit_process(job["limits"], deadline_s, self.tasks)
            serve_child(job, send, self.streams)
            status = 0
        except BaseException as error:  # ours: shown where the student's own errors are
            _write(2, clean("agent: %s: %s\n" % (_name_of(type(error)), _error_text(error, False)), 500).encode())
        finally:
            _exit(status)

    def become_program(self, argv: list[str], deadline_s: float, watch: Watch) -> NoReturn:
        """In the fork: turn into a new interpreter."""
        try:
            self.detach(watch, watch.theirs["in"])
            limit_process(self.agent.limits, deadline_s, self.tasks)
            os.execve(sys.executable, [sys.executable, *RUN_FLAGS, *argv], clean_environment())
        except BaseException as error:
            os.write(2, ("agent: %s\n" % error).encode("utf-8", "replace"))
        finally:
            _exit(127)

    def detach(self, watch: Watch, stdin: int) -> None:
        """In the fork: a session of its own, its own streams, the usual signals, and nothing of the agent's."""
        os.setsid()
        self.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        self.prctl(PR_SET_DUMPABLE, 1, 0, 0, 0)
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        for mine in (*watch.ours.values(), self.wake, self.alarm, self.agent.channel.source, self.agent.channel.sink):
            os.close(mine)
        for place, number in ((stdin, 0), (watch.theirs["out"], 1), (watch.theirs["err"], 2)):
            os.dup2(place, number)
        for name in ("in", "out", "err"):
            os.close(watch.theirs[name])
        os.chdir(self.agent.folder if os.path.isdir(self.agent.folder) else self.agent.work)
        try:
            score = os.open("/proc/self/oom_score_adj", os.O_WRONLY)
            os.write(score, b"1000")  # the memory guard shall take the child, not the agent
            os.close(score)
        except OSError:
            return


def load_prctl() -> Callable[..., object]:
    """The C library's prctl; where there is none, a function that does nothing."""
    try:
        import _ctypes

        class Number(_ctypes._SimpleCData):  # type: ignore[type-arg]
            _type_ = "i"

        class Function(_ctypes.CFuncPtr):
            _flags_ = _ctypes.FUNCFLAG_CDECL
            _restype_ = Number

        library = _ctypes.dlopen(None, 0)  # type: ignore[arg-type]
        return Function(_ctypes.dlsym(library, "prctl"))
    except (ImportError, OSError, AttributeError, TypeError):
        return lambda *_arguments: None


def write_all(place: int, data: bytes) -> None:
    """Write all of `data` to a file descriptor."""
    view = memoryview(data)
    while view:
        view = view[_write(place, view) :]


class Watch:
    """The agent's eye on one forked child: its pipes, its clock, its end."""

    keeps_input = False
    """whether more input may come after what there is"""

    def __init__(self, engine: Forked, reply_cap: int, text: bytes) -> None:
        self.engine = engine
        self.agent = engine.agent
        self.text = memoryview(text)
        self.outcome = Outcome(self.agent.limits["output_bytes"], reply_cap)
        pipes = {name: os.pipe() for name in ("out", "err", "reply", "dump", "in")}
        self.ours = {name: ends[name == "in"] for name, ends in pipes.items()}
        self.theirs = {name: ends[name != "in"] for name, ends in pipes.items()}
        self.pid = 0

    def attend(self, pid: int, deadline_s: float) -> Outcome:
        """Watch until the child is done, ends or must end; then end all that it started."""
        self.pid = pid
        for place in self.theirs.values():
            os.close(place)
        os.set_blocking(self.ours["in"], False)
        outcome = self.outcome
        try:
            outcome.how = self.wait(time.monotonic() + deadline_s)
            if outcome.how == "timeout":
                self.ask_where()
            self.drain()
            clean_end = sweep(pid)
        finally:
            for place in self.ours.values():
                os.close(place)
        self.agent.must_end = self.agent.must_end or not clean_end
        outcome.finish(self.agent.names, self.agent.folder)
        return outcome

    def wait(self, deadline: float) -> str:
        """How the watch ended, in the words of `Outcome.how`."""
        next_look = time.monotonic() + TICK_S
        while True:
            now = time.monotonic()
            self.pump(max(0.0, min(next_look, deadline) - now))
            now = time.monotonic()
            verdict = self.verdict()
            if verdict:
                return verdict
            if now >= deadline:
                return "timeout"
            if now >= next_look:
                if sum(task.threads for task in descendants()) > self.agent.limits["processes"]:
                    return "processes"
                self.agent.channel.check_open(self.pid)
                next_look = now + max(TICK_S, 10 * (time.monotonic() - now))  # looking may not cost more than a tenth

    def verdict(self) -> str:
        """Whether it is over by what came out, or by the child's end."""
        outcome = self.outcome
        if outcome.is_flood():
            return "output"
        if len(outcome.reply) > outcome.reply_cap:
            return "reply"
        if outcome.reply and outcome.payloads(b"."):
            return "done"
        if outcome.status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid == 0:
                return ""
            outcome.status = -os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)
            self.drain()  # what it sent just before, which may be a whole reply
            return self.verdict() or "ended"
        return ""

    def pump(self, timeout_s: float) -> bool:
        """Move what is ready in either direction; whether anything came."""
        readable = {self.ours[name]: name for name in ("out", "err", "reply", "dump") if name in self.ours}
        feeding = [self.ours["in"]] if self.text else []
        if not self.text and "in" in self.ours and not self.keeps_input:
            os.close(self.ours.pop("in"))
        ready, able, _ = select.select([*readable, self.engine.wake], feeding, [], timeout_s)
        if able:
            self.feed()
        came = False
        for place in ready:
            if place == self.engine.wake:
                os.read(place, 4096)
                continue
            data = os.read(place, 256 * KIB)
            name = readable[place]
            if name != "dump" or len(self.outcome.dump) < MAX_DUMP_BYTES:
                getattr(self.outcome, name).extend(data)
            came = True
            if not data:
                os.close(self.ours.pop(name))
        return came

    def feed(self) -> None:
        """Give the program some more of its input."""
        try:
            self.text = self.text[os.write(self.ours["in"], self.text[: 64 * KIB]) :]
        except BlockingIOError:
            return
        except OSError:  # it does not read any more
            self.text = memoryview(b"")

    def drain(self) -> None:
        """Take what is in the pipes now. Ends also where a grandchild never stops writing."""
        self.text = memoryview(b"")
        while self.pump(0) and not self.outcome.is_flood() and len(self.outcome.reply) <= self.outcome.reply_cap:
            pass

    def ask_where(self) -> None:
        """Let a child that is too late write down where it is."""
        outcome, before = self.outcome, len(self.outcome.err)
        is_program = outcome.reply_cap == 0
        number = signal.SIGINT if is_program else WHERE_SIGNAL
        if number is None:
            return
        try:
            os.kill(self.pid, number)
        except ProcessLookupError:
            return
        until = time.monotonic() + DUMP_S
        while time.monotonic() < until and not outcome.is_flood() and not self.has_said(before, is_program):
            self.pump(0.01)
        if is_program:  # a KeyboardInterrupt that nobody pressed: read it, and do not show it
            text = outcome.err[before:].decode("utf-8", "replace")
            outcome.stuck = trace_frames(text, self.agent.names, self.agent.folder)
            del outcome.err[before:]

    def has_said(self, before: int, is_program: bool) -> bool:
        """Whether the answer to `ask_where` is complete."""
        if is_program:
            return b"KeyboardInterrupt\n" in self.outcome.err[before:]
        return self.outcome.dump.endswith(b"\n") and not self.pump(0.02)


class StageWatch(Watch):
    """The agent's eye on a stage: a child that answers many requests, itself or in a copy that it made of itself."""

    keeps_input = True

    def open(self, pid: int) -> None:
        """Begin to watch."""
        self.pid = pid
        self.has_copy = False
        self.is_open = True
        self.was_pristine = False
        self.printed = 0
        for place in self.theirs.values():
            os.close(place)
        os.set_blocking(self.ours["in"], False)

    def step(self, data: bytes, deadline_s: float) -> Outcome:
        """Pass one message on and wait for the next one from there, or for the end of who should answer."""
        outcome = self.outcome
        outcome.cap = max(0, self.agent.limits["output_bytes"] - self.printed)
        for each in (outcome.out, outcome.err, outcome.reply, outcome.dump, outcome.frames):
            each.clear()
        outcome.seen = 0
        self.text = memoryview(len(data).to_bytes(4, "big") + data)
        outcome.how = self.wait(time.monotonic() + deadline_s)
        self.drain()
        if outcome.how != "done":
            self.end_state()
            outcome.finish(self.agent.names, self.agent.folder)
            self.outcome = Outcome(0, MAX_REPLY_BYTES)
        self.printed += len(outcome.out) + len(outcome.err)
        return outcome

    def verdict(self) -> str:
        """As for any child; a copy that ended is told by the one that made it."""
        outcome = self.outcome
        if outcome.is_flood():
            return "output"
        if len(outcome.reply) > outcome.reply_cap:
            return "reply"
        if outcome.reply:
            outcome.payloads(b"")
            tags = {tag for tag, _ in outcome.frames}
            if b"p" in tags and not self.has_copy:
                self.has_copy, self.printed, self.was_pristine = True, 0, self.agent.is_pristine()
            if b"d" in tags:
                self.has_copy = False
                [status] = [payload for tag, payload in outcome.frames if tag == b"d"][:1]
                outcome.status = int(status[:12]) if status.lstrip(b"-").isdigit() else 0
            if b"." in tags:
                return "done"
            if b"d" in tags:
                return "ended"
        return "" if self.is_running() else "ended"

    def is_running(self) -> bool:
        """Whether the child is there; its status where it is not."""
        if not self.is_open:
            return False
        pid, status = os.waitpid(self.pid, os.WNOHANG)
        if pid:
            self.is_open = False
            self.outcome.status = -os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)
        return self.is_open

    def end_state(self) -> None:
        """End the copy that would not answer, or the whole stage where there is none or it is gone itself."""
        if self.outcome.how == "timeout":
            self.ask_where()
        if self.has_copy:
            self.kill_copies()
            until = time.monotonic() + SWEEP_S
            while self.is_answering() and time.monotonic() < until:
                self.pump(TICK_S)
                self.verdict()
            if self.is_answering():
                self.is_open = False
        elif self.outcome.how != "ended":
            self.is_open = False
        if not self.is_running():
            self.close()
        else:
            self.kill_copies()
            if self.was_pristine and not self.agent.is_pristine():
                self.agent.rewrite_files()

    def is_answering(self) -> bool:
        """Whether a copy is there, as far as the one that made it has told."""
        return self.has_copy and self.is_running()

    def kill_copies(self) -> None:
        """Kill everything below us but the child itself."""
        if children_of(os.getpid()) == [self.pid] and children_of(self.pid) == []:
            return  # the usual case; looking through all processes of the machine takes milliseconds
        for task in descendants():
            if task.pid != self.pid:
                try:
                    os.kill(task.pid, signal.SIGKILL)
                except (ProcessLookupError, PermissionError):
                    continue

    def ask_where(self) -> None:
        """Let those that are too late write down where they are; of a copy and its maker the maker only waits."""
        asked = [task.pid for task in descendants() if task.pid != self.pid] if self.has_copy else [self.pid]
        until = time.monotonic() + DUMP_S
        for pid in asked[:4]:
            try:
                os.kill(pid, WHERE_SIGNAL or 0)
            except (ProcessLookupError, PermissionError):
                continue
        while time.monotonic() < until and not self.outcome.is_flood() and not self.has_said(0, False):
            self.pump(0.01)

    def close(self) -> None:
        """End the child and all that it started."""
        self.is_open = False
        self.agent.must_end = not sweep(self.pid) or self.agent.must_end
        self.drain()
        for place in self.ours.values():
            os.close(place)
        self.ours.clear()


# ---------------------------------------------------------------- children as new processes (anywhere)


class Spawned:
    """Serves each request in a new interpreter: where Python cannot fork, or on request."""

    name = "spawn"

    def __init__(self, agent: Agent) -> None:
        self.agent = agent
        self.count = 0
        if os.name == "posix":
            load_prctl()(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)

    def child(self, job: Json, deadline_s: float, reply_cap: int) -> Outcome:
        """Serve a request; the reply comes through a file that we hold open, so nobody can put another one there."""
        self.count += 1
        base = os.path.join(self.agent.work, ".request-%d-" % self.count)
        flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        reply, dump = (os.open(base + name, flags, 0o600) for name in ("reply", "dump"))
        job = {**job, "reply": base + "reply", "dump": base + "dump", "deadline_s": deadline_s}
        job["until"] = time.monotonic() + deadline_s
        parts = [marshal.dumps(CODE), to_json(job).encode("utf-8", "backslashreplace")]
        data = b"".join(len(part).to_bytes(4, "big") + part for part in parts)
        try:
            outcome = self.watch(["-s", "-u", "-B", "-c", SPAWNED], data, deadline_s, reply_cap)
            outcome.reply += read_file(reply, reply_cap + 1)
            outcome.dump += read_file(dump, MAX_DUMP_BYTES)
        finally:
            os.close(reply)
            os.close(dump)
        if len(outcome.reply) > reply_cap:
            outcome.how = "reply"
        elif outcome.how == "ended" and outcome.payloads(b"."):
            outcome.how = "done"
        outcome.finish(self.agent.names, self.agent.folder)
        return outcome

    def stage(self, job: Json, total_s: float) -> SpawnedStage:
        """Open a stage in a new interpreter."""
        self.count += 1
        return SpawnedStage(self.agent, job, total_s, os.path.join(self.agent.work, ".stage-%d-" % self.count))

    def program(self, argv: list[str], text: bytes, deadline_s: float) -> Outcome:
        """Run a new interpreter with these arguments and this input."""
        outcome = self.watch([*RUN_FLAGS, *argv], text, deadline_s, 0)
        outcome.finish(self.agent.names, self.agent.folder)
        return outcome

    def watch(self, arguments: list[str], text: bytes, deadline_s: float, reply_cap: int) -> Outcome:
        """Start Python, feed it, collect what it writes, and end it and its group when it is over."""
        import subprocess

        outcome = Outcome(self.agent.limits["output_bytes"], reply_cap)
        started = subprocess.Popen(
            [sys.executable or "python3", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=self.agent.folder if os.path.isdir(self.agent.folder) else self.agent.work,
            env=clean_environment(),
            start_new_session=os.name == "posix",
        )
        until = time.monotonic() + deadline_s
        threads = self.tend(started, text, outcome)
        while not outcome.how:
            outcome.how = self.look(started, outcome, until)
        self.end(started)
        for thread in threads:
            thread.join(DUMP_S)
        return outcome

    def look(self, started: Any, outcome: Outcome, until: float) -> str:
        """Wait a moment; how the watch ended, "" while it has not."""
        import subprocess

        try:
            outcome.status = started.wait(0.01)
        except subprocess.TimeoutExpired:
            if outcome.is_flood():
                return "output"
            return "timeout" if time.monotonic() >= until + DUMP_S / 2 else ""  # it writes down where it is at `until`
        return "ended"

    def tend(self, started: Any, text: bytes, outcome: Outcome, keeps_input: bool = False) -> list[Any]:
        """Threads that feed a process and collect its output, a little more than allowed at most."""
        import threading

        def feed() -> None:
            try:
                with started.stdin as sink:
                    sink.write(text)
            except (OSError, ValueError):
                return

        def collect(source: Any, into: bytearray) -> None:
            while True:
                data = os.read(source.fileno(), 64 * KIB)
                if not data:
                    return
                if not outcome.is_flood():
                    into += data

        threads = [
            *([] if keeps_input else [threading.Thread(target=feed, daemon=True)]),
            threading.Thread(target=collect, args=(started.stdout, outcome.out), daemon=True),
            threading.Thread(target=collect, args=(started.stderr, outcome.err), daemon=True),
        ]
        for thread in threads:
            thread.start()
        return threads

    def end(self, started: Any) -> None:
        """Kill a process and what it started."""
        if os.name == "posix":
            kill_group(started.pid)
            started.wait()
            self.agent.must_end = not sweep(started.pid) or self.agent.must_end
            return
        import subprocess

        command = ["taskkill", "/F", "/T", "/PID", str(started.pid)]
        quiet = subprocess.DEVNULL
        try:
            subprocess.run(command, stdin=quiet, stdout=quiet, stderr=quiet, timeout=SWEEP_S, check=False)
        except (OSError, subprocess.SubprocessError):
            pass
        started.kill()
        started.wait()


class SpawnedStage:
    """A stage in a new interpreter. It makes no copies of itself: who wants a fresh state opens a fresh stage.

    Messages go to its standard input and come through a file, as the replies of other children here do.
    """

    def __init__(self, agent: Agent, job: Json, total_s: float, base: str) -> None:
        import subprocess

        self.agent = agent
        flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        self.reply, dump = (os.open(base + name, flags, 0o600) for name in ("reply", "dump"))
        os.close(dump)
        self.seen = 0
        self.printed = 0
        self.is_open = True
        self.outcome = Outcome(0, MAX_REPLY_BYTES)
        job = {**job, "reply": base + "reply", "dump": base + "dump", "deadline_s": total_s, "is_spawned": True}
        job["until"] = time.monotonic() + total_s
        parts = [marshal.dumps(CODE), to_json(job).encode("utf-8", "backslashreplace")]
        self.started = subprocess.Popen(
            [sys.executable or "python3", "-s", "-u", "-B", "-c", SPAWNED],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=agent.folder,
            env=clean_environment(),
            start_new_session=os.name == "posix",
        )
        self.threads = agent.engine.tend(self.started, b"", self.outcome, keeps_input=True)  # type: ignore[union-attr]
        self.send(b"".join(len(part).to_bytes(4, "big") + part for part in parts))

    def send(self, data: bytes) -> None:
        """Write to the child; one that is gone is found out by its silence."""
        try:
            self.started.stdin.write(data)  # type: ignore[union-attr]
            self.started.stdin.flush()  # type: ignore[union-attr]
        except (OSError, ValueError):
            return

    def step(self, data: bytes, deadline_s: float) -> Outcome:
        """Pass one message on and wait for the next one from there, or for its end."""
        outcome = self.outcome
        outcome.cap = max(0, self.agent.limits["output_bytes"] - self.printed)
        outcome.reply.clear()
        outcome.frames.clear()
        outcome.how, outcome.seen = "", 0
        self.send(len(data).to_bytes(4, "big") + data)
        until = time.monotonic() + deadline_s
        while not outcome.how:
            outcome.how = self.look(until)
        if outcome.how != "done":
            self.close()
            outcome.finish(self.agent.names, self.agent.folder)
        kept = Outcome(0, MAX_REPLY_BYTES)
        for name in ("how", "status", "reply", "frames", "stuck", "ooms", "forks", "seen", "dump"):
            setattr(kept, name, getattr(outcome, name))
        kept.out[:], kept.err[:] = outcome.out, outcome.err
        self.printed += len(kept.out) + len(kept.err)
        outcome.out.clear()
        outcome.err.clear()
        return kept

    def look(self, until: float) -> str:
        """Wait a moment; how the step ended, "" while it has not."""
        outcome = self.outcome
        ended = self.started.poll()
        outcome.reply += self.more(MAX_REPLY_BYTES + 1 - len(outcome.reply))
        if len(outcome.reply) > MAX_REPLY_BYTES:
            return "reply"
        if outcome.payloads(b"."):
            time.sleep(TICK_S / 5)  # what was printed before the answer is on its way through another pipe
            return "done"
        if outcome.is_flood():
            return "output"
        if ended is not None:
            outcome.status = ended
            return "ended"
        if time.monotonic() >= until:
            return "timeout"
        time.sleep(0.001)
        return ""

    def more(self, size: int) -> bytes:
        """What was added to the reply's file since the last look."""
        os.lseek(self.reply, self.seen, os.SEEK_SET)
        data = os.read(self.reply, size)
        self.seen += len(data)
        return data

    def close(self) -> None:
        """End the child and all that it started."""
        self.is_open = False
        self.agent.engine.end(self.started)  # type: ignore[union-attr]
        for thread in self.threads:
            thread.join(DUMP_S)
        os.close(self.reply)


def read_file(place: int, size: int) -> bytes:
    """The first bytes of an open file."""
    os.lseek(place, 0, os.SEEK_SET)
    return os.read(place, size)


def serve_spawned(job: Json) -> NoReturn:
    """A new interpreter's whole life: answer one request and end without any of Python's own endings."""
    if job["op"] == "stage":
        job["source"] = os.dup(0)
    source = os.open(os.devnull, os.O_RDONLY)
    os.dup2(source, 0)
    place = os.open(job["reply"], os.O_WRONLY | getattr(os, "O_BINARY", 0))
    own = _getpid()

    def send(tag: bytes, payload: bytes) -> None:
        if _getpid() != own:
            _exit(0)
        write_all(place, tag + len(payload).to_bytes(4, "big") + payload)

    dump = open(job["dump"], "w")
    faulthandler.enable(dump)
    faulthandler.dump_traceback_later(max(0.01, job["until"] - time.monotonic()), file=dump)
    limit_process(job["limits"], job["deadline_s"], None)
    status = 70
    try:
        serve_child(job, send, fresh_streams())
        status = 0
    except BaseException as error:
        _write(2, clean("agent: %s: %s\n" % (_name_of(type(error)), _error_text(error, False)), 500).encode())
    finally:
        _exit(status)


# ---------------------------------------------------------------- the agent


class ChannelClosed(Exception):
    """The judge is gone."""


class Channel:
    """Frames to and from the judge, over what were standard input and output."""

    def __init__(self) -> None:
        self.source, self.sink = os.dup(0), os.dup(1)
        nowhere = os.open(os.devnull, os.O_RDWR)
        os.dup2(nowhere, 0)
        os.dup2(nowhere, 1)
        os.close(nowhere)
        self.poll: Any = select.poll() if hasattr(select, "poll") else None
        if self.poll:
            self.poll.register(self.source, 0)

    def receive(self) -> Json:
        """The next request."""
        size = int.from_bytes(self.read(4), "big")
        if size > MAX_REQUEST_BYTES:
            raise ChannelClosed
        request: Json = from_json(self.read(size).decode("utf-8"))
        return request

    def read(self, size: int) -> bytes:
        """Exactly `size` bytes."""
        parts = []
        while size:
            part = os.read(self.source, min(size, MIB))
            if not part:
                raise ChannelClosed
            parts.append(part)
            size -= len(part)
        return b"".join(parts)

    def send(self, text: str) -> None:
        """One reply, as JSON."""
        data = text.encode("utf-8", "backslashreplace")
        write_all(self.sink, len(data).to_bytes(4, "big") + data)

    def check_open(self, child: int) -> None:
        """End at once, with all that runs, when the judge has gone away."""
        if self.poll and self.poll.poll(0):
            sweep(child)
            raise ChannelClosed


class Agent:
    """The life of one sandbox: hello, then one request after the other."""

    def __init__(self, channel: Channel, hello: Json) -> None:
        self.channel = channel
        self.files = [(path, binascii.a2b_base64(data)) for path, data in hello["files"]]
        self.names = {path for path, _ in self.files}
        self.shadowed = sorted({top for top in map(top_module, self.names) if top})
        self.limits = hello["limits"]
        self.is_private = bool(os.environ.get("TMPDIR"))
        self.work = os.path.realpath(os.environ.get("TMPDIR") or ("/tmp" if os.name == "posix" else os.getcwd()))
        self.folder = os.path.join(self.work, "submission")
        self.kept = set(os.listdir(self.work)) - {"submission"}
        self.must_end = False
        self.is_let_go = False
        self.played: StageWatch | SpawnedStage | None = None
        self.places = [(os.path.join(self.folder, *path.split("/")), data) for path, data in self.files]
        self.modes: dict[str, int] = {}
        """what lies in the folder by path, right after it was laid out; nothing while it is not"""
        os.chdir(self.work)
        can_fork = hasattr(os, "fork") and os.name == "posix"
        self.engine: Forked | Spawned = Forked(self) if can_fork and hello.get("fresh") != "spawn" else Spawned(self)

    def greet(self, seq: int) -> None:
        """Answer the hello."""
        version = "%d.%d.%d" % sys.version_info[:3]
        self.channel.send(to_json({"seq": seq, "python": version, "fresh": self.engine.name}))

    def serve(self) -> None:
        """Answer requests until the judge goes away.

        What a request left behind is cleaned up before it is answered: where that fails the agent ends without an
        answer, so that the blame falls on that request and not on the next one.
        """
        self.wipe()
        while True:
            request = self.channel.receive()
            if request["op"] == "stage" and not request["text"]:
                reply = self.stage_reply(request)
                if self.must_end:
                    return
                self.channel.send(reply)
                continue
            self.close_stage()
            if request["op"] == "leave":
                self.is_let_go = True
                return
            if request["op"] == "outline":
                reply = self.outline(request)
            elif request["op"] == "curtain":
                reply = to_json(self.told(request, silence(), 0.0))
            elif request["op"] == "stage":
                self.write_files()
                reply = self.open_stage(request)
            else:
                self.write_files()
                reply = self.envelope(request)
                self.wipe()
            if self.must_end:
                return
            self.channel.send(reply)

    # ---- the folder

    def write_files(self) -> None:
        """Lay out the submission's files as they were handed in, unless they lie there."""
        if self.modes:
            return
        os.makedirs(self.folder, exist_ok=True)
        for place, data in self.places:
            os.makedirs(os.path.dirname(place), exist_ok=True)
            with open(place, "wb") as file:
                file.write(data)
        self.modes = self.modes_found()

    def is_pristine(self) -> bool:
        """Whether the folder holds what was handed in, byte for byte, and nothing else.

        Times would not tell: what is changed within a tick of the kernel's clock, or by way of memory, may keep them.
        """
        try:
            return self.modes == self.modes_found(len(self.modes)) and all(holds(*each) for each in self.places)
        except OSError:
            return False

    def modes_found(self, at_most: int = sys.maxsize) -> dict[str, int]:
        """What the folder and all in it is (`st_mode`) by path; stops after so many."""
        found = {self.folder: os.lstat(self.folder).st_mode}
        waiting = [self.folder]
        while waiting:
            with os.scandir(waiting.pop()) as entries:
                for entry in entries:
                    found[entry.path] = entry.stat(follow_symlinks=False).st_mode
                    if len(found) > at_most:
                        return found
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
        return found

    def rewrite_files(self) -> None:
        """Lay out the files once more, in the folder that running code may stand in."""
        until = time.monotonic() + WIPE_S
        for name in os.listdir(self.folder):
            remove(os.path.join(self.folder, name), self.work, until)
        self.modes = {}
        self.write_files()

    def wipe(self) -> None:
        """Remove what a request left in the places that are ours alone, and the submission if it was changed."""
        until = time.monotonic() + WIPE_S
        if self.is_private:
            os.chmod(self.work, 0o700)  # student code may have closed it
            for name in set(os.listdir(self.work)) - self.kept - {"submission"}:
                remove(os.path.join(self.work, name), self.work, until)
        if not self.is_pristine():
            self.modes = {}
            if os.path.lexists(self.folder):
                remove(self.folder, self.work, until)
        if os.getpid() == 1 and os.path.isdir("/dev/shm"):
            os.chmod("/dev/shm", 0o700)
            for name in os.listdir("/dev/shm"):
                remove(os.path.join("/dev/shm", name), "/dev/shm", until)

    # ---- outline

    def outline(self, request: Json) -> str:
        """The facts of all Python files. A file that kills its reader is blamed once it did so as the first one."""
        until = time.monotonic() + request["deadline_s"]
        waiting = [(path, data) for path, data in self.files if path.endswith(".py")]
        facts: list[str] = []
        while waiting:
            found, how = self.read_some(waiting, min(until - time.monotonic(), request["deadline_s"] / 2))
            facts.extend(found)
            waiting = waiting[len(found) :]
            if waiting and not found:
                facts.append(blame(waiting.pop(0)[0], how))
        return '{"seq":%d,"files":[%s]}' % (request["seq"], ",".join(capped(facts, self.files)))

    def read_some(self, waiting: list[tuple[str, bytes]], deadline_s: float) -> tuple[list[str], str]:
        """The facts of the first files, as many as a child could read, and how it ended."""
        if deadline_s <= 0:
            return [], "timeout"
        sources = [(path, binascii.b2a_base64(data).decode("ascii")) for path, data in waiting]
        job = {"op": "outline", "sources": sources, "limits": self.limits}
        outcome = self.engine.child(job, deadline_s, MAX_OUTLINE_BYTES + MIB)
        found = [payload.decode("utf-8", "replace") for payload in outcome.payloads(b"a")]
        return found[: len(waiting)], outcome.how

    # ---- requests

    def envelope(self, request: Json) -> str:
        """Serve a request in a fresh state and say how that went."""
        deadline_s = request["deadline_s"]
        if request["op"] == "run":
            text = request["stdin"].encode("utf-8", "surrogateescape")
            outcome = self.engine.program(request["argv"], text, deadline_s)
        else:
            job = {**request, "folder": self.folder, "limits": self.limits, "shadowed": self.shadowed}
            outcome = self.engine.child(job, deadline_s, MAX_REPLY_BYTES)
        return to_json(self.told(request, outcome, deadline_s))

    def open_stage(self, request: Json) -> str:
        """Open a stage, which goes on until it is closed, and pass it its first message."""
        job = {**request, "folder": self.folder, "limits": self.limits, "shadowed": self.shadowed}
        self.played = self.engine.stage(job, request["total_s"])
        return self.stage_reply(request)

    def stage_reply(self, request: Json) -> str:
        """Pass a message to the stage that is open; what it says, and whether it goes on."""
        if self.played is None or not self.played.is_open:
            return to_json({**self.told(request, silence(), 0.0), "open": False})
        outcome = self.played.step(to_json(request["body"]).encode("utf-8"), request["deadline_s"])
        return to_json({**self.told(request, outcome, request["deadline_s"]), "open": self.played.is_open})

    def close_stage(self) -> None:
        """End the stage, if there is one, and remove what it left."""
        if self.played is not None:
            if self.played.is_open:
                self.played.close()
            self.played = None
            self.wipe()

    def told(self, request: Json, outcome: Outcome, deadline_s: float) -> Json:
        """What the judge is told about how a request went."""
        end, detail, status = self.judge_end(outcome, deadline_s, request["op"] == "run")
        body = b"".join(outcome.payloads(b"b")[:1]).decode("utf-8", "replace") if end == "replied" else None
        if body is not None and len(to_json(body).encode("utf-8")) > MAX_BODY_BYTES:
            end, detail, body = "output", "a reply of more than %d MiB" % (MAX_REPLY_BYTES // MIB), None
        return {
            "seq": request["seq"],
            "end": end,
            "detail": detail,
            "status": status,
            "stdout": binascii.b2a_base64(outcome.out, newline=False).decode("ascii"),
            "stderr": binascii.b2a_base64(outcome.err, newline=False).decode("ascii"),
            "stuck": outcome.stuck,
            "body": body,
        }

    def judge_end(self, outcome: Outcome, deadline_s: float, is_program: bool) -> tuple[str, str, int | None]:
        """End, detail and status of the envelope, by the evidence."""
        over = {
            "memory": "more than %d MiB of memory" % (self.limits["memory_bytes"] // MIB),
            "processes": "more than %d processes" % self.limits["processes"],
            "output": "more than %d KiB of output" % (self.limits["output_bytes"] // KIB),
        }
        if outcome.how == "reply":
            return "output", "a reply of more than %d MiB" % (MAX_REPLY_BYTES // MIB), None
        limit = self.limit_reached(outcome, is_program)
        if limit:
            return limit, over[limit], None
        if outcome.how == "timeout":
            return "timeout", "no answer within %g s" % deadline_s, None
        if outcome.how == "done":
            return "replied", "", None
        status = outcome.status or 0
        if status < 0:
            return "signalled", "signal %d%s" % (-status, signal_name(-status)), -status
        return "exited", "exit status %d" % status, status

    def limit_reached(self, outcome: Outcome, is_program: bool) -> str:
        """memory, processes or output, where there is evidence for it; else ""."""
        if outcome.how in ("output", "processes"):
            return outcome.how
        if outcome.how == "done":
            strain = outcome.payloads(b".")[0].decode("ascii", "replace")
            return strain if strain in ("memory", "processes") else ""
        was_killed = outcome.how == "timeout" or outcome.status == -getattr(signal, "SIGKILL", 9)
        if outcome.ooms > 0 and was_killed:
            return "memory"
        if outcome.forks > 0 and outcome.status != 0:
            return "processes"
        return strain_of_program(outcome.err) if is_program and outcome.status == 1 else ""


def strain_of_program(err: bytearray) -> str:
    """The limit that the last line of a program's traceback speaks of."""
    last = bytes(err[-1000:]).rstrip().rpartition(b"\n")[2]
    if last.partition(b":")[0].rpartition(b".")[2] in (b"MemoryError", b"_ArrayMemoryError"):
        return "memory"
    no_fork = last.startswith(b"BlockingIOError: [Errno %d]" % errno.EAGAIN)
    return "processes" if no_fork or last == b"RuntimeError: can't start new thread" else ""


def signal_name(number: int) -> str:
    """The name of a signal in brackets, the usual one of several (SIGABRT, SIGIOT); "" for one without a name."""
    names = [name for name, value in vars(signal).items() if value == number and name[:3] == "SIG" and name[3] != "_"]
    return " (%s)" % min(names) if names else ""


def top_module(path: str) -> str:
    """The name by which a file at the top, or a package there, is imported; "" for anything else."""
    if path.endswith("/__init__.py") and path.count("/") == 1:
        return path.partition("/")[0]
    return path[:-3] if path.endswith(".py") and "/" not in path else ""


def blame(path: str, how: str) -> str:
    """The facts of a file that ended the process which read it."""
    if how == "timeout":
        return to_json(unreadable(path, "Timeout", "Python takes too long to read this file"))
    return to_json(unreadable(path, "Crash", "Python itself crashes when it reads this file"))


def capped(facts: list[str], files: list[tuple[str, bytes]]) -> list[str]:
    """The facts; those beyond the room that one reply has are replaced by a note. Short ones are kept first."""
    paths = [path for path, _ in files if path.endswith(".py")]
    kept, size, parts = list(facts), 0, 0
    for index in sorted(range(len(facts)), key=lambda index: len(facts[index])):
        size += len(facts[index].encode("utf-8", "replace"))
        parts += parts_of(facts[index])
        if size > MAX_OUTLINE_BYTES or parts > MAX_PARTS:
            too_much = unreadable(paths[index], "TooLarge", "the submission holds too much to be looked at")
            kept[index] = to_json(too_much)
    return kept


def remove(path: str, top: str, until: float) -> None:
    """Remove a file or a tree of any depth: a folder inside a folder is first moved up to `top`."""
    if not os.path.isdir(path) or os.path.islink(path):
        unlink(path)
        return
    waiting = [path]
    count = 0
    while waiting:
        if time.monotonic() > until:
            raise OSError(errno.ETIMEDOUT, "the folder takes too long to be emptied")
        folder = waiting[-1]
        os.chmod(folder, 0o700)
        with os.scandir(folder) as entries:
            for entry in entries:
                if time.monotonic() > until:
                    raise OSError(errno.ETIMEDOUT, "the folder takes too long to be emptied")
                if not entry.is_dir(follow_symlinks=False):
                    unlink(entry.path)
                    continue
                count += 1
                waiting.insert(0, os.path.join(top, ".removed-%d-%d" % (os.getpid(), count)))
                os.chmod(entry.path, 0o700)
                os.rename(entry.path, waiting[0])
        try:
            os.rmdir(folder)
            waiting.pop()
        except OSError as error:
            if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):  # a listing that changes may leave entries out
                raise


def holds(path: str, data: bytes) -> bool:
    """Whether a file holds just that."""
    flags = ("O_BINARY", "O_NOFOLLOW", "O_NONBLOCK")  # code that still runs may put anything in its place
    place = os.open(path, sum((getattr(os, name, 0) for name in flags), os.O_RDONLY))
    try:
        return os.read(place, len(data) + 1) == data
    finally:
        os.close(place)


def unlink(path: str) -> None:
    """Remove a file, on Windows also one that is read-only."""
    if os.name == "nt":
        os.chmod(path, 0o600)
    os.unlink(path)


def talk(channel: Channel, hello: Json) -> bool:
    """Serve one submission; whether the judge let us go, and did not go away or get no answer."""
    agent = Agent(channel, hello)
    agent.greet(hello["seq"])
    agent.serve()
    return agent.is_let_go


def branch(channel: Channel) -> None:
    """Serve the submission that comes next in a copy of this process, which has seen none, and wait for its end.

    Where it does not end because the judge let it go, this process ends in the same way.
    """
    pid = os.fork()
    if pid == 0:
        hello = channel.receive()
        _exit(LET_GO if hello["op"] == "leave" or talk(channel, hello) else 0)
    status = os.waitpid(pid, 0)[1]
    if os.WIFSIGNALED(status):
        os.kill(os.getpid(), os.WTERMSIG(status))
    if os.WEXITSTATUS(status) != LET_GO:
        _exit(os.WEXITSTATUS(status))
    channel.send('{"left":true}')


def main() -> None:
    """Talk to the judge until it goes away."""
    channel = Channel()
    try:
        first = channel.receive()
        while first["op"] == "branch":
            branch(channel)
            first = channel.receive()
        talk(channel, first)
    except (ChannelClosed, BrokenPipeError):
        pass
    _exit(0)  # taking the interpreter apart would take as long as a request


# Called from a frame with other globals: before Python 3.10 a function takes over the builtins of a caller with the
# same globals, and those of this frame are the ones that student code can patch.
if __name__ == "__main__":
    exec("main()", {"main": main})
elif __name__ == "__child__":
    exec("serve(job)", {"serve": serve_spawned, "job": from_json(globals()["job"].decode("utf-8"))})
