"""What authors are helped with: drafting an exercise from a model answer, handing it out, seeing it as students do.

words       what students are told of an exercise: its files, its checks in words, never what is hidden
handout     a zip for students
drafting    a draft of an exercise from a model answer (`facts`, `examples`, `projects`, `starters`, `writing`)
"""

from __future__ import annotations

from grader.authoring.drafting import Draft, Trial, draft
from grader.authoring.facts import LeftOut
from grader.authoring.handout import handout
from grader.authoring.words import ToldCheck, file_tree, hidden_count, told_checks
from grader.authoring.writing import files_of

__all__ = [
    "Draft",
    "LeftOut",
    "ToldCheck",
    "Trial",
    "draft",
    "file_tree",
    "files_of",
    "handout",
    "hidden_count",
    "told_checks",
]
