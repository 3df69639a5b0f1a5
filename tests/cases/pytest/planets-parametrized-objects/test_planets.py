import pytest

from solar.planets import EARTH, MARS, PLANETS, Planet, heavier

VENUS = Planet("Venus", 4.87, moons=0)


@pytest.mark.parametrize("planet", PLANETS, ids=lambda planet: planet.name)
def test_every_planet_has_mass(planet):
    assert planet.mass > 0


@pytest.mark.parametrize("planet, moons", [(EARTH, 1), (MARS, 2), (VENUS, 0)])
def test_moons(planet, moons):
    assert planet.moons == moons


@pytest.mark.parametrize("first, second, expected", [(EARTH, MARS, EARTH), (VENUS, EARTH, EARTH), (MARS, MARS, MARS)])
def test_heavier(first, second, expected):
    assert heavier(first, second) is expected


def test_constants_are_in_the_list():
    assert EARTH in PLANETS
    assert VENUS not in PLANETS
    assert PLANETS.index(MARS) == 1


@pytest.mark.parametrize("cls", [Planet])
@pytest.mark.parametrize("mass", [-1, 0])
def test_mass_must_be_positive(cls, mass):
    with pytest.raises(ValueError):
        cls("Nothing", mass)


def test_names():
    assert [planet.name for planet in PLANETS] == ["Earth", "Mars"]
    assert [str(planet) for planet in (EARTH, VENUS)] == ["Earth (1 moon)", "Venus (0 moons)"]
