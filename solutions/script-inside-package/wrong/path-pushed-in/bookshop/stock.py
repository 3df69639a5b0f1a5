"""What is on the shelf."""


def books():
    """Give all books as (title, price in euros, number of copies)."""
    return [("Emma", 9, 3), ("Faust", 6, 2), ("Middlemarch", 12, 1)]


def worth(books):
    """Give what all copies of these books cost together."""
    return sum(price * copies for title, price, copies in books)
