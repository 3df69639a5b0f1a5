from . import client
from .client import WeatherError

UNIT = "degrees"


def summary(city):
    try:
        data = client.fetch(city)
    except WeatherError:
        return f"{city}: unknown"
    return f"{city}: {data['sky']}, {data['temp']} {UNIT}"


def warmest(cities):
    temps = {city: client.fetch(city)["temp"] for city in cities}
    return max(temps, key=temps.get)
