NASTY = "![x](https://evil.invalid/t.png) [click](javascript:alert(1)) `</code>` \\input{/etc/passwd} $$\\href{x}{y}$$ .. include:: /etc/passwd"

print(NASTY)

def add(a, b):
    raise ValueError(NASTY)


def subtract(a, b):
    return a - b
