"""The report of the bookshop: `python -m bookshop.report` prints it."""

from .stock import books as all_books
from .stock import worth


def lines(books):
    """Give the lines of the report on these books."""
    for title, price, copies in books:
        print(f"{title}: {copies} x {price} euros")
    print(f"worth: {worth(books)} euros")


if __name__ == "__main__":
    lines(all_books())
