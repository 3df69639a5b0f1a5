"""Texts of students as people are shown them: nothing unseen, and every name as its owner writes it."""

from __future__ import annotations

import pytest

from grader.showing import printable

# ruff: noqa: RUF001 - letters of other scripts are what this is about


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("Ann O'Neill-Łukasiewicz", id="latin"),
        pytest.param("علی\u200cرضا", id="persian"),
        pytest.param("می\u200cخواهم", id="persian-prefix"),
        pytest.param("श्री क्\u200dष", id="devanagari-half-letter"),
        pytest.param("র\u200d্যাম", id="bengali-before-the-virama"),
        pytest.param("ලක්\u200dෂ්මන්", id="sinhala"),
        pytest.param("അവന്\u200d", id="malayalam-at-the-end"),
        pytest.param("李明 🐍", id="others"),
    ],
)
def test_names_of_all_scripts_stay(name: str) -> None:
    """Joiners, without which some scripts are misspelt, are shown as they are."""
    assert printable(name) == name


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("an\u200cn", r"an\u200cn", id="between-latin-letters"),
        pytest.param("\u200dann\u200c", r"\u200dann\u200c", id="at-the-ends"),
        pytest.param("\u200cعلی\u200c", r"\u200cعلی\u200c", id="at-the-ends-of-a-persian-word"),
        pytest.param("علی\u200c\u200cرضا", r"علی\u200c\u200cرضا", id="twice"),
        pytest.param("क\u200da", r"क\u200da", id="before-a-latin-letter"),
        pytest.param("١\u200c٢", r"١\u200c٢", id="between-digits"),
        pytest.param("علی\u200b\u200e\u202eرضا", r"علی\u200b\u200e\u202eرضا", id="other-unseen-characters"),
        pytest.param("\U0001f468\u200d\U0001f469", "\U0001f468\\u200d\U0001f469", id="emoji"),
        pytest.param("\u200c", r"\u200c", id="alone"),
    ],
)
def test_joiners_elsewhere_are_escaped(text: str, shown: str) -> None:
    """Where they join nothing they can only hide something."""
    assert printable(text) == shown
