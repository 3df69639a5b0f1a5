"""The untrusted side of `run: beside-student`: a teacher's test file, in one process with the submission.

The agent evaluates this text and then `results(files, name)`: `files` maps paths to the content of what lies beside
the test file, `name` is the test file's. Whatever comes back could have been forged by the submission.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def results(files: "dict[str, bytes]", name: str) -> "list[list[Any]]":
    """[test, how, message] for each test function; how is passed, failed, skipped or left_out (by a decorator)."""
    import os
    import shutil
    import tempfile

    import pytest

    found: dict[str, list[Any]] = {}

    class Watch:
        def pytest_runtest_logreport(self, report: "Any") -> None:
            test = report.nodeid.partition("::")[2].partition("[")[0]
            entry = found.setdefault(test, [test, "passed", ""])
            if entry[1] == "passed" and report.outcome != "passed" and not hasattr(report, "wasxfail"):
                is_left_out = report.when == "setup" and {"skip", "skipif"} & set(report.keywords)
                how = "left_out" if report.skipped and is_left_out else report.outcome
                entry[1:] = [how, str(getattr(report, "longreprtext", ""))[-2000:]]

    folder = tempfile.mkdtemp()
    try:
        for path, content in files.items():
            place = os.path.join(folder, *path.split("/"))
            os.makedirs(os.path.dirname(place), exist_ok=True)
            with open(place, "wb") as file:
                file.write(content)
        options = ["-p", "no:cacheprovider", "-p", "no:terminal", "--rootdir", folder, os.path.join(folder, name)]
        pytest.main(options, plugins=[Watch()])
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return list(found.values())
