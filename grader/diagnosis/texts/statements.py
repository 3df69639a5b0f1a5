"""The longer texts for those import/* that are about how the statement is written."""

WRONG_ORDER = """
In the import, the module and the name in it have changed places.

The statement is read from the large to the small: `from` the module, `import` the name in it. Other languages write
it the other way round.

Wrong:

```python
from add import math_utils
import add from math_utils
```

Right:

```python
from math_utils import add
```
"""

PATH = """
The import names a path or a file's name and not a module.

An import names a module: without quotes, without `.py`, with dots in place of slashes, and only with letters,
digits and underscores.

Wrong:

```python
import mypackage/math_utils
from "math_utils.py" import add
```

Right:

```python
import mypackage.math_utils
from math_utils import add
```
"""

DOT_AFTER_IMPORT = """
A plain `import` has a dot in front of the module.

A dot at the beginning means: in the package that this file belongs to. It goes with `from ... import ...` only. Behind
a plain `import` stands the whole name of a module, counted from the top.

Wrong (in `mypackage/string_utils.py`):

```python
import .math_utils
```

Right:

```python
from . import math_utils
```
"""

DOT_MISPLACED = """
An import has a dot at a place where none may be.

Inside a name one dot stands between two parts, and none at the end. Several dots stand at the beginning only, where
they mean packages further up. And behind `from ... import` stand names without dots: the whole way to them belongs
before the `import`.

Wrong:

```python
from mypackage import math_utils.add
from mypackage..math_utils import add
from math_utils. import add
```

Right:

```python
from mypackage.math_utils import add
```
"""

STAR = """
Everything is imported with a star.

The star brings in names that nobody can see in the file. They may hide names of your own, and a reader cannot tell
where a name comes from. Name what you use.

Wrong:

```python
from math_utils import *
```

Right:

```python
from math_utils import add, subtract
```
"""

SAME_NAME = """
Two imports give the same name to two different things.

A name stands for one thing at a time, and the later import takes it away from the earlier one, without a word. A star
import does the same with every name that it brings in.

Wrong:

```python
from garden import water
from kitchen import water
print(water(3))
```

Right:

```python
import garden
import kitchen
print(garden.water(3), kitchen.water(4))
```

Or:

```python
from garden import water as garden_water
from kitchen import water as kitchen_water
```
"""

DIRECTION = """
A module imports one that it should know nothing of.

Imports go in one direction, from what uses to what is used: a program imports its modules. A module that imports its
program can be used by no one else, and the whole program runs when the module is imported.

Wrong, in `report.py`:

```python
from weather import READINGS

def first_line():
    return line(READINGS["Monday"])
```

Right: the function gets what it needs as a parameter.

```python
def first_line(readings):
    return line(readings["Monday"])
```
"""

FORM_MISSING = """
The exercise asks for a certain form of import, and the file has another one.

`import math_utils` gives you the module, and you write `math_utils.add(5, 3)`. `from math_utils import add` gives
you the function, and you write `add(5, 3)`. Both are good Python; an exercise about imports asks for the one that
it practises, or for both.

Only one of the two:

```python
from math_utils import add
```

Both:

```python
import math_utils
from math_utils import add
```
"""

OTHER_MODULE = """
The import names a module that comes with Python, and your own module was meant.

The name after `from` decides which module is opened. `math` is Python's own module of mathematics; your file
`math_utils.py` is the module `math_utils`.

Wrong:

```python
from math import add
```

Right:

```python
from math_utils import add
```
"""

MISMATCH = """
The form of the import and the way in which the name is used do not fit together.

`import math_utils` gives you one name, `math_utils`; what is in it is written `math_utils.add`.
`from math_utils import add` gives you one name, `add`, and not `math_utils`.

Wrong:

```python
import math_utils
print(add(5, 3))
```

Right:

```python
import math_utils
print(math_utils.add(5, 3))
```

Or:

```python
from math_utils import add
print(add(5, 3))
```
"""

CALLED = """
A module is called like a function.

A module is a box of functions and cannot be called itself: "'module' object is not callable". Write the function's
name behind the module's, or import the function.

Wrong:

```python
import math_utils
print(math_utils(5, 3))
```

Right:

```python
import math_utils
print(math_utils.add(5, 3))
```
"""

NO_PACKAGE = """
A module is imported by a text that begins with a dot, and nothing says what the dot means.

In an `import` statement a dot is the package of the file in which the statement stands. `importlib.import_module` is a
function, and it does not know which file calls it. So the package is given as well, or the text holds the whole name.

Wrong:

```python
plugin = importlib.import_module("." + language)
```

Right:

```python
plugin = importlib.import_module("." + language, package="greeter.plugins")
plugin = importlib.import_module("greeter.plugins." + language)
```
"""
