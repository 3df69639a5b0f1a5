"""What stands in a `pyproject.toml`, and which files the wheel built from it would hold: static rules, nothing runs.

tomlfile    TOML of a submission as plain data, or what is wrong with it
pyproject   the tables of a pyproject.toml and the rules for them that matter to a beginner
wheel       the files of the wheel; the known build backends are the rows of its table, one file each
mistake     what is found

TOML is data: it is read on the judge's side, with a cap on its size, and never evaluated.
"""
