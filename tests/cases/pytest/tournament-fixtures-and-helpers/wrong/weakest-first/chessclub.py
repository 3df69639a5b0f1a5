class Player:
    def __init__(self, name, rating):
        self.name = name
        self.rating = rating


class Tournament:
    def __init__(self, *players):
        self.players = list(players)

    def seeded(self, key=None):
        if key is None:
            return sorted(self.players, key=lambda player: player.rating)
        return sorted(self.players, key=key)

    def rounds(self):
        if len(self.players) % 2:
            raise ValueError("needs an even number of players")
        table = list(self.players)
        for _ in range(len(table) - 1):
            yield [(table[i], table[-1 - i]) for i in range(len(table) // 2)]
            table.insert(1, table.pop())
