"""The longer texts for namespace/*."""

INIT_HIDES = """
A package is spread over several folders, and an `__init__.py` in one of them hides the others.

Python goes through the folders on its path. A folder with an `__init__.py` is taken as the whole package, and the
search ends. Folders without one are put together; this is called a namespace package.

Wrong:

```text
north/market/__init__.py
north/market/fruit.py
south/market/bread.py
```

Right:

```text
north/market/fruit.py
south/market/bread.py
```
"""

FOLDER_IN_NAME = """
An import begins with the name of a folder that is itself on Python's path.

Python looks *inside* the folders on its path. What lies there is the beginning of a name, and the folder itself is
not part of it. So the name stays the same when the folder is moved or installed.

Wrong (with `north` on the path):

```python
from north.market import fruit
```

Right:

```python
from market import fruit
```
"""

SHORT_NAME = """
A module of the same package, in another folder, is imported without the package's name.

Folders of one name without an `__init__.py` are one package, wherever they lie. Their modules are neighbours, and
inside a package a neighbour is imported by the package's name, or with a dot.

Wrong (in `south/market/bread.py`):

```python
import fruit
```

Right:

```python
from market import fruit
```
"""
