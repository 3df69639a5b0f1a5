def add_row(table, row):
    table.append(row)


def drop_column(rows, name):
    for row in rows:
        del row[name]


def normalize(data):
    for values in data.values():
        values = [value for value in values if value is not None]


def merge(first, second):
    first |= second
    return len(first)


def rotate(items, times=1):
    for _ in range(times):
        last = items.pop()
        items.insert(0, last)
