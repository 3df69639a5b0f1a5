"""From whatever was handed in to a tree of safe names and bytes, without ever extracting anything.

Why it is so: hostile archives make every extractor of the standard library write, follow, overwrite or hang. So
nothing is written here: entries are listed, judged by name and size, and only then read one by one, with caps.

    caps       how much is accepted, and the running account of one submission
    names      which paths are safe, and how to show those that are not
    noise      what no student means to hand in (`__pycache__`, `.git`, virtual environments)
    trees      the values that pass between the readers
    streams    bounded decompression        tars, zips    the two archive formats
    archives   recognise and read one archive             folders   read a folder
    wrapping   the one needless folder around an answer
"""
