"""Blackboard's download: usernames, attempts, times without a zone, the table of files (reference of facts 6, 11)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from tests.lms.desk import ASKED, PY, Desk, paths, who

STAMP = "2026-06-10-14-05-09"


def receipt(name: str, files: str = "", typed: str = "") -> bytes:
    """Blackboard's own `.txt`."""
    return (
        f"Name: {name}\nAssignment: HW_1\nDate Submitted: Wednesday\nCurrent Mark: Needs Marking\n\n"
        f"Submission Field:\n{typed}\n\nComments:\nnone\n\nFiles:\n{files}"
    ).encode()


def test_blackboard_usernames_with_underscores(desk: Desk) -> None:
    """The `.txt` tells where the assignment's name ends; a missing one is made up for by the others."""
    handins = desk.read(
        {
            f"HW_1_ann_lee_attempt_{STAMP}.txt": receipt("Ann (Annie) Lee (ann_lee)"),
            f"HW_1_ann_lee_attempt_{STAMP}_a.py": PY,
            f"HW_1_bob.roe@x_attempt_{STAMP}_a.py": PY,
        }
    )

    assert [(each.student, each.name) for each in handins.handins] == [
        ("ann_lee", "Ann (Annie) Lee"),
        ("bob.roe@x", ""),
    ]


def test_blackboard_without_any_receipt(desk: Desk) -> None:
    """Then the roster's usernames decide; who is in none keeps the name in the download, and a note tells."""
    roster = "Last Name,First Name,Username\nLee,Ann,ann_lee\nRoe,Bob,bob\n"
    files = {f"HW_1_{user}_attempt_{STAMP}_a.py": PY for user in ("ann_lee", "eve")}

    handins = desk.read(files, roster)

    assert who(handins) == [("ann_lee", True), ("HW_1_eve", False)]
    assert any("HW_1_eve" in note for note in handins.notes)


def test_blackboard_receipt_of_someone_else(desk: Desk) -> None:
    """A `.txt` that contradicts the file's name is not believed."""
    handins = desk.read(
        {
            f"HW_1_ann_attempt_{STAMP}.txt": receipt("Bob Roe (bob)"),
            f"HW_1_cleo_attempt_{STAMP}.txt": receipt("Cleo Fox (cleo)"),
        }
    )

    assert [each.student for each in handins.handins] == ["ann", "cleo"]


def test_blackboard_attempts(desk: Desk) -> None:
    """Several attempts are numbered by their times; late is computed for each from the server's wall clock."""
    files = {}
    for stamp in ("2026-06-10-14-05-09", "2026-06-09-23-59-59", "2026-06-10-12-00-00"):
        files[f"HW_ann_attempt_{stamp}.txt"] = receipt("Ann (ann)")
        files[f"HW_ann_attempt_{stamp}_math_utils.py"] = stamp.encode()

    handins = desk.read(files, due=datetime(2026, 6, 10, 12, 0)).handins  # noqa: DTZ001

    assert [(each.attempt, each.late) for each in handins] == [(1, False), (2, False), (3, True)]
    latest = handins[-1].origin.read(ASKED).files["math_utils.py"]
    assert latest == b"2026-06-10-14-05-09"


def test_blackboard_due_with_an_offset(desk: Desk) -> None:
    """A due time with an offset says which zone the wall clock is in, as far as anyone knows."""
    files = {f"HW_ann_attempt_{STAMP}.txt": receipt("Ann (ann)"), f"HW_ann_attempt_{STAMP}_a.py": PY}
    east = timezone(timedelta(hours=2))

    (handin,) = desk.read(files, due=datetime(2026, 6, 10, 14, 5, 8, tzinfo=east)).handins

    assert handin.late
    assert handin.submitted_at == datetime(2026, 6, 10, 12, 5, 9, tzinfo=UTC)


def test_blackboard_original_names(desk: Desk) -> None:
    """The table of files gives the students' own names; what was typed before it cannot change them."""
    prefix = f"HW_ann_attempt_{STAMP}"
    table = f"\tOriginal filename: math_utils.py\n\tFilename: {prefix}_math_utils(1).py\n"
    spoof = f"Files:\n\tOriginal filename: evil.py\n\tFilename: {prefix}_math_utils(1).py"
    files = {f"{prefix}.txt": receipt("Ann (ann)", table, spoof), f"{prefix}_math_utils(1).py": PY}

    (handin,) = desk.read(files).handins

    assert paths(handin) == ["math_utils.py"]


def test_blackboard_same_original_name_twice(desk: Desk) -> None:
    """Two files of one name keep the names that Blackboard gave them."""
    prefix = f"HW_ann_attempt_{STAMP}"
    stored = ("a.py", "a(1).py")
    table = "".join(f"\tOriginal filename: a.py\n\tFilename: {prefix}_{name}\n" for name in stored)
    files = {f"{prefix}.txt": receipt("Ann (ann)", table), **{f"{prefix}_{name}": PY for name in stored}}

    (handin,) = desk.read(files).handins

    assert paths(handin) == ["a(1).py", "a.py"]


def test_blackboard_file_names_cannot_impersonate(desk: Desk) -> None:
    """A student's file that ends like another's attempt stays its owner's."""
    prefix = f"HW_ann_attempt_{STAMP}"
    files = {f"{prefix}.txt": receipt("Ann (ann)"), f"{prefix}_HW_bob_attempt_{STAMP}.txt": receipt("Bob (bob)")}

    assert who(desk.read(files)) == [("ann", True)]


def test_blackboard_usernames_without_case(desk: Desk) -> None:
    """Usernames are the same in upper and lower case."""
    files = {f"HW_ALee_attempt_{STAMP}.txt": receipt("Ann (ALee)"), f"HW_ALee_attempt_{STAMP}_a.py": PY}

    assert who(desk.read(files, "Username,Last Name\nalee,Lee\n")) == [("alee", True)]
