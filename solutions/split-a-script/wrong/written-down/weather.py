from report import line

print("Monday: 15.0 degrees")
print("Tuesday: 10.0 degrees")
print("Wednesday: 3.3 degrees")
