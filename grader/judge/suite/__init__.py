"""Plain pytest files of a teacher, with the submission on the other side of the wall.

In the judge: `host.py` has a suite run for one submission, `conclusions.py` makes findings of what happened, and
`beside.py` runs one in the sandbox where an exercise says so.

In the process that a suite runs in (`__main__.py`), which holds the test file and never a line of the submission:

    running.py       a pytest session; results.py: what became of a test
    importer.py      which imports are the submission's
    proxies.py       what a test has in its hands; modules.py, methods.py, references.py: parts of it
    mirrors.py       classes of the submission, made here once more
    link.py          how it is asked in the sandbox; conversation.py: what there is to ask; messages.py
    codec.py         values on the way; standard.py: those of the standard library
    calling.py       what student code may do with what a test hands over
    surroundings.py  patches, input, files, seeds; programs.py: programs that a test starts
    looking.py       isinstance and the like, where the object is elsewhere
    guard.py         what a test may not do here
"""
