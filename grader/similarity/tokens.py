"""Student code as statements of normalised symbols, read as text: nothing here parses or compiles.

Names and literals lose their wording, comments, docstrings and type hints go: what is left stays the same when code is
renamed, commented, hinted or laid out anew. Names that nobody can rename (keywords, builtins, methods of builtin
types) stay.

Why it is so: the stdlib's `tokenize` stops at the first broken string, bracket or indentation. Reading starts again
on the next line, a limited number of times, so that broken files are compared too. Every cap is a count, never a
clock: the same files give the same result on any machine.
"""

from __future__ import annotations

import builtins
import codecs
import keyword
import tokenize
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from token import tok_name

LINE_CHARS = 1_000
"""longer lines are data, and the patterns of `tokenize` take time that grows with the square of a broken line"""
FILE_LINES = 4_000
FILE_BYTES = 200_000
FILE_TOKENS = 40_000
RESTARTS = 100
"""how often reading starts again in one file"""

NAME, NUMBER, STRING, END = "N", "0", "S", ";"

_BUILTINS = frozenset(name for name in dir(builtins) if not name.startswith("_"))
_METHODS = frozenset(
    name for kind in (str, bytes, list, tuple, dict, set, int, float) for name in dir(kind) if not name.startswith("_")
)
_KEYWORDS = frozenset(keyword.kwlist)
_SILENT = frozenset({"ENCODING", "NL", "COMMENT", "TYPE_COMMENT", "TYPE_IGNORE", "INDENT", "DEDENT", "ENDMARKER"})
_CONTROLS = dict.fromkeys((*range(9), 11, *range(14, 32), 127), " ") | {12: None}
_ENCODINGS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


@dataclass(frozen=True, slots=True)
class Statement:
    """One logical line, or one of several that `;` parts."""

    column: int
    """how far the line it stands on is indented, tabs to the next multiple of 8"""
    defines: str | None
    """name of the function whose `def` this is"""
    symbols: tuple[str, ...]
    rows: tuple[int, ...]
    """for each symbol the physical line it stands on, counted from 1"""


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    row: int
    column: int


def read_lines(content: bytes) -> tuple[tuple[str, ...], bool]:
    """The lines of a file, and whether it was longer than what is read. Total: any bytes give text."""
    head = content[:FILE_BYTES]
    text = _decoded(head).replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROLS)
    lines = text.split("\n")
    cut = len(content) > FILE_BYTES or len(lines) > FILE_LINES or any(len(line) > LINE_CHARS for line in lines)
    return tuple(line[:LINE_CHARS].rstrip() for line in lines[:FILE_LINES]), cut


