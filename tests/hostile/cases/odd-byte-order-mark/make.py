"""A byte order mark is easily lost by whoever opens such a file."""

MARK = b"\xef\xbb\xbf"


def submission() -> dict[str, bytes]:
    """All files of the answer."""
    return {
        "math_utils.py": MARK + b"# -*- coding: utf-8 -*-\ndef add(a, b):\n    return a + b\n\n\n"
        b"def subtract(a, b):\n    return a - b\n",
        "greeting.py": MARK + b"def greet(name):\n    return f'Hello, {name}!'\n",
        "main.py": MARK + b"from greeting import greet\n\nprint(greet('Alan'))\n",
    }
