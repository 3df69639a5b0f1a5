def read_lines(path):
    try:
        with open(path) as file:
            for line in file:
                if line.strip():
                    yield line.rstrip("\n")
    except OSError:
        return


def errors(lines):
    for line in lines:
        if line.startswith("ERROR "):
            yield line[len("ERROR "):]


def numbered(lines, start=1):
    return (f"{number}: {line}" for number, line in enumerate(lines, start))
