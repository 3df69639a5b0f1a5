"""The longer texts for warning/*."""

RAISED = """
A warning is raised like an error, so the function ends there.

A warning is a word by the way: `warnings.warn` gives it, and the function goes on and does its work. What is raised
stops the program of everybody who still uses the old name.

Wrong:

```python
def km2mi(km):
    raise DeprecationWarning("use kilometres_to_miles")
```

Right:

```python
def km2mi(km):
    warnings.warn("km2mi is deprecated, use kilometres_to_miles", DeprecationWarning, stacklevel=2)
    return kilometres_to_miles(km)
```
"""

NO_TEXT = """
`warnings.warn` is given the kind of the warning and no text.

It takes the text first and the kind second. With the kind alone Python takes that for the text: the warning is a
UserWarning whose message is the name of a class, and nobody learns what to use instead.

Wrong:

```python
warnings.warn(DeprecationWarning)
```

Right:

```python
warnings.warn("km2mi is deprecated, use kilometres_to_miles", DeprecationWarning, stacklevel=2)
```
"""

CATEGORY = """
There is a warning, but of another kind than DeprecationWarning.

The kind of a warning decides who gets to see it, and people filter by it. Without a kind it is a UserWarning.
FutureWarning is for those who use a finished program; DeprecationWarning is for those who write one.

Wrong:

```python
warnings.warn("km2mi is deprecated, use kilometres_to_miles")
```

Right:

```python
warnings.warn("km2mi is deprecated, use kilometres_to_miles", DeprecationWarning, stacklevel=2)
```
"""

NOT_GIVEN = """
An old name is called, and no warning is given.

Whoever uses an old name learns from a warning that it will go away. A text that is only printed mixes with the output
of the program, and nobody can filter it or find the line it comes from.

Wrong:

```python
def km2mi(km):
    print("km2mi is deprecated")
    return kilometres_to_miles(km)
```

Right:

```python
def km2mi(km):
    warnings.warn("km2mi is deprecated, use kilometres_to_miles", DeprecationWarning, stacklevel=2)
    return kilometres_to_miles(km)
```
"""

STACKLEVEL = """
The warning points at the line that gives it, and not at the line that calls the old function.

`stacklevel=2` points one step further out, at the caller: that is the line that somebody has to change. By default
Python shows a DeprecationWarning only where that line belongs to the program that was started, so without
`stacklevel` hardly anybody sees it.

Wrong:

```python
warnings.warn("km2mi is deprecated, use kilometres_to_miles", DeprecationWarning)
```

Right:

```python
warnings.warn("km2mi is deprecated, use kilometres_to_miles", DeprecationWarning, stacklevel=2)
```
"""

UNWANTED = """
There is a warning although nobody used an old name.

A warning at the top level of a file comes with every import. And when the function with the new name calls the one
with the old name, it sets off the warning that is meant for others.

Wrong:

```python
def kilometres_to_miles(kilometres):
    return km2mi(kilometres)              # km2mi warns
```

Right:

```python
def kilometres_to_miles(kilometres):
    return kilometres / KILOMETRES_IN_A_MILE
```
"""
