"""A folder of folders, one for each student; the folder's name is the student (CONTRACTS 3.2).

Decision: every item in SOURCE gets a row (CONTRACTS 5.13), whatever it is, so this format and the folder of archives
read the same way; the name only says which of the two a folder mostly is.
"""

from __future__ import annotations

from grader.handin import Origin
from grader.intake.archives import is_meant_as_archive
from grader.intake.names import shown
from grader.intake.trees import EntryKind
from grader.lms.layout import Found, Id, Layout, Reading
from grader.lms.origins import DiskItem, files_origin, folder_origin
from grader.lms.sources import DiskPlace, Item, Source
from grader.lms.students import Roster

_ARCHIVE_ENDINGS = (".tar.gz", ".tar.bz2", ".tar.xz", ".tar", ".tgz", ".tbz2", ".tbz", ".txz", ".zip", ".rar", ".7z")
_FILE_ENDINGS = (
    *(".py", ".ipynb", ".txt", ".md", ".pdf", ".doc", ".docx", ".odt", ".html", ".htm", ".csv", ".json", ".xls"),
    *(".xlsx", ".png", ".jpg", ".jpeg", ".gif", ".gz", ".bz2", ".xz", ".exe", ".toml"),
)


def read(source: Source, roster: Roster | None) -> Reading:
    """A hand-in for every item; the roster's own file, should it lie here, is none."""
    items = [item for item in source.items if roster is None or not _is_file(item, roster)]
    keys = _keys(items)
    found = tuple(_found(item, keys[place]) for place, item in enumerate(items))
    return Reading(found, tuple(_notes(items, keys)))


def _is_file(item: Item, roster: Roster) -> bool:
    if not isinstance(item.place, DiskPlace) or not roster.path.exists():
        return False
    return item.place.path.exists() and item.place.path.samefile(roster.path)


def _found(item: Item, key: str) -> Found:
    ids = {Id.HOST: key, Id.SID: key, Id.EMAIL: key.casefold()}
    return Found(key, _origin(item), item.name, name=key, ids=ids)


def _origin(item: Item) -> Origin:
    if isinstance(item.place, DiskPlace):
        return DiskItem(item.place.path)
    return folder_origin(item) if item.kind is EntryKind.FOLDER else files_origin([(item, item.name)], item.name)


def _keys(items: list[Item]) -> list[str]:
    """The students' ids, all different: where two items would be one student, the less likely keeps its ending."""
    short = [_without_ending(item) for item in items]
    owners: dict[str, list[int]] = {}
    for place, key in enumerate(short):
        owners.setdefault(key, []).append(place)
    taken: set[str] = set()
    keys = [""] * len(items)
    for key, places in sorted(owners.items()):
        first = min(_rank(items[place]) for place in places)
        best = [place for place in places if _rank(items[place]) == first]
        for place in places:
            keys[place] = _free(key if best == [place] else items[place].name, taken, owners)
    return keys


def _free(key: str, taken: set[str], owners: dict[str, list[int]]) -> str:
    """The key, numbered where it is taken: by a name that stands twice in a zip, or another item's short name."""
    candidate, number = key, 1
    while candidate in taken or (number > 1 and candidate in owners):
        number += 1
        candidate = f"{key} ({number})"
    taken.add(candidate)
    return candidate


def _rank(item: Item) -> int:
    """How likely an item is the hand-in of its short name: a folder, then an archive, then any other file."""
    if item.kind is EntryKind.FOLDER:
        return 0
    return 1 if item.kind is EntryKind.FILE and is_meant_as_archive(item.name) else 2


def _without_ending(item: Item) -> str:
    if item.kind is EntryKind.FOLDER:
        return item.name
    endings = _ARCHIVE_ENDINGS if is_meant_as_archive(item.name) else _FILE_ENDINGS
    ending = next((each for each in endings if item.name.lower().endswith(each)), "")
    return item.name[: len(item.name) - len(ending)] or item.name


def _notes(items: list[Item], keys: list[str]) -> list[str]:
    clashing = [item.name for item, key in zip(items, keys, strict=True) if key != _without_ending(item)]
    if not clashing:
        return []
    named = ", ".join(map(shown, clashing[:5])) + (", …" if len(clashing) > 5 else "")
    return [f"Another item has the same name but for its ending, so these rows keep theirs: {named}."]


def _is_mostly_folders(source: Source) -> bool:
    folders = sum(item.kind is EntryKind.FOLDER for item in source.items)
    return not source.is_zip and 2 * folders >= len(source.items)


LAYOUT = Layout(
    name="folders",
    title="a folder of folders",
    looks_like="a folder with one folder for each student",
    fits=_is_mostly_folders,
    read=read,
)
