import asyncio

import pytest

from crawler.tasks import crawl, first_done, fetch_all, ticker


async def fake_fetch(url):
    await asyncio.sleep(0)
    if "bad" in url:
        raise ConnectionError(url)
    return url.upper()


def test_fetch_all():
    assert asyncio.run(fetch_all(["a", "b"], fake_fetch)) == {"a": "A", "b": "B"}


def test_errors_become_none():
    assert asyncio.run(fetch_all(["a", "bad"], fake_fetch)) == {"a": "A", "bad": None}


def test_crawl_raises():
    with pytest.raises(ConnectionError, match="bad"):
        asyncio.run(crawl("bad", fake_fetch))


def test_is_a_coroutine_function():
    assert asyncio.iscoroutinefunction(fetch_all)


def test_first_done():
    assert asyncio.run(first_done([("slow", 0.2), ("fast", 0.01)])) == "fast"


def test_async_generator():
    async def collect():
        return [number async for number in ticker(3)]

    assert asyncio.run(collect()) == [0, 1, 2]
