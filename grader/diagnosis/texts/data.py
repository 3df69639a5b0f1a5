"""The longer texts for data/*."""

BY_PATH = """
The code opens a file or folder by a path, and that path leads somewhere else.

A path that does not begin at the top of the disk counts from the folder in which Python was *started*. It is not
counted from the folder of the code. `importlib.resources` finds the files of a package wherever the package lies.

Wrong:

```python
text = open("countries.txt", encoding="utf-8").read()
```

Right (for a file in the package `capitals`):

```python
from importlib.resources import files

text = files("capitals").joinpath("countries.txt").read_text(encoding="utf-8")
```
"""

IN_ZIP = """
The code makes a path from `__file__`, and the package was imported out of a zip file.

Python can import from zip files, and tools pack whole programs that way. Inside there are no folders that `open`
could look into. `importlib.resources` asks the importer that found the package, and that one knows how to read there.

Wrong:

```python
from pathlib import Path

text = Path(__file__).with_name("countries.txt").read_text(encoding="utf-8")
```

Right:

```python
from importlib.resources import files

text = files("capitals").joinpath("countries.txt").read_text(encoding="utf-8")
```
"""

LIKE_MODULE = """
A data file is asked for by a name with dots, as if it were a module.

Names with dots belong to packages and modules. `files(...)` takes the name of the package; from there, `joinpath`
leads to a file by its own name, with its ending.

Wrong:

```python
text = files("capitals.countries.txt").read_text(encoding="utf-8")
```

Right:

```python
text = files("capitals").joinpath("countries.txt").read_text(encoding="utf-8")
```
"""
