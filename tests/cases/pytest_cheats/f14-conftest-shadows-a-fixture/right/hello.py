def main(name):
    print(f"Hello, {name}!" if name else "Hello!")
