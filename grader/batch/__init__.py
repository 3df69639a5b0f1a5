"""Many submissions: bounded, resumable, in parallel. A worker that dies takes nothing with it.

    parent      hands out one hand-in at a time, hears what became of it, replaces dead workers; keeps only counts
    worker      a process with judge, sandbox and journal of its own; reads a submission when its turn comes

Every finished check is in the journal before the next starts, and every row before the next hand-in: whatever is
killed, the next run goes on where this one was. A hand-in over which a worker died is tried once more, after the
others; one that was only waiting for a worker that died has done nothing wrong.
"""

from __future__ import annotations

from grader.batch.crew import Outcomes, run_batch
from grader.batch.terms import Assignment, Bench, Equipment, Journal, Outcome, Task

__all__ = ["Assignment", "Bench", "Equipment", "Journal", "Outcome", "Outcomes", "Task", "run_batch"]
