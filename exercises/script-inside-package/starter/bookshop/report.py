"""The report of the bookshop."""

from .stock import books, worth

for title, price, copies in books():
    print(f"{title}: {copies} x {price} euros")
print(f"worth: {worth(books())} euros")
