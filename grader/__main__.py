"""`python -m grader` is `grade`."""

from __future__ import annotations

from grader.cli import main

if __name__ == "__main__":  # the workers of a batch import this module too, and must not begin another
    main()
