import pytest

from resilience.retry import GaveUp, retry


def failing(times, error=ConnectionError):
    """A function that fails so many times and then says "done"."""
    calls = []

    def function():
        calls.append(1)
        if len(calls) <= times:
            raise error(f"attempt {len(calls)}")
        return "done"

    function.calls = calls
    return function


def test_no_retry_needed():
    function = failing(0)
    assert retry(function) == "done"
    assert len(function.calls) == 1


def test_retries():
    function = failing(2)
    assert retry(function, times=3) == "done"
    assert len(function.calls) == 3


def test_gives_up():
    with pytest.raises(GaveUp) as error:
        retry(failing(5), times=2)
    assert error.value.attempts == 2


def test_cause_is_the_last_error():
    with pytest.raises(GaveUp) as error:
        retry(failing(5), times=2)
    assert isinstance(error.value.__cause__, ConnectionError)
    assert str(error.value.__cause__) == "attempt 2"


def test_other_errors_are_not_retried():
    function = failing(1, error=KeyError)
    with pytest.raises(KeyError):
        retry(function, times=3, on=(ConnectionError, TimeoutError))
    assert len(function.calls) == 1
