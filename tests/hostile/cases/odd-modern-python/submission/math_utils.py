def add(a, b):
    match (a, b):
        case [int(left), int(right)] if (total := left + right) or True:
            return total
        case {"a": left, **rest}:
            return left
        case _:
            raise TypeError(f"{f'{a!r}'} and {b = }")


def subtract(*numbers, **options):
    first, *rest = numbers
    try:
        return first - sum((*rest, *[0] * 1_000))
    except (TypeError, ValueError) as error:
        raise RuntimeError from error
    finally:
        del first
