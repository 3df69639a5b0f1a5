"""The longer texts for hint/*."""

MISSING = """
A function has no type hint for one of its parameters, or for its result.

A hint stands behind a colon for a parameter, and behind an arrow `->` for the result. `celsius=float` is a default
value and no hint. Stubs have the same hints, and three dots in place of the body.

Wrong:

```python
def is_freezing(celsius):
    return celsius <= 0
```

Right:

```python
def is_freezing(celsius: float) -> bool:
    return celsius <= 0
```
"""

OTHER_TYPE = """
A type hint names another type than the one that is asked for.

A hint promises something to everybody who calls the function. `float` also takes whole numbers, `int` takes nothing
else; a question that is answered with yes or no gives a `bool`.

Wrong:

```python
def is_freezing(celsius: int) -> int:
    return celsius <= 0
```

Right:

```python
def is_freezing(celsius: float) -> bool:
    return celsius <= 0
```
"""

SWAPPED = """
In the parentheses of a function the type stands where the parameter should, and the other way round.

`celsius: float` reads: the parameter celsius, which is a float. In `float: celsius` the parameter is called float, and
celsius is its type. Python looks up the type when it reads the `def`, and says "name 'celsius' is not defined".

Wrong:

```python
def is_freezing(float: celsius) -> bool:
    return celsius <= 0
```

Right:

```python
def is_freezing(celsius: float) -> bool:
    return celsius <= 0
```
"""
