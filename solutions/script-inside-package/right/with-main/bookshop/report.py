"""The report of the bookshop: `python -m bookshop.report` prints it."""

from .stock import books, worth


def lines(books):
    """Give the lines of the report on these books."""
    result = []
    for title, price, copies in books:
        result.append(f"{title}: {copies} x {price} euros")
    result.append(f"worth: {worth(books)} euros")
    return result


def main():
    for line in lines(books()):
        print(line)


if __name__ == "__main__":
    main()
