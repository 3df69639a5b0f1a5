"""By which ids a gradebook may know a student, each with its kind: only ids of one kind are ever compared.

    moodle        participant number
    canvas        user id
    username      Blackboard's, or what somebody logs in with
    email, sid    of the download or the roster
    host          whichever the gradebook's host has: the name of a folder or archive, where no roster says whose it is

Why it is so: a number does not tell its kind. What a teacher's own list calls 7 is not Moodle's participant 7, and the
grade in that row would be somebody else's. So the list's own ids are not among these, and neither is an e-mail address
or student number that several in the roster have.
"""

from __future__ import annotations

from collections import Counter
from types import MappingProxyType

from grader.lms.layout import HOST, Found, Id, Layout
from grader.lms.students import Roster, RosterKind, Student

_OWN_KINDS = MappingProxyType(
    {RosterKind.MOODLE: "moodle", RosterKind.CANVAS: "canvas", RosterKind.BLACKBOARD: "username"}
)


def ids_in_roster(roster: Roster | None) -> dict[str, dict[str, str]]:
    """Student -> kind -> id."""
    if roster is None:
        return {}
    own_kind = _OWN_KINDS.get(roster.kind, "")
    emails = Counter(student.email for student in roster.students)
    sids = Counter(student.sid for student in roster.students)

    def ids(student: Student) -> dict[str, str]:
        known = {
            "username": student.login,
            "email": student.email if emails[student.email] == 1 else "",
            "sid": student.sid if sids[student.sid] == 1 else "",
            own_kind: student.student,
        }
        return {kind: said for kind, said in known.items() if kind and said}

    return {student.student: ids(student) for student in roster.students}


def ids_in_download(found: Found, layout: Layout, roster: Roster | None) -> dict[str, str]:
    """Kind -> id. The name of a folder is none of its own where there is a roster: it was looked up there."""
    if layout.own_kind == HOST and Id.HOST in found.ids and roster is not None:
        return {}
    kinds = {Id.HOST: layout.own_kind, Id.SID: "sid", Id.EMAIL: "email"}
    return {kinds[kind]: said for kind, said in found.ids.items() if said}
