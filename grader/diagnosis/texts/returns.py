"""The longer texts for those function/* that are about what comes back."""

PRINTS = """
The function prints its result and does not return it.

`print` shows something to a person on the screen. `return` gives a value back to the line that called the function;
only with that value can the program go on working. A function without `return` gives back `None`. In the console
the two look alike, which is why this happens to everyone once. `return print(...)` returns what `print` gives back,
and that is `None`, too.

Wrong:

```python
def add(a, b):
    print(a + b)
```

Right:

```python
def add(a, b):
    return a + b
```
"""

NOTHING = """
The function has no `return` with a value, so its value is `None`.

A function gives back only what stands behind `return`. Without it the result is computed and then forgotten.

Wrong:

```python
def add(a, b):
    result = a + b
```

Right:

```python
def add(a, b):
    result = a + b
    return result
```
"""

SOMETIMES = """
The function has a `return` with a value, but for some calls it gives back `None`.

When a function reaches its end without a `return`, it gives back `None`. This happens when the only `return` stands
inside an `if` or a loop. A `return` with nothing behind it gives back `None`, too, and so does one whose value is
`None`, as that of `items.sort()`.

Wrong:

```python
def larger(a, b):
    if a > b:
        return a
```

Right:

```python
def larger(a, b):
    if a > b:
        return a
    return b
```
"""

CHANGE = """
The function gives back what `sort`, `reverse`, `append` or `extend` gives, and that is `None`.

These methods change the list itself and give nothing back, so that nobody takes the old list for another one.
`sorted(...)` leaves the list as it is and gives a new one.

Wrong:

```python
def ranked(points):
    return points.sort()
```

Right:

```python
def ranked(points):
    return sorted(points)
```
"""
