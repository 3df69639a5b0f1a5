"""Messages between the judge and the process that a suite runs in: 4 bytes of length, then JSON. Both are ours."""

from __future__ import annotations

import json
import os
import select
from collections.abc import Mapping
from typing import Any


class Closed(Exception):
    """The other side is gone."""


class Silent(Exception):
    """Nothing came in time."""


class Pipe:
    """Both directions, as file descriptors; closes neither."""

    def __init__(self, source: int, sink: int) -> None:
        self._source = source
        self._sink = sink

    def send(self, message: Mapping[str, object]) -> None:
        """Write one message. Raises Closed."""
        data = json.dumps(message).encode()
        view = memoryview(len(data).to_bytes(4, "big") + data)
        try:
            while view:
                view = view[os.write(self._sink, view) :]
        except OSError as error:
            raise Closed from error

    def receive(self, timeout_s: float | None = None) -> dict[str, Any]:
        """Read one message. Raises Closed, or Silent where it does not begin in time."""
        if timeout_s is not None and not select.select([self._source], [], [], timeout_s)[0]:
            raise Silent
        message: dict[str, Any] = json.loads(self._read(int.from_bytes(self._read(4), "big")))
        return message

    def _read(self, size: int) -> bytes:
        parts = []
        while size:
            try:
                part = os.read(self._source, min(size, 1 << 20))
            except OSError as error:
                raise Closed from error
            if not part:
                raise Closed
            parts.append(part)
            size -= len(part)
        return b"".join(parts)
