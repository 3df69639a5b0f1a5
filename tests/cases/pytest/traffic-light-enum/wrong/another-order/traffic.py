from enum import Enum


class Color(Enum):
    RED = "stop"
    YELLOW = "wait"
    GREEN = "go"


def next_color(color):
    colors = list(Color)
    return colors[(colors.index(color) + 1) % len(colors)]


class TrafficLight:
    def __init__(self):
        self.color = Color.RED

    def change(self):
        self.color = next_color(self.color)
