"""Sources too long for a repository, and a nuisance to every editor that indexes it."""


def submission() -> dict[str, bytes]:
    """One that is asked for, and others beside it."""
    return {
        "greeting.py": b"x = " + b"-" * 20_000 + b"1\n",
        "brackets.py": b"x = " + b"(" * 5_000 + b")" * 5_000 + b"\n",
        "digits.py": b"x = " + b"9" * 100_000 + b"\n",
        "lambdas.py": b"x = " + b"lambda: " * 3_000 + b"1\n",
        "indents.py": b"".join(b" " * depth + b"if x:\n" for depth in range(150)) + b" " * 150 + b"pass\n",
        "attributes.py": b"x = a" + b".b" * 100_000 + b"\n",
    }
