"""The order of checks: reported as planned, judged with hidden checks last."""

from __future__ import annotations

import pytest

from grader.check import Visibility
from grader.checks.file import FileCheck
from grader.exercise import PlannedCheck
from grader.planning import judging_order, plan, sandboxes_for, shuffled

PUBLIC, LATER, HIDDEN = Visibility.PUBLIC, Visibility.AFTER_DUE, Visibility.HIDDEN


def planned(*rows: tuple[str, Visibility, tuple[str, ...]]) -> tuple[PlannedCheck, ...]:
    """Checks by id, visibility and needs."""
    return plan(
        [
            FileCheck(id=name, kind="file", path=f"{name}.py", visibility=seen_by, needs=needs)
            for name, seen_by, needs in rows
        ]
    )


def ids(checks: tuple[PlannedCheck, ...]) -> str:
    """Their ids in order."""
    return " ".join(each.check.id for each in checks)


def test_hidden_checks_are_judged_last() -> None:
    """First what everybody sees, then what is seen after the due date; within that as written."""
    rows = (("h1", HIDDEN), ("p1", PUBLIC), ("d1", LATER), ("h2", HIDDEN), ("p2", PUBLIC), ("d2", LATER))
    checks = planned(*((name, seen_by, ()) for name, seen_by in rows))

    assert ids(checks) == "h1 p1 d1 h2 p2 d2"
    assert ids(judging_order(checks)) == "p1 p2 d1 d2 h1 h2"


def test_needs_come_first_all_the_same() -> None:
    """A public check that needs a hidden one, also by way of another, comes after it; the other public ones do not."""
    checks = planned(
        ("last", PUBLIC, ("middle",)), ("middle", PUBLIC, ("secret",)), ("secret", HIDDEN, ()), ("free", PUBLIC, ())
    )

    assert ids(judging_order(checks)) == "free secret middle last"


@pytest.mark.parametrize(
    "visibilities",
    [(), (PUBLIC, PUBLIC), (HIDDEN, HIDDEN), (HIDDEN, PUBLIC, LATER, HIDDEN, LATER)],
    ids=["none", "public", "hidden", "all three"],
)
def test_one_sandbox_is_enough(visibilities: tuple[Visibility, ...]) -> None:
    """In the order of judging nothing is asked after what fewer may see."""
    rows = [(f"c{number}", seen_by, ()) for number, seen_by in enumerate(visibilities)]

    assert sandboxes_for(planned(*rows)) == 1


@pytest.mark.parametrize(
    ("rows", "count"),
    [
        ((("secret", HIDDEN, ()), ("last", PUBLIC, ("secret",)), ("free", PUBLIC, ())), 2),
        ((("secret", HIDDEN, ()), ("due", LATER, ("secret",)), ("last", PUBLIC, ("due",))), 3),
    ],
    ids=["needs a hidden one", "step by step"],
)
def test_more_sandboxes_where_more_may_see(
    rows: tuple[tuple[str, Visibility, tuple[str, ...]], ...], count: int
) -> None:
    """What needs a check that fewer may see comes after it, and not in its sandbox."""
    assert sandboxes_for(planned(*rows)) == count


def test_another_order_keeps_the_needs() -> None:
    """Each check still comes after those it needs; one seed always gives one order, several give several."""
    checks = planned(
        ("a", PUBLIC, ()), ("b", PUBLIC, ("a",)), ("c", HIDDEN, ()), ("d", PUBLIC, ("b", "c")), ("e", PUBLIC, ())
    )

    orders = [ids(shuffled(checks, seed)) for seed in range(1, 9)]

    assert len(set(orders)) > 4
    assert orders == [ids(shuffled(checks, seed)) for seed in range(1, 9)]
    assert all(order.index("a") < order.index("b") < order.index("d") > order.index("c") for order in orders)
