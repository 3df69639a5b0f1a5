def _same(item):
    return item


def bubble_sort(items, key=_same):
    items = list(items)
    for end in range(len(items) - 1, 0, -1):
        for i in range(end):
            if key(items[i]) > key(items[i + 1]):
                items[i], items[i + 1] = items[i + 1], items[i]
    return items


def insertion_sort(items, key=_same):
    result = []
    for item in items:
        place = len(result)
        while place > 0 and key(result[place - 1]) >= key(item):
            place -= 1
        result.insert(place, item)
    return result


def sort_in_place(items, reverse=False):
    items[:] = insertion_sort(items)
    if reverse:
        items.reverse()
