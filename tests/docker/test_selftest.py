"""The proof of the protections: it sees a sandbox that holds, and it sees one that does not."""

from __future__ import annotations

import json
import os

import pytest

from grader.errors import SandboxUnavailable
from grader.sandbox import Ending, EndingKind, SandboxKind
from grader.sandboxes import ADAPTERS, SandboxSetup, make_sandbox
from grader.sandboxes.ability import Guard
from grader.sandboxes.fake import FakeSandbox, Gone, Reply
from grader.sandboxes.process import ProcessSandbox
from grader.sandboxes.selftest import Seen, selftest
from grader.settings import Settings


def told(seen: list[Seen]) -> dict[Guard, bool | None]:
    """What held, by guard."""
    return {each.guard: each.held for each in seen}


@pytest.mark.docker
def test_docker_holds_everything(docker_image: str) -> None:
    """Every hog is stopped or finds nothing, and each line says what was seen."""
    sandbox = make_sandbox(SandboxKind.DOCKER, SandboxSetup(Settings.read().docker_host, docker_image))

    seen = list(selftest(sandbox, ADAPTERS[SandboxKind.DOCKER].promises()))

    assert [each.sentence for each in seen if not each.held] == []
    assert [each.guard for each in seen] == list(Guard)
    sentences = {each.guard: each.sentence for each in seen}
    assert "more than 64 MiB of memory" in sentences[Guard.MEMORY]
    assert "No space left on device after" in sentences[Guard.DISK]
    assert "it reached nothing" in sentences[Guard.NETWORK]


def test_process_holds_what_it_promises() -> None:
    """And what it does not promise is not tried: as an ordinary user's code, a hog could end the session."""
    promised = ADAPTERS[SandboxKind.PROCESS].promises()

    seen = list(selftest(ProcessSandbox(), promised))

    assert [each.sentence for each in seen if each.held is False] == []
    assert {guard for guard, held in told(seen).items() if held} == promised
    assert (Guard.SIGNALS in promised) is (os.geteuid() == 0)


def test_what_does_not_hold_is_seen() -> None:
    """A sandbox that has a network, a whole disk and a way to privileges is not told to hold."""
    weak = frozenset({Guard.NETWORK, Guard.DISK, Guard.FILES, Guard.PRIVILEGES, Guard.TOGETHER})

    seen = list(selftest(ProcessSandbox(), weak))

    assert {guard for guard, held in told(seen).items() if held is False} == weak
    sentences = {each.guard: each.sentence for each in seen}
    assert "it reached" in sentences[Guard.NETWORK]
    assert "127.0.0.1" in sentences[Guard.NETWORK]
    assert "64 MiB were written" in sentences[Guard.DISK]


def test_sandbox_that_cannot_be_had_is_no_result() -> None:
    """Without a sandbox there is nothing to prove."""

    def refuse(_agent: str) -> Reply:
        raise SandboxUnavailable("There is no engine.")

    with pytest.raises(SandboxUnavailable, match="no engine"):
        list(selftest(FakeSandbox(refuse), frozenset(Guard)))


@pytest.mark.parametrize(
    ("guard", "words"),
    [
        (Guard.CLOCK, "it ended in another way than expected (gone: signal 11)"),
        (Guard.SIGNALS, "stopped (signal 11), but the next request was not served"),
    ],
)
def test_sandbox_that_breaks_is_not_told_to_hold(guard: Guard, words: str) -> None:
    """One that ends otherwise than it should, or serves nobody afterwards, does not hold."""
    (seen,) = [each for each in selftest(FakeSandbox(lambda _: dying), frozenset({guard})) if each.guard is guard]

    assert seen.held is False
    assert words in seen.sentence


def dying(frame: bytes) -> bytes | Gone:
    """The other side of a sandbox that greets, reads files and ends with the first request."""
    request = json.loads(frame[4:])
    if request["op"] == "evaluate":
        return Gone(Ending(EndingKind.KILLED, "signal 11"))
    lists: dict[str, object] = {name: [] for name in ("imports", "definitions", "calls", "path_edits")}
    facts = {"path": "hogs.py", "parse_error": None, "exports": None, "docstring": False, "main_guard": None, **lists}
    reply = {"files": [facts]} if request["op"] == "outline" else {"python": "3.11.2", "fresh": "fork"}
    data = json.dumps({"seq": request["seq"], **reply}).encode()
    return len(data).to_bytes(4, "big") + data
