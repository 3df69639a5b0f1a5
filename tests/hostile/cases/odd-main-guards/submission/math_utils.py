def add(a, b):
    return a + b


def subtract(a, b):
    return a - b


def quiz():
    print(add(int(input("First number: ")), int(input("Second number: "))))


if __name__ == "__main__":
    print("Welcome to my calculator!")
    quiz()
