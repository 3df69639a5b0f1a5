import pytest

from streams import chunks, countdown, running_average


def test_send():
    average = running_average()
    next(average)
    assert average.send(10) == 10
    assert average.send(20) == 15
    assert average.send(3) == 11


def test_close():
    average = running_average()
    next(average)
    average.close()
    with pytest.raises(StopIteration):
        average.send(1)


def test_throw_starts_again():
    average = running_average()
    next(average)
    average.send(100)
    assert average.throw(ValueError) is None
    assert average.send(4) == 4


def test_other_errors_come_out():
    average = running_average()
    next(average)
    with pytest.raises(KeyError):
        average.throw(KeyError("key"))


def test_return_value_of_a_generator():
    counter = countdown(1)
    assert next(counter) == 1
    with pytest.raises(StopIteration) as stop:
        next(counter)
    assert stop.value.value == "lift-off"


def test_yield_from():
    assert list(chunks([1, 2, 3, 4, 5], 2)) == [[1, 2], [3, 4], [5]]


def test_generator_closed_early_cleans_up(capsys):
    counter = countdown(3)
    next(counter)
    counter.close()
    assert capsys.readouterr().out == "stopped\n"
