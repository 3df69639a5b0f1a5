from enum import Enum


class Color(Enum):
    RED = "stop"
    GREEN = "go"
    YELLOW = "wait"


def next_color(color):
    colors = list(Color)
    return colors[(colors.index(color) + 1) % len(colors)].value


class TrafficLight:
    def __init__(self):
        self.color = Color.RED

    def change(self):
        self.color = next_color(self.color)
