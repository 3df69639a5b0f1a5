def weather_report(city, temperature):
    return f"{city}: {temperature} C"
