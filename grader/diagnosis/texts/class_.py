"""The longer texts for class/*."""

SELF_MISSING = """
A method is defined without `self`.

Python gives every method the object itself as its first value, before the ones in the parentheses of the call. So
`order.add("roll", 6)` calls `add` with three values, and Python says "takes 2 positional arguments but 3 were given".

Wrong:

```python
class Order:
    def add(item, count):
        ...
```

Right:

```python
class Order:
    def add(self, item, count):
        ...
```
"""

SHARED = """
A list, dict or set is made directly in the class, so all objects of the class share that one.

The lines of a class run once, when the class is made. `__init__` runs for each new object; what it puts behind
`self.` belongs to that object alone.

Wrong:

```python
class Order:
    items = []
```

Right:

```python
class Order:
    def __init__(self):
        self.items = []
```
"""

SELF_DOT = """
A method makes a name without `self.` in front, and later the object does not have it.

A name that a method makes is its own and is gone when the method ends. Only what stands behind `self.` stays with
the object, for the other methods and for the next call.

Wrong:

```python
class Order:
    def __init__(self):
        sum = 0

    def total(self):
        return self.sum
```

Right:

```python
class Order:
    def __init__(self):
        self.sum = 0

    def total(self):
        return self.sum
```
"""
