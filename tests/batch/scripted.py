"""Equipment for batches that cost next to nothing: a scripted agent that answers for `answer.py` at once.

Remarks in the text are orders: `# kills` ends the worker, `# kills once` ends it the first time only, `# breaks` and
`# breaks once` are mistakes of ours. Otherwise the function `f` in it answers; without one every call gives 0.
"""

from __future__ import annotations

import base64
import json
import os
import re
import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from grader.batch import Bench
from grader.cli import batching
from grader.sandboxes.fake import FakeSandbox
from grader.store import Store

_FACTS: Mapping[str, object] = {
    "path": "answer.py",
    "parse_error": None,
    "imports": [],
    "definitions": [],
    "exports": None,
    "docstring": False,
    "main_guard": None,
    "calls": [],
    "path_edits": [],
}
_CALL = re.compile(r"f\((-?\d+)\)")


@dataclass(frozen=True)
class ScriptedEquipment:
    """A real store and the scripted agent. `folder` is for what must be remembered when a worker is killed."""

    folder: Path

    @contextmanager
    def open(self) -> Iterator[Bench]:
        """Open the store."""
        with Store.open(self.folder / "grades.db") as store:
            yield Bench(store, FakeSandbox(lambda _: _Agent(self.folder)), "scripted")


@contextmanager
def scripted_sandboxes() -> Iterator[None]:
    """`grade batch` in this process has the scripted agent in place of a sandbox; all else is real."""
    with (
        patch.object(batching, "LocalEquipment", lambda store, *_: ScriptedEquipment(store.parent)),
        patch.object(batching, "choose_sandbox", lambda *_, **__: FakeSandbox()),
    ):
        yield


class _Agent:
    """The other side of one sandbox."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._source = ""

    def __call__(self, frame: bytes) -> bytes:
        """The reply to one whole frame."""
        message = json.loads(frame[4:])
        answer = {"hello": self._hello, "outline": self._outline, "evaluate": self._evaluate}[message["op"]]
        text = json.dumps({"seq": message["seq"], **answer(message)}).encode()
        return len(text).to_bytes(4, "big") + text

    def _hello(self, message: Mapping[str, object]) -> Mapping[str, object]:
        files = message["files"]
        assert isinstance(files, list)
        self._source = "".join(base64.b64decode(data).decode() for _, data in files)
        if "# breaks" in self._source and self._is_due("was-broken"):
            raise LookupError("\x1b[31m a mistake of ours")
        return {"python": "3.11.2", "fresh": "fork"}

    def _outline(self, _: Mapping[str, object]) -> Mapping[str, object]:
        return {"files": [_FACTS]}

    def _evaluate(self, message: Mapping[str, object]) -> Mapping[str, object]:
        self._obey()
        asks = message["asks"]
        assert isinstance(asks, list)
        scope: dict[str, Callable[[int], int]] = {"f": lambda _: 0}
        exec(self._source, scope)  # noqa: S102 - the tests' own text
        values = [scope["f"](int(_CALL.fullmatch(ask)[1])) for ask in asks]  # type: ignore[index]  # the exercise's own
        body = json.dumps({"given_raised": None, "answers": [{"value": value} for value in values]})
        return {"end": "replied", "detail": "", "status": None, "stdout": "", "stderr": "", "stuck": [], "body": body}

    def _obey(self) -> None:
        if "# kills" in self._source and self._is_due("was-killed"):
            os.kill(os.getpid(), signal.SIGKILL)

    def _is_due(self, name: str) -> bool:
        """Whether what is to happen happens now: always, or the first time."""
        once = self._folder / name
        if "once" in self._source and once.exists():
            return False
        once.touch()
        return True
