import importlib

import pytest

LANGUAGES = ["english", "german", "spanish"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_is_a_module(language):
    module = importlib.import_module(f"greetings.{language}")
    assert callable(module.greet)


@pytest.mark.parametrize(
    "language, expected",
    [("english", "Hello, Ada!"), ("german", "Hallo, Ada!"), ("spanish", "¡Hola, Ada!")],
)
def test_greet(language, expected):
    module = importlib.import_module("." + language, package="greetings")
    assert module.greet("Ada") == expected


def test_unknown_language():
    with pytest.raises(ImportError):
        importlib.import_module("greetings.klingon")


def test_module_names():
    assert importlib.import_module("greetings.german").__name__ == "greetings.german"
