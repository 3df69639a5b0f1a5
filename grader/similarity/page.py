"""The pairs of a class side by side, as one page of HTML that stands alone: no script, no network.

Marks are signs as well as colours, so that the page can be read on paper, without colours and by a screen reader.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from types import MappingProxyType

from grader.showing import clip, printable
from grader.similarity.markup import Html, document, element, joined, shown
from grader.similarity.similarities import Excerpt, Extent, Line, Mark, Pair, PartPair, Similarities, Spread

PAGE_CHARS = 10_000_000
"""pairs that would make the page longer than this are named and not shown"""
LINE_CHARS = 160

_SIGNS = MappingProxyType({Mark.OWN: " ", Mark.SHARED: "=", Mark.RARE: "#", Mark.GIVEN: "·"})
_LEGEND = (
    (Mark.RARE, "similar here, and in no other answer of the class"),
    (Mark.SHARED, "similar here, and in some other answers too"),
    (Mark.GIVEN, "given in the starter, counts for nothing"),
    (Mark.OWN, "not similar, or nothing to compare, such as comments"),
)
_STYLE = """
:root { color-scheme: light dark; --ink: #1c2330; --paper: #fff; --soft: #5b6472; --line: #d5dae2; --panel: #f5f7fa;
  --shared: #fff1c2; --rare: #ffd08a; --bar: #4a6fa5; --warn: #b35900; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ef; --paper: #14181f; --soft: #a3adbd; --line: #343c49;
  --panel: #1d232d; --shared: #4a3f17; --rare: #6b4312; --bar: #7fa3d8; --warn: #ffb066; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1rem 1.25rem 4rem; max-width: 90rem; font: 1rem/1.5 system-ui, sans-serif;
  color: var(--ink); background: var(--paper); }
h1 { font-size: 1.6rem; margin: .5rem 0; } h2 { font-size: 1.25rem; margin: 2.5rem 0 .25rem; }
h3 { font-size: 1rem; margin: 1.25rem 0 .25rem; font-weight: 600; }
p { max-width: 48rem; margin: .5rem 0; } .soft, figcaption { color: var(--soft); }
.remark { padding: .75rem 1rem; background: var(--panel); border-left: .3rem solid var(--bar); }
.remark.careful { border-left-color: var(--warn); }
.wide { overflow-x: auto; }
table { border-collapse: collapse; } th, td { text-align: left; padding: .3rem 1rem .3rem 0; vertical-align: middle;
  border-bottom: 1px solid var(--line); } td.number, th.number { text-align: right; }
a { color: inherit; }
svg { display: block; } .track { fill: var(--line); } .fill { fill: var(--bar); } .tick { fill: var(--ink); }
.sides { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: .75rem; }
figure { margin: 0; min-width: 0; } figcaption { font-size: .875rem; overflow-wrap: anywhere; }
pre { margin: .25rem 0; padding: .5rem 0; overflow-x: auto; background: var(--panel); border: 1px solid var(--line);
  font: .8125rem/1.45 ui-monospace, Consolas, monospace; }
pre span { display: block; width: max-content; min-width: 100%; padding: 0 .5rem; }
pre i { font-style: normal; color: var(--soft); user-select: none; }
.shared { background: var(--shared); } .rare { background: var(--rare); } .given { color: var(--soft); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem .75rem; max-width: 48rem; }
dt { font-family: ui-monospace, Consolas, monospace; width: 1.6rem; text-align: center; white-space: pre; }
dd { margin: 0; }
@media (max-width: 45rem) { .sides { grid-template-columns: minmax(0, 1fr); }
  thead { position: absolute; left: -100vw; } tr { display: flex; flex-wrap: wrap; gap: 0 .75rem; padding: .3rem 0;
  border-bottom: 1px solid var(--line); } td { border: 0; padding: 0; } td:nth-child(2) { flex: 1 1 80%; } }
@media print { body { max-width: none; padding: 0; font-size: 10pt; } pre { overflow: visible; font-size: 7pt; }
  pre span { white-space: pre-wrap; width: auto; print-color-adjust: exact; } figure { break-inside: avoid-page; } }
"""


def page(similarities: Similarities, title: str) -> str:
    """The page, of at most about 10 MB. `title` says what was compared, such as the exercise's title."""
    head = shown(f"Similar answers: {title}", 160)
    sections, left = _sections(similarities.pairs, similarities.spread)
    careful = " careful" if similarities.bound_to_look_alike else ""
    parts = [
        element("h1", head),
        element("p", similarities.remark, class_=f"remark{careful}"),
        _table(similarities, len(sections)),
        *([_legend()] if sections else []),
        *sections,
        *([element("p", f"{left} more pairs are not shown: the page would be too large.")] if left else []),
        _named("With no Python code beyond the starter's", similarities.nothing_to_compare),
        _named("So long that only a part was read", similarities.shortened),
    ]
    return document(head, _STYLE, element("main", *parts))


def _sections(pairs: Sequence[Pair], spread: Spread) -> tuple[list[Html], int]:
    """The pairs that fit on the page, and how many do not."""
    sections: list[Html] = []
    room = PAGE_CHARS
    for number, pair in enumerate(pairs, 1):
        section = _section(number, pair, spread)
        room -= len(section.text)
        if room < 0:
            return sections, len(pairs) - len(sections)
        sections.append(section)
    return sections, 0


