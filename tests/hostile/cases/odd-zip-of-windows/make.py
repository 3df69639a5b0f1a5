"""As .NET before 4.6.1 wrote them; the standard library would mend the names."""

import io
import zipfile

ANSWER = {
    "math_utils.py": b"from tools.sums import add, subtract\r\n",
    "tools\\__init__.py": b"",
    "tools\\sums.py": b"def add(a, b):\r\n    return a + b\r\n\r\n\r\ndef subtract(a, b):\r\n    return a - b\r\n",
    "greeting.py": b"def greet(name):\r\n    return f'Hello, {name}!'\r\n",
    "main.py": b"from greeting import greet\r\n\r\nprint(greet('Alan'))\r\n",
}


def upload() -> tuple[str, bytes]:
    """The folder `hw`."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in ANSWER.items():
            info = zipfile.ZipInfo("placeholder")
            info.filename = "hw\\" + name
            archive.writestr(info, content)
    return "hw.zip", packed.getvalue()
