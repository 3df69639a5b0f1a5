"""The longer texts for function/*."""

PRINTS = """
The function prints its result and does not return it.

`print` shows something to a person on the screen. `return` gives a value back to the line that called the function;
only with that value can the program go on working. A function without `return` gives back `None`. In the console
the two look alike, which is why this happens to everyone once. `return print(...)` returns what `print` gives back,
and that is `None`, too.

Wrong:

```python
def add(a, b):
    print(a + b)
```

Right:

```python
def add(a, b):
    return a + b
```
"""

NOTHING = """
The function has no `return` with a value, so its value is `None`.

A function gives back only what stands behind `return`. Without it the result is computed and then forgotten.

Wrong:

```python
def add(a, b):
    result = a + b
```

Right:

```python
def add(a, b):
    result = a + b
    return result
```
"""

SOMETIMES = """
The function has a `return`, but does not come to one with a value for every input.

When a function reaches its end without a `return`, it gives back `None`. This happens when the only `return` stands
inside an `if` or a loop.

Wrong:

```python
def larger(a, b):
    if a > b:
        return a
```

Right:

```python
def larger(a, b):
    if a > b:
        return a
    return b
```
"""

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
