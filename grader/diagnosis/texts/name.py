"""The longer texts for name/*."""

OVERWRITTEN = """
A function is defined, and later its name is given to something else.

A name stands for one thing at a time. After `add = add(1, 2)` the name `add` is the number 3, and nobody can call
the function any more: "'int' object is not callable".

Wrong:

```python
def add(a, b):
    return a + b

add = add(1, 2)
```

Right:

```python
def add(a, b):
    return a + b

result = add(1, 2)
```
"""

DEFINED_TWICE = """
The same function is defined in two files.

To Python these are two functions. Whoever mends one of them leaves the other as it was, and nobody notices until
the two give different answers. Define a function in one file, and import it wherever else it is needed.

Wrong, in `desk.py` and once more in `letters.py`:

```python
def fine(days):
    return 20 * days
```

Right, with the function in `fines.py` alone:

```python
from fines import fine
```
"""

ATTRIBUTE_OF_NONE = """
Something that is `None` is asked for a name, as in "'NoneType' object has no attribute 'origin'".

Many functions give `None` when they find nothing: `find_spec` for a module that is not there, `re.match` for a text
that does not match, and every function without a `return`. Ask before you go on.

Wrong:

```python
spec = find_spec(name)
return spec.origin
```

Right:

```python
spec = find_spec(name)
if spec is None:
    return None
return spec.origin
```
"""

OTHER_KIND = """
The name is there, but it is no function.

A function is made with `def`, and its body runs each time it is called. What stands behind `=` is computed once,
when the file is read; after that the name is only a value.

Wrong:

```python
add = 5 + 3
```

Right:

```python
def add(a, b):
    return a + b
```
"""

UNDEFINED = """
A name is used that does not exist at this place (`NameError`).

A name exists in a file after the line that defines or imports it has run. The names of other files do not exist
until they are imported. A word without quotes is always a name; with quotes it is text. And `rate == 3` makes no
name: two signs ask whether two values are equal, one `=` gives a name to a value.

Wrong:

```python
print(sqrt(9))
```

Right:

```python
from math import sqrt

print(sqrt(9))
```
"""

MISSING = """
The module does not offer a name that the exercise asks for.

From outside, a module offers the names that its file binds at the top level, in exactly this spelling. What is
indented below `if __name__ == "__main__":`, inside another function or inside a class does not count, and neither
does what lies in another file.

Wrong:

```python
if __name__ == "__main__":
    def add(a, b):
        return a + b
```

Right:

```python
def add(a, b):
    return a + b
```
"""

PARAMETER = """
A parameter has the same name as something that the file imports.

Inside a function its parameters come first, so the name means what the caller passed and not the module or function
that was imported. Then Python says "'int' object has no attribute ...", or that something is not callable. Give one of
the two another name; an import can be renamed with `as`.

Wrong:

```python
from farm.animals import cows

def milk_money(cows, days):
    return cows.milk(cows, days) * 60
```

Right:

```python
from farm.animals import cows as cowshed

def milk_money(cows, days):
    return cowshed.milk(cows, days) * 60
```
"""
