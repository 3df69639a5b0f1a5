"""`light_class.py WORDS`: `grade` with the scripted agent in place of sandboxes; what that cost, as JSON.

All else is as always: the source is read, workers run, the store is kept, all files are written.
"""

from __future__ import annotations

import json
import resource
import sys

from grader.cli import app
from tests.batch.scripted import scripted_sandboxes


def main(words: list[str]) -> None:
    """Call and print `peak_kib` of this process, and `cpu_s` of it and its workers."""
    with scripted_sandboxes():
        assert app(words, standalone_mode=False) == 0
    own, workers = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    cpu_s = sum(usage.ru_utime + usage.ru_stime for usage in (own, workers))
    print(json.dumps({"peak_kib": own.ru_maxrss, "cpu_s": cpu_s}))  # noqa: T201 - its way to speak to the test


if __name__ == "__main__":
    main(sys.argv[1:])
