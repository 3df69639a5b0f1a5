"""The longer texts for value/*."""

TEXT_NUMBER = """
The answer is text, and a number is asked for.

What stands in quotes, and what `input()`, `str()` or an f-string gives, is text, even when it looks like a number.
Two texts are not added but put one behind the other: `"5" + "3"` is `"53"`.

Wrong:

```python
def add(a, b):
    return str(a + b)
```

Right:

```python
def add(a, b):
    return a + b
```
"""

NUMBER_TEXT = """
The answer is a number, and text is asked for.

A number and the text that looks like it are two different things for Python: `8` is not `"8"`. Turn the number into
text with `str(...)` or an f-string.

Wrong:

```python
def label(number):
    return number
```

Right:

```python
def label(number):
    return str(number)
```
"""

NUMBER_TYPE = """
The answer has the right size, but it is another type of number.

`8` is a whole number (`int`), `8.0` is a number with a decimal point (`float`). The division `/` always gives a
float, and one float in a calculation makes the result one. `//` divides whole numbers and gives a whole number.

Wrong:

```python
def add(a, b):
    return float(a) + float(b)
```

Right:

```python
def add(a, b):
    return a + b
```
"""

ROUNDING = """
The answer is the right number, rounded in another way than the exercise asks for.

`round(...)`, `int(...)` and `//` throw a part of the number away. What was rounded early cannot become exact again.
Calculate with the full numbers, and round only where the exercise asks for it.

Wrong:

```python
def mean(a, b):
    return (a + b) // 2
```

Right:

```python
def mean(a, b):
    return (a + b) / 2
```
"""

OPPOSITE_SIGN = """
The answer is the right number with the wrong sign.

With minus the order matters: `9 - 4` is 5 and `4 - 9` is -5. `subtract(a, b)` takes `b` away from `a`. `abs(...)`
takes the minus off a negative number, so `abs(4 - 9)` is 5.

Wrong:

```python
def subtract(a, b):
    return b - a
```

Right:

```python
def subtract(a, b):
    return a - b
```
"""

OTHER_OPERATION = """
The answer is what another calculation gives.

A line that was copied from the function above easily keeps its sign. The name of a function tells what it should
do.

Wrong:

```python
def subtract(a, b):
    return a + b
```

Right:

```python
def subtract(a, b):
    return a - b
```
"""

CONTAINER = """
The answer holds the right things, but in another kind of container.

Lists `[1, 2]`, tuples `(1, 2)` and sets `{1, 2}` are different types and never equal, even with the same things in
them.

Wrong:

```python
def both(a, b):
    return [a, b]
```

Right (where a tuple is asked for):

```python
def both(a, b):
    return (a, b)
```
"""

SPACE_CASE = """
The text is right except for spaces, line ends, or upper and lower case.

Two texts are equal only if every character is, and a space at the end is a character, too. `upper()` makes
capitals, `strip()` removes spaces at both ends.

Wrong:

```python
def shout(text):
    return text.upper() + " !"
```

Right:

```python
def shout(text):
    return text.upper() + "!"
```
"""

PUNCTUATION = """
The letters of the text are right, but a sign such as `!`, `,` or `:` is missing or too much.

Two texts are equal only if every character is, and each sign is a character. Copy the expected text from the
exercise, and compare.

Wrong:

```python
def shout(text):
    return text.upper()
```

Right:

```python
def shout(text):
    return text.upper() + "!"
```
"""

NOT_FOLLOWED = """
The check put another function, number or file in the place of yours, and the answer stayed as it was.

A check can change what a module holds, as anybody may who improves it later. Code that asks the module follows. What
was written down, computed by a copy, or copied from the data, does not: two places then say the same, and one of them
is forgotten at the next change.

Wrong:

```python
print(8)
```

Right:

```python
from math_utils import add

print(add(5, 3))
```
"""
