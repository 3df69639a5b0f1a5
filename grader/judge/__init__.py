"""The judge: one pytest session per submission, one item per check, on the trusted side of the wall."""

from __future__ import annotations

from grader.judge.session import judge

__all__ = ["judge"]
