"""Plain pytest files of a teacher, with the submission on the other side of the wall.

host.py          the judge's side: has a suite run for one submission and turns what happened into findings
__main__.py      the process that a suite runs in; it holds the test file, never a line of the submission
running.py       one run: a pytest session in which imports of the submission give proxies
proxies.py       what a test has in its hands; link.py, codec.py: how it is asked in the sandbox
importer.py      which imports are the submission's; surroundings.py: patches, input, files, seeds
"""
