"""What can be said of every failure of its kind, where no named mistake fits: where to look, and how to go on.

These are tried last of all. They claim nothing about the reason: they name the place, and a way to find it.
"""

from __future__ import annotations

import re
from itertools import zip_longest

from grader.check import Scene
from grader.diagnosis.origins import asked_line, called_functions, failing_place
from grader.diagnosis.sourcelines import block, source_lines
from grader.diagnosis.story import Story, at, code, lines, rule
from grader.diagnosis.texts import general as texts
from grader.diagnosis.tree import last
from grader.outline import Definition, DefinitionKind, ModuleFacts
from grader.report import Finding, Verdict

_RETURN = re.compile(r"\s+return\b")
_NAME = re.compile(r"[\w.]{1,200}\.(\w{1,100})")
_WORDS = re.compile(r"[^\W\d]{3,40}")
_EXIT = re.compile(r"exit status (\d{1,5})")
_PART = re.compile(r"output with(?:out)? ")
_CHANGING = re.compile(r"write_|open\(|unlink|remove|rename|rmtree|mkdir")
_MAX_LINES = 1_000


def _is_command(finding: Finding) -> bool:
    """Whether something was started as one types it at a prompt, and not asked in Python."""
    asked = finding.asked or ""
    return asked.startswith("python ") or (bool(asked) and finding.message.startswith(f"`{asked}` "))


def _wanted(finding: Finding) -> str:
    """What is asked for, as it stands in a sentence."""
    shown = str(finding.expected)
    return f"about {code(shown.removeprefix('about '))}" if shown.startswith("about ") else code(shown)


def _is_answer(finding: Finding) -> bool:
    """Whether Python was asked for a value and gave another one."""
    has_both = bool(finding.asked) and finding.expected is not None and finding.actual is not None
    return finding.verdict is Verdict.FAILED and not finding.raised and has_both and not _is_command(finding)


def _asked_module_value(finding: Finding, scene: Scene) -> tuple[ModuleFacts, Definition] | None:
    """The one name of a module that the last line asks for, `shop.PRICES`."""
    found = _NAME.fullmatch(asked_line(finding))
    places = [
        (facts, definition)
        for facts in scene.outline.files.values()
        for definition in facts.definitions
        if found and definition.name == found[1] and definition.kind is DefinitionKind.VALUE
    ]
    return places[0] if len(places) == 1 else None


def _other_value(finding: Finding, scene: Scene) -> Story | None:
    found = _asked_module_value(finding, scene) if _is_answer(finding) else None
    if found is None:
        return None
    facts, definition = found
    place = at(facts.path, definition.line)
    return Story(
        f"{code(definition.name)} is made in {place} and is {code(str(finding.actual))} when it is asked for; "
        f"{_wanted(finding)} should be there.",
        "A name of a module is whatever the last line of the module that gives it a value has made of it.",
        f"Change the value in {place}, character by character as it is asked for.",
    )


def _other_result(finding: Finding, scene: Scene) -> Story | None:
    found = next(called_functions(finding, scene), None) if _is_answer(finding) else None
    call = asked_line(finding)
    if found is None or f"{found[1].name}(" not in call:
        return None
    facts, function = found
    body = block(source_lines(scene.submission, facts.path), function.line)
    returns = [number for number, line in body.items() if _RETURN.match(line)]
    given = f", and hands its result back in {lines(returns)}" if returns else ""
    return Story(
        f"{code(function.name)} ({at(facts.path, function.line)}) runs to its end without an error{given}. For "
        f"{code(call)} that is {code(str(finding.actual))}, and {_wanted(finding)} is asked for.",
        "Python does what is written, and has nothing to complain about where you mean something else. Such a mistake "
        "shows when one follows the values.",
        f"Go through {code(function.name)} line by line with the values of this call, and write down what each name "
        f"holds; `print(...)` shows it, too. The first value that surprises you is next to the mistake.",
    )


def _other_answer(finding: Finding, _scene: Scene) -> Story | None:
    if not _is_answer(finding):
        return None
    count = len(str(finding.asked).strip().splitlines())
    return Story(
        f"The check went through the {'line' if count == 1 else f'{count} lines'} under Asked with your code. "
        f"{code(asked_line(finding))} is {code(str(finding.actual))} at the end, and {_wanted(finding)} is asked for.",
        "Whoever uses your code does it with lines like these, and it is the whole of them that must come out right.",
        f"{_typing_them(finding)} Look at what each name holds on the way, and go on from the first one that is not "
        "what you expect.",
    )


def _typing_them(finding: Finding) -> str:
    """How to go through the lines under Asked by oneself, without harm to one's files."""
    changes = _CHANGING.search(str(finding.asked))
    folder = "a copy of the folder with your files (these lines change some)" if changes else "the folder of your files"
    return f"Start `python3` in {folder} and type the lines one after the other."


