"""The store: runs, grades and adjustments, on disk before anyone relies on them.

    with Store.open(folder / "grades.db") as store:
        run = store.begin_run("mypackage", version, "Your first package", source, {"attempt": "latest"})
        store.checkpoint(key, result)      # on disk when it returns
        store.finish(key, report)          # from now on immutable
        store.record(run, row)

What is kept is told in `grader/ledger.py`, how it is written down in `results.py` and `tables.py`, what is said to the
database in `statements.py`, how a file of an older version is brought up to date in `schema.py` and `migrations/`.

Importing this package loads SQLAlchemy, which takes half a second: commands that keep nothing do not import it.
"""

from grader.ledger import Adjustment, GradeKey, Row, Run, Status
from grader.store.faults import StoreFault
from grader.store.store import Store

__all__ = ["Adjustment", "GradeKey", "Row", "Run", "Status", "Store", "StoreFault"]
