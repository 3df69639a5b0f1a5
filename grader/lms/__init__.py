"""A class's submissions as the LMS gives them, and who they are of.

    read_class     SOURCE -> Handins: everyone's hand-ins, in stable order, each with the way to read it later
    read_roster    the file that says who is in the class
    LAYOUTS        the formats; one file each

SOURCE is only read, never changed and never extracted. What is wrong with the download as a whole is one UsageError;
what is wrong with one student's files is that student's rejection, when their turn comes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, tzinfo
from pathlib import Path

from grader.errors import UsageError
from grader.handin import Handin, Handins, Missing
from grader.lms import archives, blackboard, canvas, folders, gradescope, moodle
from grader.lms.identity import Match, match_all
from grader.lms.kinds import ids_in_roster
from grader.lms.layout import Attempts, Layout
from grader.lms.roster import read_roster
from grader.lms.sources import Source, open_source
from grader.lms.students import Roster, RosterKind, Student, presentable
from grader.lms.when import as_utc, is_late

__all__ = ["AUTO", "LAYOUTS", "Attempts", "Roster", "RosterKind", "Student", "read_class", "read_roster"]

AUTO = "auto"
LAYOUTS = (
    folders.LAYOUT,
    archives.LAYOUT,
    moodle.LAYOUT,
    canvas.LAYOUT,
    blackboard.LAYOUT,
    gradescope.LAYOUT,
)
_PLAIN = (folders.LAYOUT, archives.LAYOUT)


def read_class(
    source: Path,
    layout: str = AUTO,
    roster: Roster | None = None,
    attempts: Attempts = Attempts.LATEST,
    due: datetime | None = None,
    zone: tzinfo | None = None,
) -> Handins:
    """Everyone's hand-ins: those of the roster in its order, then those of nobody in it.

    `due` without an offset is the host's wall clock; `zone` is the host's, where that is known. With Attempts.BEST all
    attempts are given: which is best shows only after grading.

    Raises:
        UsageError: the source is missing, damaged or of no known format, or `layout` does not fit it.
    """
    found, opened = _chosen(open_source(source), layout)
    reading = found.read(opened, roster)
    if not reading.found:
        raise UsageError(f"There is no submission in {opened.name}.", "Give the folder or zip with the submissions.")
    matches, notes = match_all(reading.found, roster, found)
    handins = _numbered(matches, roster, due, zone)
    handed_in = {handin.student for handin in handins}
    known = ids_in_roster(roster)
    missing = tuple(
        Missing(each.student, each.name, _worksheet_address(known[each.student]), known[each.student])
        for each in (roster.students if roster else ())
        if each.student not in handed_in and not each.is_test
    )
    all_notes = (*(roster.notes if roster else ()), *reading.notes, *notes, *_noise_note(opened))
    return Handins(found.name, tuple(_chosen_attempts(handins, attempts)), missing, all_notes)


def _chosen(source: Source, layout: str) -> tuple[Layout, Source]:
    """The format, and the source or the one folder in it that wraps everything."""
    if layout == AUTO:
        return _detected(source)
    asked = next((each for each in LAYOUTS if each.name == layout), None)
    if asked is None:
        known = ", ".join((AUTO, *(each.name for each in LAYOUTS)))
        raise UsageError(f"There is no layout '{layout}'.", f"Choose one of {known}.")
    if asked in _PLAIN:
        # Packing a folder puts that folder into the zip.
        return asked, (source.unwrapped() if source.is_zip else None) or source
    for candidate in _with_inside(source):
        if asked.fits(candidate):
            return asked, candidate
    raise UsageError(
        f"{source.name} is no download of {asked.title}: there should be {asked.looks_like}.",
        "Leave out --layout, or give the download as the LMS gave it.",
    )


def _detected(source: Source) -> tuple[Layout, Source]:
    hosts = [each for each in LAYOUTS if each not in _PLAIN]
    for candidate in _with_inside(source):
        fitting = [each for each in hosts if each.fits(candidate)]
        if len(fitting) == 1:
            return fitting[0], candidate
        if fitting:
            titles = " and ".join(each.title for each in fitting)
            raise UsageError(
                f"{source.name} looks like a download of {titles}.",
                f"Say which with --layout: {' or '.join(each.name for each in fitting)}.",
            )
    plain = next((each for each in _PLAIN if each.fits(source)), None)
    if plain is not None:
        return plain, source
    expected = "; ".join(f"{each.title}: {each.looks_like}" for each in hosts)
    raise UsageError(
        f"{source.name} is no download of an LMS that is known here ({expected}).",
        "If it holds a folder or an archive for each student, say --layout folders or --layout archives.",
    )


def _with_inside(source: Source) -> Iterable[Source]:
    yield source
    inside = source.unwrapped()
    if inside is not None:
        yield inside


def _numbered(matches: list[Match], roster: Roster | None, due: datetime | None, zone: tzinfo | None) -> list[Handin]:
    """The hand-ins in stable order, attempts counted from 1 in the order of their times."""
    order = {student.student: place for place, student in enumerate(roster.students if roster else ())}
    ordered = sorted(matches, key=lambda each: _place(each, order, zone))
    counts: dict[str, int] = {}
    handins = []
    for match in ordered:
        counts[match.student] = counts.get(match.student, 0) + 1
        handins.append(_handin(match, counts[match.student], roster, due, zone))
    return handins


def _place(match: Match, order: dict[str, int], zone: tzinfo | None) -> tuple[int, str, float, str]:
    place = order.get(match.student, len(order)) if match.member else len(order)
    submitted = match.found.submitted
    moment = as_utc(submitted, None, zone).timestamp() if submitted else 0.0
    return place, match.student, moment, match.found.label


def _handin(match: Match, attempt: int, roster: Roster | None, due: datetime | None, zone: tzinfo | None) -> Handin:
    found, member = match.found, match.member
    submitted = found.submitted or (member.submitted if member else None)
    late = found.late if found.late is not None or member is None else member.late
    if late is None and due is not None and submitted is not None:
        late = is_late(submitted, due, zone)
    return Handin(
        student=match.student,
        name=presentable((member.name if member else "") or found.name),
        origin=found.origin,
        attempt=attempt,
        submitted_at=as_utc(submitted, due, zone) if submitted else None,
        late=late,
        in_roster=roster is None or member is not None,
        address=found.address or _worksheet_address(match.ids),
        ids=match.ids,
    )


def _worksheet_address(ids: Mapping[str, str]) -> str:
    """Moodle takes feedback for the participants of its worksheet, however their files came here, if they did."""
    return ids.get("moodle", "")


def _chosen_attempts(handins: list[Handin], attempts: Attempts) -> list[Handin]:
    if attempts is not Attempts.LATEST:
        return handins
    last = {handin.student: handin.attempt for handin in handins}
    return [handin for handin in handins if handin.attempt == last[handin.student]]


def _noise_note(source: Source) -> tuple[str, ...]:
    if not source.noise:
        return ()
    what = "1 file or folder" if source.noise == 1 else f"{source.noise} files or folders"
    return (f"Left out {what} that no student handed in (such as __MACOSX or .DS_Store).",)
