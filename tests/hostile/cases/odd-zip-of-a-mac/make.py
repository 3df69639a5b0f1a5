"""The files that the Finder's Compress adds."""

import io
import unicodedata
import zipfile

ANSWER = {
    "math_utils.py": b"def add(a, b):\n    return a + b\n\n\ndef subtract(a, b):\n    return a - b\n",
    "greeting.py": b"from gr\xc3\xbc\xc3\x9fe import HELLO\n\n\ndef greet(name):\n    return HELLO % name\n",
    "grüße.py": b"HELLO = 'Hello, %s!'\n",
    "main.py": b"from greeting import greet\n\nprint(greet('Alan'))\n",
}
TWIN = b"\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X        "


def upload() -> tuple[str, bytes]:
    """The folder `Homework 3`, and beside it `__MACOSX`."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Homework 3/", b"")
        archive.writestr("Homework 3/.DS_Store", b"\x00\x00\x00\x01Bud1")
        for name, content in ANSWER.items():
            stored = unicodedata.normalize("NFD", name)
            archive.writestr("Homework 3/" + stored, content)
            archive.writestr("__MACOSX/Homework 3/._" + stored, TWIN)
    return "Homework 3.zip", packed.getvalue()
