"""The longer texts for those function/* that give back what still has to run."""

ASYNC = """
The function is written with `async def`, and its call gives back a coroutine.

A function with `async def` does not run when it is called. It waits until something such as `await` or
`asyncio.run(...)` runs it. It is meant for programs that do several things at the same time, such as servers.

Wrong:

```python
async def add(a, b):
    return a + b
```

Right:

```python
def add(a, b):
    return a + b
```
"""

YIELDS = """
The function has `yield`, and its call gives back a generator and no value.

A function with `yield` hands out its values one by one, to a `for` loop for example, and runs only as far as somebody
asks for the next one. `return` gives one value back at once and ends the function.

Wrong:

```python
def add(a, b):
    yield a + b
```

Right:

```python
def add(a, b):
    return a + b
```
"""
