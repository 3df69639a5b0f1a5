"""What tests tell at the end of a run, under titles of their own, also where they ran in another process."""

from __future__ import annotations

import pytest

SECTIONS = pytest.StashKey[dict[str, list[str]]]()
"""title -> lines"""