def _table(similarities: Similarities, sections: int) -> Html:
    """All pairs in reading order, each with its bar; those that have a section lead to it."""
    if not similarities.pairs:
        return element("p", "There are no pairs to show.")
    names = ("", "Students", "Similar", "", "Alike")
    head = element("tr", *(element("th", name, scope="col") for name in names))
    rows = [
        _row(number, pair, similarities.spread, has_section=number <= sections)
        for number, pair in enumerate(similarities.pairs, 1)
    ]
    note = (
        "The order goes by what few others have too, function by function; what much of the class shares counts for "
        "nothing. On each bar the thin line is the typical pair of this class, the thick one what 19 of 20 pairs do "
        "not pass."
    )
    table = element("table", element("thead", head), element("tbody", *rows))
    return joined([element("p", note, class_="soft"), element("div", table, class_="wide", tabindex="0")])


def _row(number: int, pair: Pair, spread: Spread, *, has_section: bool) -> Html:
    names = element("a", *_names(pair), href=f"#pair-{number}") if has_section else joined(_names(pair))
    return element(
        "tr",
        element("td", str(number), class_="number"),
        element("td", names),
        element("td", f"{pair.similarity:.0%}", class_="number"),
        element("td", _bar(pair.similarity, spread)),
        element("td", _where(pair)),
    )


def _names(pair: Pair) -> tuple[Html | str, ...]:
    return element("bdi", shown(pair.one.student)), " and ", element("bdi", shown(pair.other.student))


def _bar(similarity: float, spread: Spread) -> Html:
    """The similarity on a scale of 0 to 1, with what is usual in the class."""
    said = f"{similarity:.0%} similar; typical in this class {spread.typical:.0%}, high {spread.high:.0%}"
    return element(
        "svg",
        _rectangle("track", 0, 120, 4, 8),
        _rectangle("fill", 0, 120 * similarity, 4, 8),
        _rectangle("tick", 120 * spread.typical - 0.5, 1, 0, 16),
        _rectangle("tick", 120 * spread.high - 1.5, 3, 0, 16),
        width="120",
        height="16",
        viewBox="0 0 120 16",
        role="img",
        aria_label=said,
    )


def _rectangle(kind: str, x: float, width: float, y: int, height: int) -> Html:
    return element("rect", class_=kind, x=f"{x:.1f}", y=str(y), width=f"{width:.1f}", height=str(height))


def _where(pair: Pair) -> str:
    """In words: where the likeness sits."""
    alike, one, other = pair.one.alike_parts, pair.one.parts, pair.other.parts
    word = "part" if alike == 1 else "parts"
    parts = f"{alike} of {one} parts" if one == other else f"{alike} {word}, of {one} and {other}"
    return f"{parts}; the rest differs" if pair.extent is Extent.SOME_PARTS else parts


def _section(number: int, pair: Pair, spread: Spread) -> Html:
    told = (
        f"{pair.similarity:.0%} of the smaller answer's own code is similar to code of the other one; typical in this "
        f"class are {spread.typical:.0%}. Alike are {_where(pair)}."
    )
    more = f"{pair.more_matches} weaker matches are not shown." if pair.more_matches else ""
    return element(
        "section",
        element("h2", f"{number}. ", *_names(pair), id=f"pair-{number}"),
        element("p", told),
        *(_match(match, pair) for match in pair.matches),
        element("p", more, class_="soft"),
    )


def _match(match: PartPair, pair: Pair) -> Html:
    sides = [
        _excerpt(excerpt, student)
        for excerpt, student in ((match.one, pair.one.student), (match.other, pair.other.student))
    ]
    heading = element("h3", f"{match.similarity:.0%} similar: ", _called(match.one), " and ", _called(match.other))
    return joined([heading, element("div", *sides, class_="sides")])


def _called(excerpt: Excerpt) -> Html:
    """What an excerpt is, in words."""
    if excerpt.function is None:
        return joined(["code outside of functions in ", shown(excerpt.path)])
    return joined([shown(excerpt.function), "()"])


def _excerpt(excerpt: Excerpt, student: str) -> Html:
    lines = [_line(line) for line in excerpt.lines]
    if excerpt.left_out:
        lines.append(element("span", f"… and {excerpt.left_out} more lines"))
    caption = element("figcaption", element("bdi", shown(student)), ": ", shown(excerpt.path, 160))
    label = f"Code of {clip(printable(student), 80)}"
    return element("figure", caption, element("pre", *lines, tabindex="0", aria_label=label))


def _line(line: Line) -> Html:
    gutter = element("i", f"{line.number:>4} {_SIGNS[line.mark]} ")
    return element("span", gutter, shown(line.text.expandtabs(4), LINE_CHARS), "\n", class_=line.mark.value)


def _legend() -> Html:
    rows = [joined([element("dt", _SIGNS[mark], class_=mark.value), element("dd", text)]) for mark, text in _LEGEND]
    return element("dl", *rows)


def _named(label: str, students: Sequence[str]) -> Html:
    if not students:
        return Html("")
    comma = zip_longest((element("bdi", shown(student)) for student in students), [", "] * (len(students) - 1))
    names = [piece for pair in comma for piece in pair if piece is not None]
    return element("p", f"{label}: ", *names, ".", class_="soft")
