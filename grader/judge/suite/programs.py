"""Programs that a test starts: they run in the sandbox, because they could run the submission."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from grader.judge.suite.link import Link

DEFAULT_S = 60.0


class Programs:
    """Stands in for `subprocess.run` and what is built on it."""

    def __init__(self, link: Link) -> None:
        self._link = link
        self._environ = dict(os.environ)

    def install(self) -> None:
        """For the life of this process, which runs one suite."""
        subprocess.run = self.run  # type: ignore[assignment]
        subprocess.check_output = self.check_output  # type: ignore[assignment]
        subprocess.check_call = self.check_call  # type: ignore[assignment]
        subprocess.call = lambda *args, **options: self.run(*args, **options).returncode
        subprocess.Popen = _refuse  # type: ignore[assignment, misc]

    def run(  # noqa: PLR0913 (as many as the original has)
        self,
        args: str | Sequence[object],
        *,
        input: str | bytes | None = None,  # noqa: A002 (as the original)
        text: bool | None = None,
        universal_newlines: bool | None = None,
        encoding: str | None = None,
        check: bool = False,
        capture_output: bool = False,
        stdout: int | None = None,
        stderr: int | None = None,
        shell: bool = False,
        env: Mapping[str, str] | None = None,
        cwd: str | os.PathLike[str] | None = None,
        timeout: float | None = None,
        **_options: object,
    ) -> subprocess.CompletedProcess[Any]:
        """As `subprocess.run`, in the sandbox."""
        argv = _argv(args, is_shell=shell)
        given = input.encode() if isinstance(input, str) else input or b""
        placed = self._link.surroundings.placed
        status, out, err = self._link.request(
            do="program",
            argv=[None if arg in (sys.executable, "python", "python3") else placed(arg) or arg for arg in argv],
            stdin=given.decode("utf-8", "replace"),
            cwd=placed(os.path.abspath(os.fspath(cwd or "."))) or [],
            env={key: value for key, value in (env or {}).items() if self._environ.get(key) != value},
            timeout_s=timeout or DEFAULT_S,
        )
        if stderr == subprocess.STDOUT:
            out, err = out + err, b""
        if not (capture_output or stdout == subprocess.PIPE):
            sys.stdout.write(out.decode("utf-8", "replace"))
        is_text = text or universal_newlines or encoding
        kept_out = out if capture_output or stdout == subprocess.PIPE else None
        kept_err = err if capture_output or stderr == subprocess.PIPE else None
        done = subprocess.CompletedProcess(args, status, _read(kept_out, is_text), _read(kept_err, is_text))  # type: ignore[arg-type]
        if check:
            done.check_returncode()
        return done

    def check_output(self, args: Any, **options: Any) -> Any:
        """As `subprocess.check_output`, in the sandbox."""
        return self.run(args, stdout=subprocess.PIPE, check=True, **options).stdout

    def check_call(self, args: Any, **options: Any) -> int:
        """As `subprocess.check_call`, in the sandbox."""
        return self.run(args, check=True, **options).returncode


def _argv(args: Any, *, is_shell: bool) -> list[str]:
    if is_shell:
        return ["sh", "-c", str(args)]
    return [args] if isinstance(args, str) else [str(os.fspath(arg)) for arg in args]


def _read(data: bytes | None, is_text: object) -> str | bytes | None:
    return data.decode("utf-8", "replace").replace("\r\n", "\n") if is_text and data is not None else data


def _refuse(*_args: object, **_options: object) -> Any:
    raise RuntimeError(
        "Here a test cannot talk to a running program with subprocess.Popen; use subprocess.run, which starts it in "
        "the sandbox, or give the check `run: beside-student`."
    )
