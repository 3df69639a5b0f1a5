"""Sandboxes that serve one trial after the other, each in a copy of the agent that has seen none before.

Starting Python takes longer than most trials. What a proof runs is the author's own; so the copies may share a user,
a folder that each of them leaves empty, and whatever their code leaves outside of it. A class never does.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Self

from grader.errors import SubjectFault
from grader.sandbox import Channel, Ending, Limits, Sandbox, SandboxInfo
from grader.wire import receive_frame, send_frame

LEAVE_S = 5.0
"""for a copy of the agent to clean up and end"""
_REPLY_BYTES = 1024


class KeptSandbox:
    """A sandbox that is kept for the next who wants the same. A context manager; leaving it removes all of them."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self._idle: list[_Kept] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._discard(self._idle)

    def info(self) -> SandboxInfo:
        """As the sandbox itself says."""
        return self._sandbox.info()

    @contextmanager
    def start(self, agent: str, limits: Limits) -> Iterator[Channel]:
        """One that is idle, or a fresh one; raises what starting it raised. What breaks in use is not kept."""
        self._discard([kept for kept in self._idle if kept.made_for != (agent, limits)])
        kept = self._idle.pop() if self._idle else self._started(agent, limits)
        channel = _Watched(kept.channel)
        is_over = False
        try:
            send_frame(channel, {"op": "branch"})
            yield channel
            is_over = True
        except Exception:
            is_over = True
            raise
        finally:
            if is_over and not channel.is_broken and _has_left(channel):
                self._idle.append(kept)
            else:
                kept.opened.close()

    def _started(self, agent: str, limits: Limits) -> _Kept:
        with ExitStack() as opening:
            channel = opening.enter_context(self._sandbox.start(agent, limits))
            return _Kept((agent, limits), channel, opening.pop_all())

    def _discard(self, unwanted: list[_Kept]) -> None:
        self._idle = [kept for kept in self._idle if kept not in unwanted]
        with ExitStack() as closing:
            for kept in unwanted:
                closing.enter_context(kept.opened)


@dataclass(frozen=True, eq=False)
class _Kept:
    """A running sandbox."""

    made_for: tuple[str, Limits]
    channel: Channel
    opened: ExitStack


class _Watched:
    """A channel that remembers whether it failed."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self.is_broken = False

    def send(self, data: bytes, timeout_s: float) -> None:
        """As the channel does."""
        with self._noticing():
            self._channel.send(data, timeout_s)

    def receive(self, size: int, timeout_s: float) -> bytes:
        """As the channel does."""
        with self._noticing():
            return self._channel.receive(size, timeout_s)

    def ending(self) -> Ending:
        """As the channel says."""
        return self._channel.ending()

    @contextmanager
    def _noticing(self) -> Iterator[None]:
        try:
            yield
        except BaseException:
            self.is_broken = True
            raise


def _has_left(channel: Channel) -> bool:
    """Let the copy of the agent go; whether it went, so that the next one may come."""
    try:
        send_frame(channel, {"op": "leave"})
        return receive_frame(channel, _REPLY_BYTES, LEAVE_S) == {"left": True}
    except SubjectFault:
        return False
