"""The longer texts for import/*."""

SCRIPT = """
A file that belongs to a package runs as if it did not, or imports its neighbour as if it lay at the top.

Python looks for modules in the folder in which it was started. A file that is started by itself has no package
around it: relative imports fail with "attempted relative import with no known parent package", and
`import mypackage` finds nothing. The other way round, a file that is imported as part of `mypackage` does not see
its neighbours without the package's name.

Wrong (in `mypackage/string_utils.py`):

```python
import math_utils
```

Right:

```python
from mypackage import math_utils
```

To start a file of a package, go to the folder above and write `python -m mypackage.string_utils`.
"""

OUTSIDE = """
A file that lies in no package has a relative import, one with a dot.

The dot means: in the package that this file belongs to. A program at the top, or a module beside it, belongs to
none, so Python says "attempted relative import with no known parent package".

Wrong (in `main.py`, beside `math_utils.py`):

```python
from .math_utils import add
```

Right:

```python
from math_utils import add
```
"""

BEYOND = """
A relative import has more dots than there are packages around the file.

One dot is the package of the file itself, each further dot is one package above it. The folder in which you start
Python is no package, so no number of dots leads to it: what lies there is imported by its plain name.

Wrong (in `mypackage/string_utils.py`):

```python
from ..math_utils import add
```

Right:

```python
from .math_utils import add
```
"""

ABSOLUTE = """
A file of a package names its own package, and the exercise asks for relative imports.

`from cinema.prices import ticket` works inside the package `cinema`, too. But the file then has to be changed when
the package gets another name, or is put into another package. With a dot the file says: the package that I belong
to, whatever it is called.

Named (in `cinema/tickets.py`):

```python
from cinema.prices import ticket
from cinema import prices
```

Relative:

```python
from .prices import ticket
from . import prices
```
"""

DOTS = """
A relative import has too few or too many dots, so it looks in the wrong package.

One dot is the package that the file lies in, two dots are the package around that one, and so on. Start at the
folder of the file: each further dot is one folder up.

Wrong (in `farm/market/stand.py`, where `farm/prices.py` is meant):

```python
from .prices import EGG
```

Right:

```python
from ..prices import EGG
```
"""

HIDDEN_CYCLE = """
Two modules need each other, and one of the imports was put into a function.

An import inside a function runs when the function is called, and by then both modules are there. So the error is gone,
but the circle is not: neither module can be understood, tested or used without the other, and one more import at the
top of a file brings the error back. What both need belongs into a third module.

Wrong:

```python
# b.py, where a.py has: from b import shout
def greet(name):
    from a import tidy
    return "Hello " + tidy(name)
```

Right:

```python
# common.py holds tidy, a.py and b.py import it from there
from common import tidy
```
"""

PY_ENDING = """
The import names the file with its ending `.py`.

In an import a dot means: what lies inside. So `import math_utils.py` looks for something called `py` inside the
module `math_utils`. The ending belongs to the name of the file and not to the name of the module.

Wrong:

```python
import math_utils.py
```

Right:

```python
import math_utils
```
"""

FUNCTION = """
A function is imported as if it were a module.

After `import` only packages and modules may stand. `import math_utils.add` asks for a module `add` inside a package
`math_utils`, and Python says "'math_utils' is not a package". What is inside a module is taken out of it with
`from ... import ...`.

Wrong:

```python
import math_utils.add
```

Right:

```python
from math_utils import add
```
"""

ITSELF = """
A module imports itself.

What stands in a file can be used in that file without any import. While a module is being imported its names come
into being line by line; when it asks for one of them before that, Python says "partially initialized module".

Wrong (in `math_utils.py`):

```python
from math_utils import add

def add(a, b):
    return a + b
```

Right:

```python
def add(a, b):
    return a + b
```
"""

CYCLE = """
Modules import each other in a circle.

Python runs a module from top to bottom when it is imported for the first time. When `a` imports `b`, and `b`
imports `a` again, `a` is only half done, and its later names do not exist yet: "cannot import name ... from
partially initialized module". What both need belongs into a third module.

Wrong:

```python
# a.py
from b import shout
# b.py
from a import add
```

Right:

```python
# common.py holds add
# a.py
from b import shout
# b.py
from common import add
```
"""

SUBMODULE = """
A module inside a package is used, but only the package was imported.

`import mypackage` runs `mypackage/__init__.py` and nothing else. The modules in the folder are loaded when they are
imported themselves: by you, or by the `__init__.py`.

Wrong:

```python
import mypackage
print(mypackage.math_utils.add(5, 2))
```

Right:

```python
import mypackage.math_utils
print(mypackage.math_utils.add(5, 2))
```
"""

NO_NAME = """
The module is found, but it has no name like the one that is imported from it.

`from ... import ...` works for names that stand at the top level of the module, in exactly this spelling. A
definition that is indented below something else, or that lies in another file, does not count.

Wrong:

```python
from math_utils import substract
```

Right:

```python
from math_utils import subtract
```
"""

SEARCH = """
A program looks for a module with `find_spec`, and an exception comes instead of an answer.

For a name without a dot, `importlib.util.find_spec` gives None where nothing is found. For `house.door` it must import
`house` first, to know where to look. Where `house` is not there, or is a module with nothing inside, it raises
ModuleNotFoundError. So a search needs both: the exception caught, and None asked for.

Wrong:

```python
spec = find_spec(name)
```

Right:

```python
try:
    spec = find_spec(name)
except ModuleNotFoundError:
    spec = None
```
"""

NO_MODULE = """
There is no module of the name that is imported.

Python finds the modules that you hand in, counted from the top folder, and those that come with Python itself.
Check the spelling, and whether the module lies inside a package whose name must stand before it. What you installed
on your own computer is not there when your work is graded.

Wrong:

```python
import maths_utils
```

Right:

```python
import math_utils
```
"""
