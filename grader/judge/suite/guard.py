"""What a test may not do on this side, where it could run the submission unwatched."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_STARTS = frozenset(
    {"subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.startfile", "os.fork", "os.forkpty"}
)


def forbid(folder: Path, tests: Path) -> None:
    """From now on nothing starts a process here, and no code from a file below `folder` is compiled or run.

    Nor does a file below `tests` run a text as code, or anybody a doctest or a pickle: a student could have made it.

    An audit hook cannot be taken back; this process runs one suite and ends. It guards against a test that would run
    the submission here by accident; the submission itself is not here.
    """
    texts = {_stripped(path.read_bytes()) for path in folder.rglob("*.py") if path.is_file()} - {b""}

    def hook(event: str, args: tuple[object, ...]) -> None:
        if event in _STARTS:
            raise RuntimeError(
                "A test cannot start a process beside the judge; subprocess.run starts it in the sandbox, and with "
                "`run: beside-student` the whole test file runs there."
            )
        if event == "exec":
            if _is_inside(getattr(args[0], "co_filename", ""), folder):
                raise _refusal()
        elif event == "pickle.find_class":
            raise RuntimeError("A test cannot load a pickle beside the judge; a submission could have made it.")
        elif event == "compile" and len(args) == 2:
            is_relative = isinstance(args[1], str) and not os.path.isabs(args[1])
            if _is_inside(args[1], folder) or (is_relative and _is_own(args[0], texts)):
                raise _refusal()
            if _is_text_as_code(args[1], sys._getframe(1).f_code.co_filename, tests):
                raise RuntimeError(
                    "A test cannot run a text as code beside the judge, because a submission could have made it: eval "
                    "in the test file itself is done in the sandbox, and with `run: beside-student` all of it is."
                )

    sys.addaudithook(hook)


def _is_text_as_code(name: object, caller: str, tests: Path) -> bool:
    """Whether a doctest makes code of a text, or a file of the test's author does, by eval, exec or compile."""
    return (isinstance(name, str) and name.startswith("<doctest ")) or Path(caller).is_relative_to(tests)


def _is_inside(name: object, folder: Path) -> bool:
    """Whether a file of the folder is named, from wherever the test is now."""
    if not isinstance(name, str) or name.startswith("<"):
        return False
    return name.startswith(f"{folder}{os.sep}") or (not os.path.isabs(name) and folder.joinpath(name).is_file())


def _is_own(source: object, texts: set[bytes]) -> bool:
    if isinstance(source, str):
        source = source.encode("utf-8", "replace")
    return isinstance(source, bytes) and len(source) > 0 and _stripped(source) in texts


def _stripped(source: bytes) -> bytes:
    return b"".join(source.split())


def _refusal() -> RuntimeError:
    return RuntimeError(
        "A test cannot run the submission's source beside the judge; import it, or start it with subprocess.run and "
        "sys.executable."
    )