def statements(lines: Sequence[str]) -> tuple[list[Statement], bool]:
    """The statements of a file, and whether reading stopped before its end. What is no Python is left out."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # newer Pythons warn of odd numbers in the student's code
        tokens, complete = _tokens(lines)
    found = (_statement(group, lines) for group in _groups(tokens))
    return [statement for statement in found if statement], not complete


def _decoded(content: bytes) -> str:
    """UTF-8, or what the byte order mark says, or Latin-1, which takes any bytes."""
    for mark, encoding in _ENCODINGS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        cut_inside = error.start >= len(content) - 3 and error.reason == "unexpected end of data"
        return content.decode("utf-8", "ignore") if cut_inside else content.decode("latin-1")


def _tokens(lines: Sequence[str]) -> tuple[list[_Token], bool]:
    """The tokens of all lines, and whether that is all; reading starts again after what `tokenize` gives up on."""
    tokens: list[_Token] = []
    start = 0
    for _ in range(RESTARTS):
        try:
            for token in _tokens_from(lines, start):
                tokens.append(token)
                if len(tokens) >= FILE_TOKENS:
                    return tokens, False
        except _LostBracketError as lost:
            start = lost.row - 1
        except (tokenize.TokenError, SyntaxError):
            start = max(tokens[-1].row if tokens else 0, start + 1)
        else:
            return tokens, True
        tokens.append(_Token("NEWLINE", "", start, 0))
    return tokens, False


class _LostBracketError(Exception):
    """A bracket was never closed: a definition begins inside it, on line `row`."""

    def __init__(self, row: int) -> None:
        super().__init__(row)
        self.row = row


def _tokens_from(lines: Sequence[str], start: int) -> Iterator[_Token]:
    """The tokens from a line on, which is counted from 0.

    Raises:
        _LostBracketError, tokenize.TokenError, SyntaxError: what follows cannot be read in one go.
    """
    depth = 0
    rest = (line.expandtabs() + "\n" for line in lines[start:])
    for info in tokenize.generate_tokens(lambda: next(rest, "")):
        row, column = info.start[0] + start, info.start[1]
        if info.type == tokenize.OP:
            depth = max(0, depth + (info.string in "([{") - (info.string in ")]}"))
        elif depth and info.string in ("def", "class") and not lines[row - 1].expandtabs()[:column].strip():
            raise _LostBracketError(row)
        yield _Token(tok_name[info.type], info.string, row, column)


def _groups(tokens: Sequence[_Token]) -> Iterator[list[_Token]]:
    """The tokens of each statement, without what says nothing."""
    group: list[_Token] = []
    inside = 0  # f-strings, which newer Pythons take apart
    for token in tokens:
        if token.kind.endswith("STRING_START"):
            if not inside:
                group.append(_Token("STRING", "", token.row, token.column))
            inside += 1
        elif token.kind.endswith("STRING_END"):
            inside -= 1
        elif (inside and token.kind != "NEWLINE") or token.kind in _SILENT:
            continue
        elif token.kind == "NEWLINE" or token.text == ";":
            inside = 0
            yield group
            group = []
        else:
            group.append(token)
    yield group


def _statement(group: Sequence[_Token], lines: Sequence[str]) -> Statement | None:
    if not group:
        return None
    items = _without_hints(_symbols(group))
    if all(symbol == STRING for symbol, _ in items):
        return None  # a docstring, or a declaration without value
    first = lines[group[0].row - 1].expandtabs()
    texts = [token.text for token in group[:3] if token.text != "async"]
    defines = texts[1] if texts[:1] == ["def"] and len(texts) > 1 else None
    symbols, rows = zip(*items, (END, group[-1].row), strict=True)
    return Statement(len(first) - len(first.lstrip()), defines, symbols, rows)


def _symbols(group: Sequence[_Token]) -> list[tuple[str, int]]:
    """(symbol, row) of each token; neighbouring strings are one."""
    items: list[tuple[str, int]] = []
    before = ""
    for token in group:
        symbol = _symbol(token, before)
        if not (symbol == before == STRING):
            items.append((symbol, token.row))
        before = symbol
    return items


def _symbol(token: _Token, before: str) -> str:
    if token.kind == "NAME":
        kept = token.text in (_METHODS if before == "." else _BUILTINS) or token.text in _KEYWORDS
        return token.text if kept else NAME
    return {"NUMBER": NUMBER, "STRING": STRING}.get(token.kind, token.text)


def _without_hints(items: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """The statement without type hints, empty where it was nothing else."""
    symbols = [symbol for symbol, _ in items]
    if "def" in symbols[:2]:
        return _without_hints_of_parameters(items)
    colon = symbols.index(":") if ":" in symbols else 0
    if not colon or any(symbol not in (NAME, ".") for symbol in symbols[:colon]):
        return list(items)
    return [*items[:colon], *items[symbols.index("=") :]] if "=" in symbols[colon:] else []


def _without_hints_of_parameters(items: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    kept: list[tuple[str, int]] = []
    depth, hint, default = 0, False, False
    for symbol, row in items:
        depth -= symbol in (")", "]", "}")
        if depth <= 1 and symbol in (",", "=", ")"):
            hint, default = False, symbol == "="
        elif (depth == 1 and symbol == ":" and not default) or (depth == 0 and symbol == "->"):
            hint = True
        elif depth == 0 and symbol == ":":
            hint = False
        if not hint:
            kept.append((symbol, row))
        depth += symbol in ("(", "[", "{")
    return kept
