"""What every command does with an error: one sentence, a status, and nothing of it can harm who reads it."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import pytest
import typer

from grader.cli.door import Exit, door
from grader.errors import UsageError
from tests.reports.texts import TEXTS, UNSAFE

each_text = pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)


@each_text
def test_message_is_safe_to_read(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A sentence may name what a student chose the name of."""

    @door
    def command() -> None:
        raise UsageError(f"There is no {text}.", "Check the path.")

    with pytest.raises(typer.Exit) as ended:
        command()

    said = capsys.readouterr().err
    assert ended.value.exit_code == Exit.BAD_INPUT
    assert "Check the path." in said
    assert not UNSAFE.search(said)


@each_text
def test_traceback_is_safe_to_read(
    text: str, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also that of a mistake of ours, which is kept for us in a file."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    @door
    def command() -> None:
        raise ValueError(text)

    with pytest.raises(typer.Exit) as ended:
        command()

    said = capsys.readouterr().err
    (kept,) = tmp_path.iterdir()
    assert ended.value.exit_code == Exit.OUR_FAULT
    assert re.fullmatch(r"grade: The grader made a mistake \(ValueError\);.* with the file (.+)\.\n", said)
    assert "raise ValueError(text)" in kept.read_text("utf-8")
    assert not UNSAFE.search(kept.read_text("utf-8"))
