"""The longer texts for file/*."""

WRONG_CASE = """
The name is right except for upper and lower case.

Python tells upper and lower case apart in the names of modules and packages. Windows and macOS do not do so in the
names of files, so the slip may go unnoticed on your own computer. Names of modules and packages are usually written
in lower case.

Wrong:

```text
Math_Utils.py
MyPackage/
```

Right:

```text
math_utils.py
mypackage/
```
"""

HYPHEN = """
The name of the module's file has a hyphen or a space in it.

The name of a module is written in import statements. There a hyphen means minus and a space ends the name, so
`import math-utils` is no Python at all. Names of modules have letters, digits and underscores.

Wrong:

```text
math-utils.py
```

Right:

```text
math_utils.py
```
"""

TEXT_ENDING = """
The name of the file ends in something else than `.py`, for example `.py.txt`, `.txt` or `.docx`.

Python looks for modules only in files whose name ends in `.py`. Simple text editors add `.txt` by themselves, and
some systems hide the end of a file's name: a file that is shown as `math_utils.py` may be called
`math_utils.py.txt`. Switch on "file name extensions" in your file manager. A document of a word processor (`.docx`)
is no text file: copy the code out of it.

Wrong:

```text
math_utils.py.txt
```

Right:

```text
math_utils.py
```
"""

NOTEBOOK = """
The code is in a Jupyter notebook (`.ipynb`), and the exercise asks for a module (`.py`).

A notebook is a file of its own kind: besides the code it holds outputs and pictures. `import` cannot read it. Copy
the code of the cells into a text file, without the output and without lines that begin with `%` or `!`.

Wrong:

```text
math_utils.ipynb
```

Right:

```text
math_utils.py
```
"""

WRONG_FOLDER = """
The file is there, but in another folder than the exercise asks for.

The place of a file decides the name under which it is imported. A file inside the folder of a package is reached as
`mypackage.math_utils`, a file beside that folder as `math_utils`.

Wrong:

```text
math_utils.py
mypackage/
    __init__.py
```

Right:

```text
mypackage/
    __init__.py
    math_utils.py
```
"""

MISSPELT = """
There is a file or folder whose name is almost the one that is asked for.

The name of a file is the name by which it is imported, so every letter of it counts: `import math_utils` looks for
`math_utils.py` and for nothing like it.

Wrong:

```text
maths_util.py
```

Right:

```text
math_utils.py
```
"""

MISSING = """
A file or folder that the exercise asks for is not in your submission, and nothing has a name like it.

Names are compared exactly, counted from the top of what you hand in. Check that you handed in the right folder,
that the file was saved there, and that it was not left out when the archive was made.

Wrong:

```text
answer.txt
```

Right:

```text
math_utils.py
```
"""

EMPTY = """
The file is there, but nothing is in it.

Most often the code was written and not saved: what you see in the editor and what is on the disk are two things.
Many editors show a dot or a star beside the name of a file with changes that are not saved.

Wrong (the file on the disk):

```python
```

Right:

```python
def add(a, b):
    return a + b
```
"""

LEFT_BEHIND = """
A file was copied to its new place, and the old one is still there.

Two files of one name in two places are two modules. A program that still imports the old one goes on working, so
nobody notices that it misses every later change. A file `shapes.py` beside a folder `shapes/` is different: then an
import takes the folder, and the file is never read.

Wrong:

```text
water.py
garden/
    __init__.py
    water.py
```

Right:

```text
garden/
    __init__.py
    water.py
```
"""

ENCODING = """
The file is not stored as UTF-8, so Python cannot read the letters in it.

A text file is a row of numbers, and its encoding says which letter each number means. Python expects UTF-8. Some
editors on Windows store "Unicode" (that is UTF-16, with a zero byte beside each letter) or "ANSI".

Wrong (in the editor):

```text
Save as ... Encoding: UTF-16 LE
```

Right:

```text
Save as ... Encoding: UTF-8
```
"""

NOT_PLAIN_TEXT = """
The name ends in `.py`, but the file is something else: a document of a word processor, a notebook, a PDF or a saved
web page.

The ending of a file's name does not change what is in the file. Python reads plain text only, as a code editor
writes it. Copy the code itself and save it as a new file.

Wrong:

```text
homework.docx, renamed to math_utils.py
```

Right:

```text
math_utils.py, written in a code editor
```
"""

NOT_WANTED = """
A file or folder is in the hand-in, and the exercise asks for a hand-in without it.

What lies in a folder decides what Python finds there. An `__init__.py` makes a package of its folder; a file that was
moved and stays in its old place, too, is a second thing of the same name, and one of the two is forgotten at the next
change.

Wrong:

```text
meadow/
├── __init__.py
└── flower.py
```

Right, where a folder without `__init__.py` is asked for:

```text
meadow/
└── flower.py
```
"""
