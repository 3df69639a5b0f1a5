"""The longer texts for exception/*."""

NONE = """
The function should raise an error, and gives something back instead.

An error stops a program where something is wrong. A function that gives back `None` or an empty text all the same
hides it, and the mistake shows up somewhere else, much later.

Wrong:

```python
def capital_of(country):
    return CAPITALS.get(country)
```

Right (where KeyError is asked for):

```python
def capital_of(country):
    return CAPITALS[country]
```
"""

OTHER = """
The function raises an error, but not the one that is asked for.

Whoever calls a function is prepared for the errors that its description names, with `except ValueError:`. Any other
error goes past them. Look at the case first and raise the right error, or catch the other one where it comes from.

Wrong:

```python
def greet(language, name):
    return PLUGINS[language].greet(name)          # KeyError for an unknown language
```

Right (where ValueError is asked for):

```python
def greet(language, name):
    if language not in PLUGINS:
        raise ValueError(f"there is no language {language!r}")
    return PLUGINS[language].greet(name)
```
"""

MESSAGE = """
The error is the right one, but its text lacks what it should tell.

The text of an error is all that a person gets to see. It helps when it names the value that was wrong. An f-string
puts a value into a text, and `!r` shows it with its quotes.

Wrong:

```python
raise ValueError("unknown language")
```

Right:

```python
raise ValueError(f"there is no language {language!r}")
```
"""
