"""A box of small tools."""


def __getattr__(name):
    from toolbox import figures, words

    return getattr(words, name) if name == "shout" else getattr(figures, name)


def __dir__():
    return ["mean", "median", "shout"]
