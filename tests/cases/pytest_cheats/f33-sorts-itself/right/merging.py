def merge(first, second):
    return sorted(first + second)
