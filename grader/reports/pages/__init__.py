"""The HTML pages of a graded class: one for the teacher, one for each student.

    Tally            counts a class, row by row, and writes the teacher's page (`report.html`)
    feedback_page    what one student gets back (`feedback/<student>.html`)

Every page is one file that asks nothing of the network: styles, script and plots are in it, and a strict Content
Security Policy in its head says so to the browser. It works without the script, too; that only sorts, filters and
unfolds. Plots are SVG made here, each with a table of its numbers.

Why it is so: pages go through LMSs, mail and memory sticks to people whose browsers we do not know, and hold words of
students who may wish them ill. What enters a template passes `grader.showing.printable` and Jinja's escaping without
anybody having to think of it (`rendering.py`), and no id or address on a page is made of a student's words.
"""

from __future__ import annotations

from grader.reports.pages.feedback import feedback_page
from grader.reports.pages.rows import ClassCheck, ClassRow
from grader.reports.pages.tally import Tally

__all__ = ["ClassCheck", "ClassRow", "Tally", "feedback_page"]
