"""The suite covers the catalogue of threats: each is in a case, is held by another test, or cannot occur here."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.hostile.suite.case import CASES, CATALOGUE, ODD, all_cases, sentences

LEFT_OUT = sentences("left_out.yaml")
HELD_ELSEWHERE = sentences("held_elsewhere.yaml")
"""id -> `path of a test file::name of a test in it`"""


def test_every_threat_has_its_answer() -> None:
    """No id of the catalogue is forgotten, and none is both here and left out."""
    shown = {name for case in all_cases() for name in case.spec.ids} - {ODD}

    assert shown | set(LEFT_OUT) | set(HELD_ELSEWHERE) == CATALOGUE
    assert (shown | set(HELD_ELSEWHERE)) & set(LEFT_OUT) == set()


@pytest.mark.parametrize("name", LEFT_OUT)
def test_what_is_left_out_has_a_reason(name: str) -> None:
    """A threat is left out for one reason, told in a whole sentence."""
    assert len(LEFT_OUT[name].split()) > 5
    assert LEFT_OUT[name].endswith(".")


@pytest.mark.parametrize("name", HELD_ELSEWHERE)
def test_what_is_held_elsewhere_is_held(name: str, root: Path) -> None:
    """The test that is named for a threat exists."""
    file, _, test = HELD_ELSEWHERE[name].partition("::")

    found = {
        node.name for node in ast.walk(ast.parse((root / file).read_text("utf-8"))) if isinstance(node, ast.FunctionDef)
    }

    assert test in found


def test_every_folder_is_a_case() -> None:
    """A folder without its file would be silently left out."""
    folders = {folder.name for folder in CASES.iterdir() if folder.is_dir() and any(folder.iterdir())}
    assert folders == {case.slug for case in all_cases()}
