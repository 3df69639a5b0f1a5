MISSING = object()


def my_map(function, items):
    return [function(item) for item in items]


def my_filter(predicate, items):

    return [item for item in items if predicate(item)]


def my_reduce(function, items, start=MISSING):
    items = list(items)
    if start is MISSING:
        if not items:
            raise TypeError("nothing to reduce")
        start = items.pop(0)
    for item in items:
        start = function(start, item)
    return start


def compose(*functions):
    *outer, first = functions

    def composed(*args, **kwargs):
        result = first(*args, **kwargs)
        for function in reversed(outer):
            result = function(result)
        return result

    return composed


def group_by(key, items):
    groups = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return groups
