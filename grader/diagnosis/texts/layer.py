"""The longer texts for layer/*."""

UPWARDS = """
A module imports one that lies above it.

In a package with floors each module imports only from floors below its own. Then a lower module can be used, tested
and understood by itself, and no circles come up. An import inside a function hides an import upwards, but it is one.

Wrong (in `prices.py`, below `booking.py`):

```python
def total(count):
    from theatre.booking import GROUP
    ...
```

Right (`GROUP` has moved down, and `booking.py` imports it from here):

```python
GROUP = 5

def total(count):
    ...
```
"""

NEEDS = """
A module does not work without one that lies above it.

The check takes the upper module away and imports the lower one. Something still asks for what is gone: an import in
the module, `importlib.import_module(...)`, or the `__init__.py` of the package, which runs before every module in it.

Wrong (in `theatre/__init__.py`):

```python
from theatre.app import receipt
```

Right (whoever wants `receipt` imports it from `theatre.app`):

```python
# nothing is imported here
```
"""
