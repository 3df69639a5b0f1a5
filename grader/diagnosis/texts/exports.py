"""The longer texts for exports/*."""

WITHOUT_QUOTES = """
In `__all__` there are names without quotes.

`__all__` is a list of texts, the names as one would type them. Without quotes Python looks up what the name stands
for. At the top of the file it does not exist yet ("name 'add' is not defined"); at the end it is the function and not
its name ("Item in math_utils.__all__ must be str, not function").

Wrong:

```python
__all__ = [add, subtract]
```

Right:

```python
__all__ = ["add", "subtract"]
```
"""

ONE_TEXT = """
`__all__` is one text and no list.

It should be a list, or a tuple, with one text for each name. Of a single text Python takes each letter for a name:
"module has no attribute 'a'". Parentheses around one text do not make it a tuple either; that takes a comma.

Wrong:

```python
__all__ = "add, subtract"
__all__ = ("add")
```

Right:

```python
__all__ = ["add", "subtract"]
__all__ = ("add",)
```
"""

MISSPELT = """
There is a list of names, but it is not called `__all__`.

Python looks for exactly this name: two underscores, `all` in small letters, two underscores. Another name is just
another list, which nobody asks.

Wrong:

```python
_all_ = ["add", "subtract"]
```

Right:

```python
__all__ = ["add", "subtract"]
```
"""

MISSING = """
The module has no `__all__`.

`__all__` tells which names of a module are meant for others. Without it a star import takes every name that has no
underscore in front, also those that the module itself has imported.

Without:

```python
from math import ceil

def add(a, b):
    return a + b
```

With it, `from math_utils import *` brings in `add` and not `ceil`:

```python
from math import ceil

__all__ = ["add"]

def add(a, b):
    return a + b
```
"""

UNKNOWN = """
`__all__` lists a name that the module does not have.

A star import fetches every name that `__all__` lists. Where one of them does not exist, the import fails for
everybody: "module 'math_utils' has no attribute 'ad'". A comma that is missing makes such a name, too: Python takes
`"add" "subtract"` for `"addsubtract"`.

Wrong:

```python
__all__ = ["ad"]

def add(a, b):
    return a + b
```

Right:

```python
__all__ = ["add"]

def add(a, b):
    return a + b
```
"""

OTHER_NAMES = """
`__all__` does not hold the names that the exercise asks for.

It is the whole list of what a module has for others. What is not in it does not come along with a star import; what
is in it looks like a promise to keep.

One is missing:

```python
__all__ = ["add"]
```

Both are there:

```python
__all__ = ["add", "subtract"]
```
"""

COMES_ALONG = """
A name can be seen from outside that is only meant for the module itself.

Every name at the top level of a module belongs to it, whether it comes from `def`, `=` or `import`. A star import
takes all that do not begin with an underscore. Give the others one, also those that you import.

Wrong:

```python
from math import ceil

RATE = 3

def price(days):
    return ceil(days * RATE)
```

Right:

```python
from math import ceil as _ceil

_RATE = 3

def price(days):
    return _ceil(days * _RATE)
```
"""
