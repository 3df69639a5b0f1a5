import asyncio


class Bank:
    def __init__(self, balances):
        self.balances = dict(balances)

    async def transfer(self, giver, taker, amount):
        if self.balances[giver] < amount:
            raise ValueError("not enough")
        self.balances[giver] -= amount
        await asyncio.sleep(0)
        self.balances[taker] += amount


class Session:
    is_open = False

    async def __aenter__(self):
        self.is_open = True
        return self

    async def __aexit__(self, *details):
        self.is_open = False

    async def pages(self, count):
        for number in range(1, count + 1):
            await asyncio.sleep(0)
            yield f"page {number}"
