def scale(amounts, factor=2):
    return {name: amount * factor for name, amount in amounts.items()}


def shopping_list(*names):
    return sorted(set(names))


def describe(name, **details):
    inner = ", ".join(f"{key}={details[key]}" for key in sorted(details))
    return f"{name} ({inner})"
