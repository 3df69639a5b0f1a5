import tempfile
import threading
from pathlib import Path


def add(a, b):
    import contextlib
    import sqlite3

    found = []
    worker = threading.Thread(target=lambda: found.append(a + b))
    worker.start()
    worker.join()
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "sum.txt").write_text(str(found[0]))
        found.append(int(Path(folder, "sum.txt").read_text()))
    with contextlib.closing(sqlite3.connect(":memory:")) as database:
        found.append(database.execute("select ? + ?", (a, b)).fetchone()[0])
    assert len(set(found)) == 1
    return found[0]


async def _later(a, b):
    import asyncio

    await asyncio.sleep(0)
    return a - b


def _elsewhere(queue, a, b):
    queue.put(a - b)


def subtract(a, b):
    import asyncio
    import multiprocessing

    forking = multiprocessing.get_context("fork")
    queue = forking.SimpleQueue()
    process = forking.Process(target=_elsewhere, args=(queue, a, b))
    process.start()
    found = {asyncio.run(_later(a, b)), queue.get()}
    process.join()
    assert len(found) == 1
    return found.pop()
