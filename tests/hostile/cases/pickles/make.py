"""Pickles are no text, and a tool that opened them would run what is in them."""

PAYLOAD = b"cos\nsystem\n(S'touch /tmp/hostile-pickled /var/tmp/hostile-pickled'\ntR."
RESULT = """import os


class Result(int):
    def __reduce_ex__(self, protocol):
        return os.system, ("touch /tmp/hostile-pickled /var/tmp/hostile-pickled",)

    def __copy__(self):
        return 8

    def __deepcopy__(self, memo):
        return 8


class Failure(Exception):
    __reduce_ex__ = Result.__reduce_ex__


def add(a, b):
    return Result(a + b)


def subtract(a, b):
    return a - b
"""
GREETING = """from math_utils import Failure


def greet(name):
    raise Failure(Failure(name))
"""


def submission() -> dict[str, bytes]:
    """Pickles under all the names by which tools know them."""
    names = ("result.pkl", "results.pickle", "data.p", "model.joblib", "data.npy", "shelf.db", "weights.pt", ".cache")
    return {
        **dict.fromkeys(names, PAYLOAD),
        "math_utils.py": RESULT.encode(),
        "greeting.py": GREETING.encode(),
    }
