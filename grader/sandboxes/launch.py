"""How every sandbox starts the agent: one line of Python that reads the agent from standard input.

Nothing is mounted, installed or named in an argument; any image or machine with Python 3.8 or later will do. The agent
comes as text, or as the code that the same interpreter made of that text in an earlier sandbox, before anything of a
submission had come in: compiling takes longer than all else that the agent does before it answers.
"""

from __future__ import annotations

from grader.errors import ProtocolError, SandboxFault, SubjectFault
from grader.sandbox import MIB, Channel

BOOT = (
    "import sys,marshal;r=sys.stdin.buffer.raw.read;w=sys.stdout.buffer.write;"
    "f=lambda n,d=b'':d if len(d)==n else f(n,d+(r(n-len(d))or sys.exit(1)));"
    "k=f(1);d=f(int.from_bytes(f(4),'big'));"
    "c=marshal.loads(d)if k==b'c'else compile(d.decode(),'<agent>','exec');"
    "d=b''if k==b'c'else marshal.dumps(c);"
    "d and w(len(d).to_bytes(4,'big')+d);"
    "exec(c,{'__name__':'__main__'})"
)
_BECOME = "import os;os.setgroups([]);os.setgid({0});os.setuid({0});"
MAX_CODE_BYTES = 4 * MIB
BOOT_S = 30.0
"""for the interpreter to start and take the agent, on a loaded machine"""


def flags(uid: int | None = None) -> tuple[str, ...]:
    """The interpreter's arguments; started as root it becomes the user `uid` first, before it reads anything.

    No user site, unbuffered, no bytecode written. Not -I: it would ignore PYTHONHASHSEED, and a set would have another
    order each time. That no other PYTHON* variable gets in is for the adapter to see to; the agent takes the folder
    that it was started in off the path.

    It becomes that user by itself, because who starts a process as another user has to copy itself for that, and a
    grader with all that it has loaded takes as long for it as Python does to start.
    """
    become = "" if uid is None else _BECOME.format(uid)
    return ("-s", "-u", "-B", "-c", become + BOOT)


class Launcher:
    """Starts agents in sandboxes that have the same Python. Safe to use from several threads."""

    def __init__(self) -> None:
        self._codes: dict[str, bytes] = {}

    def launch(self, channel: Channel, agent: str) -> None:
        """Send the agent to the interpreter that waits on the channel. Raises SandboxFault."""
        try:
            self._send(channel, agent)
        except SubjectFault as fault:
            detail = channel.ending().detail or "it did not read its program"
            raise SandboxFault(f"The Python in the sandbox did not start: {detail}.") from fault

    def _send(self, channel: Channel, agent: str) -> None:
        code = self._codes.get(agent)
        if code is not None:
            channel.send(_framed(b"c", code), BOOT_S)
            return
        channel.send(_framed(b"t", agent.encode()), BOOT_S)
        size = int.from_bytes(channel.receive(4, BOOT_S), "big")
        if size > MAX_CODE_BYTES:
            raise ProtocolError("The Python in the sandbox made too much of its program.")
        self._codes[agent] = channel.receive(size, BOOT_S)


def _framed(kind: bytes, data: bytes) -> bytes:
    """One byte that says what it is, 4 bytes of length, big endian, and the data."""
    return kind + len(data).to_bytes(4, "big") + data
