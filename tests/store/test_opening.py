"""Opening a store: new ones, old ones, and what is none."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import event

from grader.errors import UsageError
from grader.report import CheckResult, Report
from grader.store import GradeKey, Row, Status, Store, StoreFault
from grader.store.database import Database
from grader.store.schema import HEAD, VERSION_TABLE, bring_up_to_date, upgrade
from grader.store.tables import METADATA

MIGRATIONS = ScriptDirectory(str(Path(bring_up_to_date.__code__.co_filename).with_name("migrations")))
REVISIONS = [script.revision for script in reversed(list(MIGRATIONS.walk_revisions()))]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a database file may be made."""
    return tmp_path / "grades.db"


def run_sql(path: Path, *statements: str) -> None:
    """Change a database file behind the store's back."""
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def fill(path: Path, key: GradeKey, report: Report) -> None:
    """A store with some pages in it, all in the one file."""
    with Store.open(path) as store:
        store.begin_run("mypackage", "v", "t", "s", {})
        for number in range(30):
            store.finish(GradeKey(str(number), "mypackage", "v", "a", "docker", None), report)
        store.finish(key, report)


def test_migrations_are_in_order() -> None:
    """There is one line of migrations, and it ends in the revision that the program works with."""
    assert MIGRATIONS.get_heads() == [HEAD]
    assert sorted(REVISIONS) == REVISIONS


@pytest.mark.parametrize("start", [None, *REVISIONS])
def test_migrations_make_the_tables(place: str, start: str | None) -> None:
    """From nothing, and from each older form, the migrations lead to exactly the tables that the code works with."""
    database = Database.at(place)
    if start is not None:
        with database.connection(writes=True) as connection:
            upgrade(connection, start)

    bring_up_to_date(database)

    with database.connection() as connection:
        options = {"version_table": VERSION_TABLE, "compare_type": True, "compare_server_default": True}
        assert compare_metadata(MigrationContext.configure(connection, opts=options), METADATA) == []
    database.close()


def test_a_migration_that_is_broken_off_has_not_happened(tmp_path: Path) -> None:
    """Interrupted before any of its statements, a migration leaves either nothing or all, and the next one succeeds."""
    found: list[set[str]] = []
    while not found or not found[-1]:
        database = Database.at(tmp_path / f"{len(found)}.db")
        interrupt_after(database, statements=len(found))
        with suppress(KeyboardInterrupt):
            bring_up_to_date(database)
        database.close()
        with closing(sqlite3.connect(tmp_path / f"{len(found)}.db")) as connection:
            found.append({name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")})

    assert len(found) > len(METADATA.tables)
    assert found[-1] == {VERSION_TABLE, *METADATA.tables}
    for number in range(len(found)):
        Store.open(tmp_path / f"{number}.db").close()


def interrupt_after(database: Database, statements: int) -> None:
    """Let Ctrl-C come before the statement after so many."""
    left = iter(range(statements))

    def interrupt(*_: object) -> None:
        if next(left, None) is None:
            raise KeyboardInterrupt

    event.listen(database.engine, "before_cursor_execute", interrupt)


def test_an_empty_file_becomes_a_store(path: Path, key: GradeKey, report: Report) -> None:
    """A file of no bytes, as a killed program may leave it, is a store without entries."""
    path.touch()

    fill(path, key, report)

    with Store.open(path) as store:
        assert store.finished(key) == report


def test_a_relative_path_stays_where_it_was(path: Path, monkeypatch: pytest.MonkeyPatch, key: GradeKey) -> None:
    """A process that goes elsewhere after opening still writes to the same file."""
    monkeypatch.chdir(path.parent)
    with Store.open(path.name) as store:
        monkeypatch.chdir(path.parent.parent)
        store.note_start(key)

    with Store.open(f"sqlite:///{path}") as store:
        assert store.attempts_started(key) == 1


def test_power_cuts_are_reckoned_with(path: Path) -> None:
    """The file has a write-ahead log, and every commit is synced (2 is FULL)."""
    Store.open(path).close()
    database = Database.at(path)

    with database.connection() as connection:
        found = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "busy_timeout", "foreign_keys")
        ]
    database.close()

    assert found == ["wal", 2, 30_000, 1]


def test_what_is_finished_is_kept_once(path: Path, key: GradeKey, result: CheckResult, report: Report) -> None:
    """The checkpoints of a grade go when its report comes, so that the file does not grow twice as fast."""
    with Store.open(path) as store:
        store.checkpoint(key, result)
        store.finish(key, report)

    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM verdict").fetchone() == (0,)


def a_text_file(path: Path) -> None:
    """A file that somebody mistook for the store."""
    path.write_text("student,score\n" * 100, encoding="utf-8")


def a_short_text_file(path: Path) -> None:
    """One that is shorter than any database's header."""
    path.write_text("x", encoding="utf-8")


def somebody_elses(path: Path) -> None:
    """The database of another program."""
    run_sql(path, "CREATE TABLE moz_places (id INTEGER)", "INSERT INTO moz_places VALUES (1)")


def somebody_elses_with_alembic(path: Path) -> None:
    """The database of another program that uses Alembic."""
    run_sql(path, "CREATE TABLE alembic_version (version_num TEXT)", "INSERT INTO alembic_version VALUES ('0001')")


def a_newer_one(path: Path) -> None:
    """A store as a later version would leave it."""
    Store.open(path).close()
    run_sql(path, "CREATE TABLE tag (id INTEGER)", "UPDATE grader_schema SET version_num = '9999'")


