from abc import ABC
from typing import Protocol, runtime_checkable

registry = {}


@runtime_checkable
class Drawable(Protocol):
    def draw(self):
        ...


class Plugin(ABC):
    name = None

    def __init_subclass__(cls, **options):
        super().__init_subclass__(**options)

    def run(self, text):
        return text


class Echo(Plugin):
    name = "echo"

    def run(self, text):
        return f"{text} {text}"
