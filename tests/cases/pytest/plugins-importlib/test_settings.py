import importlib
import sys

import settings


def test_defaults():
    importlib.reload(settings)
    assert settings.VOLUME == 5
    assert settings.describe() == "volume 5, light"


def test_attribute_can_be_set():
    settings.VOLUME = 8
    settings.THEME = "dark"
    assert settings.describe() == "volume 8, dark"


def test_reload_brings_back_the_defaults():
    settings.VOLUME = 9
    fresh = importlib.reload(settings)
    assert fresh.VOLUME == 5
    assert settings.describe() == "volume 5, light"


def test_import_module_gives_the_same_module():
    assert importlib.import_module("settings") is settings
    assert "settings" in sys.modules


def test_louder():
    settings.VOLUME = 9
    settings.louder()
    settings.louder()
    assert settings.VOLUME == 10
