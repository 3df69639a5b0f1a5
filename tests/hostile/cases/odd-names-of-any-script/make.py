"""Not every file system keeps such names as they are."""


def submission() -> dict[str, bytes]:
    """A module with a name that is no ASCII, used by the answer."""
    return {
        "math_utils.py": (
            "from módulo import añadir as add\nfrom 数学 import 減算 as subtract\nπ = 3  # 🥧\n".encode()
        ),
        "módulo.py": "def añadir(a, b):\n    return a + b\n".encode(),
        "数学.py": "def 減算(甲, 乙):\n    return 甲 - 乙\n".encode(),
        "Übung 1 – Lösung.txt": b"Fertig!\n",  # noqa: RUF001 (as word processors write it)
    }
