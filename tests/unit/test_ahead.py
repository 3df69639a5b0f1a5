"""Sandboxes started ahead of need: each used once, all removed, and no fault lost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from grader.errors import SandboxFault, SandboxUnavailable
from grader.sandbox import Channel, Limits, SandboxInfo, SandboxKind
from grader.sandboxes.ahead import SandboxAhead
from grader.sandboxes.fake import FakeSandbox, Reply

LIMITS = Limits()


def echo(_agent: str) -> Reply:
    """The other side sends back what it is sent."""
    return lambda data: data


def test_each_is_used_once_and_removed() -> None:
    """Three uses need three sandboxes, at most the spare ones more; none is left."""
    fake = FakeSandbox(echo)

    with SandboxAhead(fake, spare=1) as ahead:
        channels = []
        for number in range(3):
            with ahead.start("agent", LIMITS) as channel:
                channel.send(bytes([number]), 1)
                assert channel.receive(1, 1) == bytes([number])
                channels.append(channel)

    assert len({id(channel) for channel in channels}) == 3
    assert 3 <= fake.started <= 4
    assert fake.stopped == fake.started


def test_warm_starts_before_need() -> None:
    """What was warmed is handed out; nothing more is started."""
    fake = FakeSandbox(echo)

    with SandboxAhead(fake) as ahead:
        ahead.warm("agent", LIMITS, 2)
        with ahead.start("agent", LIMITS), ahead.start("agent", LIMITS):
            assert fake.started == 2

    assert fake.stopped == 2


def test_no_more_than_expected() -> None:
    """Towards the end of a class nothing is started that nobody will use."""
    fake = FakeSandbox(echo)

    with SandboxAhead(fake, spare=2) as ahead:
        for left in (3, 2, 1):
            ahead.expect(left)
            with ahead.start("agent", LIMITS):
                pass

    assert fake.started == fake.stopped == 3


def test_more_than_expected() -> None:
    """What was not foreseen, as after a sandbox that broke, is started when it is needed."""
    fake = FakeSandbox(echo)

    with SandboxAhead(fake, spare=2) as ahead:
        ahead.expect(1)
        for _ in range(3):
            with ahead.start("agent", LIMITS) as channel:
                channel.send(b"x", 1)
                assert channel.receive(1, 1) == b"x"

    assert fake.started == fake.stopped == 3


@pytest.mark.parametrize(("agent", "limits"), [("other", LIMITS), ("agent", Limits(processes=7))])
def test_made_for_another(agent: str, limits: Limits) -> None:
    """A sandbox that was made for another agent or other limits is never handed out."""
    began: list[str] = []

    def begin(text: str) -> Reply:
        began.append(text)
        return lambda data: data

    fake = FakeSandbox(begin)
    with SandboxAhead(fake) as ahead:
        ahead.warm("agent", LIMITS, 1)
        with ahead.start(agent, limits):
            assert began[-1] == agent

    assert fake.stopped == fake.started


def test_a_failed_start_is_raised_where_it_is_needed() -> None:
    """Warming never raises; the use does, as the sandbox itself would."""

    def begin(_agent: str) -> Reply:
        raise SandboxUnavailable("There is no engine.")

    fake = FakeSandbox(begin)
    with SandboxAhead(fake, spare=1) as ahead:
        ahead.warm("agent", LIMITS, 1)
        with pytest.raises(SandboxUnavailable, match="no engine"), ahead.start("agent", LIMITS):
            pass

    assert fake.stopped == fake.started


def test_what_was_started_beside_a_broken_one_is_not_used() -> None:
    """After a fault the next sandbox is one that was started later: the others may have broken with the first."""
    fake = FakeSandbox(echo)

    with SandboxAhead(fake) as ahead:
        ahead.warm("agent", LIMITS, 3)
        with pytest.raises(SandboxFault), ahead.start("agent", LIMITS):
            raise SandboxFault("It was lost.")
        with ahead.start("agent", LIMITS):
            assert fake.started == 4

    assert fake.stopped == 4


class Clinging:
    """Starts sandboxes of which the first cannot be removed."""

    def __init__(self, fake: FakeSandbox) -> None:
        self._fake = fake

    @contextmanager
    def start(self, agent: str, limits: Limits) -> Iterator[Channel]:
        """One more."""
        with self._fake.start(agent, limits) as channel:
            number = self._fake.started
            yield channel
        if number == 1:
            raise SandboxFault("It does not go away.")

    def info(self) -> SandboxInfo:
        """As the fake."""
        return self._fake.info()


def test_one_that_cannot_be_removed_is_told_once() -> None:
    """It costs no other sandbox its removal, and no more than one use its success."""
    fake, told = FakeSandbox(echo), []

    ahead = SandboxAhead(Clinging(fake))
    for _ in range(5):
        try:
            with ahead.start("agent", LIMITS):
                pass
        except SandboxFault as fault:
            told.append(fault)
    try:
        ahead.close()
    except SandboxFault as fault:
        told.append(fault)

    assert len(told) == 1
    assert fake.started == fake.stopped == 5


def test_the_users_own_error_comes_through() -> None:
    """What is raised while a sandbox is used stays what it is, and the sandbox is removed."""
    fake = FakeSandbox(echo)

    with (
        pytest.raises(KeyboardInterrupt),
        SandboxAhead(fake, spare=2) as ahead,
        ahead.start("agent", LIMITS),
    ):
        raise KeyboardInterrupt

    assert fake.stopped == fake.started


def test_says_what_it_is() -> None:
    """It is of the kind of the sandbox it starts."""
    with SandboxAhead(FakeSandbox()) as ahead:
        assert ahead.info().kind is SandboxKind.FAKE
