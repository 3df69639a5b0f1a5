"""A .docx is a zip."""

from tests.lms.packings import zipped


def upload() -> tuple[str, bytes]:
    """The right answer, and with it what this case is about."""
    return "answer.zip", zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"})
