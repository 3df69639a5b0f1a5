import os

import pytest

from app.config import ConfigError, from_environment, home_file, read_config


def test_read_config_beside_the_test():
    config = read_config(os.path.join(os.path.dirname(__file__), "settings.ini"))
    assert config == {"host": "example.org", "port": 8080}


def test_default(monkeypatch):
    monkeypatch.delenv("APP_PORT", raising=False)
    assert from_environment("APP_PORT", 80) == 80


def test_environment(monkeypatch):
    monkeypatch.setenv("APP_PORT", "9000")
    assert from_environment("APP_PORT", 80) == 9000


def test_bad_environment(monkeypatch):
    monkeypatch.setenv("APP_PORT", "many")
    with pytest.raises(ConfigError, match="APP_PORT"):
        from_environment("APP_PORT", 80)


def test_home(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    assert home_file("notes.txt") == str(tmp_path / "notes.txt")


def test_missing_section(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with open("empty.ini", "w") as file:
        file.write("[other]\n")
    with pytest.raises(ConfigError):
        read_config("empty.ini")


def test_environment_is_written(monkeypatch):
    monkeypatch.setitem(os.environ, "APP_MODE", "test")
    assert from_environment("APP_MODE", "", kind=str) == "test"
