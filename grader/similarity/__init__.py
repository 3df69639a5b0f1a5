"""Similar submissions within a class: which pairs a teacher may want to read side by side.

    compare    a class's submissions and the starter -> the pairs, what is usual in the class, what to make of it
    page       the same as one self-contained HTML page

Nothing here is a verdict or changes a score, and the host reads student code as text only.

Why it is our own code: no kept library serves (PyPI and npm, November 2026). copydetect 0.5.0 (last release March 2024;
with numpy and matplotlib 16 packages) winnows whole files without regard to what the class has in common, so an answer
of which half is the same as another hides among chance pairs. pycode-similar 1.4 (last release August 2020) parses
student code in its own process, which our host must not, and is thirty times slower. Dolos is maintained (3.5.1, August
2026), but for Node, with 455 MB and a compiled grammar. compare50 1.2 is GPLv3 and ranks only on its own pages. All of
them compare files; our answers are packages. `tests/similarity/test_planted.py` measures ours.
"""

from grader.similarity.page import page
from grader.similarity.pairs import compare
from grader.similarity.similarities import Similarities

__all__ = ["Similarities", "compare", "page"]
