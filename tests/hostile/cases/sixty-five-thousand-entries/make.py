"""Written by hand: zipfile would write the file 65,000 times, and each name with it."""

import struct
import zlib

COUNT = 65_000
NAME = b"%05d.py"
CONTENT = b"print(8)\n"


def upload() -> tuple[str, bytes]:
    """Local header and content once; the directory names them again and again (PKWARE APPNOTE 4.3)."""
    facts = struct.pack("<HHHHHLLLHH", 20, 0, 0, 0, 33, zlib.crc32(CONTENT), len(CONTENT), len(CONTENT), 8, 0)
    local = b"PK\3\4" + facts + NAME % 0 + CONTENT
    entry = b"PK\1\2" + struct.pack("<H", 20) + facts + struct.pack("<HHHLL", 0, 0, 0, 0, 0)
    directory = b"".join(entry + NAME % number for number in range(COUNT))
    end = b"PK\5\6" + struct.pack("<HHHHLLH", 0, 0, COUNT, COUNT, len(directory), len(local), 0)
    return "answer.zip", local + directory + end
