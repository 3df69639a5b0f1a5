"""The judge, on the trusted side of the wall: one pytest session per submission, one item per check (`session.py`).

Imports nothing by itself: the process that a teacher's test file runs in (`suite`) shall start quickly.
"""
