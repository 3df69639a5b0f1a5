def show(text):
    print("*" * len(text), text, "*" * len(text), sep="\n")
