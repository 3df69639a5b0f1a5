"""What the rules of all build backends work on and give."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from grader.project.mistake import Mistake
from grader.showing import clip, printable


@dataclass(frozen=True)
class Wheel:
    """The files of a wheel without those that describe it."""

    files: Mapping[str, str]
    """path in the wheel -> path in the tree, sorted"""
    root: str
    """the folder of the tree from which imports start, "" for the top"""

    @classmethod
    def of(cls, sources: Iterable[str], root: str) -> Wheel:
        """Files below `root`, which lose it in the wheel."""
        start = f"{root}/" if root else ""
        return cls({path.removeprefix(start): path for path in sorted(sources)}, root)

    def module(self, name: str) -> str | None:
        """The path in the tree of a module, given by its dotted name; None where the wheel lacks it."""
        path = name.replace(".", "/")
        return self.files.get(f"{path}/__init__.py") or self.files.get(f"{path}.py")


@dataclass(frozen=True)
class Tree:
    """The files and folders in which a backend looks."""

    files: Mapping[str, bytes]
    folders: Set[str]

    def below(self, folder: str) -> list[str]:
        """Paths of all files in a folder, at any depth; "" is the top."""
        return [path for path in self.files if not folder or path.startswith(f"{folder}/")]

    def folders_below(self, folder: str) -> list[str]:
        """Paths of all folders in a folder, at any depth, relative to it."""
        start = f"{folder}/" if folder else ""
        return sorted(path.removeprefix(start) for path in self.folders if path.startswith(start) and path != folder)


def strings(value: object) -> list[str]:
    """A list of texts as it stands in a configuration; nothing where there is none."""
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []


def not_found(wanted: str, places: list[str], tree: Tree, line: int | None = None) -> Mistake:
    """The mistake that a backend does not find the package of the project."""
    packages = sorted(path.removesuffix("/__init__.py") for path in tree.files if path.endswith("/__init__.py"))
    outer = [path for path in packages if path.rpartition("/")[0] not in packages]
    there = f" There is `{clip(printable(outer[0]), 80)}/`." if outer else " There is no folder with an `__init__.py`."
    message = f"The build looks for the package `{wanted}` and finds none of {_listed(places)}.{there}"
    return Mistake(
        "distribution/src-not-found", message, f"Create {_listed(places[:1])}, or rename what is there.", line
    )


def _listed(places: list[str]) -> str:
    return ", ".join(f"`{clip(printable(place), 80)}`" for place in places)
