class Animal:
    sound = "nothing"

    def __init__(self, name):
        self.name = name

    def speak(self):
        return f"{self.name} says {self.sound}"


class Dog(Animal):
    sound = "Woof"


class Bird(Animal):
    sound = "Tweet"

    def can_fly(self):
        return True


class Penguin(Animal):
    def can_fly(self):
        return False
