"""The longer texts for version/*."""

NOT_INSTALLED = """
The package asks for its own version with `importlib.metadata`, and is not installed.

`importlib.metadata` reads what an installer wrote down when it installed the package. In a folder with nothing but the
source there is nothing to read.

Wrong:

```python
from importlib.metadata import version

__version__ = version("tally")
```

Right:

```python
__version__ = "1.4.0"
```
"""

TWICE = """
The version of the package is written in more than one place.

What stands in two places is changed in one of them, some day, and forgotten in the other. Write it once, and let
everything else ask there.

Wrong (in `tally/__main__.py`, while `tally/__init__.py` has it as well):

```python
print("tally 1.4.0")
```

Right:

```python
from tally import __version__

print(f"tally {__version__}")
```
"""
