"""The longer texts for attribute/*."""

NOT_THERE = """
The module should answer for a name that it does not have, and its `__getattr__` is not found.

Python looks for a function of exactly this name at the top level of the module: two underscores before and behind,
not inside a class, with one parameter. `__getattribute__` works in classes only.

Wrong:

```python
def __getattribute__(name):
    ...
```

Right:

```python
def __getattr__(name):
    if name == "mean":
        return importlib.import_module("toolbox.figures").mean
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
```
"""

SELF = """
A module's `__getattr__` is written like a method, with `self` before the name.

In a class Python calls `__getattr__` with the object and the name. At the top level of a module it calls it with the
name alone, because there is no object beside the module itself.

Wrong:

```python
def __getattr__(self, name):
    ...
```

Right:

```python
def __getattr__(name):
    ...
```
"""

ASKS_ITSELF = """
The module's `__getattr__` asks the module itself for a name that is missing, and so calls itself without an end.

Python calls `__getattr__` for every missing name. `from toolbox import figures` asks for the name `figures`, and
`getattr(toolbox, name)` asks for the same name once more.

Wrong:

```python
def __getattr__(name):
    from toolbox import figures
    return getattr(figures, name)
```

Right:

```python
def __getattr__(name):
    if name not in ("mean", "median"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module("toolbox.figures"), name)
```
"""

EVERY_NAME = """
The module's `__getattr__` gives an answer, or another error, for names that nobody has.

`hasattr`, `from ... import` and many tools try out names. AttributeError is the one answer that means: there is no
such name. With `None` or a KeyError, misspelt names go unnoticed and imports of submodules break.

Wrong:

```python
def __getattr__(name):
    return TOOLS.get(name)
```

Right:

```python
def __getattr__(name):
    if name not in TOOLS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return TOOLS[name]
```
"""

NOT_LISTED = """
The module makes names when they are asked for, and `dir(...)` does not list them.

`dir` lists what a module has right now. A function `__dir__` at the module's top level gives another list; the
console and editors complete names from it.

Wrong:

```python
def __getattr__(name):
    ...
```

Right:

```python
def __getattr__(name):
    ...

def __dir__():
    return sorted([*globals(), "mean", "median"])
```
"""

EARLY = """
A module is loaded although nothing of it was asked for yet.

An import at the top of a file runs when that file is imported. Inside a function it waits until the function is
called. So a package that should load its modules late imports them in `__getattr__`, and each name only its own.

Wrong:

```python
from toolbox.figures import mean
from toolbox.words import shout
```

Right:

```python
_HOME = {"mean": "figures", "shout": "words"}

def __getattr__(name):
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"toolbox.{_HOME[name]}"), name)
```
"""
