"""The agent's replies, checked strictly and turned into the frozen values of `requests.py`.

Everything in them may be a student's invention: keys, types and lengths are checked, names of files are kept only
where the submission has such a file, and every text comes out without lone surrogates.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from grader.errors import ProtocolError
from grader.outline import ModuleFacts, Outline, ParamFact, source_root
from grader.requests import (
    Answer,
    Bound,
    End,
    Evaluate,
    Evaluated,
    Frame,
    Import,
    Imported,
    NameKind,
    Raised,
    Request,
)
from grader.scalars import Json, decode_base64
from grader.tracebacks import without_folder
from grader.values import decode
from grader.wire import MAX_REPLY_BYTES, parse

T = TypeVar("T")

MAX_NAME_CHARS = 1_000
MAX_MESSAGE_CHARS = 10_000
MAX_LIST = 5_000
"""frames, parameters, bound names and the like in one list"""

_ENDS = frozenset(End) - {End.GONE, End.GARBLED, End.REFUSED}
_VERSION = re.compile(r"\d{1,3}\.\d{1,3}\.\d{1,3}[\w.+-]{0,40}", re.ASCII)


@dataclass(frozen=True)
class Envelope:
    """What the agent's parent says about the process that served a request. `body` is still unread."""

    end: End
    detail: str
    status: int | None
    stdout: bytes
    stderr: bytes
    stuck: tuple[Frame, ...]
    body: str | None


def read_hello(reply: Mapping[str, Json]) -> str:
    """The version of the Python that will run the submission. Raises ProtocolError."""
    fields = _fields(reply, "python", "fresh")
    version = _text(fields["python"])
    if not _VERSION.fullmatch(version) or fields["fresh"] not in ("fork", "spawn"):
        raise ProtocolError("The agent's greeting is of the wrong shape.")
    return version


def read_outline(reply: Mapping[str, Json], files: Collection[str]) -> Outline:
    """The facts of exactly the Python files among `files`. Raises ProtocolError."""
    try:
        facts = TypeAdapter(list[ModuleFacts]).validate_python(_scrub(_fields(reply, "files")["files"]))
    except ValidationError as error:
        raise ProtocolError("The outline is of the wrong shape.") from error
    if sorted(each.path for each in facts) != sorted(path for path in files if path.endswith(".py")):
        raise ProtocolError("The outline is not about the submission's files.")
    return Outline(tuple(facts), source_root(files))


def read_envelope(reply: Mapping[str, Json], files: Collection[str], max_output_bytes: int) -> Envelope:
    """The envelope of a reply; at most `max_output_bytes` each of standard output and error. Raises ProtocolError."""
    fields = _fields(reply, "end", "detail", "status", "stdout", "stderr", "stuck", "body")
    return Envelope(
        end=_end(fields["end"]),
        detail=without_folder(_text(fields["detail"])),
        status=_optional(_int, fields["status"]),
        stdout=decode_base64(fields["stdout"], max_output_bytes),
        stderr=decode_base64(fields["stderr"], max_output_bytes),
        stuck=_frames(fields["stuck"], files),
        body=_optional(_raw_text, fields["body"]),
    )


def read_stage(reply: Mapping[str, Json], files: Collection[str], max_output_bytes: int) -> tuple[Envelope, bool]:
    """The envelope of a stage's message, and whether the stage goes on. Raises ProtocolError."""
    fields = dict(reply)
    is_open = _bool(fields.pop("open", None))
    return read_envelope(fields, files, max_output_bytes), is_open


def read_raised(tree: Json, files: Collection[str]) -> Raised:
    """What is told of an exception. Raises ProtocolError."""
    return _raised(tree, files)


def read_body(request: Request, body: str, files: Collection[str]) -> Imported | Evaluated:
    """What the child that served the request says itself. Raises ProtocolError."""
    tree = parse(body, MAX_REPLY_BYTES)
    if isinstance(request, Import):
        return _imported(tree, files)
    if isinstance(request, Evaluate):
        return _evaluated(tree, files, len(request.asks))
    raise ProtocolError("A program was run, but an answer came.")


def _imported(tree: Json, files: Collection[str]) -> Imported:
    fields = _fields(tree, "raised", "bound", "inspected", "path_changed")
    return Imported(
        raised=_optional(lambda raised: _raised(raised, files), fields["raised"]),
        bound=_names(fields["bound"]),
        inspected=_names(fields["inspected"]),
        path_changed=_bool(fields["path_changed"]),
    )


