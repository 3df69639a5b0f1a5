"""Mistakes because of which Python cannot read a file at all. A table: how each shows, why it is one, what to do.

Python before 3.10 says "invalid syntax" to most of them, so the line itself is looked at, too. Where it points is the
place at which Python gave up; the slip is there or shortly before.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Callable
from dataclasses import dataclass

from grader.check import Scene
from grader.diagnosis.broken import Broken, broken_file
from grader.diagnosis.rule import Rule
from grader.diagnosis.story import Story, at, code, rule
from grader.diagnosis.texts import marks
from grader.diagnosis.texts import syntax as texts
from grader.report import Finding

_OPENERS = r"(?:def|class|if|elif|else|for|while|try|except|finally|with)\b"
_HEADER_WITHOUT_COLON = re.compile(rf"(?:async )?{_OPENERS}[^#:]{{0,250}}")
_CURLY = frozenset("\u201c\u201d\u201e\u2018\u2019\u201a\u00ab\u00bb\u00b4")
"""quotes of word processors and web pages"""
_NUMBER = re.compile(r"'?U\+([0-9A-F]{4,6})")


@dataclass(frozen=True)
class Slip:
    """One way to write what Python cannot read."""

    code: str
    title: str
    text: str
    shows: Callable[[Broken], bool]
    why: str
    step: Callable[[Broken], str]

    def rule(self) -> Rule:
        """The rule that recognises it."""

        def tell(finding: Finding, scene: Scene) -> Story | None:
            broken = broken_file(finding, scene)
            return Story(seen(broken), self.why, self.step(broken)) if broken and self.shows(broken) else None

        return rule(self.code, self.title, self.text, tell)


def seen(broken: Broken) -> str:
    """Where Python stopped to read, with the line."""
    line = f": {code(broken.text)}" if broken.text.strip() else ""
    return (
        f"Python cannot read {code(broken.path)}: it stops at line {broken.line}{line}."
        if broken.line
        else (f"Python cannot read {code(broken.path)}: {broken.message}.")
    )


def _says(*parts: str) -> Callable[[Broken], bool]:
    return lambda broken: any(part in broken.message for part in parts)


def _invalid(broken: Broken) -> bool:
    return any(part in broken.message for part in ("invalid syntax", "expected", "Did you mean", "invalid character"))


def _at(broken: Broken) -> str:
    return at(broken.path, broken.line)


def _is_pasted(broken: Broken) -> bool:
    text = broken.text.strip()
    return text.startswith((">>>", "```", "<<<<<<<", "=======", "$ ", "In [")) and _invalid(broken)


def _has_smart_quotes(broken: Broken) -> bool:
    return bool(_CURLY & set(broken.text)) and ("character" in broken.message or _invalid(broken))


def _odd_character(broken: Broken) -> bool:
    return "invalid character" in broken.message or "non-printable character" in broken.message


def _remove_character(broken: Broken) -> str:
    number = _NUMBER.search(broken.message)
    odd = [c for c in broken.text if ord(c) > 127 and not c.isalpha()]
    named = f"U+{number[1]}" if number else f"U+{ord(odd[0]):04X}" if odd else "that is not on the keyboard"
    return f"Delete the character {named} in {_at(broken)} and type what you mean there with your own keyboard."


def _is_else_if(broken: Broken) -> bool:
    return broken.text.strip().startswith("else if") and _invalid(broken)


def _is_def_without_parentheses(broken: Broken) -> bool:
    return (
        _invalid(broken)
        and re.match(r"\s*def\s+\w+\b\s*[^(\s]", broken.text + " ") is not None
        and not _is_reserved(broken)
    )


def _is_reserved(broken: Broken) -> bool:
    found = re.match(r"\s*(?:def\s+|class\s+|import\s+)?(\w+)\s*(?:\(|=[^=]|$)", broken.text)
    written = broken.text.strip()
    is_name = written.startswith(("def ", "class ", "import ")) or re.match(r"\w+\s*=[^=]", written) is not None
    return _invalid(broken) and bool(found) and is_name and keyword.iskeyword(found[1] if found else "")


def _is_header_without_colon(broken: Broken) -> bool:
    if broken.message == "expected ':'":
        return True
    return _invalid(broken) and _HEADER_WITHOUT_COLON.fullmatch(broken.text.strip()) is not None


def _colon_step(broken: Broken) -> str:
    text = broken.text.strip()
    if text.endswith((";", "{")):
        return f"Write a colon in place of `{text[-1]}` at the end of {_at(broken)}."
    return f"Write a colon at the end of {_at(broken)}: {code(text.split('#')[0].rstrip() + ':')}"


def _is_equals_sign(broken: Broken) -> bool:
    if "Maybe you meant '=='" in broken.message or broken.message.startswith("cannot assign to"):
        return True
    return _invalid(broken) and re.match(r"\s*(?:if|elif|while)\s[^=<>!:]{1,200}=[^=]", broken.text) is not None


def _equals_step(broken: Broken) -> str:
    if re.match(r"\s*(?:if|elif|while|return|assert)\b", broken.text):
        return f"Write `==` in place of `=` in {_at(broken)}."
    return (
        f"In {_at(broken)}, put the name on the left of `=` and the value on the right; to compare two values, write "
        "`==`."
    )


def _is_unclosed(broken: Broken) -> bool:
    if any(
        part in broken.message for part in ("was never closed", "unexpected EOF", "unmatched", "does not match opening")
    ):
        return True
    return _invalid(broken) and broken.before.count("(") > broken.before.count(")")


def _bracket_step(broken: Broken) -> str:
    if "unmatched" in broken.message or "does not match" in broken.message:
        return (
            f"In {_at(broken)}, count the brackets: each closing one needs an opening one of the same form before it."
        )
    if "was never closed" in broken.message:
        return f"Write the closing bracket that is missing in {_at(broken)}."
    return f"Look for a bracket without its partner just before {_at(broken)}, and write the closing one."


def _indentation_step(broken: Broken) -> str:
    if "expected an indented block" in broken.message:
        return f"Indent {_at(broken)} by 4 spaces: the line before it begins a block."
    if "unexpected indent" in broken.message:
        return f"Remove the spaces at the beginning of {_at(broken)}, or as many as it has more than the line before."
    return f"Make {_at(broken)} begin exactly as deep as the other lines of its block."


_SLIPS = (
    Slip("syntax/pasted-marks", "Marks from elsewhere were pasted along", marks.PASTED_MARKS, _is_pasted,
         "Marks such as `>>>`, ``` or `<<<<<<<` belong to the console, the web page or the tool that the code was "
         "copied from. They are no Python.",
         lambda b: f"Delete {code(b.text.strip())} in {_at(b)}, and other lines like it."),
    Slip("syntax/smart-quotes", "Typographic quotes in place of plain ones", marks.SMART_QUOTES, _has_smart_quotes,
         "Python knows only the straight quotes ' and \". Word processors, chats and web pages turn them into curved "
         "ones.",
         lambda b: f"Delete the quotes in {_at(b)} and type them again in your code editor."),
    Slip("syntax/odd-character", "A character that Python does not know", marks.ODD_CHARACTER, _odd_character,
         "Code that is copied from a web page or a PDF may hold characters that look like a space, a minus or a "
         "times sign and are something else.",
         _remove_character),
    Slip("syntax/python-2-print", "`print` without parentheses", marks.PYTHON_2_PRINT,
         _says("call to 'print'", "call to 'exec'"),
         "`print` is a function, so what it prints stands in parentheses. Without them it was written up to Python "
         "2, which old web pages still show.",
         lambda b: f"Put parentheses around what is printed in {_at(b)}: `print(...)`."),
    Slip("syntax/tabs-and-spaces", "Tabs and spaces are mixed", texts.TABS_AND_SPACES,
         lambda b: b.kind == "TabError" or "tabs and spaces" in b.message,
         "A tab and some spaces may look the same on the screen, but Python cannot tell whether they are equally deep.",
         lambda b: f"Indent every line of {code(b.path)} with 4 spaces for each level (many editors can do that)."),
    Slip("syntax/return-outside-function", "`return` stands outside of a function", texts.RETURN_OUTSIDE,
         _says("outside function"),
         "`return` gives the result of a function back, so it must be indented, below the `def` that it belongs to.",
         lambda b: f"Indent {_at(b)} as deep as the other lines of its function."),
    Slip("syntax/indentation", "Lines are not indented as Python expects", texts.INDENTATION,
         lambda b: b.kind == "IndentationError",
         "Python sees by the indentation which lines belong to a function, a loop or an `if`: they all stand equally "
         "deep below its first line.",
         _indentation_step),
    Slip("syntax/unclosed-text", "A text is not closed with a quote", marks.UNCLOSED_TEXT,
         _says("unterminated", "EOL while scanning", "EOF while scanning"),
         "A text ends with the same quote with which it begins; with one quote on each side, it ends on the same line.",
         lambda b: f"Write the closing quote in {_at(b)}."),
    Slip("syntax/else-if", "`else if` in place of `elif`", texts.ELSE_IF, _is_else_if,
         "Python has a word of its own for it: `elif`.",
         lambda b: f"Write `elif` in place of `else if` in {_at(b)}."),
    Slip("syntax/reserved-word", "A word of the language is used as a name", texts.RESERVED_WORD, _is_reserved,
         "Some words belong to Python itself, such as `class`, `return`, `import` or `lambda`. Nothing else can have "
         "such a name.",
         lambda b: f"Choose another name in {_at(b)}."),
    Slip("syntax/def-parentheses", "A function without parentheses behind its name", texts.DEF_PARENTHESES,
         _is_def_without_parentheses,
         "The parentheses hold the names of what the function is given. They are needed even when they are empty.",
         lambda b: f"Write parentheses behind the name of the function in {_at(b)}: `def name(a, b):`."),
    Slip("syntax/missing-colon", "The colon at the end of the line is missing", texts.MISSING_COLON,
         _is_header_without_colon,
         "A line that begins a block (`def`, `if`, `for`, `while`, `class`, ...) ends with a colon; the indented "
         "lines below belong to it.",
         _colon_step),
    Slip("syntax/equals-sign", "`=` where something else is meant", texts.EQUALS_SIGN, _is_equals_sign,
         "One `=` gives a name to a value: the name stands on its left. Two of them, `==`, ask whether two values "
         "are equal.",
         _equals_step),
    Slip("syntax/unclosed-bracket", "A bracket has no partner", texts.UNCLOSED_BRACKET, _is_unclosed,
         "Until a bracket is closed, Python takes everything that follows as part of it, over the ends of lines. So "
         "it often complains about the next line.",
         _bracket_step),
    Slip("syntax/missing-comma", "A comma is missing between two values", texts.MISSING_COMMA, _says("forgot a comma"),
         "Values in a list or in a call are separated by commas.",
         lambda b: f"Write a comma between the values in {_at(b)}."),
)  # fmt: skip


def _any_error(finding: Finding, scene: Scene) -> Story | None:
    broken = broken_file(finding, scene)
    if broken is None:
        return None
    return Story(
        seen(broken),
        "Python reads the whole file before it runs the first line. One place that it cannot understand keeps "
        "everything in the file from working.",
        f"Compare {_at(broken)} and the line above it, letter by letter, with an example that works.",
    )


SPECIFIC = tuple(slip.rule() for slip in _SLIPS)
GENERAL = (rule("syntax/error", "Python cannot read the file", texts.ERROR, _any_error),)
