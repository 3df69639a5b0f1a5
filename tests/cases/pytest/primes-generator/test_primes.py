from itertools import islice, takewhile
from types import GeneratorType
import inspect

from numbers_lab.primes import evens, primes


def test_first_ten_primes():
    assert list(islice(primes(), 10)) == [2, 3, 5, 7, 11, 13, 17, 19, 23, 29]


def test_primes_below_20():
    assert list(takewhile(lambda p: p < 20, primes())) == [2, 3, 5, 7, 11, 13, 17, 19]


def test_is_a_generator():
    assert inspect.isgeneratorfunction(primes)
    assert isinstance(primes(), GeneratorType)


def test_two_generators_do_not_disturb_each_other():
    a, b = primes(), primes()
    assert next(a) == 2
    assert next(a) == 3
    assert next(b) == 2


def test_evens_of_any_iterable():
    assert list(evens([1, 2, 3, 4])) == [2, 4]
    assert list(evens(range(5))) == [0, 2, 4]
    assert list(evens(x for x in (7, 8))) == [8]


def test_zip_with_endless_generator():
    assert dict(zip("abc", primes())) == {"a": 2, "b": 3, "c": 5}
