"""Print the report of the bookshop. Run it with `python show_report.py`."""

from bookshop.report import lines
from bookshop.stock import books

for line in lines(books()):
    print(line)
