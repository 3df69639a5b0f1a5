from savings import after_years


def test_one_year():
    assert abs(after_years(100, 0.02, 1) - 102) < 0.01


def test_ten_years():
    assert abs(after_years(100, 0.02, 10) - 121.90) < 0.01
