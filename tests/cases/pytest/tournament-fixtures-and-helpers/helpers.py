"""Little things that several tests need."""


def names(players):
    return [player.name for player in players]


def rounds_of(tournament):
    return [[frozenset(names(pair)) for pair in games] for games in tournament.rounds()]
