import asyncio


async def crawl(url, fetch):
    return await fetch(url)


async def fetch_all(urls, fetch):
    results = await asyncio.gather(*(crawl(url, fetch) for url in urls), return_exceptions=True)
    return {url: None if isinstance(result, Exception) else result for url, result in zip(urls, results)}


async def _sleeper(name, seconds):
    await asyncio.sleep(seconds)
    return name


async def first_done(jobs):
    tasks = [asyncio.ensure_future(_sleeper(name, seconds)) for name, seconds in jobs]
    done, waiting = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in waiting:
        task.cancel()
    return done.pop().result()


async def ticker(count):
    for number in range(count):
        yield number
        await asyncio.sleep(0)
