"""HTML from plain text and other HTML: everything that is not markup of ours is escaped."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from html import escape

from grader.showing import clip, printable


@dataclass(frozen=True, slots=True)
class Html:
    """A piece of a page that is safe as it stands."""

    text: str


def shown(text: str, width: int = 80) -> Html:
    """A student's text on one line: no control or bidi characters, at most `width` characters."""
    return Html(escape(clip(printable(text), width)))


def element(tag: str, *children: Html | str, **attributes: str) -> Html:
    """An element. Text among the children is escaped; `class_` stands for the attribute `class`, `_` for `-`."""
    written = "".join(f' {name.rstrip("_").replace("_", "-")}="{escape(said)}"' for name, said in attributes.items())
    return Html(f"<{tag}{written}>{joined(children).text}</{tag}>")


def joined(children: Iterable[Html | str]) -> Html:
    """The children one after the other."""
    return Html("".join(child.text if isinstance(child, Html) else escape(child) for child in children))


def document(title: Html, style: str, body: Html) -> str:
    """A whole page that loads nothing and runs nothing: its policy allows its one style sheet only."""
    allowed = b64encode(sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{allowed}'; base-uri 'none'; form-action 'none'"
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title.text}</title>\n<style>{style}</style>\n</head>\n<body>\n{body.text}\n</body>\n</html>\n"
    )