def _evaluated(tree: Json, files: Collection[str], asked: int) -> Evaluated:
    fields = _fields(tree, "given_raised", "answers")
    answers = _list(fields["answers"])
    if len(answers) > asked:
        raise ProtocolError("There are more answers than questions.")
    given_raised = _optional(lambda raised: _raised(raised, files), fields["given_raised"])
    found = tuple(_answer(answer, files) for answer in answers)
    complete = len(found) == asked or given_raised is not None or (found and found[-1].raised is not None)
    if not complete:
        raise ProtocolError("There are fewer answers than questions.")
    return Evaluated(given_raised, found)


def _answer(tree: Json, files: Collection[str]) -> Answer:
    if isinstance(tree, dict) and set(tree) == {"value"}:
        return Answer(value=decode(tree["value"]))
    return Answer(raised=_raised(_fields(tree, "raised")["raised"], files))


def _raised(tree: Json, files: Collection[str]) -> Raised:
    fields = _fields(tree, "type", "text", "builtins", "frames", "name", "origin", "line")
    origin = _optional(_text, fields["origin"])
    return Raised(
        type=_text(fields["type"]),
        text=without_folder(_text(fields["text"], MAX_MESSAGE_CHARS)),
        builtins=tuple(_text(name) for name in _list(fields["builtins"])),
        frames=_frames(fields["frames"], files),
        name=_optional(_text, fields["name"]),
        origin=origin if origin in files else None,
        line=_optional(_int, fields["line"]),
    )


def _frames(tree: Json, files: Collection[str]) -> tuple[Frame, ...]:
    frames = [_frame(each) for each in _list(tree)]
    return tuple(frame for frame in frames if frame.path in files)


def _frame(tree: Json) -> Frame:
    parts = _list(tree)
    if len(parts) != 3:
        raise ProtocolError("A frame does not have three parts.")
    return Frame(_text(parts[0]), _int(parts[1]), _text(parts[2]))


def _names(tree: Json) -> Mapping[str, Bound]:
    if not isinstance(tree, dict) or len(tree) > MAX_LIST:
        raise ProtocolError("The names of an import are of the wrong shape.")
    return MappingProxyType({_text(name): _bound(bound) for name, bound in tree.items()})


def _bound(tree: Json) -> Bound:
    fields = _fields(tree, "kind", "type", "params", "exports")
    kind = fields["kind"]
    if not isinstance(kind, str) or kind not in frozenset(NameKind):
        raise ProtocolError("A name is of an unknown kind.")
    return Bound(
        kind=NameKind(kind),
        type=_text(fields["type"]),
        params=_optional(lambda params: tuple(map(_param, _list(params))), fields["params"]),
        exports=_optional(lambda names: tuple(map(_text, _list(names))), fields["exports"]),
    )


def _param(tree: Json) -> ParamFact:
    fields = _fields(tree, "name", "kind", "default")
    return ParamFact(name=_text(fields["name"]), kind=_text(fields["kind"]), default=_bool(fields["default"]))


def _fields(tree: Json, *names: str) -> Mapping[str, Json]:
    if not isinstance(tree, dict) or set(tree) != set(names):
        raise ProtocolError(f"A part of a reply does not have exactly the keys {', '.join(names)}.")
    return tree


def _optional(read: Callable[[Json], T], tree: Json) -> T | None:
    return None if tree is None else read(tree)


def _list(tree: Json) -> list[Json]:
    if not isinstance(tree, list) or len(tree) > MAX_LIST:
        raise ProtocolError("A part of a reply is not a list, or too long.")
    return tree


def _raw_text(tree: Json) -> str:
    if not isinstance(tree, str):
        raise ProtocolError("A part of a reply is not text.")
    return tree


def _text(tree: Json, max_chars: int = MAX_NAME_CHARS) -> str:
    text = _raw_text(tree)
    if len(text) > max_chars:
        raise ProtocolError("A text in a reply is too long.")
    return _without_surrogates(text)


def _without_surrogates(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode()


def _int(tree: Json) -> int:
    if type(tree) is not int:
        raise ProtocolError("A part of a reply is not an int.")
    return tree


def _bool(tree: Json) -> bool:
    if type(tree) is not bool:
        raise ProtocolError("A part of a reply is not true or false.")
    return tree


def _end(tree: Json) -> End:
    if not isinstance(tree, str) or tree not in _ENDS:
        raise ProtocolError("A reply ends in an unknown way.")
    return End(tree)


def _scrub(tree: Json) -> Json:
    """The tree without lone surrogates, which a source file can name in a string."""
    if isinstance(tree, dict):
        return {_without_surrogates(key): _scrub(item) for key, item in tree.items()}
    if isinstance(tree, list):
        return [_scrub(item) for item in tree]
    return _without_surrogates(tree) if isinstance(tree, str) else tree
