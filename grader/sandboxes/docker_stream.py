"""The byte stream of a container that is attached without a terminal.

Format: frames of 1 byte stream number (1 standard output, 2 standard error), 3 zero bytes, 4 bytes length (big
endian), payload. Source: Docker Engine API, "Attach to a container", stream format.

Why it is so: attach before start, or the first bytes can be lost in the HTTP reader (docker-py 425, 2466). Shut the
socket down before the container is killed: while anybody is attached and does not read, kill and remove hang in the
engine (moby 41827).
"""

from __future__ import annotations

import socket
import ssl
from contextlib import suppress

READ_BYTES = 64 * 1024
_HEADER_BYTES = 8
_STDOUT = 1


class DockerWire:
    """The attached socket as a wire: writes go to standard input, reads give standard output only.

    `attached` is what the docker SDK gives: a socket, or a SocketIO around one without any timeout.
    """

    def __init__(self, attached: socket.SocketIO | socket.socket) -> None:
        self._attached = attached
        if isinstance(attached, socket.SocketIO):
            attached_socket: socket.socket = attached._sock  # type: ignore[attr-defined]  # noqa: SLF001 (a SocketIO has no deadlines)
        else:
            attached_socket = attached
        self._socket = attached_socket
        self._socket.setblocking(False)
        self._header = bytearray()
        self._left = 0
        self._wanted = False

    def filenos(self) -> tuple[int, int]:
        """The socket, for both ways."""
        return self._socket.fileno(), self._socket.fileno()

    def read(self) -> bytes:
        """Standard output that is there now. Raises EOFError when the container has ended."""
        try:
            raw = self._socket.recv(READ_BYTES)
        except (BlockingIOError, ssl.SSLWantReadError):
            return b""
        if not raw:
            raise EOFError
        return self._payload(raw)

    def write(self, data: memoryview) -> int:
        """Write what the socket takes now."""
        try:
            return self._socket.send(data)
        except (BlockingIOError, ssl.SSLWantWriteError):
            return 0

    def close(self) -> None:
        """Cut the connection, so that the engine does not wait for us to read."""
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        with suppress(OSError):
            self._attached.close()
        self._socket.close()

    def _payload(self, raw: bytes) -> bytes:
        out = bytearray()
        while raw:
            if self._left:
                piece, raw = raw[: self._left], raw[self._left :]
                self._left -= len(piece)
                if self._wanted:
                    out += piece
            else:
                raw = self._read_header(raw)
        return bytes(out)

    def _read_header(self, raw: bytes) -> bytes:
        missing = _HEADER_BYTES - len(self._header)
        self._header += raw[:missing]
        if len(self._header) == _HEADER_BYTES:
            self._wanted = self._header[0] == _STDOUT
            self._left = int.from_bytes(self._header[4:], "big")
            self._header.clear()
        return raw[missing:]
