import pytest

import calc
from calc.parser import ParseError, parse


@pytest.mark.parametrize("text, expected", [("1+2", 3), ("2*3+4", 10), ("2+3*4", 14), (" 7 ", 7)])
def test_calculates(text, expected):
    assert parse(text) == expected


@pytest.mark.parametrize(
    "text, position",
    [pytest.param("1+", 2, id="ends early"), pytest.param("*3", 0, id="starts late"), pytest.param("1+x", 2, id="letter")],
)
def test_position_of_the_error(text, position):
    with pytest.raises(calc.parser.ParseError) as error:
        parse(text)
    assert error.value.position == position


def test_message():
    with pytest.raises(ParseError, match="^unexpected 'x' at 2$"):
        parse("1+x")


def test_is_a_syntax_problem():
    assert issubclass(ParseError, ValueError)
    with pytest.raises(ValueError):
        parse("")


def test_type_error_comes_as_it_is():
    with pytest.raises(TypeError):
        parse(None)
    with pytest.raises((TypeError, AttributeError)):
        parse(5)


def test_division_by_zero():
    with pytest.raises(ZeroDivisionError) as error:
        parse("1/0")
    assert "zero" in str(error.value)
    assert error.type is ZeroDivisionError
