from pathlib import Path


def find(folder, ending):
    for path in Path(folder).rglob("*"):
        if path.is_file() and path.name.endswith(ending):
            yield str(path)


def total_size(folder):
    return sum(path.stat().st_size for path in find(folder, ""))


def biggest(folder):
    return max(find(folder, ""), key=lambda path: path.stat().st_size)
