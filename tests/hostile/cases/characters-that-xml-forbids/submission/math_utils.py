NASTY = "".join(map(chr, [*range(32), 0x7F, 0x85, 0xFFFE, 0xFFFF, 0x1FFFE])) + "]]>"

print(NASTY)

def add(a, b):
    raise ValueError(NASTY)


def subtract(a, b):
    return a - b
