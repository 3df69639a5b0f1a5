"""What a failed upload leaves."""


def upload() -> tuple[str, bytes]:
    """Nothing."""
    return "answer.zip", b""
