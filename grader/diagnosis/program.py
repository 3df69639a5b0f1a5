"""Mistakes with programs: what runs when a file is started, and what is printed."""

from __future__ import annotations

import re

from grader.check import Scene
from grader.diagnosis.arguments import (
    argument_is_text,
    argument_missing,
    arguments_ignored,
    program_as_argument,
)
from grader.diagnosis.guards import guard_missing, silent_program, wrong_guard
from grader.diagnosis.origins import failing_place
from grader.diagnosis.sourcelines import guard_elsewhere, source_lines
from grader.diagnosis.story import Story, at, code, listed, rule
from grader.diagnosis.texts import program as texts
from grader.diagnosis.tree import last, missing_path, parent
from grader.outline import DefinitionKind
from grader.report import Finding, Verdict

_ALL_ARGUMENTS = re.compile(r"\b(?:in|=|len\()\s*(?:list\(|set\(|sorted\()?\s*(?:sys\.)?argv\b(?!\s*\[)")


def _nothing_called(finding: Finding, scene: Scene) -> Story | None:
    facts = silent_program(finding, scene)
    if facts is None or facts.calls or facts.main_guard is not None:
        return None
    functions = [d for d in facts.definitions if d.kind is DefinitionKind.FUNCTION]
    if not functions:
        return None
    held = guard_elsewhere(source_lines(scene.submission, facts.path))
    first = held.owner if held and held.within == "function" else "main"
    main = next((d for d in functions if d.name == first), functions[-1])
    return Story(
        f"{code(facts.path)} defines {listed([d.name for d in functions])}, but no line at the top level calls "
        f"{'it' if len(functions) == 1 else 'one of them'}.",
        "`def` only tells Python what a function does. Nothing in it happens until a line outside of it calls the "
        "function, with parentheses.",
        f"Write a call such as `{main.name}({'...' if main.params else ''})` at the end of {code(facts.path)}, not "
        "indented.",
    )


def _only_imports(finding: Finding, scene: Scene) -> Story | None:
    facts = silent_program(finding, scene)
    if facts is None or facts.calls or facts.definitions or facts.main_guard is not None or not facts.imports:
        return None
    what = list(dict.fromkeys(fact.statement for fact in facts.imports))
    return Story(
        f"{code(facts.path)} has {listed(what)}, and nothing else that does something.",
        "An import makes names known and calls none of the functions behind them.",
        f"Write below the imports of {code(facts.path)} what the program should do, and print what comes of it.",
    )


def _result_not_printed(finding: Finding, scene: Scene) -> Story | None:
    facts = silent_program(finding, scene)
    if facts is None or not (facts.calls or facts.main_guard):
        return None
    text = source_lines(scene.submission, facts.path)
    if any("print" in line.partition("#")[0] or ".write(" in line for line in text):
        return None
    first = facts.calls[0] if facts.calls else None
    seen = f"{at(facts.path, first.line)} calls {code(first.name)}" if first else f"{code(facts.path)} works"
    return Story(
        f"{seen}, but nothing in {code(facts.path)} prints a result.",
        "Only the console in which one types Python shows the value of each line by itself. A program shows what it "
        "prints with `print`, and nothing else.",
        f"Write `print(...)` around the call{f' in {at(facts.path, first.line)}' if first else ''}.",
    )


def _prints_a_list(finding: Finding, _scene: Scene) -> Story | None:
    shown = (finding.actual or "").strip()
    is_program = (finding.asked or "").startswith("python ") and finding.verdict is Verdict.FAILED
    is_list = shown.startswith("[") and shown.endswith("]") and not (finding.expected or "[").startswith("[")
    if not is_program or not is_list or finding.raised:
        return None
    return Story(
        f"The program prints a whole list: {code(shown)}.",
        "`print` shows a list as one writes it in Python, with brackets, commas and quotes around the texts.",
        "Print what is in the list, one after the other: `for item in items:` and below it `print(item)`.",
    )


def _waits_for_input(finding: Finding, _scene: Scene) -> Story | None:
    raised = finding.raised
    place = failing_place(finding)
    if raised is None or raised.type != "EOFError" or place is None or not (finding.asked or "").startswith("python "):
        return None
    return Story(
        f"The program asks for input in {at(*place)}, and there is no line left to read.",
        "Each `input()` reads one line of what is typed. When everything is read, the next `input()` raises EOFError.",
        f"Delete the `input()` in {at(*place)}, or read only as many lines as the exercise says.",
    )


def _main_file_missing(finding: Finding, scene: Scene) -> Story | None:
    told = f"{finding.actual or ''} {finding.raised.text if finding.raised else ''}"
    file = missing_path(finding, scene) or ""
    is_asked = last(file) == "__main__.py"
    package = parent(file).replace("/", ".") if is_asked else finding.target or ""
    folder = package.replace(".", "/")
    if not (is_asked or "cannot be directly executed" in told) or folder not in scene.submission.folders:
        return None
    return Story(
        f"`python -m {package}` starts {code(f'{folder}/__main__.py')}, and there is no such file.",
        "A package that is started runs its file `__main__.py`. Its `__init__.py` runs only before that, as on every "
        "import.",
        f"Create {code(f'{folder}/__main__.py')} and write into it what the program should do.",
    )


