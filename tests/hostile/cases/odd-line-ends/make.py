"""Line ends are what version control changes first."""


def submission() -> dict[str, bytes]:
    """Each file with other line ends."""
    return {
        "math_utils.py": b"def add(a, b):\r\n    total = a + \\\r\n        b\r\n    return total\r\n\x0c\r\n"
        b"def subtract(a, b):\n\treturn a - b",
        "greeting.py": b"def greet(name):\r    return f'Hello, {name}!'\r",
        "main.py": b"from greeting import greet\r\n\r\nprint(greet('Alan'))\r\n",
    }
