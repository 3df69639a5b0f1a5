"""The longer texts for those value/* that are slips."""

TEXT_IN_LIST = """
The list holds texts, and numbers are asked for.

What is read from a file or typed at the keyboard is text, even when it looks like a number: `'8'` is not `8`. A list
of texts has to be turned into numbers one by one.

Wrong:

```python
return file.read().split()
```

Right:

```python
return [int(word) for word in file.read().split()]
```
"""

TEXT_IN_CALCULATION = """
A text and a number are used together, and Python does not guess what is meant.

What stands in quotes, and what `input()` gives, is text, even when it looks like a number. `int(...)` makes a number
of it; `str(...)` or an f-string makes text of a number.

Wrong:

```python
age = input()
print("Next year: " + (age + 1))
```

Right:

```python
age = int(input())
print(f"Next year: {age + 1}")
```
"""

TRAILING_COMMA = """
The answer is a tuple with one item, because a comma stands at the end of a line.

The comma makes the tuple, not the parentheses: `8,` is the tuple `(8,)`. Such a comma is easily left over when a line
was copied out of a list or out of a call.

Wrong:

```python
def add(a, b):
    return a + b,
```

Right:

```python
def add(a, b):
    return a + b
```
"""

ONE_OF_SEVERAL = """
The answer holds several values, and only one of them is asked for.

A function can give back several values at once, as a tuple `(3, 29)` or a list `[3, 29]`. A number in brackets behind
it takes one of them out; the first one is number 0.

Wrong:

```python
return calendar.monthrange(year, month)
```

Right:

```python
return calendar.monthrange(year, month)[1]
```
"""

OFF_BY_ONE = """
The answer is one too large or one too small.

Python counts from 0, people count from 1. `range(3)` gives 0, 1 and 2; `range(1, 3)` stops before 3; the first item of
a list is number 0. Somewhere between these a step of one is easily lost.

Wrong:

```python
day = visitors.index(max(visitors))
```

Right, where the first day is day 1:

```python
day = visitors.index(max(visitors)) + 1
```
"""

WHOLE_OBJECT = """
The answer is a whole object, and something in it is asked for.

An object holds several things under names of their own. They are reached with a dot; `help(...)` or `dir(...)` lists
the names.

Wrong:

```python
return find_spec(name)
```

Right:

```python
return find_spec(name).origin
```
"""

NOT_A_LIST = """
The function gives back a `map`, a `range`, the keys of a dict or the like, and a list is asked for.

Such an object holds no list. It gives its values one by one, to a `for` loop for example. `list(...)` collects them
all.

Wrong:

```python
def names(prices):
    return prices.keys()
```

Right:

```python
def names(prices):
    return list(prices.keys())
```
"""
