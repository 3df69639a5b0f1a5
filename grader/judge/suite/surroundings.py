"""The test's own surroundings, as far as the submission should see them: patches, input, variables, files, seeds.

A test that replaces `input`, `random.randint` or `time.sleep` replaces them in its own process; here it is found out
before each request and done in the sandbox, too, with functions that call back. What the submission prints goes to
this process's `sys.stdout`, where `capsys` and `redirect_stdout` wait for it.
"""

from __future__ import annotations

import base64
import builtins
import logging
import os
import random
import shutil
import sys
import types
import unittest.mock
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from grader.judge.suite.conversation import Conversation
from grader.judge.suite.messages import Cue, Later
from grader.judge.suite.proxies import is_remote

Key = tuple[str, tuple[str, ...], str]
"""module, names within it, attribute"""

_MAX_FILES = 500
_MAX_FILE_BYTES = 256 * 1024
BESIDE = ".beside"
"""where the submission finds files of the test that the test names to it"""
_ALWAYS: tuple[Key, ...] = (("builtins", (), "input"), ("builtins", (), "print"), ("builtins", (), "open"))
_NEVER = frozenset({("sys", "stdout"), ("sys", "stderr"), ("sys", "stdin"), ("os", "environ")})


class Mirror:
    """Keeps the sandbox's surroundings like those of the test. `wants_files`: whether files are looked at at all."""

    def __init__(
        self, folder: Path, beside: Path, *, wants_files: bool, wants_warnings: bool, wants_logs: bool
    ) -> None:
        self.link: Conversation | None = None
        self._folder = folder
        self._beside = beside
        self._wants_files = wants_files
        self._wants_warnings = wants_warnings
        self._wants_logs = wants_logs
        self._originals: dict[Key, object] = {key: getattr(builtins, key[2]) for key in _ALWAYS}
        self._stdin = sys.stdin
        self._environ = _variables()
        self._seeds: list[object] = []
        self._seen: dict[str, tuple[int, int]] = {}
        self.restart()
        self._seen = self._look()

    def restart(self) -> None:
        """The next request meets a state in which nothing of a test was mirrored yet."""
        self._patched: dict[Key, object] = {}
        self._told_environ = dict(self._environ)
        self._told_folder: tuple[str, ...] = ()
        self._input: tuple[Any, int] | None = None
        self._is_introduced = False
        self._seeds = []

    # ---- before a request

    def messages(self) -> Iterator[Mapping[str, object]]:
        """What the stage must be told first."""
        yield from self._introduction()
        yield from self._patches()
        yield from self._variables()
        if self._wants_files:
            yield from self._files()
        yield from self._input_text()
        while self._seeds:
            yield {"do": "seed", "seed": self._seeds.pop(0)}

    def options(self) -> Mapping[str, object]:
        """What comes back with each answer."""
        return {"files": self._wants_files, "stdin": self._input is not None}

    def _introduction(self) -> Iterator[Mapping[str, object]]:
        if self._is_introduced or self.link is None:
            return
        self._is_introduced = True
        if self._wants_warnings:
            yield {"do": "warnings", "to": self.link.function_number(_warn)}
        if self._wants_logs:
            yield {"do": "logs", "to": self.link.function_number(_log)}

    def watch(self, target: object, name: str, original: object) -> None:
        """A test replaced an attribute of something that is not the submission's."""
        if is_remote(target):
            return
        if isinstance(target, types.ModuleType):
            key: Key = (target.__name__, (), name)
        elif isinstance(target, type):
            key = (target.__module__, tuple(target.__qualname__.split(".")), name)
        else:
            return
        if (key[0], name) in _NEVER or key[0].partition(".")[0] not in sys.stdlib_module_names:
            return
        self._originals.setdefault(key, original)

    def _patches(self) -> Iterator[Mapping[str, object]]:
        for key, original in list(self._originals.items()):
            module, within, name = key
            holder: Any = sys.modules.get(module)
            for part in within:
                holder = getattr(holder, part, None)
            now = getattr(holder, name, original)
            if now is self._patched.get(key, original):
                continue
            place = {"module": module, "within": list(within), "name": name}
            if now is original:
                self._patched.pop(key, None)
                yield {"do": "unpatch", **place}
            else:
                self._patched[key] = now
                yield {"do": "patch", **place, "value": Later(now)}

    def _variables(self) -> Iterator[Mapping[str, object]]:
        now = _variables()
        if now == self._told_environ:
            return
        names = now.keys() | self._told_environ.keys()
        changed = {name: now.get(name) for name in names if now.get(name) != self._told_environ.get(name)}
        self._told_environ = now
        yield {"do": "environ", "values": changed}

    def _input_text(self) -> Iterator[Mapping[str, object]]:
        stream: Any = sys.stdin
        is_theirs = stream is not self._stdin and hasattr(stream, "tell") and hasattr(stream, "seek")
        if not is_theirs or "pytest" in type(stream).__module__:
            if self._input is not None:
                self._input = None
                yield {"do": "stdin", "text": None}
            return
        place = stream.tell()
        if self._input is not None and self._input[0] is stream and self._input[1] == place:
            return
        text = stream.read()
        stream.seek(place)
        self._input = (stream, place)
        yield {"do": "stdin", "text": text, "place": place}

    # ---- files

    def placed(self, path: str) -> Sequence[str] | None:
        """As `link.Surroundings`. A file beside the test file is laid out for the submission when it is named."""
        top, beside = str(self._folder), str(self._beside)
        if path == top or path.startswith(top + os.sep):
            return [part for part in path[len(top) :].split(os.sep) if part]
        if not path.startswith(beside + os.sep):
            return None
        parts = [part for part in path[len(beside) :].split(os.sep) if part]
        source = self._beside.joinpath(*parts)
        if not source.exists():
            return parts
        target = self._folder.joinpath(BESIDE, *parts)
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
        else:
            shutil.copyfile(source, target)
        return [BESIDE, *parts]

    def _look(self) -> dict[str, tuple[int, int]]:
        found = {}
        for folder, folders, files in os.walk(self._folder):
            for name in folders:
                found[os.path.relpath(os.path.join(folder, name), self._folder)] = (-1, -1)
            for name in files:
                path = os.path.join(folder, name)
                facts = os.lstat(path)
                found[os.path.relpath(path, self._folder)] = (facts.st_mtime_ns, facts.st_size)
        return found

    def _files(self) -> Iterator[Mapping[str, object]]:
        now = self._look()
        news: list[object] = []
        for path, facts in now.items():
            if self._seen.get(path) != facts and len(news) < _MAX_FILES:
                content: object = True
                if facts != (-1, -1):
                    if facts[1] > _MAX_FILE_BYTES:
                        raise ValueError(f"The test's file {path} is too large to be handed to the submission.")
                    content = base64.b64encode((self._folder / path).read_bytes()).decode("ascii")
                news.append([path.split(os.sep), content])
        news += [[path.split(os.sep), None] for path in self._seen if path not in now]
        self._seen = now
        if news:
            yield {"do": "files", "set": news}
        here = os.path.relpath(os.getcwd(), self._folder).split(os.sep)
        place = () if here[0] in (".", "..") else tuple(here)
        if place != self._told_folder:
            self._told_folder = place
            yield {"do": "chdir", "to": list(place)}

    # ---- after a request

    def take(self, body: Mapping[str, Any]) -> None:
        """Files that the submission wrote, and how much of the input it read."""
        for parts, content in body.get("files") or ():
            self._take_file([str(part) for part in parts], content)
        if body.get("files"):
            self._seen = self._look()
        read = body.get("stdin")
        if self._input is not None and type(read) is int and read >= 0:
            stream, _ = self._input
            stream.seek(read)
            self._input = (stream, read)

    def _take_file(self, parts: list[str], content: object) -> None:
        """Lay out one file of the submission; a name that could lead elsewhere is left out."""
        if not parts or any(part in ("", ".", "..") or "\0" in part or "/" in part or os.sep in part for part in parts):
            return
        place = self._folder.joinpath(*parts)
        if any(parent.is_symlink() for parent in (place, *place.parents) if parent != self._folder):
            return
        if content is None:
            if place.is_file():
                place.unlink()
        elif content is True:
            place.mkdir(parents=True, exist_ok=True)
        elif isinstance(content, str):
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(base64.b64decode(content))

    def printed(self, cue: Cue) -> None:
        """Pass on what the submission printed."""
        if cue.stdout:
            sys.stdout.write(cue.stdout)
        if cue.stderr:
            sys.stderr.write(cue.stderr)

    # ---- hooks

    def install(self) -> None:
        """Notice what tests replace; for the life of this process, which runs one suite."""
        self._around(pytest.MonkeyPatch, "setattr", self._after_setattr)
        self._around(pytest.MonkeyPatch, "delattr", self._after_setattr)
        patch: Any = unittest.mock._patch
        self._around(patch, "__enter__", self._after_mock)
        seed = random.seed

        def seeding(a: object = None, version: int = 2) -> None:
            seed(a, version)  # type: ignore[arg-type]
            if a is None or isinstance(a, int | float | str | bytes):
                self._seeds.append(a)

        random.seed = seeding

    def _around(self, owner: Any, name: str, after: Callable[[Any], None]) -> None:
        """Let `after` look at the object once its method has run; meanwhile look-ups are settled at once."""
        original = getattr(owner, name)

        def method(instance: Any, *args: Any, **kwargs: Any) -> Any:
            link = self.link
            before = link.is_eager if link else False
            if link:
                link.is_eager = True
            try:
                return original(instance, *args, **kwargs)
            finally:
                if link:
                    link.is_eager = before
                after(instance)

        setattr(owner, name, method)

    def _after_setattr(self, patch: Any) -> None:
        for target, name, before in patch._setattr[-1:]:
            self.watch(target, name, before)

    def _after_mock(self, patch: Any) -> None:
        if getattr(patch, "temp_original", None) is not None and getattr(patch, "attribute", None):
            self.watch(patch.target, patch.attribute, patch.temp_original)


def _variables() -> dict[str, str]:
    """The environment without what pytest itself sets."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}


def _warn(text: str, category: type, line: int) -> None:
    """A warning of the submission, issued here once more, where `pytest.warns` hears it."""
    kind = category if issubclass(category, Warning) else UserWarning
    warnings.warn_explicit(text, kind, "submission", int(line), registry={})


def _log(name: str, level: int, text: str) -> None:
    """A log record of the submission, handed to the logger of that name here, where `caplog` hears it."""
    logger = logging.getLogger(name)
    if logger.isEnabledFor(level):
        logger.handle(logger.makeRecord(name, level, "submission", 0, text, (), None))
