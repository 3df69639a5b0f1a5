import typing as t


class Greeter(t.Generic[t.AnyStr]):
    pass


def greet(name: t.Optional[str] = None, *, polite: "bool" = True) -> str:
    return f"Hello, {name}!"
