"""Much of this no repository can hold, and a virtual environment none should."""

import io
import zipfile

ANSWER = {
    "math_utils.py": b"def add(a, b):\n    return a + b\n\n\ndef subtract(a, b):\n    return a - b\n",
    "greeting.py": b"def greet(name):\n    return f'Hello, {name}!'\n",
    "main.py": b"from greeting import greet\n\nprint(greet('Alan'))\n",
}
LEFT = {
    ".git/HEAD": b"ref: refs/heads/main\n",
    ".git/objects/ab/cdef": b"x\x9c\x00",
    ".idea/workspace.xml": b"<project/>",
    ".vscode/settings.json": b"{}",
    "__pycache__/math_utils.cpython-311.pyc": b"\xa7\r\r\n stale",
    "greeting.pyc": b"\xa7\r\r\n stale",
    ".mypy_cache/3.11/x.json": b"{}",
    ".math_utils.py.swp": b"b0VIM",
    "math_utils.py~": b"def add(a, b):\n    return 0\n",
    "venv/pyvenv.cfg": b"home = /usr/bin\n",
    "venv/bin/python": b"#!",
    "venv/lib/python3.11/site-packages/math_utils.py": b"raise SystemExit\n",
    ".DS_Store": b"\x00\x00\x00\x01Bud1",
    "Thumbs.db": b"\xd0\xcf\x11\xe0",
    "desktop.ini": b"[.ShellClassInfo]\r\n",
}


def upload() -> tuple[str, bytes]:
    """The answer, and all that lay around it."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**ANSWER, **LEFT}.items():
            archive.writestr(name, content)
    return "homework.zip", packed.getvalue()
