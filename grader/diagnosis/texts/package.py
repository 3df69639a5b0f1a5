"""The longer texts for package/*."""

INIT_MISSPELT = """
There is a file that is meant as `__init__.py`, but its name is another one.

Python takes a folder for a regular package when it holds a file of exactly this name: two underscores, `init`, two
underscores, `.py`. In many fonts two underscores look like one long line, so count them.

Wrong:

```text
mypackage/
    __int__.py
    math_utils.py
```

Right:

```text
mypackage/
    __init__.py
    math_utils.py
```

Other slips of the same kind: `_init_.py`, `init.py`, `__init__` without an ending, `__init__.py.txt`.
"""

INIT_MISSING = """
A folder of modules should be a package, but it has no `__init__.py`.

The file `__init__.py` makes a folder a regular package. Python runs it when the package is imported, and what it
binds can be used as `mypackage.name`. It may be empty. Without it Python 3 still finds modules in the folder, but
as a loose collection (a "namespace package"): it is found last, tools overlook it, and it cannot offer names of its
own.

Wrong:

```text
mypackage/
    math_utils.py
```

Right:

```text
mypackage/
    __init__.py
    math_utils.py
```
"""

HYPHEN = """
The folder of the package has a hyphen or a space in its name.

The name of a package is written in import statements. There a hyphen means minus and a space ends the name, so
`import my-package` is no Python at all. Names of packages have letters, digits and underscores.

Wrong:

```text
my-package/
    __init__.py
```

Right:

```text
my_package/
    __init__.py
```

Write the name exactly as the exercise does: with an underscore or without.
"""

IS_A_MODULE = """
The exercise asks for a package, and there is a single file of that name.

A module is one file, `mypackage.py`. A package is a folder `mypackage/` with an `__init__.py` and other modules in
it. Only a package has something inside that can be imported, as in `from mypackage import math_utils`; with a
module Python says "'mypackage' is not a package".

Wrong:

```text
mypackage.py
```

Right:

```text
mypackage/
    __init__.py
    math_utils.py
```
"""

INSTEAD_OF_MODULE = """
The exercise asks for a module, and there is a package of that name.

A module is one file, `temperature.py`. A package is a folder with an `__init__.py`, which holds modules. Both are
imported with `import temperature`, but a folder is more to look after, and pays off only where there are several
modules to hold. A module can become a package later, and no import of it has to change.

Wrong:

```text
temperature/
    __init__.py
```

Right:

```text
temperature.py
```
"""

INIT_BY_FILE_NAME = """
An import names `__init__` in place of the package.

`__init__.py` is the file that runs when its package is imported. What stands in it belongs to the package, and is
reached by the package's own name, or with a dot from a file inside.

Wrong (in `tally/__main__.py`):

```python
from __init__ import __version__
```

Right:

```python
from tally import __version__
```
"""
