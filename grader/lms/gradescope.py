"""Gradescope's "Download Submissions": `submission_metadata.yml` and a folder (or PDF) for each submission.

The YAML has Ruby's symbol keys (`:submitters`), and holds the results of everyone, so it is skimmed entry by entry. A
group is one folder with several submitters. Only the active submission is in the export. Identity: `:sid` where it is
there and only this person's, else the e-mail address, else the name where nobody shares it, else the folder's name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from pydantic import JsonValue

from grader.errors import UsageError
from grader.handin import Origin
from grader.intake.names import shown
from grader.intake.trees import EntryKind
from grader.lms.layout import Found, Id, Layout, Reading
from grader.lms.leftovers import note_of_leftovers
from grader.lms.origins import Refused, files_origin, folder_origin
from grader.lms.sources import Item, Source
from grader.lms.students import Roster, text_id
from grader.lms.when import from_yaml
from grader.yamlfile import skim_yaml

_METADATA = ("submission_metadata.yml", "submission_metadata.yaml")
_LEFT_OUT = frozenset({":results", "results", ":history", "history"})
_MISSING = Refused(
    "The files of this submission are not in Gradescope's export.", "Ask your teacher to export it again."
)


@dataclass(frozen=True)
class _Submitter:
    """One person of one submission; "" where the export has nothing."""

    folder: str
    name: str
    sid: str
    email: str
    submitted: datetime | None


def read(source: Source, roster: Roster | None) -> Reading:
    """A hand-in for every submitter, and one for every folder that the metadata do not name."""
    metadata = next(item for item in source.items if item.name in _METADATA)
    items = {item.name: item for item in source.items if item is not metadata}
    submitters = list(_submitters(metadata))
    shared = _shared_sids(submitters)
    names = [submitter.name for submitter in submitters]
    found = [_found(each, items, shared, named_once=names.count(each.name) == 1) for each in submitters]
    told = {submitter.folder for submitter in submitters}
    untold = [item for name, item in items.items() if name not in told]
    folders = [item for item in untold if item.kind is EntryKind.FOLDER]
    found += [Found(item.name, folder_origin(item), item.name) for item in folders]
    notes = [f"{shown(item.name)} is not in {metadata.name}, so nobody knows whose it is." for item in folders]
    notes += [f"Several people have the sid {shown(sid)}, which therefore identifies nobody." for sid in sorted(shared)]
    others = [item for item in untold if item.kind is not EntryKind.FOLDER]
    return Reading(tuple(found), tuple(notes) + note_of_leftovers("Gradescope's export", others, roster))


def _found(submitter: _Submitter, items: dict[str, Item], shared: frozenset[str], *, named_once: bool) -> Found:
    ids = {}
    if submitter.sid and submitter.sid not in shared:
        ids[Id.SID] = submitter.sid
    if submitter.email:
        ids[Id.EMAIL] = submitter.email
    name = submitter.name if named_once else ""
    key = next(iter(ids.values()), name or submitter.folder)
    return Found(key, _origin(items.get(submitter.folder)), submitter.folder, submitter.name, ids, submitter.submitted)


def _origin(item: Item | None) -> Origin:
    if item is None:
        return _MISSING
    return folder_origin(item) if item.kind is EntryKind.FOLDER else files_origin([(item, item.name)], item.name)


def _shared_sids(submitters: list[_Submitter]) -> frozenset[str]:
    """Student numbers that people with different addresses (or, without one, names) have."""
    people: dict[str, set[str]] = {}
    for submitter in submitters:
        people.setdefault(submitter.sid, set()).add(submitter.email or submitter.name)
    return frozenset(sid for sid, found in people.items() if sid and len(found) > 1)


def _submitters(metadata: Item) -> Iterator[_Submitter]:
    try:
        with metadata.opened() as stream:
            for folder, entry in skim_yaml(stream, _LEFT_OUT):
                yield from _of_entry(text_id(folder), entry)
    except ValueError as error:
        raise UsageError(
            f"{shown(metadata.name)} cannot be read: {error}.", "Export it from Gradescope again."
        ) from error


def _of_entry(folder: str, entry: JsonValue) -> Iterator[_Submitter]:
    """The submitters of one submission; one without any name where there are none."""
    submitted = from_yaml(_time(_get(entry, "created_at")))
    people = _get(entry, "submitters")
    for person in people if isinstance(people, list) and people else [None]:
        yield _Submitter(
            folder=folder,
            name=_text(_get(person, "name")),
            sid=text_id(_text(_get(person, "sid"))),
            email=_text(_get(person, "email")).casefold(),
            submitted=submitted,
        )


def _get(mapping: JsonValue, key: str) -> JsonValue:
    """The value of a key, with Ruby's colon or without."""
    return mapping.get(f":{key}", mapping.get(key)) if isinstance(mapping, dict) else None


def _time(value: JsonValue) -> str:
    """Rails sometimes writes a time as a mapping of zone and `utc`."""
    return _text(_get(value, "utc")) if isinstance(value, dict) else _text(value)


def _text(value: JsonValue) -> str:
    text = " ".join(value.split()) if isinstance(value, str) else ""
    return "" if text in ("~", "null") else text


def _fits(source: Source) -> bool:
    return any(item.name in _METADATA and item.kind is EntryKind.FILE for item in source.items)


LAYOUT = Layout(
    name="gradescope",
    title="Gradescope",
    looks_like="a file 'submission_metadata.yml'",
    fits=_fits,
    read=read,
)
