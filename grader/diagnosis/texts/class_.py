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

INIT_MISSPELT = """
A method should prepare each new object, and its name is not exactly `__init__`.

Python calls `__init__` when an object is made: two underscores before and two behind the word `init`. A method with
any other name waits until somebody calls it, so nothing of what it should set is there.

Wrong:

```python
class Order:
    def _init_(self):
        self.sum = 0
```

Right:

```python
class Order:
    def __init__(self):
        self.sum = 0
```
"""

DEF = """
A class is asked for, and the name is defined with `def`.

`def` makes a function, `class` makes a class. The methods stand indented below `class`, each with a `def` of its own.
What stands below `def` runs when the function is called, and is gone when it ends.

Wrong:

```python
def Order():
    def total(self):
        ...
```

Right:

```python
class Order:
    def total(self):
        ...
```
"""

OVER_METHOD = """
A value is put behind `self.` under the name of a method.

An object finds what was put behind `self.` before it finds the methods of its class. So behind the dot stands the
value, and Python says "'int' object is not callable" when somebody wants to call the method.

Wrong:

```python
class Order:
    def __init__(self):
        self.total = 0

    def total(self):
        return self.total
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
