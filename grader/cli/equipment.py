"""What each worker of a batch works with: made in the worker itself, from a few plain words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from grader.batch import Bench
from grader.dialogue import agent_text, agent_version
from grader.sandbox import SandboxKind
from grader.sandboxes import SandboxSetup, make_sandbox
from grader.sandboxes.ahead import SandboxAhead
from grader.store import Store


@dataclass(frozen=True)
class LocalEquipment:
    """A store on disk and a sandbox of this machine; the next sandbox is started while one is in use."""

    store: Path
    kind: SandboxKind
    setup: SandboxSetup

    @contextmanager
    def open(self) -> Iterator[Bench]:
        """Open store and sandbox."""
        with ExitStack() as stack:
            store = stack.enter_context(Store.open(self.store))
            sandbox = make_sandbox(self.kind, self.setup)
            if self.kind is not SandboxKind.DOCKER:
                yield Bench(store, sandbox, agent_version(agent_text()))
                return
            ahead = stack.enter_context(SandboxAhead(sandbox, spare=2))
            yield Bench(store, ahead, agent_version(agent_text()), expect=ahead.expect)