def one_without_version(path: Path) -> None:
    """A store that does not say of which form it is."""
    Store.open(path).close()
    run_sql(path, "DELETE FROM grader_schema")


def one_without_a_table(path: Path) -> None:
    """A store in which somebody has cleaned up."""
    Store.open(path).close()
    run_sql(path, "DROP TABLE verdict")


REFUSED: dict[str, tuple[Callable[[Path], None], str]] = {
    "text": (a_text_file, "is not a database of Grader"),
    "short-text": (a_short_text_file, "is not a database of Grader"),
    "foreign": (somebody_elses, "is not a database of Grader"),
    "foreign-alembic": (somebody_elses_with_alembic, "is not a database of Grader"),
    "newer": (a_newer_one, "was written by a newer version of Grader"),
    "no-version": (one_without_version, "is damaged"),
    "no-table": (one_without_a_table, "is damaged"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_store_is_refused_and_left_alone(path: Path, case: str) -> None:
    """One sentence says what the file is instead, and not one of its bytes changes."""
    make, says = REFUSED[case]
    make(path)
    before = path.read_bytes()

    with pytest.raises(UsageError, match=says) as refused:
        Store.open(path)

    assert str(path) in refused.value.message
    assert "\n" not in str(refused.value)
    assert path.read_bytes() == before


def cut_in_half(content: bytes) -> bytes:
    """As a copy that was broken off."""
    return content[: len(content) // 2]


def overwritten(content: bytes) -> bytes:
    """As a bad disk may leave it."""
    return content[:20_000] + b"\xa5" * 8192 + content[28_192:]


@pytest.mark.parametrize("harm", [cut_in_half, overwritten])
def test_a_damaged_file_is_refused(path: Path, key: GradeKey, report: Report, harm: Callable[[bytes], bytes]) -> None:
    """Damage is found before anything is served from the file, and nothing is done to it."""
    fill(path, key, report)
    harmed = harm(path.read_bytes())
    path.write_bytes(harmed)

    with pytest.raises(UsageError, match=r"grades\.db is damaged"):
        Store.open(path)

    assert path.read_bytes() == harmed


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE grade SET report = '{\"format\":99}'",
        "UPDATE grade SET report = 'x'",
        "UPDATE grade SET report = char(16) || 'zzzz'",
        "UPDATE line SET status = 'lost'",
        "UPDATE run SET settings = '[1]'",
        "UPDATE run SET settings = '{'",
        "UPDATE adjustment SET score = 'much'",
    ],
)
def test_an_entry_that_is_not_understood(path: Path, key: GradeKey, report: Report, change: str) -> None:
    """An entry of a form that this version does not write is named in a sentence instead of guessed at."""
    fill(path, key, report)
    with Store.open(path) as store:
        store.record(1, Row(0, "anna", "", Status.GRADED, key=key))
        store.adjust("mypackage", "anna", Decimal(1), "", None)
    run_sql(path, change)

    with Store.open(path) as store, pytest.raises(UsageError, match="this version of Grader cannot read"):
        _ = store.rows(1), store.runs(), store.adjustments("mypackage"), store.finished(key)


@pytest.mark.parametrize(
    ("place", "says"),
    [
        pytest.param("{folder}", "because it is no file", id="folder"),
        pytest.param("{folder}/none/grades.db", "because there is no folder", id="no-folder"),
        pytest.param("sqlite://", "because it is no file", id="memory"),
        pytest.param("postgresql+nodriver://u:secret@h/d", "cannot be used as a database", id="no-driver"),
        pytest.param("nonsense://u:secret@h/d", "cannot be used as a database", id="no-such-database"),
        pytest.param("postgresql://u:secret@h:port/d", "is not the URL of a database", id="not-a-url"),
    ],
)
def test_places_where_no_store_can_be(tmp_path: Path, place: str, says: str) -> None:
    """A place that cannot hold a store is refused with a sentence that keeps passwords to itself."""
    with pytest.raises(UsageError, match=says) as refused:
        Store.open(place.format(folder=tmp_path))

    assert "secret" not in str(refused.value)


@pytest.fixture
def hindered(path: Path, key: GradeKey, report: Report) -> Iterator[Callable[[str], Store]]:
    """Open a filled store whose connections get one more PRAGMA."""
    fill(path, key, report)
    database = Database.at(path)

    def open_with(pragma: str) -> Store:
        event.listen(database.engine, "connect", lambda connection, _entry: connection.execute(pragma).close())
        return Store(database)

    yield open_with
    database.close()


@pytest.mark.parametrize(
    ("pragma", "says"),
    [
        pytest.param("PRAGMA max_page_count=1", "the disk is full", id="full"),
        pytest.param("PRAGMA query_only=ON", "cannot be opened for reading and writing", id="read-only"),
        pytest.param("PRAGMA busy_timeout=0", "locked by another program", id="locked"),
    ],
)
def test_a_store_that_cannot_be_written(
    path: Path, hindered: Callable[[str], Store], key: GradeKey, report: Report, pragma: str, says: str
) -> None:
    """A full disk, a read-only file and a lock are faults of the service; what was stored stays whole and readable."""
    store = hindered(pragma)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        if "busy" in pragma:
            other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreFault, match=says) as fault:
            store.finish(GradeKey("new", "e", "v", "a", "docker", None), replace(report, notes=("long" * 10_000,)))

    assert "\n" not in str(fault.value)
    assert store.finished(key) == report
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
