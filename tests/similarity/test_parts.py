"""The parts of an answer: functions by their indentation, the rest of each file, and how much of it is read."""

from __future__ import annotations

from grader.similarity.parts import Part, kept_files, read_source

FILE = b'''import math

LIMIT = 3


@cache
@trace(
    level=1,
)
def first(a,
          b):
    """Words."""
    def inner(c):
        return c
    return inner(a) + b
async def second(): return 2
class Shape:
    sides = 4

    def area(self):
        return self.sides
    colour = "red"

@final
class Other:
    pass


if __name__ == "__main__":
    def local():
        return 1
    print(first(1, 2))
'''


def parts(files: dict[str, bytes]) -> dict[tuple[str, str | None], Part]:
    """(path, function) -> part."""
    return {(part.path, part.name): part for part in read_source(kept_files(files)[0]).parts}


def test_functions_are_found_by_indentation() -> None:
    """Decorators belong to their function, nested functions to the one around, and methods are parts of their own."""
    found = parts({"a.py": FILE})

    assert [name for _, name in found] == ["first", "second", "area", "local", None]
    assert [min(found["a.py", "first"].rows), max(found["a.py", "first"].rows)] == [6, 15]
    assert found["a.py", "second"].symbols == ("async", "def", "N", "(", ")", ":", "return", "0", ";")


def test_the_rest_of_a_file_is_one_part() -> None:
    """Imports, constants, class bodies and the program at the end are compared too."""
    rest = parts({"a.py": FILE})["a.py", None]

    assert sorted(set(rest.rows)) == [1, 3, 17, 18, 22, 24, 25, 26, 29, 32]


def test_only_python_files_are_read_and_small_ones_first() -> None:
    """A data file is no code, and a huge file cannot keep the others from being read."""
    files = {"a.py": b"x = 1\n" * 100_000, "b.PY": b"y = 2\n", "c.txt": b"z = 3\n", "d.py": b""}

    kept, left_out = kept_files(files)

    assert list(kept) == ["d.py", "b.PY", "a.py"]
    assert not left_out
    assert read_source(kept).cut


def test_more_files_than_are_read_are_left_out() -> None:
    """What goes over the cap of a submission is left out, and this is known."""
    kept, left_out = kept_files({f"{number}.py": b"x = 1\n" * 30_000 for number in range(9)})

    assert left_out
    assert 0 < len(kept) < 9
