"""What the tests of proofs share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.proof.authors import Author


@pytest.fixture
def author(tmp_path: Path) -> Author:
    """The author of an exercise that is right."""
    return Author(tmp_path)
