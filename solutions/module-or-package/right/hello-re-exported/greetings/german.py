def hello(name: str) -> str:
    return f"Hallo, {name}!"
