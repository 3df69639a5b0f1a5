"""The longer texts for testing/*."""

NONE_FOUND = """
unittest ran and found no test.

It looks through the folder and its packages (folders with an `__init__.py`) for files `test*.py`, in these for
classes that inherit from `unittest.TestCase`, and in these for methods whose names begin with `test`.

Wrong:

```python
def check_average():
    assert average([10, 20]) == 15
```

Right:

```python
class AverageTest(unittest.TestCase):
    def test_two_numbers(self):
        self.assertEqual(average([10, 20]), 15)
```
"""

FAILS = """
A test fails although the code that it tests is right.

A test compares what the code gives with what it should give. When the code is known to be right, the expectation in
the test is wrong. Work out by hand what should come out.

Wrong:

```python
self.assertEqual(average([1, 2]), 1)
```

Right:

```python
self.assertEqual(average([1, 2]), 1.5)
```
"""

NOTHING_COMPARED = """
The tests call functions, but compare nothing.

A test fails when a comparison in it fails, or when the code breaks off with an error. A wrong answer that nobody
compares is not noticed, and neither is one that is printed.

Wrong:

```python
def test_average(self):
    print(average([10, 20]))
```

Right:

```python
def test_average(self):
    self.assertEqual(average([10, 20]), 15)
```
"""

OWN_COPY = """
The tests import nothing of the code that they are about; they test a copy.

Tests of a copy go on passing whatever happens to the original. Import what you test.

Wrong:

```python
def average(points):
    return sum(points) / len(points)

class AverageTest(unittest.TestCase):
    ...
```

Right:

```python
from scores.grades import average

class AverageTest(unittest.TestCase):
    ...
```
"""

TWO_VALUES = """
`assertTrue` or `assertFalse` is given two values, and the second one is not compared.

They ask only whether one value is true or false. A second value is the message for the case that the test fails.
Every number except 0 is true, so such a test passes for nearly every answer.

Wrong:

```python
self.assertTrue(average([10, 20]), 15)
```

Right:

```python
self.assertEqual(average([10, 20]), 15)
```
"""

STRICT = """
The tests fail on code that is right and only written in another way.

Tests make it possible to write code anew and be sure that it still works. So they look at what a function gives, and
not at its source.

Wrong:

```python
self.assertIn("sum(points)", open("scores/grades.py").read())
```

Right:

```python
self.assertEqual(average([10, 20]), 15)
```
"""

NOT_NOTICED = """
The code was broken on purpose, and all the tests still pass.

A test notices a mistake only where right and wrong code give different answers. Mistakes like to sit at borders:
nothing at all, exactly at a limit, a number with a part behind the point. A test that catches errors notices nothing.

Wrong (passes also when somebody with exactly 50 fails):

```python
self.assertTrue(passed([80]))
```

Right:

```python
self.assertTrue(passed([50]))
self.assertFalse(passed([49]))
```
"""
