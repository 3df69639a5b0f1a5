"""Fixtures for all files of this exercise."""

import pytest


class FakeTime:
    def __init__(self):
        self.now = 0

    def __call__(self):
        return self.now

    def pass_by(self, seconds):
        self.now += seconds


@pytest.fixture
def fake_time(monkeypatch):
    fake = FakeTime()
    monkeypatch.setattr("chess.clock.monotonic", fake)
    return fake


@pytest.fixture
def clock(fake_time):
    from chess.clock import ChessClock

    return ChessClock(60)