def _other_output(finding: Finding, scene: Scene) -> Story | None:
    is_told = finding.verdict is Verdict.FAILED and not finding.raised and _is_command(finding)
    if not is_told or finding.expected is None or finding.actual is None or _EXIT.fullmatch(finding.expected):
        return None
    what = _difference(finding.expected, finding.actual, scene)
    if what is None:
        return None
    return Story(
        f"{code(str(finding.asked))} {what}",
        "What a program prints is read line by line, by people and by other programs, and every character counts.",
        f"Run {code(str(finding.asked))} yourself, lay its output beside what is asked for, and begin with the first "
        "line that differs.",
    )


def _difference(expected: str, actual: str, scene: Scene) -> str | None:
    """What the program does in another way than asked, to the end of the sentence; None where there is nothing."""
    if _PART.match(expected):
        return f"prints {code(actual)}, and what is asked for is {expected}."
    pairs = zip_longest(_printed(expected), _printed(actual))
    number, (wanted, got) = next(((n, pair) for n, pair in enumerate(pairs, 1) if pair[0] != pair[1]), (0, ("", "")))
    if number == 0:
        return None
    if got is None:
        return f"stops before line {number}, which should be {code(wanted)}." if number > 1 else "prints nothing."
    source = _printing_line(scene, got)
    where = f" It is {at(*source)} that prints it." if source else ""
    if wanted is None:
        return f"has printed all that is asked for, and then line {number}, {code(got)}.{where}"
    return f"prints {code(got)} as line {number}, and {code(wanted)} is asked for.{where}"


def _printed(shown: str) -> list[str]:
    return [] if shown in {"nothing", "no output"} else shown.splitlines()[:_MAX_LINES]


def _printing_line(scene: Scene, printed: str) -> tuple[str, int] | None:
    """The only line of the submission with a `print` that holds the words of a printed line."""
    words = set(_WORDS.findall(printed[:200]))
    found = [
        (path, number)
        for path in scene.outline.files
        for number, line in enumerate(source_lines(scene.submission, path), 1)
        if words and "print(" in line and words <= set(_WORDS.findall(line))
    ]
    return found[0] if len(found) == 1 else None


def _exit_status(finding: Finding, _scene: Scene) -> Story | None:
    wanted, got = (_EXIT.fullmatch(str(shown)) for shown in (finding.expected, finding.actual))
    if wanted is None or got is None or finding.raised or not finding.asked:
        return None
    step = (
        "Let the program run to its end, without `sys.exit(...)` and without an error."
        if wanted[1] == "0"
        else f"End it with `sys.exit({wanted[1]})` in this case"
        + (", or with `sys.exit(...)` and the sentence that a person should read." if wanted[1] == "1" else ".")
    )
    return Story(
        f"{code(finding.asked)} ends with exit status {got[1]}, and {wanted[1]} is asked for.",
        "The exit status is how a program tells other programs whether it could do its work: 0 is success, everything "
        "else is not. A program that runs to its end has 0; one that breaks off with an error has 1.",
        step,
    )


def _broke_off(finding: Finding, scene: Scene) -> Story | None:
    raised, place = finding.raised, failing_place(finding)
    if finding.verdict is not Verdict.ERROR or raised is None:
        return None
    error = f"{raised.type}: {raised.text.strip().splitlines()[0]}" if raised.text.strip() else raised.type
    if place is None:
        return Story(
            f"The lines under Asked break off with {code(error)}, in a line of the check's and not in one of yours.",
            "The check uses your code as anybody may. What it got from there was not what the line needs.",
            f"{_typing_them(finding)} Look with `type(...)` at what each name is.",
        )
    text = source_lines(scene.submission, place[0])[place[1] - 1 : place[1]]
    line = f", {code(text[0].strip())}," if text and text[0].strip() else ""
    call = asked_line(finding)
    asked = f" for {code(call)}" if call and not call.startswith(("import ", "from ")) else ""
    return Story(
        f"{at(*place)}{line} breaks off with {code(error)}{asked}.",
        "An error ends the program at the line where Python cannot go on. The reason is mostly in what the names in "
        "this line hold by then.",
        f"Print the names that {code(last(place[0]))} uses in line {place[1]}, one line above it, and run it once more "
        "with the same values.",
    )


RULES = (
    rule("general/other-value", "A name of a module has another value", texts.VALUE, _other_value),
    rule("general/other-result", "A function gives another result", texts.RESULT, _other_result),
    rule("general/exit-status", "A program ends with another exit status", texts.EXIT, _exit_status),
    rule("general/other-output", "A program prints something else", texts.OUTPUT, _other_output),
    rule("general/broke-off", "Python cannot go on at a line", texts.BROKE_OFF, _broke_off),
    rule("general/other-answer", "Lines that use the code end otherwise", texts.ANSWER, _other_answer),
)
