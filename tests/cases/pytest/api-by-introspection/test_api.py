import inspect

import pytest

import textlib
from textlib import slugify, truncate


def test_docstrings():
    for name in textlib.__all__:
        function = getattr(textlib, name)
        assert function.__doc__, f"{name} has no docstring"
        assert function.__name__ == name
    assert textlib.__doc__.startswith("Little tools")


def test_signature():
    signature = inspect.signature(truncate)
    assert list(signature.parameters) == ["text", "length", "end"]
    assert signature.parameters["end"].default == "..."
    assert signature.parameters["end"].kind is inspect.Parameter.KEYWORD_ONLY


def test_annotations():
    assert slugify.__annotations__ == {"text": str, "return": str}


def test_public_names():
    assert {"slugify", "truncate"} <= set(dir(textlib))
    assert hasattr(textlib, "slugify")
    assert not hasattr(textlib, "secret")
    assert getattr(textlib, "secret", None) is None


def test_functions():
    assert inspect.isfunction(slugify)
    assert callable(truncate)
    assert not callable(textlib.VERSION)


def test_result_types():
    assert type(slugify("A b")) is str
    assert type(slugify("A b")).__name__ == "str"
    assert isinstance(textlib.VERSION, tuple)


def test_they_work():
    assert slugify("Hello, World!") == "hello-world"
    assert truncate("abcdef", 3) == "abc..."
    assert truncate("abc", 3, end="") == "abc"


def test_missing_attribute():
    with pytest.raises(AttributeError):
        textlib.secret
    with pytest.raises(ImportError):
        from textlib import secret  # noqa: F401