def _named_not_called(finding: Finding, scene: Scene) -> Story | None:
    facts = silent_program(finding, scene)
    if facts is None:
        return None
    names = {d.name for d in facts.definitions if d.kind is DefinitionKind.FUNCTION}
    text = source_lines(scene.submission, facts.path)
    line = next((n for n, line in enumerate(text, 1) if line.partition("#")[0].strip() in names), None)
    if line is None:
        return None
    name = text[line - 1].partition("#")[0].strip()
    return Story(
        f"{at(facts.path, line)} has {code(name)} without parentheses.",
        "The name of a function alone is the function. Only with parentheses behind it the function is called, and "
        "does something.",
        f"Write {code(f'{name}()')} in {at(facts.path, line)}.",
    )


def _program_name_too(finding: Finding, scene: Scene) -> Story | None:
    target = finding.target or ""
    file = target if target.endswith(".py") else target.replace(".", "/") + ".py"
    found = f"{finding.actual or ''} {finding.raised.text if finding.raised else ''}"
    if not (finding.asked or "").startswith("python ") or file.rpartition("/")[2] not in found:
        return None
    text = source_lines(scene.submission, file)
    line = next((n for n, line in enumerate(text, 1) if _ALL_ARGUMENTS.search(line)), None)
    if line is None:
        return None
    return Story(
        f"{at(file, line)} takes all of `sys.argv`, and its first element is the name of the program, {code(target)}.",
        "`sys.argv` is the command line without `python`: first the program itself, then the words behind it.",
        f"Write `sys.argv[1:]` in place of `sys.argv` in {at(file, line)}.",
    )


def _prints_too_much(finding: Finding, scene: Scene) -> Story | None:
    if not (finding.asked or "").startswith("python ") or finding.verdict is not Verdict.FAILED or finding.raised:
        return None
    expected, actual = (finding.expected or "").splitlines(), (finding.actual or "").splitlines()
    extra = [line for line in actual if line not in expected]
    if not expected or not extra or [line for line in actual if line in expected] != expected:
        return None
    facts = scene.outline.files.get(finding.target or "")
    text = source_lines(scene.submission, facts.path) if facts else []
    first = extra[0].strip()
    source = next((n for n, line in enumerate(text, 1) if len(first) > 2 and first in line and "print" in line), None)
    if facts is None or source is None:
        return None
    return Story(
        f"The program prints everything that is asked for, and besides {listed(extra, 'more lines')}.",
        "What a program prints is its answer, and other programs may read it. So it prints what is asked for and "
        "nothing else.",
        f"Delete {at(facts.path, source)}.",
    )


def _traceback_for_people(finding: Finding, _scene: Scene) -> Story | None:
    is_told = finding.verdict is Verdict.FAILED and (finding.expected or "").startswith("output without 'Traceback'")
    if not is_told or not finding.asked:
        return None
    error = (finding.actual or "").strip().rpartition("\n")[2]
    return Story(
        f"{code(finding.asked)} breaks off, and whoever typed it sees Python's traceback, down to {code(error)}.",
        "A traceback is for who writes the program. Who uses it needs one sentence: what was wrong with what they "
        "typed.",
        f"Put `try:` around the call that raises {code(error.partition(':')[0])}, and below it "
        f"`except {error.partition(':')[0]} as error:` with `sys.exit(str(error))`.",
    )


SPECIFIC = (
    rule("program/wrong-guard", "The main guard is not written exactly", texts.WRONG_GUARD, wrong_guard),
    rule("program/main-guard-missing", "The main guard is missing", texts.GUARD_MISSING, guard_missing),
    rule("program/named-not-called", "A function is named and not called", texts.NAMED_NOT_CALLED, _named_not_called),
    rule(
        "program/nothing-called", "The functions of the program are never called", texts.NOTHING_CALLED, _nothing_called
    ),
    rule("program/only-imports", "The program imports and does nothing", texts.ONLY_IMPORTS, _only_imports),
    rule(
        "program/result-not-printed", "The result is computed and not printed", texts.NOT_PRINTED, _result_not_printed
    ),
    rule("program/prints-a-list", "A whole list is printed, with its brackets", texts.PRINTS_LIST, _prints_a_list),
    rule("program/argument-missing", "Nothing was typed behind the program", texts.ARGUMENT, argument_missing),
    rule("program/program-as-argument", "The program is taken for what was typed", texts.ITEM_0, program_as_argument),
    rule("program/argument-is-text", "What was typed is used as a number", texts.ARGUMENT_TEXT, argument_is_text),
    rule("program/arguments-ignored", "What was typed is not looked at", texts.IGNORED, arguments_ignored),
    rule("program/waits-for-input", "The program asks for more input than there is", texts.WAITS, _waits_for_input),
    rule("program/main-file-missing", "The package has no `__main__.py`", texts.NO_MAIN_FILE, _main_file_missing),
    rule("program/program-name-too", "The program reads its own name", texts.PROGRAM_NAME_TOO, _program_name_too),
    rule(
        "program/traceback-for-people", "Who uses the program sees a traceback", texts.TRACEBACK, _traceback_for_people
    ),
    rule("program/prints-too-much", "The program prints more than it should", texts.TOO_MUCH, _prints_too_much),
)
