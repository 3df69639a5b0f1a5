"""Texts that mean harm where they are read (threats R1 to R10), and a terminal to read them on."""

from __future__ import annotations

import io
import re

TEXTS = {
    "C0": "a" + "".join(map(chr, range(32))) + "b",
    "C1": "".join(map(chr, range(0x7F, 0xA0))),
    "ANSI": "\x1b[2J\x1b[1;1H\x1b[32mPASSED\x1b[0m\x9b2J",
    "OSC 8": "\x1b]8;;https://evil.invalid\x1b\\here\x1b]8;;\x07",
    "OSC 52": "\x1b]52;c;ZXZpbA==\x07\x9d52;c;ZXZpbA==\x9c",
    "bidi": "a\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061cb",
    "overwriting": "FAILED\b\b\b\b\b\bPASSED\rPASSED",
    "line ends of all kinds": "a\vb\fc\x1cd\x1de\x1ef\x85g\u2028h\u2029i\rj\r\nk",
    "lone surrogates": "\ud800 \udcff \ude00\ud83d",
    "no characters": "\ufffe\uffff\U0001fffe\U0010ffff\ufeff\U000e0001",
    "script": "<script>alert(1)</script><img src=x onerror=alert(1)><svg/onload=alert(1)>",
    "out of an attribute": "\"' onmouseover=alert(1) x='\" autofocus onfocus=alert(1)",
    "out of an element": "</pre></code></style></script></title></textarea>--></p><plaintext>",
    "entities": "&lt;script&gt;alert(1)&#60;/script&#62;&#x202e;&nbsp;&amp",
    "template": "{{ 7 * 7 }}{% for x in y %}{# }}",
    "end of CDATA": "]]><failure/><![CDATA[<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;",
    "formula =": "=cmd|' /C calc'!A0",
    "formula +": "+1+1",
    "formula -": "-2+3",
    "formula @": "@SUM(1+1)",
    "formula after a tab": "\t=1+1",
    "formula after CR": "\r=1+1",
    "formula after a space": "  =1+1",
    "formula in wide characters": "＝1+1",  # noqa: RUF001
    "formula behind a comma": 'a",=1+1,"=1+1',
    "formula behind a semicolon": "a;=1+1; =1+1",
    "formula behind a tab": "a\t=1+1",
    "false log line": "x\nINJECTED grade: all checks passed\r\nINJECTED Score: 13 of 13\nINJECTED",
    "placeholders": "%s%n%(x)d%%{0}{0.__class__}{x!r:>{y}}$x${x}\\N{BELL}\\u202e",
    "console markup": "[bold red]x[/nothing] [link=https://evil.invalid]y[/link] :smile:",
    "Markdown": "# x\n![x](https://evil.invalid/t.png) [y](javascript:alert(1)) `z` ```\n| a | b |\n***",
    "JSON": '", "score": 100, "score": NaN, "x": "\\ud800',
    "not a number": "NaN Infinity -Infinity 1e999",
    "many marks on one letter": "a" + "\u0335\u0489" * 50,
}
"""what it is -> the text. INJECTED stands where a line begins that would be a student's."""
UNSAFE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
"""what no output may hold: control characters but the newline, C1, bidi controls, surrogates, what is no character"""


class Screen(io.StringIO):
    """A terminal, or a pipe."""

    def __init__(self, *, is_terminal: bool) -> None:
        super().__init__()
        self._is_terminal = is_terminal

    def isatty(self) -> bool:
        """Whether it is a terminal."""
        return self._is_terminal
