import pytest

from pipeline import Step, run


class Double(Step):
    def process(self, value):
        return value * 2


class AddOne(Step):
    def process(self, value):
        return value + 1


class Broken(Step):
    def process(self, value):
        raise ZeroDivisionError("broken on purpose")


def test_one_step():
    assert run(21, [Double()]) == 42


def test_order_matters():
    assert run(3, [Double(), AddOne()]) == 7
    assert run(3, [AddOne(), Double()]) == 8


def test_no_steps():
    assert run("x", []) == "x"


def test_base_step_has_to_be_filled_in():
    with pytest.raises(NotImplementedError):
        run(1, [Step()])


def test_errors_come_through():
    with pytest.raises(ZeroDivisionError, match="on purpose"):
        run(1, [Double(), Broken(), AddOne()])


def test_steps_count_their_calls():
    double = Double()
    run(1, [double, double, AddOne()])
    assert double.calls == 2
