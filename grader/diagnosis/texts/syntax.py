"""The longer texts for syntax/*."""

TABS_AND_SPACES = """
Some lines are indented with tabs and others with spaces.

On the screen they may look equally deep, but Python cannot tell, because the width of a tab differs from editor to
editor. Use 4 spaces for each level everywhere; editors have a command that converts tabs.

Wrong (-> is a tab):

```text
def add(a, b):
->  result = a + b
    return result
```

Right:

```python
def add(a, b):
    result = a + b
    return result
```
"""

RETURN_OUTSIDE = """
`return` stands outside of a function.

`return` gives the result of a function back, so it belongs into one: below its `def`, indented like the other lines
of the function.

Wrong:

```python
def add(a, b):
    result = a + b
return result
```

Right:

```python
def add(a, b):
    result = a + b
    return result
```
"""

INDENTATION = """
A line is not indented as Python expects it.

Python sees by the indentation which lines belong to a function, a loop or an `if`: they all stand equally deep
below its first line. Use 4 spaces for each level.

Wrong:

```python
def add(a, b):
return a + b
```

Right:

```python
def add(a, b):
    return a + b
```
"""

ELSE_IF = """
`else if` is written, and Python has a word of its own for it: `elif`.

Other languages write `else if`. In Python `else` is always followed by a colon.

Wrong:

```python
if a > b:
    larger = a
else if b > a:
    larger = b
```

Right:

```python
if a > b:
    larger = a
elif b > a:
    larger = b
```
"""

RESERVED_WORD = """
A word that belongs to the language is used as a name.

Words such as `class`, `def`, `return`, `import`, `from`, `lambda`, `pass` or `is` have a fixed meaning. No
variable, function or module can have such a name.

Wrong:

```python
class = "7b"
```

Right:

```python
class_name = "7b"
```
"""

DEF_PARENTHESES = """
The parentheses behind the name of a function are missing.

They hold the names of what the function is given. They are needed even when the function is given nothing.

Wrong:

```python
def add a, b:
    return a + b
```

Right:

```python
def add(a, b):
    return a + b
```
"""

MISSING_COLON = """
The colon at the end of a line is missing.

A line that begins a block (`def`, `if`, `elif`, `else`, `for`, `while`, `class`, `try`, `with`) ends with a colon.
The indented lines below it belong to it.

Wrong:

```python
def add(a, b)
    return a + b
```

Right:

```python
def add(a, b):
    return a + b
```
"""

EQUALS_SIGN = """
`=` stands where something else is meant.

One `=` gives a name to a value: the name stands on its left. Two of them, `==`, ask whether two values are equal.

Wrong:

```python
if a = 3:
    print("three")
```

Right:

```python
if a == 3:
    print("three")
```
"""

UNCLOSED_BRACKET = """
A bracket has no partner.

Until a bracket is closed Python takes everything that follows as part of it, over the ends of lines. So it often
complains about the line after the one with the slip. Each `(`, `[` and `{` needs its own `)`, `]` and `}`.

Wrong:

```python
print(add(5, 3)
```

Right:

```python
print(add(5, 3))
```
"""

MISSING_COMMA = """
A comma is missing between two values.

Values in a list, in a call and in the parameters of a function are separated by commas.

Wrong:

```python
print(add(5 3))
```

Right:

```python
print(add(5, 3))
```
"""

ERROR = """
Python cannot read the file, and says where it gave up.

Python reads the whole file before it runs the first line. One place that it cannot understand keeps everything in
the file from working. The slip is in the line that is named or shortly before it. Look for a missing bracket,
quote, colon or comma, and for a word that is spelt differently.

Wrong:

```python
def add(a, b):
    retrun a + b
```

Right:

```python
def add(a, b):
    return a + b
```
"""
