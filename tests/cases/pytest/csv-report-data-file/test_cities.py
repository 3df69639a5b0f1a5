from pathlib import Path

import pytest

from cities.report import by_country, load, write_report

HERE = Path(__file__).parent
CITIES = HERE / "cities.csv"


@pytest.fixture(scope="module")
def cities():
    return load(CITIES)


def test_load(cities):
    assert len(cities) == 3
    assert cities[0] == {"name": "Rome", "country": "Italy", "population": 2873000}


def test_population_is_a_number(cities):
    assert all(type(city["population"]) is int for city in cities)


def test_by_country(cities):
    assert by_country(cities) == {"Italy": 4244000, "Norway": 709000}


def test_path_may_be_text():
    assert load(str(CITIES)) == load(CITIES)


def test_write_report(tmp_path, cities, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write_report(cities)
    assert Path("report.txt").read_text() == "Italy: 4244000\nNorway: 709000\n"


def test_write_report_elsewhere(tmp_path, cities):
    write_report(cities, tmp_path / "a.txt")
    assert (tmp_path / "a.txt").exists()
    assert (tmp_path / "a.txt").read_text().count("\n") == 2
