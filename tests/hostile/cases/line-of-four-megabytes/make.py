"""No beginner's file is so large, and no reader wants to see all of it."""

LINE = b"    raise ValueError('from here')  # " + b"x" * 4_000_000


def submission() -> dict[str, bytes]:
    """The line, in the function that is asked first."""
    return {"math_utils.py": b"def add(a, b):\n" + LINE + b"\n\n\ndef subtract(a, b):\n    return a - b\n"}
