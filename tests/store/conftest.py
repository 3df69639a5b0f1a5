"""What the tests of the store share: an empty place for a store, and things to keep in it.

With GRADER_TEST_POSTGRESQL=postgresql+psycopg://… all tests that use `place` run on that server too, each in a schema
of its own that is dropped afterwards.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url

from grader.report import CheckResult, Diagnosis, Finding, Location, Report, Verdict
from grader.requests import Frame, Raised
from grader.sandbox import SandboxInfo, SandboxKind
from grader.store import GradeKey, Store

SERVER = os.environ.get("GRADER_TEST_POSTGRESQL", "")
PLACES = ["sqlite", "postgresql"] if SERVER else ["sqlite"]


@pytest.fixture(params=PLACES)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where a store may be made: a path, or the URL of an empty schema."""
    if request.param == "sqlite":
        yield str(tmp_path / "grades.db")
        return
    schema = f"t{uuid.uuid4().hex}"
    server = create_engine(SERVER, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.exec_driver_sql(f"CREATE SCHEMA {schema}")
        url = make_url(SERVER).update_query_dict({"options": f"-csearch_path={schema}"})
        yield url.render_as_string(hide_password=False)
        connection.exec_driver_sql(f"DROP SCHEMA {schema} CASCADE")
    server.dispose()


@pytest.fixture
def store(place: str) -> Iterator[Store]:
    """An empty store."""
    with Store.open(place) as opened:
        yield opened


@pytest.fixture
def key() -> GradeKey:
    """What a grade is kept under."""
    return GradeKey("5ab0" * 16, "mypackage", "v-one", "agent-one", "docker", "sha256:1")


@pytest.fixture
def result() -> CheckResult:
    """A failed check with every field filled."""
    raised = Raised("KeyError", "'k'", ("KeyError", "Exception"), (Frame("a.py", 3, "f"),), "k", "a.py", 7)
    finding = Finding(
        verdict=Verdict.ERROR,
        message="It raised.",
        asked="f(1)",
        expected="2",
        actual="KeyError",
        location=Location("a.py", 3, 5, "    return d[k]"),
        raised=raised,
        stdout="one\ntwo\n",
        target="a.f",
        blocks=False,
    )
    return CheckResult(
        id="defines:a.f",
        kind="value",
        title="f gives 2",
        visibility="hidden",
        score=Decimal("0.00"),
        max_score=Decimal("1.50"),
        extra_credit=True,
        finding=finding,
        diagnosis=Diagnosis("value/none", "seen", "why", "next"),
        cause="layout:a",
        hints=("first", "second"),
        duration_s=0.1,
    )


@pytest.fixture
def report(key: GradeKey, result: CheckResult) -> Report:
    """A report with that check."""
    return Report(
        exercise_id=key.exercise_id,
        exercise_version=key.exercise_version,
        submission_sha256=key.submission_sha256,
        files=("a.py", "b/__init__.py"),
        notes=("1 file was dropped.",),
        sandbox=SandboxInfo(SandboxKind.DOCKER, "sha256:1"),
        python="3.11.2",
        agent="agent-one",
        results=(result,),
        started_at=datetime(2026, 11, 21, 3, 4, 5, 678901, tzinfo=UTC),
        duration_s=1.25,
        rejected=None,
    )
