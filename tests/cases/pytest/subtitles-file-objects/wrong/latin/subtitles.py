def parse(lines):
    found = []
    for line in lines:
        second, text = line.rstrip("\n").split(" ", 1)
        found.append((int(second), text))
    return found


def write(subtitles, file, encoding=None):
    for second, text in subtitles:
        line = f"{second} {text}\n"
        file.write(line.encode("latin-1") if encoding else line)
    return len(subtitles)


def copy_upper(source, target):
    for line in source:
        target.write(line.upper())


def shift(subtitles, by):
    for second, text in subtitles:
        if second + by < 0:
            raise ValueError("before the film starts")
        yield second + by, text
