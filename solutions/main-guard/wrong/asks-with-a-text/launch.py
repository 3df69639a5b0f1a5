"""Start three rockets, one after the other."""

from countdown import countdown

for rocket, start in ((1, 3), (2, 2), (3, 1)):
    print(f"Rocket {rocket}: {countdown(start)}")
