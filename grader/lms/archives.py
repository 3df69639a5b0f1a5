"""A folder of archives and loose files, one for each student; the name without its ending is the student.

What lies there beside the archives gets a row too (CONTRACTS 5.13): see `folders`.
"""

from __future__ import annotations

from grader.lms import folders
from grader.lms.layout import Layout
from grader.lms.sources import Source


def _is_mostly_files(source: Source) -> bool:
    return not source.is_zip and not folders.LAYOUT.fits(source)


LAYOUT = Layout(
    name="archives",
    title="a folder of archives",
    looks_like="a folder with one archive for each student",
    fits=_is_mostly_files,
    read=folders.read,
)
