def scale(amounts, *, factor=2):
    return {name: amount * factor for name, amount in amounts.items()}


def shopping_list(*names, bought=set()):
    bought.update(names)
    return sorted(bought)


def describe(name, **details):
    inner = ", ".join(f"{key}={details[key]}" for key in sorted(details))
    return f"{name} ({inner})"
