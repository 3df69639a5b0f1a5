"""The pages for authors: the list of fields is fresh, and the first exercise comes out as the page shows it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from grader.authoring import draft, files_of
from grader.authoring.fields import fields_page, meanings_of
from grader.check import Check
from grader.checks import KINDS
from grader.proof import ExpectedFile
from grader.proof.claim import Claim
from grader.submission import Submission
from tests.authoring.trials import Believed


def blocks(page: Path, language: str) -> list[str]:
    """The code blocks of a page in one language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def test_the_list_of_fields_is_fresh(root: Path) -> None:
    """`grade schema fields > docs/fields.md` writes what is there."""
    assert (root / "docs" / "fields.md").read_text(encoding="utf-8") == fields_page()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_kind_has_its_section(kind: type[Check]) -> None:
    """With each of its fields."""
    [name] = get_args(kind.model_fields["kind"].annotation)
    section = fields_page().partition(f"\n## Check kind `{name}`\n")[2].partition("\n## ")[0]

    own = kind.model_fields.keys() - Check.model_fields.keys()
    assert own
    assert [name for name in own if f"| `{name}` |" not in section] == []


def test_what_all_checks_have_is_explained() -> None:
    """Every field but the kind says what it is; so does every key of expected.yaml."""
    assert meanings_of(Check).keys() == Check.model_fields.keys() - {"kind"}
    assert meanings_of(ExpectedFile).keys() == ExpectedFile.model_fields.keys()


def test_the_first_exercise_comes_out_as_shown(root: Path) -> None:
    """The model answer on the page gives the exercise file on the page."""
    page = root / "docs" / "authors.md"
    [model] = blocks(page, "python")

    drafted = draft("temperature", Submission.of({"temperature.py": model.encode()}), Believed())

    assert files_of(drafted)["exercises/temperature/exercise.yaml"].decode() == blocks(page, "yaml")[0]


def test_every_claim_has_its_row(root: Path) -> None:
    """What each column of `grade verify` means is told."""
    rows = re.findall(r"^\| `(\w+)` \|", (root / "docs" / "authors.md").read_text(encoding="utf-8"), re.MULTILINE)

    assert rows == [claim.value for claim in Claim if claim is not Claim.VALID]
