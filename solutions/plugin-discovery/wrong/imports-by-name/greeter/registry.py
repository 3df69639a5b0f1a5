"""The registry of all languages."""

from greeter.plugins import english, french, spanish

PLUGINS = {"english": english, "french": french, "spanish": spanish}


def languages():
    """Give the names of all plug-ins."""
    return sorted(PLUGINS)


def greet(language, name):
    """Let a plug-in speak."""
    if language not in PLUGINS:
        raise ValueError(f"there is no language {language!r}")
    return PLUGINS[language].greet(name)
