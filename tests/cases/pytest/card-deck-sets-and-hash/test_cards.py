import copy
import random

import pytest

from cards import Card, Deck


def test_equal_cards():
    assert Card("A", "hearts") == Card("A", "hearts")
    assert Card("A", "hearts") != Card("A", "spades")


def test_cards_as_keys():
    values = {Card("A", "hearts"): 11}
    assert values[Card("A", "hearts")] == 11
    assert Card("K", "hearts") not in values


def test_deck_has_52_different_cards():
    assert len(Deck()) == 52
    assert len(set(Deck())) == 52


def test_deal():
    deck = Deck()
    hand = deck.deal(5)
    assert len(hand) == 5
    assert len(deck) == 47
    assert all(isinstance(card, Card) for card in hand)
    assert not any(card in deck for card in hand)


def test_deal_too_many():
    with pytest.raises(ValueError):
        Deck().deal(53)


def test_copy():
    deck = Deck()
    other = copy.copy(deck)
    deeper = copy.deepcopy(deck)
    other.deal(10)
    deeper.deal(20)
    assert (len(deck), len(other), len(deeper)) == (52, 42, 32)


def test_shuffle():
    random.seed(1)
    deck = Deck()
    before = [str(card) for card in deck]
    deck.shuffle()
    after = [str(card) for card in deck]
    assert before != after
    assert sorted(before) == sorted(after)


def test_text():
    assert str(Card("10", "clubs")) == "10 of clubs"
