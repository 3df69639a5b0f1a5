"""Not a zip, for once."""

import io
import tarfile

ANSWER = {
    "math_utils.py": b"def add(a, b):\n    return a + b\n\n\ndef subtract(a, b):\n    return a - b\n",
    "greeting.py": b"def greet(name):\n    return f'Hello, {name}!'\n",
    "main.py": b"from greeting import greet\n\nprint(greet('Alan'))\n",
}


def upload() -> tuple[str, bytes]:
    """Everything below `./`."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        top = tarfile.TarInfo("./")
        top.type = tarfile.DIRTYPE
        archive.addfile(top)
        for name, content in ANSWER.items():
            info = tarfile.TarInfo("./" + name)
            info.size, info.uname, info.uid, info.mode = len(content), "ada", 1000, 0o600
            archive.addfile(info, io.BytesIO(content))
    return "answer.tar.gz", packed.getvalue()
