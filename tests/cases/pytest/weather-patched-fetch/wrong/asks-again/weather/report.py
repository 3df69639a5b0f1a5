from .client import WeatherError, fetch

UNIT = "degrees"


def summary(city):
    try:
        data = fetch(city)
    except WeatherError:
        return f"{city}: unknown"
    return f"{city}: {data['sky']}, {data['temp']} {UNIT}"


def warmest(cities):
    temps = {city: fetch(city)["temp"] for city in cities}
    return max(cities, key=lambda city: fetch(city)["temp"])
