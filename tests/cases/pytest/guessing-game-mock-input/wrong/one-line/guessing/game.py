import random


def play(secret=None):
    if secret is None:
        secret = random.randint(1, 100)
    tries = 0
    while True:
        try:
            guess = int(input("Your guess: "))
        except EOFError:
            return None
        tries += 1
        if guess == secret:
            print(f"found after {tries} tries")
            return tries
        print("higher" if guess < secret else "lower")
