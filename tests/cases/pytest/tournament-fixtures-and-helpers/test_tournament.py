import pytest

from chessclub import Player, Tournament
from helpers import names, rounds_of


class TestPairing:
    @pytest.fixture(autouse=True)
    def make(self, tournament):
        self.tournament = tournament

    def test_number_of_rounds(self):
        assert len(rounds_of(self.tournament)) == 3

    def test_everybody_meets_everybody_once(self):
        games = [game for games in rounds_of(self.tournament) for game in games]
        assert len(games) == 6
        assert len(set(games)) == 6

    def test_nobody_plays_twice_in_a_round(self):
        for games in rounds_of(self.tournament):
            assert len(frozenset().union(*games)) == 4


def test_seeded(tournament):
    assert names(tournament.seeded()) == ["Dora", "Ada", "Cem", "Bob"]


def test_seeded_by_name(tournament):
    assert names(tournament.seeded(key=lambda player: player.name)) == ["Ada", "Bob", "Cem", "Dora"]


def test_players_of_small_tournaments(small):
    assert len(rounds_of(small)) == len(small.players) - 1


@pytest.mark.usefixtures("players")
def test_odd_number_of_players():
    with pytest.raises(ValueError):
        list(Tournament(Player("Ada", 1)).rounds())
