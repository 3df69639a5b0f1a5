import sys

sys.stdout.buffer.write(b"Hello, \xff\xfe\xed\xa0\x80!\n")
