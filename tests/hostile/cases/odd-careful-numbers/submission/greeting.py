class Name(str):
    def __format__(self, spec):
        return str(self).title() if spec == "t" else str(self)


def greet(name):
    return "".join(["Hello", ", ", f"{Name(name)}", "!"])
