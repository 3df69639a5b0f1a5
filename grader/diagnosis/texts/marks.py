"""The longer texts for those syntax/* that are about single characters and marks."""

PASTED_MARKS = """
The file holds marks that are no Python: `>>>` from the console, three backticks from a chat or a web page, or
`<<<<<<<` from git.

They came along when the code was copied. Python reads them as code and stops there. Delete them, and also the lines
that the console had answered.

Wrong:

```python
>>> def add(a, b):
...     return a + b
```

Right:

```python
def add(a, b):
    return a + b
```
"""

SMART_QUOTES = """
The quotes are curved ones, as a word processor writes them.

Python knows only the straight quotes ' and ". Word processors, chats and web pages turn straight quotes into curved
ones that look nicer. Delete them and type them again in a code editor.

Wrong:

```python
print(\u201chello\u201d)
```

Right:

```python
print("hello")
```
"""

ODD_CHARACTER = """
The line holds a character that Python does not know.

Code that is copied from a web page or a PDF may hold characters that look like a space, a minus or a times sign and
are something else. Delete them and type what you mean with your own keyboard: `-` is minus, `*` is times.

Wrong:

```python
result = 3 \u00d7 4
```

Right:

```python
result = 3 * 4
```
"""

PYTHON_2_PRINT = """
`print` is written without parentheses.

`print` is a function, so what it prints stands in parentheses. Up to Python 2, which ended in 2020, it was written
without; old web pages and books still show that.

Wrong:

```python
print "hello"
```

Right:

```python
print("hello")
```
"""

UNCLOSED_TEXT = """
A text begins with a quote, but the quote at its end is missing.

A text ends with the same quote with which it begins. With one quote on each side it must end on the same line; with
three on each side it may go over several lines.

Wrong:

```python
print("hello)
```

Right:

```python
print("hello")
```
"""
