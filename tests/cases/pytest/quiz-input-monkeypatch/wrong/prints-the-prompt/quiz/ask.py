def ask_number(prompt):
    while True:
        try:
            return int(input(prompt.strip()))
        except ValueError:
            print("Please type a number.")


def ask_yes_no(prompt):
    return input(prompt + " ").strip().lower() in ("y", "yes")


def play(questions):
    points = 0
    for question, expected in questions:
        if ask_number(question) == expected:
            print("Right!")
            points += 1
        else:
            print(f"Wrong, it is {expected}.")
    return points
