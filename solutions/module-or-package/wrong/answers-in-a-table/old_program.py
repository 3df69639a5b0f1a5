"""One of the many programs that must go on working: run it with `python old_program.py`."""

from greetings import hello

print(hello("Ada"))
