"""Generated code is code."""


def submission() -> dict[str, bytes]:
    """A file of about a megabyte, and one with a very long line."""
    text = "All work and no play makes a long docstring. " * 5_000
    functions = "".join(f"def helper_{number}(x):\n    return x + {number}\n\n\n" for number in range(2_000))
    answer = f'def add(a, b):\n    """{text}"""\n    return a + b\n\n\ndef subtract(a, b):\n    return a - b\n'
    table = "TABLE = [" + ", ".join(map(str, range(20_000))) + "]\n"
    return {
        "math_utils.py": (f'"""{text}"""\n\n' + functions + answer).encode(),
        "greeting.py": (table + "\n\ndef greet(name):\n    return f'Hello, {name}!'\n").encode(),
    }
