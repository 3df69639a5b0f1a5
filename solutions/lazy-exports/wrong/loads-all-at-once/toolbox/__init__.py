"""A box of small tools."""


def __getattr__(name):
    import toolbox.figures
    import toolbox.words

    for module in (toolbox.figures, toolbox.words):
        if name in vars(module):
            return getattr(module, name)
    raise AttributeError(f"no attribute {name}")


def __dir__():
    return ["mean", "median", "shout"]
