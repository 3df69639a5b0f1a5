"""Files that no editor of today should touch."""


def submission() -> dict[str, bytes]:
    """Each file in another encoding, with letters that only it stores so."""
    return {
        "math_utils.py": "# coding: latin-1\nEURO = 'é'\n\n\ndef add(a, b):\n    'Été'\n    return a + b\n\n\n"
        "def subtract(a, b):\n    return a - b\n".encode("latin-1"),
        "greeting.py": "#!/usr/bin/env python3\n# vim: set fileencoding=cp1252 :\nSIGN = '€'\n\n\n"
        "def greet(name):\n    return f'Hello, {name}!'\n".encode("cp1252"),
        "main.py": "# -*- coding: shift_jis -*-\nfrom greeting import greet\n\nprint(greet('Alan'))  # 挨拶\n".encode(
            "shift_jis"
        ),
    }
