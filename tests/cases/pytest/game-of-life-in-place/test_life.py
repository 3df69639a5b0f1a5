import copy

import pytest

from life import flood_fill, neighbours, step, swap

BLINKER = [
    [0, 1, 0],
    [0, 1, 0],
    [0, 1, 0],
]


@pytest.mark.parametrize("row, column, expected", [(1, 1, 2), (0, 0, 2), (1, 0, 3)])
def test_neighbours(row, column, expected):
    assert neighbours(BLINKER, row, column) == expected


def test_step_changes_the_grid():
    grid = copy.deepcopy(BLINKER)
    step(grid)
    assert grid == [[0, 0, 0], [1, 1, 1], [0, 0, 0]]


def test_two_steps_bring_the_blinker_back():
    grid = copy.deepcopy(BLINKER)
    step(grid)
    step(grid)
    assert grid == BLINKER


def test_rows_stay_the_same_lists():
    grid = copy.deepcopy(BLINKER)
    first = grid[0]
    step(grid)
    assert grid[0] is first


def test_flood_fill():
    picture = [list("..#"), list(".#."), list("#..")]
    flood_fill(picture, 0, 0, "x")
    assert ["".join(row) for row in picture] == ["xx#", "x#.", "#.."]


def test_swap_values_of_a_dict():
    seats = {"Ada": 1, "Bob": 2}
    swap(seats, "Ada", "Bob")
    assert seats == {"Ada": 2, "Bob": 1}
