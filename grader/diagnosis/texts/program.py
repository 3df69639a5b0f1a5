"""The longer texts for program/*."""

WRONG_GUARD = """
The line that is meant as the main guard is not written exactly.

Python gives the file that is started the name `"__main__"`, in the variable `__name__`. Two underscores stand
before and behind both words, quotes around the second, and `==` between them. With another spelling the condition
is false or an error, and what stands below it never runs. The name of the file in it makes the line true on an import
and false at the start. It is an `if` at the left edge, no `while`, no `match`, and not inside a function.

Wrong:

```python
if __name__ == "main":
    print(add(5, 3))
```

Right:

```python
if __name__ == "__main__":
    print(add(5, 3))
```
"""

GUARD_MISSING = """
The file has no main guard, the line `if __name__ == "__main__":`.

A file can be started as a program and imported as a module. What stands below the guard happens only when the file
itself is started; what stands at the top level happens on every import.

Wrong:

```python
def main():
    print("hello")

main()
```

Right:

```python
def main():
    print("hello")

if __name__ == "__main__":
    main()
```
"""

NAMED_NOT_CALLED = """
A line names a function, but does not call it, so nothing happens.

The name of a function alone is the function itself, like a recipe that lies on the table. The parentheses behind it
mean: do it now.

Wrong:

```python
if __name__ == "__main__":
    main
```

Right:

```python
if __name__ == "__main__":
    main()
```
"""

PROGRAM_NAME_TOO = """
The program takes its own name for one of the words that were typed behind it.

`sys.argv` is the command line without `python`. For `python finder.py json sys` it is `["finder.py", "json", "sys"]`:
first the program itself, then the words behind it.

Wrong:

```python
for name in sys.argv:
    print(name)
```

Right:

```python
for name in sys.argv[1:]:
    print(name)
```
"""

TOO_MUCH = """
The program prints everything that is asked for, and something besides.

What a program prints is its answer, and other programs may read it. A greeting, or a line to see how far the program
has come, disturbs them. A text in the parentheses of `input(...)` is printed, too.

Wrong:

```python
print("Welcome to my program!")
print(8)
```

Right:

```python
print(8)
```
"""

NOTHING_CALLED = """
The program defines functions, but no line at the top level calls one, so nothing happens.

`def` only tells Python what a function does. Nothing in it happens until a line outside of it calls the function,
with parentheses.

Wrong:

```python
def main():
    print("hello")
```

Right:

```python
def main():
    print("hello")

if __name__ == "__main__":
    main()
```
"""

NOT_PRINTED = """
The program computes a result, but never prints one.

Only the console in which one types Python shows the value of each line by itself. A program shows what it prints
with `print`, and nothing else.

Wrong:

```python
from math_utils import add
add(5, 3)
```

Right:

```python
from math_utils import add
print(add(5, 3))
```
"""

WAITS = """
The program asks for more input than it is given (`EOFError`).

Each `input()` reads one line of what is typed. When the exercise gives the program two lines, the third `input()`
finds nothing. An exercise that says nothing about input gives none at all.

Wrong:

```python
a = int(input("a: "))
print(a + 3)
```

Right (where no input is given):

```python
a = 5
print(a + 3)
```
"""

NO_MAIN_FILE = """
The package should run as a program, but has no `__main__.py`.

`python -m mypackage` runs the file `mypackage/__main__.py`. The `__init__.py` runs before that, as on every import,
and does not count as the program.

Wrong:

```text
mypackage/
    __init__.py
```

Right:

```text
mypackage/
    __init__.py
    __main__.py
```
"""

PRINTS_LIST = """
The program prints a list as a whole.

`print` shows a list as one writes it in Python: brackets around it, commas between the items, quotes around texts.
That is good for looking at it, but rarely what a program should show. A `for` loop prints the items, each on a line of
its own.

Wrong:

```python
print(lines)
```

Right:

```python
for line in lines:
    print(line)
```
"""

ARGUMENT = """
The program takes something that was typed behind its name, and nothing was typed.

`sys.argv` is a list: item 0 is the program itself, what is typed behind it follows from item 1 on. When nothing is
typed the list has one item only, and `sys.argv[1]` ends with "list index out of range". So ask first how long it is.

Wrong:

```python
start = int(sys.argv[1])
```

Right:

```python
start = 3
if len(sys.argv) > 1:
    start = int(sys.argv[1])
```
"""

ITEM_0 = """
The program takes the first item of `sys.argv`, which is its own name.

Lists count from 0, and item 0 of `sys.argv` is the program as it was started. What is typed behind it follows from
item 1 on.

Wrong:

```python
start = int(sys.argv[0])
```

Right:

```python
start = int(sys.argv[1])
```
"""

ARGUMENT_TEXT = """
What was typed behind the name of the program is used as a number, and it is text.

`sys.argv` holds texts, even when they look like numbers. `int(...)` or `float(...)` makes a number of such a text.

Wrong:

```python
start = sys.argv[1]
print(start - 1)
```

Right:

```python
start = int(sys.argv[1])
print(start - 1)
```
"""

IGNORED = """
Something was typed behind the name of the program, and the program does not look at it.

What is typed behind `python -m countdown` or `python main.py` is in the list `sys.argv`, from item 1 on. A program
that does not look there does the same every time.

Wrong:

```python
start = 3
```

Right:

```python
import sys

start = int(sys.argv[1])
```
"""

ONLY_IMPORTS = """
The program imports something and does nothing with it.

An import makes names known. It calls none of the functions behind them, and a good module prints nothing while it is
imported; so a program of imports alone shows nothing. Call what should happen, and print what comes of it.

Wrong:

```python
from bookshop.report import lines
```

Right:

```python
from bookshop.report import lines
from bookshop.stock import books

for line in lines(books()):
    print(line)
```
"""

TRACEBACK = """
The program breaks off, and whoever typed the command sees a traceback of Python's.

A traceback is for who writes the program: it says where in the code Python could not go on. Who uses the program needs
one sentence about what they typed. `sys.exit("...")` prints that sentence as an error and ends the program with exit
status 1, so that other programs notice, too.

Wrong:

```python
print(minutes(sys.argv[1]))
```

Right:

```python
try:
    print(minutes(sys.argv[1]))
except ValueError as error:
    sys.exit(str(error))
```
"""
