from .fields import Integer


class Person:
    age = Integer(low=0)
