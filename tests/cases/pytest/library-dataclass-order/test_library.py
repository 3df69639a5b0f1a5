import copy
from dataclasses import replace

import pytest

from library import Book, Library


@pytest.fixture
def library():
    return Library([Book("Emma", "Austen", 1815), Book("Dune", "Herbert", 1965), Book("Ulysses", "Joyce", 1922)])


def test_books_are_ordered_by_year(library):
    assert [book.title for book in sorted(library.books)] == ["Emma", "Ulysses", "Dune"]


def test_oldest(library):
    assert library.oldest() == Book("Emma", "Austen", 1815)
    assert library.oldest().author == "Austen"


def test_find(library):
    assert library.find("dune").year == 1965
    assert library.find("Hamlet") is None


def test_books_can_be_in_a_set():
    books = {Book("Emma", "Austen", 1815), Book("Emma", "Austen", 1815)}
    assert len(books) == 1
    assert hash(Book("Emma", "Austen", 1815)) == hash(Book("Emma", "Austen", 1815))


def test_replace():
    book = replace(Book("Emma", "Austen", 1815), year=1816)
    assert book.year == 1816
    assert book.title == "Emma"


def test_copy_is_equal_but_another():
    library = Library([Book("Emma", "Austen", 1815)])
    other = copy.deepcopy(library)
    other.books.clear()
    assert len(library.books) == 1
    assert len(other.books) == 0


def test_label():
    assert Book("Emma", "Austen", 1815).label == "Emma (Austen, 1815)"
