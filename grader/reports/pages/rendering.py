"""Templates to pages: where every text of a page is made harmless, and the page shut off from the network.

Texts are escaped twice over: `printable` makes control, bidi and other unseen characters visible, then Jinja escapes
what HTML would read. Both happen to every expression of every template; only our own style and script go in as they
are. Their hashes are the only ones that the page's policy lets run, so that markup which slipped through were dead.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import re
from collections.abc import Iterator
from importlib import resources
from typing import NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined

from grader.showing import printable

_CODE = re.compile(r"`([^`]+)`")


class Piece(NamedTuple):
    """A part of a sentence; code stood between backticks."""

    text: str
    is_code: bool


def render(template: str, context: object) -> str:
    """The page that a template makes of `context`, which it knows as `page`."""
    return "".join(rendered(template, context))


def rendered(template: str, context: object) -> Iterator[str]:
    """The page piece by piece, for one that is large."""
    return _environment().get_template(template).generate(page=context)


def pieces(sentence: str) -> Iterator[Piece]:
    """A sentence cut at its backticks."""
    for index, text in enumerate(_CODE.split(sentence)):
        if text:
            yield Piece(text, is_code=index % 2 == 1)


@functools.cache
def _environment() -> Environment:
    """Made once: a class needs its templates a thousand times."""
    environment = Environment(
        loader=PackageLoader("grader.reports.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style, script = (_source(name) for name in ("page.css", "page.js"))
    environment.filters["pieces"] = pieces
    environment.globals.update(style=style, script=script, policy=_policy(style, script))
    return environment


def _shown(value: object) -> object:
    """What is about to be written into a page.

    Raises:
        TypeError: it is neither a text nor a whole number; the template forgot to say how it is written.
    """
    if hasattr(value, "__html__"):  # markup of our own: the output of a macro, the style, the script
        return value
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise TypeError(f"a page cannot show {type(value).__name__}")


def _source(name: str) -> str:
    return (resources.files("grader.reports.pages") / "templates" / name).read_text(encoding="utf-8").strip()


def _policy(style: str, script: str) -> str:
    """Nothing is loaded, sent or framed; only this style and this script are used."""
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode('ascii')}'"
