"""Show what `from coffee import *` brings in: run `python look.py`."""

from coffee import *

print("The star brings in:", ", ".join(sorted(name for name in dir() if not name.startswith("__"))))
