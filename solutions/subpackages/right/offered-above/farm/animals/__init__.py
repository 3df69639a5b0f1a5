from .cows import milk
from .hens import eggs
