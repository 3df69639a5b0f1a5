print("=HYPERLINK(\"https://evil.invalid\")")

def add(a, b):
    raise ValueError("=cmd|' /C calc'!A0")


def subtract(a, b):
    return a - b
