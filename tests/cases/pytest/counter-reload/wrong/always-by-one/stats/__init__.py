from .counter import increase
