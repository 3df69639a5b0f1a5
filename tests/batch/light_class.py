"""`light_class.py SOURCE EXERCISE RUN`: grade a class with the scripted agent; what that cost, as JSON.

Only the sandbox is not the real one: the source is read, workers run, the store is kept, all files are written.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path

from grader.cli.batching import run_class
from grader.cli.wishes import BatchWishes
from tests.batch.scripted import scripted_sandboxes


def main(source: Path, exercise: str, run: Path) -> None:
    """Grade and print `peak_kib` of this process, and `cpu_s` of it and its workers."""
    wishes = BatchWishes(
        source, exercise, run, None, "auto", "latest", None, None, 2, "process", None, None, False, False, quiet=True
    )
    with scripted_sandboxes():
        assert run_class(wishes) == 0
    own, workers = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    cpu_s = sum(usage.ru_utime + usage.ru_stime for usage in (own, workers))
    print(json.dumps({"peak_kib": own.ru_maxrss, "cpu_s": cpu_s}))  # noqa: T201 - its way to speak to the test


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
