NASTY = "\x1b[2J\x1b[1;1H\x1b]0;owned\x07\x1b]52;c;ZXZpbA==\x07\x1b]8;;https://evil.invalid\x1b\\here\x1b]8;;\x1b\\ \x9b2J\x9d0;owned\x9c\u202edessap\u2066\b\b\b\r"

print(NASTY)

def add(a, b):
    raise ValueError(NASTY)


def subtract(a, b):
    return a - b
