import re


def slugify(text: str) -> str:
    """The text as it may stand in an address."""
    return "-".join(re.findall(r"[a-z0-9]+", text.lower()))


def truncate(text, length, *, end="..."):

    return text if len(text) <= length else text[:length] + end
