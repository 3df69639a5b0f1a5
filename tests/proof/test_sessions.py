"""The example session of a statement is typed anew: what stands there is what Python shows, or it is a flaw."""

from __future__ import annotations

import textwrap

import pytest

from grader.proof import Claim
from tests.proof.authors import Author

STATEMENT = "exercises/shapes/statement.md"
EXPECTED = "solutions/shapes/expected.yaml"
TRUE = """
>>> import shapes
>>> shapes.area(5, 3)          # a comment
15
>>> None
>>> print("two\\nlines")
two
lines
>>> for side in (1, 2):
...     shapes.area(side, side)
...
1
4

>>> shapes.volume
Traceback (most recent call last):
  ...
AttributeError: module 'shapes' has no attribute
'volume'
>>> {}["side"]
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
KeyError: 'side'
>>> int("x")
Traceback (most recent call last):
ValueError
>>> side = = 4
  File "<stdin>", line 1
    side = = 4
           ^
SyntaxError: invalid syntax
>>> shapes.__file__
'…/shapes.py'
>>> list(range(100))
[0, 1, ..., 98, 99]
>>> import sys; "json" in sys.modules, __name__
(False, '__main__')
"""
AREA_OF_9 = "Line 7: after `shapes.area(5, 3)` the statement shows `9`, but the reference shows `15`; correct"


def _session(text: str, fence: str = "```pycon") -> str:
    return f"\n{fence}\n{text.strip()}\n{fence[:3]}\n"


def _told(author: Author, session: str) -> list[str]:
    """What the proof has to say about the statement with this session at its end."""
    author.change(STATEMENT, "gives `6`.\n", "gives `6`.\n" + session)
    return [flaw.message for flaw in author.prove().flaws if flaw.claim is Claim.STATEMENT]


@pytest.mark.parametrize(
    "session",
    [
        pytest.param(_session(TRUE), id="all-that-a-prompt-shows"),
        pytest.param(textwrap.indent(TRUE, "    "), id="indented"),
        pytest.param(
            _session(">>> import shapes") + "and\n" + _session(">>> shapes.area(1, 1)\n1"), id="one-in-two-blocks"
        ),
        pytest.param(_session("$ python -m shapes\n9", "```console"), id="what-a-terminal-shows"),
        pytest.param("\n>>> a quotation in a quotation\n", id="a-quotation"),
        pytest.param(
            _session(">>> open('notes.txt').read()\n'Nothing yet.\\n'", "```pycon starter"), id="what-the-starter-does"
        ),
    ],
)
def test_a_true_session_is_proven(author: Author, session: str) -> None:
    """What Python shows is no flaw, however it is written down."""
    assert _told(author, session) == []


@pytest.mark.parametrize(
    ("session", "words"),
    [
        pytest.param(_session(">>> import shapes\n>>> shapes.area(5, 3)\n9"), AREA_OF_9, id="another-value"),
        pytest.param(_session(">>> import shapes\n>>> shapes.area(5, 3)\n9", "~~~"), AREA_OF_9, id="any-fence"),
        pytest.param(_session(">>> print(1)"), "shows nothing, but the reference shows `1`", id="nothing"),
        pytest.param(_session(">>> None\nNone"), "shows `None`, but the reference shows nothing", id="none"),
        pytest.param(_session(">>> 'a'\na"), "shows `a`, but the reference shows `'a'`", id="no-quotes"),
        pytest.param(_session(">>> {}[1]\nKeyError"), "shows `KeyError`, but", id="no-traceback"),
        pytest.param(
            _session(">>> {}[1]\nTraceback (most recent call last):\n  ...\nKeyError: 2"),
            "but the reference shows `Traceback (most recent call last): ⏎ KeyError: 1`",
            id="another-exception",
        ),
        pytest.param(_session(">>> [1, 2, 3]\n[1, ..., 2]"), "shows `[1, ..., 2]`", id="left-out-in-vain"),
        pytest.param(_session(">>> 'aba'\n'ab…ba'"), "shows `'ab…ba'`", id="left-out-twice"),
        pytest.param(
            _session(">>> import shapes", "```pycon starter"), "but the starter shows `Traceback", id="of-the-starter"
        ),
        pytest.param(_session(">>> import os\n>>> os._exit(3)"), "does not come to its end", id="ends-python"),
    ],
)
def test_a_false_session_is_a_flaw(author: Author, session: str, words: str) -> None:
    """What the statement shows and what Python shows are both told, with the line."""
    [message] = _told(author, session)

    assert words in message


def test_each_false_line_is_told(author: Author) -> None:
    """One mistake does not hide the next."""
    told = _told(author, _session(">>> 1\n2\n>>> 3\n3\n>>> 4\n5"))

    assert [message.partition(":")[0] for message in told] == ["Line 6", "Line 10"]


def test_what_the_reader_does_before_is_given(author: Author) -> None:
    """Code under `given` runs before the session, and its names are there."""
    author.change(EXPECTED, "wrong:\n", "session: {given: 'import shapes'}\nwrong:\n")

    assert _told(author, _session(">>> shapes.area(1, 2)\n2")) == []


def test_what_is_given_has_to_work(author: Author) -> None:
    """Otherwise it is the author's mistake, and no line is called untrue."""
    author.change(EXPECTED, "wrong:\n", "session: {given: 'import no_such'}\nwrong:\n")

    assert _told(author, _session(">>> 1\n1")) == []
    [flaw] = author.prove().flaws
    assert (flaw.claim, flaw.subject) == (Claim.VALID, "session")
    assert "ModuleNotFoundError" in flaw.detail


def test_what_varies_is_not_compared(author: Author) -> None:
    """A line that shows another thing on each computer is listed with its reason; it still has to work."""
    author.change(EXPECTED, "wrong:\n", "session: {varies: {'id(1)': an address, 'id(2)': another}}\nwrong:\n")

    told = _told(author, _session(">>> id(1)\n140245\n>>> id(2)\nTraceback (most recent call last):\nKeyError"))

    assert len(told) == 1
    assert "after `id(2)` the statement shows `Traceback" in told[0]


def test_an_excuse_for_no_line_is_a_flaw(author: Author) -> None:
    """A line under `varies` stands in the session."""
    author.change(EXPECTED, "wrong:\n", "session: {varies: {'id(1)': an address}}\nwrong:\n")

    assert _told(author, "") == ["It is listed under `varies`, but no example session has this line."]
