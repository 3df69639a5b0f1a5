import random

RANKS = ["2", "3", "4", "5", "6", "7", "8", "9", "10", "J", "Q", "K", "A"]
SUITS = ["clubs", "diamonds", "hearts", "spades"]


class Card:
    def __init__(self, rank, suit):
        self.rank = rank
        self.suit = suit

    def __eq__(self, other):
        if not isinstance(other, Card):
            return NotImplemented
        return self.rank == other.rank

    def __hash__(self):
        return hash((self.rank, self.suit))

    def __str__(self):
        return f"{self.rank} of {self.suit}"


class Deck:
    def __init__(self, cards=None):
        self.cards = [Card(rank, suit) for suit in SUITS for rank in RANKS] if cards is None else list(cards)

    def __len__(self):
        return len(self.cards)

    def __iter__(self):
        return iter(self.cards)

    def __contains__(self, card):
        return card in self.cards

    def __copy__(self):
        return Deck(self.cards)

    def shuffle(self):
        random.shuffle(self.cards)

    def deal(self, number):
        if number > len(self.cards):
            raise ValueError("not enough cards")
        hand, self.cards = self.cards[:number], self.cards[number:]
        return hand
