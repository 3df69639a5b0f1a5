import sys

while True:
    sys.stdout.write("Hello, Alan!")
