"""Frames to and from the agent: 4 bytes of length, big endian, then that much UTF-8 JSON.

What comes in was perhaps written by a student. It is measured before it is parsed: length before it is read, nesting
and number of parts before Python builds objects from it, so that no reply costs more than 64 MiB of memory. Floats,
duplicate keys and names such as NaN are refused, because two readers could take them for two different things.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, NoReturn

from grader.errors import GraderFault, ProtocolError
from grader.scalars import Json

if TYPE_CHECKING:
    from grader.sandbox import Channel

MIB = 1024 * 1024
MAX_REQUEST_BYTES = 64 * MIB
"""what the agent takes; an intake with its usual caps stays far below"""
MAX_REPLY_BYTES = 4 * MIB
MAX_OUTLINE_BYTES = 5 * MIB
MAX_JSON_DEPTH = 128
"""a value of 40 levels is at most 120 of JSON, and a body adds four"""
MAX_PARTS = 256 * 1024
"""commas, colons and opening brackets, each of which becomes at most some 70 bytes of objects"""

_HEADER_BYTES = 4
_SEND_S = 30.0
_TRANSFER_S = 10.0
"""from a frame's length to its last byte"""
_MAX_DIGITS = 17

_MARKS = re.compile(r'(?:"(?:[^"\\]++|\\.)*+(?:"|\Z)|[^",:\[\]{}]++)*+([,:\[\]{}]*+)', re.DOTALL)
"""strings and the like, then a run of marks; possessive, and a string may lack its end: all of it in linear time"""


def send_frame(channel: Channel, message: Mapping[str, object]) -> None:
    """Send one request.

    Raises:
        SubjectGone: the other side closed. SubjectSilent: it does not take the data.
        GraderFault: the request is too large.
    """
    data = json.dumps(message, allow_nan=False, separators=(",", ":")).encode("ascii")
    if len(data) > MAX_REQUEST_BYTES:
        raise GraderFault(f"A request of {len(data)} bytes is too large.", "Make the check or the submission smaller.")
    channel.send(len(data).to_bytes(_HEADER_BYTES, "big") + data, _SEND_S)


def receive_frame(channel: Channel, max_bytes: int, timeout_s: float) -> Mapping[str, Json]:
    """Receive one reply, an object, that begins within `timeout_s`.

    Raises:
        SubjectGone: the other side closed. SubjectSilent: nothing came in time. ProtocolError: it is no proper frame.
    """
    size = int.from_bytes(channel.receive(_HEADER_BYTES, timeout_s), "big")
    if size > max_bytes:
        raise ProtocolError(f"A reply of {size} bytes is longer than the {max_bytes} that are allowed.")
    try:
        text = channel.receive(size, _TRANSFER_S).decode("utf-8")
    except UnicodeDecodeError as error:
        raise ProtocolError("A reply is not UTF-8.") from error
    tree = parse(text, max_bytes)
    if not isinstance(tree, dict):
        raise ProtocolError("A reply is not an object.")
    return tree


def parse(text: str, max_bytes: int) -> Json:
    """The JSON tree of a text of at most `max_bytes` characters, in linear time and bounded memory.

    Its strings may hold lone surrogates, because JSON can escape them.

    Raises:
        ProtocolError: it is no JSON, or a kind of JSON that we do not speak.
    """
    _measure(text, max_bytes)
    try:
        tree: Json = json.loads(
            text, object_pairs_hook=_object, parse_int=_int, parse_float=_refuse, parse_constant=_refuse
        )
    except ValueError as error:
        raise ProtocolError("A reply is not JSON.") from error
    return tree


def _measure(text: str, max_bytes: int) -> None:
    """Refuse what would become too many or too deeply nested objects, before any of them exists."""
    if len(text) > max_bytes:
        raise ProtocolError("A reply is too long.")
    parts = depth = 0
    for found in _MARKS.finditer(text):
        for mark in found[1]:
            parts += mark not in "]}"
            depth += (mark in "[{") - (mark in "]}")
            if parts > MAX_PARTS:
                raise ProtocolError("A reply has too many parts.")
            if depth > MAX_JSON_DEPTH:
                raise ProtocolError("A reply is nested too deeply.")


def _object(pairs: list[tuple[str, Json]]) -> Mapping[str, Json]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ProtocolError("A reply has the same key twice.")
    return found


def _int(digits: str) -> int:
    if len(digits) > _MAX_DIGITS:
        raise ProtocolError("A reply has a number that is too long.")
    return int(digits)


def _refuse(_literal: str) -> NoReturn:
    raise ProtocolError("A reply has a number that is not an int.")
