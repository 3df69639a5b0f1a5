"""Small parts of messages to the stage."""

from __future__ import annotations

from typing import NamedTuple


class Ref(NamedTuple):
    """Where an object of the submission is: 0 for the file's own state or the number of a test's, and its number."""

    state: int
    number: int


class Later(NamedTuple):
    """A value of the test in a request, which is encoded when the request is sent, after what changed before it.

    `how`: "one" value, "many" in a sequence, or several that are "named" in a mapping.
    """

    value: object
    how: str = "one"
