"""What `grade new` does: read the model answer, run its programs, write the draft."""

from __future__ import annotations

from pathlib import Path

from grader.authoring import draft, files_of
from grader.cli.giving import write_folder
from grader.dialogue import Dialogue, agent_text
from grader.errors import UsageError
from grader.requests import End, Run
from grader.sandbox import Limits, SandboxKind
from grader.sandboxes import SandboxSetup, make_sandbox
from grader.submission import read_submission


def draft_exercise(name: str, source: Path, folder: Path) -> None:
    """Draft an exercise into `exercises/<name>` and `solutions/<name>` of a folder.

    Raises:
        UsageError: the answer cannot be read, or something of that name is there already.
    """
    for place in (folder / "exercises" / name, folder / "solutions" / name):
        if place.exists():
            raise UsageError(f"{place} is there already.", "Choose another id; nothing is ever overwritten.")
    answer = read_submission(source)
    sandbox = make_sandbox(SandboxKind.PROCESS, SandboxSetup())  # the author's own code on the author's own machine
    with Dialogue(sandbox, answer, Limits(), agent_text()) as subject:

        def output(run: Run) -> str | None:
            reply = subject.perform(run)
            return reply.stdout if reply.end is End.EXITED and not reply.status else None

        drafted = draft(name, answer, output)
    write_folder(folder, files_of(drafted))
