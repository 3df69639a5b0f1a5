def price(age):
    if age < 12:
        return 6
    if age < 18 or age >= 65:
        return 6
    return 12


class Ticket:
    def __init__(self, name, age):
        self.name = name
        self.price = price(age)

    def __str__(self):
        return f"{self.name}: {self.price} EUR"
