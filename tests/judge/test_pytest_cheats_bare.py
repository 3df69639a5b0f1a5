"""The cheats work: each beats bare pytest, in one process with its suite, in the way that its case says.

That Grader gives nothing for them is for other tests; this one shows that those prove something.
"""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.judge.bare_runs import WORKERS, Job, fate, read_outcome, run_all
from tests.judge.corpus import CHEATS, Beaten, Cheat, all_cheats, sentences

THREATS = {f"F{number}" for number in (*range(4, 17), 33)}
"""the ids of the catalogue that are about the pytest beside the submission"""
LEFT_OUT = sentences(CHEATS / "left_out.yaml")

Fate = tuple[Beaten | None, str]


@pytest.fixture(scope="module")
def fates(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Fate]:
    """How bare pytest fares with each cheat, and what it printed."""
    top = tmp_path_factory.mktemp("cheats")
    for cheat in all_cheats():
        cheat.lay_out("wrong/cheat", top / cheat.slug)
    with ThreadPoolExecutor(WORKERS) as pool:
        found = pool.map(fate, [top / cheat.slug for cheat in all_cheats()])
        return {cheat.slug: one for cheat, one in zip(all_cheats(), found, strict=True)}


@pytest.fixture(scope="module")
def honest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the suites have met the right answers, each in a folder with the name of the cheat."""
    top = tmp_path_factory.mktemp("honest")
    jobs: list[Job] = []
    for cheat in all_cheats():
        cheat.lay_out("right", top / cheat.slug)
        jobs.append((str(top / cheat.slug), []))
    run_all(jobs)
    return top


@pytest.mark.parametrize("cheat", all_cheats(), ids=str)
def test_cheat_beats_bare_pytest(cheat: Cheat, fates: Mapping[str, Fate]) -> None:
    """A submission that answers nothing gets past bare pytest as its case says."""
    found, printed = fates[cheat.slug]

    assert found is cheat.spec.bare, printed


@pytest.mark.parametrize("cheat", all_cheats(), ids=str)
def test_suite_is_passed_by_an_honest_answer(cheat: Cheat, honest: Path) -> None:
    """The suite of a cheat is a real one: an answer without tricks passes each of its few tests."""
    outcome = read_outcome(honest / cheat.slug)

    assert not outcome.broken
    assert outcome.failed == set(), outcome.log
    assert 2 <= len(outcome.ran) <= 4


def test_every_threat_is_shown() -> None:
    """No id is forgotten, and none is misspelt."""
    assert {name for cheat in all_cheats() for name in cheat.spec.ids} == THREATS


@pytest.mark.parametrize("variant", LEFT_OUT)
def test_what_is_left_out_has_a_reason(variant: str) -> None:
    """A variant belongs to a threat and is left out for one reason, told in a whole sentence."""
    assert variant.split(maxsplit=1)[0] in THREATS
    assert LEFT_OUT[variant].endswith(".")


def test_every_folder_is_a_cheat() -> None:
    """A folder without its file would be silently left out."""
    folders = {path.name for path in CHEATS.iterdir() if path.is_dir()}

    assert folders == {cheat.slug for cheat in all_cheats()}
