"""Wire forms of the values that hold no others, both ways. What they look like: `values.py`.

Every length is looked at before anything is converted, so no text from outside costs more than its own size.
"""

from __future__ import annotations

import base64
import re
import struct
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TypeAlias

from grader.errors import ProtocolError

Json: TypeAlias = "bool | int | str | Sequence[Json] | Mapping[str, Json] | None"
"""A JSON tree without floats; where it was read from JSON, sequences are lists and mappings are dicts."""

Scalar: TypeAlias = bool | int | float | complex | str | bytes | None

MAX_TEXT_BYTES = 256 * 1024
"""of a text's UTF-8 and of a bytes object"""
MAX_INT_BYTES = 4_096
"""of an int's absolute value"""
JSON_INT_LIMIT = 2**53
"""smallest absolute value that other JSON readers may round; from here on ints are written as hex"""

_INT = re.compile(r"-?[1-9a-f][0-9a-f]*", re.ASCII)
_HEX = re.compile(r"(?:[0-9a-f]{2})*", re.ASCII)


def encode_scalar(value: object) -> Json:
    """The wire form of one plain value that is no container.

    Raises:
        ValueError: it is not exactly of one of these types, or over its cap.
    """
    if value is None or value is True or value is False:
        return value
    if type(value) is int:
        return _encode_int(value)
    if type(value) is float:
        return {"f": struct.pack(">d", value).hex()}
    if type(value) is complex:
        return {"c": [struct.pack(">d", part).hex() for part in (value.real, value.imag)]}
    if type(value) is str:
        return _encode_text(value)
    if type(value) is bytes and len(value) <= MAX_TEXT_BYTES:
        return {"b": base64.b64encode(value).decode("ascii")}
    raise ValueError(f"A {type(value).__name__} like this is not a plain value.")


def _encode_int(value: int) -> Json:
    if abs(value) < JSON_INT_LIMIT:
        return value
    if value.bit_length() > MAX_INT_BYTES * 8:
        raise ValueError("The int is too large.")
    return {"i": f"{value:x}"}


def _encode_text(value: str) -> Json:
    data = value.encode("utf-8", "surrogatepass")
    if len(data) > MAX_TEXT_BYTES:
        raise ValueError("The text is too long.")
    return {"u": data.hex()} if has_surrogates(value) else value


def has_surrogates(text: str) -> bool:
    """Whether a text holds code points that UTF-8 cannot write."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def decode_bare(tree: Json) -> Scalar:
    """The value of a wire form that is no tagged one.

    Raises:
        ProtocolError: it is none, or over a cap.
    """
    if tree is None or type(tree) is bool:
        return tree
    if type(tree) is int and abs(tree) < JSON_INT_LIMIT:
        return tree
    if type(tree) is str and len(tree) <= MAX_TEXT_BYTES and not has_surrogates(tree):
        return _within_text_cap(tree)
    raise ProtocolError("A plain value is of the wrong shape.")


def _within_text_cap(text: str) -> str:
    if len(text.encode("utf-8", "surrogatepass")) > MAX_TEXT_BYTES:
        raise ProtocolError("A text is too long.")
    return text


def _decode_int(body: Json) -> int:
    if not isinstance(body, str) or len(body) > 2 * MAX_INT_BYTES + 1 or not _INT.fullmatch(body):
        raise ProtocolError("An int is not written in hex.")
    value = int(body, 16)
    if abs(value) < JSON_INT_LIMIT or value.bit_length() > 8 * MAX_INT_BYTES:
        raise ProtocolError("An int is out of the range of its form.")
    return value


def _unhex(body: Json, max_bytes: int) -> bytes:
    if not isinstance(body, str) or len(body) > 2 * max_bytes or not _HEX.fullmatch(body):
        raise ProtocolError("A value is not written in hex.")
    return bytes.fromhex(body)


def _decode_float(body: Json) -> float:
    data = _unhex(body, 8)
    if len(data) != 8:
        raise ProtocolError("A float does not have 8 bytes.")
    (value,) = struct.unpack(">d", data)
    return float(value)


def _decode_complex(body: Json) -> complex:
    if not isinstance(body, list) or len(body) != 2:
        raise ProtocolError("A complex number does not have two parts.")
    return complex(_decode_float(body[0]), _decode_float(body[1]))


def _decode_surrogates(body: Json) -> str:
    try:
        text = _unhex(body, MAX_TEXT_BYTES).decode("utf-8", "surrogatepass")
    except UnicodeDecodeError as error:
        raise ProtocolError("A text is not UTF-8.") from error
    if not has_surrogates(text):
        raise ProtocolError("A text without surrogates is written as one with them.")
    return text


def _decode_bytes(body: Json) -> bytes:
    return decode_base64(body, MAX_TEXT_BYTES)


def decode_base64(body: Json, max_bytes: int) -> bytes:
    """The bytes behind standard base64 with padding.

    Raises:
        ProtocolError: it is something else, or stands for more than `max_bytes`.
    """
    if not isinstance(body, str) or len(body) > max_bytes * 4 // 3 + 4:
        raise ProtocolError("Bytes are missing or too long.")
    try:
        data = base64.b64decode(body.encode("ascii"), validate=True)
    except ValueError as error:
        raise ProtocolError("Bytes are not base64.") from error
    if len(data) > max_bytes:
        raise ProtocolError("Bytes are too long.")
    return data


DECODERS: Mapping[str, Callable[[Json], Scalar]] = MappingProxyType(
    {"i": _decode_int, "f": _decode_float, "c": _decode_complex, "u": _decode_surrogates, "b": _decode_bytes}
)
"""By tag; each raises ProtocolError for what is not of its form."""
