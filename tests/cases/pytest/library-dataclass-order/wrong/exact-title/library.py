from dataclasses import dataclass, field


@dataclass(frozen=True, order=True)
class Book:
    title: str = field(compare=False)
    author: str = field(compare=False)
    year: int = 0
    label: str = field(init=False, repr=False, default="")

    def __post_init__(self):
        object.__setattr__(self, "label", f"{self.title} ({self.author}, {self.year})")


@dataclass
class Library:
    books: list

    def oldest(self):
        return min(self.books)

    def find(self, title):
        for book in self.books:
            if book.title == title:
                return book
        return None
