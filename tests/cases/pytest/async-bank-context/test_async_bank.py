import asyncio
import unittest

from abank import Bank, Session


class TestBank(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self):
        self.bank = Bank({"ada": 10, "bob": 0})

    async def test_transfer(self):
        await self.bank.transfer("ada", "bob", 4)
        self.assertEqual(self.bank.balances, {"ada": 6, "bob": 4})

    async def test_too_much(self):
        with self.assertRaises(ValueError):
            await self.bank.transfer("ada", "bob", 11)
        self.assertEqual(self.bank.balances["bob"], 0)

    async def test_many_at_once(self):
        await asyncio.gather(*(self.bank.transfer("ada", "bob", 1) for _ in range(10)))
        self.assertEqual(self.bank.balances, {"ada": 0, "bob": 10})


class TestSession(unittest.TestCase):
    def test_session_is_closed(self):
        async def use():
            async with Session() as session:
                inside = session.is_open
            return inside, session.is_open

        self.assertEqual(asyncio.run(use()), (True, False))

    def test_pages(self):
        async def pages():
            return [page async for page in Session().pages(2)]

        self.assertEqual(asyncio.run(pages()), ["page 1", "page 2"])
