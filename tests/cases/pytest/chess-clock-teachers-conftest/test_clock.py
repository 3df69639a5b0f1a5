import pytest


def test_white_starts(clock, fake_time):
    clock.start()
    fake_time.pass_by(5)
    assert clock.left("white") == 55
    assert clock.left("black") == 60


def test_press_changes_the_side(clock, fake_time):
    clock.start()
    fake_time.pass_by(5)
    clock.press()
    fake_time.pass_by(7)
    assert clock.running == "black"
    assert clock.left("white") == 55
    assert clock.left("black") == 53


def test_press_before_start(clock):
    with pytest.raises(RuntimeError):
        clock.press()


def test_flag_falls(clock, fake_time):
    clock.start()
    fake_time.pass_by(59)
    assert not clock.has_fallen("white")
    fake_time.pass_by(1)
    assert clock.has_fallen("white")
    assert clock.left("white") == 0


def test_never_below_zero(clock, fake_time):
    clock.start()
    fake_time.pass_by(100)
    assert clock.left("white") == 0
