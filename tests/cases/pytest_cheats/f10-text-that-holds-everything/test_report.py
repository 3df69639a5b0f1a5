from report import weather_report


def test_rome():
    report = weather_report("Rome", 25)
    assert isinstance(report, str)
    assert "Rome" in report
    assert report == "Rome: 25 C"


def test_oslo():
    report = weather_report("Oslo", -3)
    assert report.startswith("Oslo")
    assert report.endswith("-3 C")
    assert report == "Oslo: -3 C"
