import pytest


@pytest.fixture
def numbers():
    return 5, 3


def pytest_configure(config):
    config.addinivalue_line("markers", "slow: takes its time")
