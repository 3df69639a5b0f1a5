"""How every sandbox starts the agent: one line of Python that reads the agent's text from standard input.

Nothing is mounted, installed or named in an argument; any image or machine with Python 3.8 or later will do.
"""

from __future__ import annotations

BOOT = (
    "import sys;r=sys.stdin.buffer.raw.read;"
    "f=lambda n,d=b'':d if len(d)==n else f(n,d+(r(n-len(d))or sys.exit(1)));"
    "exec(compile(f(int.from_bytes(f(4),'big')).decode(),'<agent>','exec'),{'__name__':'__main__'})"
)
FLAGS = ("-I", "-u", "-B", "-c", BOOT)
"""Isolated (no user site, no PYTHON* variables, no folder on the path), unbuffered, no bytecode written."""


def boot_bytes(agent: str) -> bytes:
    """The agent's text as the first thing on the channel: 4 bytes of length, big endian, then UTF-8."""
    text = agent.encode()
    return len(text).to_bytes(4, "big") + text
