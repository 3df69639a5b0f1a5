"""The longer texts for general/*."""

VALUE = """
A name of your module is there, and holds something else than what is asked for.

A name holds what the last line that gives it a value has made of it. Text and number, `"1.4"` and `1.4`, are two
different things, and so are `"v1.4"` and `"1.4"`.

Wrong:

```python
__version__ = "v1.4.0"
```

Right:

```python
__version__ = "1.4.0"
```
"""

RESULT = """
A function runs without an error and gives another result than the one that is asked for.

Python does what is written; that you mean something else it cannot know. Take the values of the call and go through
the function with a pencil, line by line: what does each name hold now? Or let `print(...)` tell you. The first value
that surprises you is next to the mistake.

Wrong:

```python
def total(prices):
    for price in prices:
        result = price
    return result
```

Right:

```python
def total(prices):
    result = 0
    for price in prices:
        result += price
    return result
```
"""

EXIT = """
A program ends with another exit status than the one that is asked for.

The exit status is a number by which a program tells others whether it could do its work: 0 is success, everything
else is not. It is 0 for a program that runs to its end, 1 for one that breaks off with an error. `sys.exit(2)` ends
the program with 2; `sys.exit("no such tea")` prints the sentence as an error and ends it with 1.

Wrong:

```python
print("There is no such tea.")
```

Right:

```python
import sys

sys.exit("There is no such tea.")
```
"""

OUTPUT = """
A program prints something else than what is asked for.

Output is compared line by line, and every character counts, because other programs may read it. Run the program
yourself, lay its output beside what is asked for, and begin with the first line that differs: the ones below often
follow from it.

Wrong:

```python
print("The sum is", 5 + 3)
```

Right:

```python
print(5 + 3)
```
"""

BROKE_OFF = """
Python stopped at a line because it could not go on.

The error says what Python could not do, and the line says where. The reason is mostly in what the names of this line
hold by then: print them one line above, and run the same thing once more.

Wrong:

```python
first, last = "Grace Brewster Hopper".split()
```

Right:

```python
names = "Grace Brewster Hopper".split()
first, last = names[0], names[-1]
```
"""

ANSWER = """
A few lines that use your code end with something else than what is asked for.

The lines stand under Asked. Start `python3` in the folder of your files and type them one after the other. Look at
what each name holds on the way; where it is not what you expect, is the place to go on from.

Wrong:

```python
def places():
    return sys.path          # the list itself: whoever adds to it changes where Python looks
```

Right:

```python
def places():
    return list(sys.path)    # a list of its own
```
"""
