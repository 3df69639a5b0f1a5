import pytest

from chessclub import Player, Tournament


@pytest.fixture(scope="module")
def players():
    return [Player("Ada", 2000), Player("Bob", 1500), Player("Cem", 1800), Player("Dora", 2200)]


@pytest.fixture
def tournament(players):
    tournament = Tournament(*players)
    yield tournament
    assert len(tournament.players) >= 4, "a test has lost a player"


@pytest.fixture(params=[2, 4], ids=["two", "four"])
def small(request, players):
    return Tournament(*players[: request.param])
