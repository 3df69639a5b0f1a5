"""The longer texts for submission/*."""

NESTED_FOLDER = """
The files are right, but they lie one folder (or more) deeper than the exercise expects. This happens easily when a
folder is packed together with the folder around it, or when a package is created inside a folder of the same name.

Python looks for modules and packages directly in the folder in which it starts. It does not search through the
folders below it, so `import mypackage` finds nothing when the package lies in `homework/mypackage`.

Wrong:

```text
mypackage/
    mypackage/
        __init__.py
        math_utils.py
```

Right:

```text
mypackage/
    __init__.py
    math_utils.py
```
"""

ARCHIVE_INSIDE = """
Your submission holds an archive (`.zip`, `.rar`, ...), and the files that the exercise asks for are probably inside
it.

One archive is opened: the one that you hand in. An archive inside that one stays a closed file, and nothing in it
is looked at.

Wrong:

```text
submission.zip
    math_utils.zip
```

Right:

```text
submission.zip
    math_utils.py
```
"""

NO_PYTHON_FILE = """
None of the files that were handed in is a Python file, that is a text file whose name ends in `.py`.

Python reads modules from such files only. Pictures of code, documents and notebooks cannot be imported. On some
computers the file manager hides the end of a file's name; switch that off to see what a file is really called.

Wrong:

```text
screenshot.png
homework.docx
```

Right:

```text
math_utils.py
```
"""
