class Animal:
    sound = "nothing"

    def __init__(self, name):
        self.name = name

    def speak(self):
        return f"{self.name} says {Animal.sound}"


class Dog(Animal):
    sound = "Woof"


class Bird(Animal):
    sound = "Tweet"

    def can_fly(self):
        return True


class Penguin(Bird):
    def can_fly(self):
        return False
