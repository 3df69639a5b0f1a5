"""How long must the tea steep? Run it with `python teatime.py green`."""

import sys

MINUTES = {"green": 2, "black": 4, "herbal": 7}


def minutes(tea):
    if tea not in MINUTES:
        raise ValueError("There is no tea called " + tea + ".")
    return MINUTES[tea]


tea = sys.argv[1]
print(tea, "tea:", minutes(tea), "minutes")
