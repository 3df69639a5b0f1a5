"""The judge, on the trusted side of the wall: a pytest session, an item per check (`session.py`).

Imports nothing by itself: the process that a teacher's test file runs in (`suite`) shall start quickly.
"""
