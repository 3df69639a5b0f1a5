"""What the tests of downloads share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.lms.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk of its own for each test."""
    return Desk(tmp_path)
