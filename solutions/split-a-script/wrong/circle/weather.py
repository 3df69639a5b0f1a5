from report import line, report

READINGS = {
    "Monday": [50, 59, 68],
    "Tuesday": [41, 50, 59],
    "Wednesday": [32, 41, 41],
}

for text in report():
    print(text)
