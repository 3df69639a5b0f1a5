class WeatherError(Exception):
    pass


def fetch(city):
    raise WeatherError("there is no network in this exercise")
