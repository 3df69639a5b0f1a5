import random
from collections import Counter

from dice import Dice, draw, roll, shuffled, throw_two


def test_roll_is_between_one_and_six():
    rolls = [roll() for _ in range(200)]
    assert min(rolls) == 1
    assert max(rolls) == 6
    assert all(isinstance(r, int) for r in rolls)


def test_every_side_comes_up():
    counts = Counter(roll() for _ in range(600))
    assert set(counts) == {1, 2, 3, 4, 5, 6}
    assert all(count > 50 for count in counts.values())


def test_same_seed_same_rolls():
    random.seed(42)
    first = [roll() for _ in range(5)]
    random.seed(42)
    assert [roll() for _ in range(5)] == first


def test_two_dice():
    totals = {sum(throw_two()) for _ in range(500)}
    assert totals <= set(range(2, 13))
    assert 7 in totals


def test_shuffled_has_the_same_items():
    cards = list(range(30))
    assert sorted(shuffled(cards)) == cards
    assert shuffled(cards) != cards
    assert cards == list(range(30))


def test_draw_with_patched_choice(monkeypatch):
    monkeypatch.setattr(random, "choice", lambda items: items[-1])
    assert draw(["a", "b", "c"]) == "c"


def test_dice_with_sides(monkeypatch):
    monkeypatch.setattr("random.randint", lambda low, high: high)
    assert Dice(20).roll() == 20
    assert Dice().roll() == 6
