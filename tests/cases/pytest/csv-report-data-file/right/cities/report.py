import csv


def load(path):
    with open(path, newline="") as file:
        rows = [dict(row) for row in csv.DictReader(file)]
    for row in rows:
        row["population"] = int(row["population"])
    return rows


def by_country(cities):
    totals = {}
    for city in cities:
        totals[city["country"]] = totals.get(city["country"], 0) + city["population"]
    return totals


def write_report(cities, path="report.txt"):
    with open(path, "w") as file:
        for country, total in sorted(by_country(cities).items()):
            file.write(f"{country}: {total}\n")
