"""The longer texts for module/*."""

SHADOWS_STDLIB = """
One of your files has the name of a module that comes with Python, such as `random.py`, `string.py` or `math.py`.

Two modules of one name cannot be told apart. Python takes the one that it finds first: mostly your own, and for a
few built-in ones such as `math` always the standard one. Then `import random` gives a module without `randint`.
Other standard modules that need it get the wrong one as well, so the error may come from a place that you have
never seen.

Wrong:

```python
# random.py
import random

print(random.randint(1, 6))
```

Right:

```python
# dice.py
import random

print(random.randint(1, 6))
```
"""

PRINTS = """
The module prints something while it is imported.

An import runs the file from top to bottom. Lines at the top level, outside of any function, happen to everyone who
only wants to use the functions. Tests and tries belong below the main guard: it is true only when the file itself
is started.

Wrong:

```python
def add(a, b):
    return a + b

print(add(5, 3))
```

Right:

```python
def add(a, b):
    return a + b

if __name__ == "__main__":
    print(add(5, 3))
```
"""

INPUT = """
The module asks for input while it is imported.

An import runs the file from top to bottom. Whoever imports a module wants its functions; nobody sits there and
types. So `input()` finds no line to read and raises `EOFError`. Functions get their values as parameters.

Wrong:

```python
a = int(input("first number: "))

def add(b):
    return a + b
```

Right:

```python
def add(a, b):
    return a + b

if __name__ == "__main__":
    a = int(input("first number: "))
    print(add(a, 1))
```
"""

OPENS = """
The module opens a file while it is imported.

An import runs the file from top to bottom, wherever the program lies that imports it. Where there is no such file, the
import fails. A function opens the file when somebody asks for what is in it. A value behind the `=` of a parameter is
worked out during the import, too.

Wrong:

```python
counts = [int(line) for line in open("visitors.txt")]

def total(counts=read("visitors.txt")):
    return sum(counts)
```

Right:

```python
def read(path):
    with open(path) as file:
        return [int(line) for line in file]
```
"""

WORK = """
The module does work while it is imported, and that work fails or does not come to an end.

An import runs the file from top to bottom. When a line at the top level raises an exception, ends Python or runs
for ever, the import fails, and nothing of the module can be used.

Wrong:

```python
def divide(a, b):
    return a / b

divide(1, 0)
```

Right:

```python
def divide(a, b):
    return a / b

if __name__ == "__main__":
    print(divide(1, 2))
```
"""

DOCSTRING = """
The file should say at its beginning what it is for, and it does not.

The docstring of a module or package is a text in quotes that is the first statement of its file, for a package of its
`__init__.py`. Python keeps it: `help(garden)` shows it, and editors do, too. A comment is thrown away when Python
reads the file.

Wrong:

```python
# Everything about the garden.
```

Right:

```python
\"""Everything about the garden.\"""
```
"""

SYS_PATH = """
The module changes `sys.path`, the list of folders in which Python looks for modules.

The list belongs to the whole program, so a module that changes it changes how everybody's imports work. It may help
on one computer and fails on the next, where the folders are others. Start the program from the top folder, and
import by the full name.

Wrong:

```python
import sys
sys.path.append("mypackage")
import math_utils
```

Right:

```python
from mypackage import math_utils
```
"""
