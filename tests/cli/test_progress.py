"""What a batch says while it runs is harmless, on a terminal and where it is piped."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from grader.batch import Outcome, Task
from grader.cli.progress import ProgressView
from grader.handin import Handin
from grader.ledger import Row, Status
from grader.lms.origins import Refused
from tests.reports.texts import TEXTS, UNSAFE, Screen

BAR = re.compile(r"\x1b\[[0-9;]*m|\x1b\[\?25[lh]|\x1b\[2K|\x1b\[1A|\r")
"""how the live bar colours, hides the cursor and draws itself anew"""


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("is_terminal", [False, True], ids=["pipe", "terminal"])
@pytest.mark.parametrize("status", [Status.REJECTED, Status.GRADER_ERROR])
def test_events(text: str, is_terminal: bool, status: Status) -> None:
    """Names and sentences stay on the line of the event and steer nothing."""
    handin = Handin(text, text, Refused(text, text))
    row = Row(position=0, student=text, name=text, status=status, message=text)
    screen = Screen(is_terminal=is_terminal)

    with ProgressView(screen, 1, quiet=False).showing() as view:
        view.heard(Outcome(Task(0, handin), row, None, Decimal(1), is_known=False))

    said = BAR.sub("", screen.getvalue()) if is_terminal else screen.getvalue()
    assert f"{status.value}: " in said
    assert not UNSAFE.search(said)
    assert not any(line.startswith("INJECTED") for line in said.splitlines())
