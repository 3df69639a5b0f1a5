"""Runs bare pytest many times: `python -I bare.py` reads jobs from standard input and writes a result for each.

Why it is so: a process that has loaded pytest once makes a fork for each run, which saves the quarter of a second
that every start costs. A fork begins with nothing of the answer and nothing of other runs, so it shows what a fresh
`python -m pytest` would show.
"""

from __future__ import annotations

import gc
import json
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

OPTIONS = ["-p", "no:cacheprovider", "--tb=native"]
"""no files left in the folder, and tracebacks that need no search for the source"""


class Outcomes:
    """A plug-in that notes how each test function ended; parametrised cases and subtests count for their function."""

    def __init__(self) -> None:
        self.ran: set[str] = set()
        self.failed: set[str] = set()
        self.failed_alone: set[str] = set()
        self.broken = False

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> None:
        """Run every test alone, in a fork, before all of them run one after the other."""
        for item in session.items:
            child = os.fork()
            if not child:
                try:
                    session.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
                finally:
                    os._exit(function(item.nodeid) in self.failed)
            if os.waitpid(child, 0)[1]:
                self.failed_alone.add(function(item.nodeid))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note one phase of one test."""
        name = function(report.nodeid)
        self.ran.add(name)
        if report.failed:
            self.failed.add(name)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Note that a file could not be imported."""
        self.broken = self.broken or report.failed


def function(nodeid: str) -> str:
    """The test function without its file and parameters."""
    return nodeid.partition("::")[2].partition("[")[0]


def run(folder: Path, deselect: list[str]) -> None:
    """Run the suite in `folder` in this process, and write what came of it beside the folder."""
    os.chdir(folder)
    output = os.open(folder.with_suffix(".log"), os.O_WRONLY | os.O_CREAT)
    os.dup2(output, 1)
    os.dup2(output, 2)
    outcomes = Outcomes()
    options = [*OPTIONS, f"--rootdir={folder}", f"--basetemp={folder.with_suffix('.tmp')}"]
    if deselect:
        options += ["-k", " and ".join(f"not {name.rpartition('::')[2]}" for name in deselect)]
    pytest.main([*options, "."], plugins=[outcomes])
    found = {
        "ran": sorted(outcomes.ran),
        "failed": sorted(outcomes.failed),
        "failed_alone": sorted(outcomes.failed_alone),
        "broken": outcomes.broken,
    }
    folder.with_suffix(".json").write_text(json.dumps(found), encoding="utf-8")


def main() -> None:
    """Do every job of standard input, `[[folder, names of tests to leave out], ...]`."""
    with TemporaryDirectory() as empty:
        pytest.main([*OPTIONS, "--collect-only", empty])  # loads pytest's own plug-ins, once for all
    gc.freeze()
    for folder, deselect in json.load(sys.stdin):
        child = os.fork()
        if not child:
            try:
                run(Path(folder), deselect)
            finally:
                os._exit(0)  # what went wrong shows in a result that is missing
        os.waitpid(child, 0)


if __name__ == "__main__":
    main()
