"""Files that are there as a whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


def replace_file(path: Path, data: bytes) -> None:
    """Write a whole file or none: into a neighbour first, then over the old one. Raises OSError."""
    replace_in_pieces(path, [data])


def replace_in_pieces(path: Path, pieces: Iterable[bytes]) -> None:
    """The same with the pieces of a file that is never in memory as a whole."""
    neighbour = path.with_name(f".{path.name}.new")
    with neighbour.open("wb") as file:
        file.writelines(pieces)
    neighbour.replace(path)
