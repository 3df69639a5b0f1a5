import random

import pytest

from hangman.game import Game, GameOver
from hangman.words import WORDS, pick


def test_words_come_from_the_file_of_the_package():
    assert "python" in WORDS
    assert len(WORDS) == 4
    assert WORDS == sorted(WORDS)


def test_pick_is_a_known_word():
    random.seed(3)
    assert {pick() for _ in range(100)} == set(WORDS)


def test_masked_word():
    game = Game("banana")
    game.guess("a")
    assert game.shown == "_a_a_a"


def test_won():
    game = Game("aba")
    assert game.guess("a") is True
    assert not game.won
    game.guess("b")
    assert game.won


def test_lost():
    game = Game("aba", lives=1)
    with pytest.raises(GameOver, match="aba"):
        game.guess("x")


def test_same_letter_twice_costs_nothing():
    game = Game("aba", lives=2)
    game.guess("x")
    game.guess("x")
    assert game.lives == 1


def test_random_word_by_default(monkeypatch):
    monkeypatch.setattr("hangman.game.pick", lambda: "zebra")
    assert len(Game().shown) == 5
