"""The longer texts for input/*."""

IN_FUNCTION = """
A function that is called with its values asks for them once more with `input()`.

A function gets its values as parameters, from the line that calls it, and gives its result back with `return`. So it
works wherever the values are from. `input()` belongs to the program around it, below the main guard.

Wrong:

```python
def add(a, b):
    a = int(input("a: "))
    b = int(input("b: "))
    return a + b
```

Right:

```python
def add(a, b):
    return a + b


if __name__ == "__main__":
    print(add(int(input()), int(input())))
```
"""

PROMPT = """
The text in `input("...")` stands in the output, and only the answer is asked for.

`input` prints the text in its parentheses before it waits, in the same place as `print`. Where the output of a program
is compared with what is asked for, that text is too much.

Wrong:

```python
count = int(input("How many? "))
print(count * 2)
```

Right:

```python
count = int(input())
print(count * 2)
```
"""
