"""The longer texts for function/*."""

PARAMETERS = """
The function takes other parameters than the exercise asks for.

Whoever calls a function gives one value for each parameter, by its place (`add(5, 3)`) or by its name
(`add(a=5, b=3)`). So the number, the order and the names of the parameters belong to what is agreed on. `self`
belongs only to functions inside a class.

Wrong:

```python
def add(numbers):
    return numbers[0] + numbers[1]
```

Right:

```python
def add(a, b):
    return a + b
```
"""

NOT_CALLED = """
The function gives back another function itself and not that function's result.

The name of a function alone is the function. Only with parentheses behind it is it called.

Wrong:

```python
def shout(text):
    return text.upper
```

Right:

```python
def shout(text):
    return text.upper()
```
"""

RECURSION = """
A function calls itself, again and again without an end (`RecursionError`).

Each call that is not finished takes a place in memory, and Python stops after about 1000 of them. Often something
else was meant, for example a method of the same name. A function that should call itself needs a case that returns
at once.

Wrong:

```python
def upper(text):
    return upper(text)
```

Right:

```python
def upper(text):
    return text.upper()
```
"""

ENDLESS = """
A loop does not come to its end in the time that it has.

A `while` loop goes on as long as its condition is true. Something inside the loop must change what the condition
looks at, step by step towards its end.

Wrong:

```python
n = 3
while n > 0:
    print(n)
```

Right:

```python
n = 3
while n > 0:
    print(n)
    n = n - 1
```
"""
