from chess.clock import ChessClock


def test_increment(fake_time):
    clock = ChessClock(60, increment=2)
    clock.start()
    fake_time.pass_by(10)
    clock.press()
    assert clock.left("white") == 52


def test_no_increment_for_the_other(fake_time):
    clock = ChessClock(60, increment=2)
    clock.start()
    clock.press()
    assert clock.left("black") == 60
