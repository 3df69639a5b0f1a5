"""The longer texts for plugin/*."""

EVERYWHERE = """
Modules are looked for without saying where.

`pkgutil.iter_modules(path)` goes through a list of folders. Without one it goes through all of `sys.path`, with
Python's own modules and all that is installed. A package knows its folders: `package.__path__`.

Wrong:

```python
names = [info.name for info in pkgutil.iter_modules()]
```

Right:

```python
from greeter import plugins

names = [info.name for info in pkgutil.iter_modules(plugins.__path__)]
```
"""

WRITTEN_DOWN = """
The names of the plug-ins are written down in the code, so new ones are not found.

A list by hand is right on the day when it is written. The package itself always knows which modules lie in it.

Wrong:

```python
def languages():
    return ["english", "french"]
```

Right:

```python
def languages():
    return sorted(info.name for info in pkgutil.iter_modules(plugins.__path__))
```
"""
