"""The report of the bookshop: `python -m bookshop.report` prints it."""

from .stock import books as all_books
from .stock import worth


def lines(books):
    """Give the lines of the report on these books."""
    result = []
    for title, price, copies in books:
        result.append(f"{title}: {copies} x {price} euros")
    result.append(f"worth: {worth(books)} euros")
    return result


if __name__ == "__main__":
    for line in lines(all_books()):
        print(line)
