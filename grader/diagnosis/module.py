"""Mistakes with what a module does while it is imported, and with its name."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from grader.check import Scene
from grader.diagnosis.guards import own_name_in_guard
from grader.diagnosis.messages import half_imported, missing_attribute, missing_module, missing_name, text_of
from grader.diagnosis.opening import WHY_PARAMETER, is_head, opens_files, out_of_the_head
from grader.diagnosis.origins import Found, asked_module, function_named, functions, is_import_alone, loaded_by
from grader.diagnosis.sourcelines import loop_around, source_lines
from grader.diagnosis.story import Story, at, code, joined, lines, rule
from grader.diagnosis.texts import module as texts
from grader.importgraph import edges
from grader.outline import CallFact, ModuleFacts
from grader.report import Finding, Verdict
from grader.requests import Frame

_PRINTING = ("print", "pprint", "pprint.pprint", "sys.stdout.write", "sys.stderr.write", "display", "help")
_MAX_CALLS = 200
"""calls of one file that are looked at"""
_NO_WORK = ("ImportError", "NameError", "SyntaxError", "EOFError", "AttributeError")
"""exceptions at import that have explanations of their own"""
_GUARD = 'if __name__ == "__main__":'


def _shadows_stdlib(finding: Finding, scene: Scene) -> Story | None:
    unwanted = (finding.target or "").removesuffix(".py")
    if (
        finding.message.endswith("it should not be.")
        and unwanted in sys.stdlib_module_names & scene.outline.modules.keys()
    ):
        return _taken_name(scene.outline.modules[unwanted], unwanted)
    lacking = missing_name(finding) or missing_attribute(finding)
    if lacking and lacking[1] in sys.stdlib_module_names and lacking[1] in scene.submission.folders:
        return _taken_folder(lacking[1], lacking[0])
    parent = (missing_module(finding) or "").rpartition(".")[0]
    is_inside = "is not a package" in text_of(finding) and parent
    module = lacking[1] if lacking else half_imported(finding) or (parent if is_inside else None)
    own = _own_file(scene, module, lacking[0] if lacking else "") if module in sys.stdlib_module_names else None
    if module is None or own is None:
        return None
    what = f"no {code(lacking[0])} was found in {code(module)}" if lacking else f"the import of {code(module)} fails"
    return Story(
        f"Your file {code(own.path)} has the name of the standard module {code(module)}, and {what}.",
        "Two modules of one name cannot be told apart: Python takes the one that it finds first, your own or the "
        "standard one. Other standard modules that need it get the wrong one as well.",
        f"Rename {code(own.path)}, for example to {code(own.path.removesuffix('.py') + '_tools.py')}, and correct "
        "the imports of it.",
    )


def _taken_name(own: ModuleFacts, module: str) -> Story:
    return Story(
        f"Your file {code(own.path)} has the name of the standard module {code(module)}.",
        f"The folder of the program is searched first. As long as the file is there, `import {module}` finds it, and "
        "Python's own module is hidden behind it.",
        f"Rename {code(own.path)}, or delete it where a copy with another name is there already.",
    )


def _taken_folder(module: str, name: str) -> Story:
    return Story(
        f"Your folder {code(module + '/')} has the name of the standard module {code(module)}, and no {code(name)} was "
        f"found in {code(module)}.",
        "A file and a folder of one name are the same to an import. Python takes what it finds first, your own or the "
        "standard one, and a folder without `__init__.py` only when there is nothing else.",
        f"Choose another name for the folder {code(module + '/')}, or put its files beside the program.",
    )


def _own_file(scene: Scene, module: str, name: str) -> ModuleFacts | None:
    """The student's file of that name: at the top, or deeper where it defines the name that was not found."""
    for facts in scene.outline.files.values():
        deeper = facts.module.endswith(f".{module}") and facts.defined(name) is not None
        if (facts.module == module or deeper) and not facts.is_package:
            return facts
    return None


def _prints_at_import(finding: Finding, scene: Scene) -> Story | None:
    module = asked_module(finding, scene)
    if module is None or finding.raised or finding.verdict is not Verdict.FAILED:
        return None
    files = loaded_by(scene, module)
    if finding.expected != "no output":
        files = files[1:] if _has_more_lines(finding) else []
    known = functions(scene)
    noisy = next(((facts, calls) for facts in files if (calls := _printing_calls(known, facts))), None)
    if not noisy and (finding.expected != "no output" or not files):
        return None
    facts, calls = noisy or (files[0], list(files[0].calls))
    started = _starts_the_program(scene, files, facts)
    if started:
        return started
    numbers = sorted({call.line for call in calls})
    told = own_name_in_guard(scene, facts, numbers, "prints")
    if told:
        return told
    names = joined([code(name) for name in dict.fromkeys(call.name for call in calls)])
    where = f"{code(facts.path)} calls {names} in {lines(numbers)}" if calls else f"{code(facts.path)} writes something"
    return Story(
        f"{where}, outside of any function, so it prints when the module is imported.",
        "An import runs the file from top to bottom, every time in a new program. What stands at the top level "
        "happens to everyone who only wants to use the functions.",
        _quiet(facts, numbers),
    )


def _starts_the_program(scene: Scene, files: list[ModuleFacts], noisy: ModuleFacts) -> Story | None:
    """Where what prints is a `__main__.py`, which may print: the import of it is the mistake."""
    loaded = {facts.module for facts in files}
    found = [edge for edge in edges(scene.outline) if edge.imported == noisy.module and edge.importer in loaded]
    if noisy.module.rpartition(".")[2] != "__main__" or not found:
        return None
    return Story(
        f"{at(found[0].path, found[0].fact.line)} imports {code(noisy.path)}, which prints.",
        "`__main__.py` is what runs when the package is started with `python -m`. An import of it does the same as "
        "starting the program, for everyone who only wants to use the functions.",
        f"Delete {at(found[0].path, found[0].fact.line)}.",
    )


def _quiet(facts: ModuleFacts, numbers: list[int]) -> str:
    what = lines(numbers) if numbers else "what prints"
    if facts.is_package:
        return f"Delete {what} of {code(facts.path)}."
    return f"Put {what} of {code(facts.path)} below `{_GUARD}` at the end of the file, indented; or delete {what}."


def _has_more_lines(finding: Finding) -> bool:
    """Whether a program printed all the expected lines and more."""
    if not (finding.asked or "").startswith("python ") or finding.expected is None or finding.actual is None:
        return False
    expected, actual = finding.expected.splitlines(), finding.actual.splitlines()
    return len(actual) > len(expected) and set(expected) <= set(actual)


def _printing_calls(known: Mapping[str, list[Found]], facts: ModuleFacts) -> list[CallFact]:
    """The calls at the top level of a file that write something: `print` itself, or an own function that prints."""

    def prints(call: CallFact) -> bool:
        found = function_named(known, call.name, facts.module)
        return call.name in _PRINTING or (found is not None and found[1].prints)

    return [call for call in facts.calls[:_MAX_CALLS] if prints(call)]


def _at_import(finding: Finding) -> Frame | None:
    """The student's line at the top level of a module at which the failure began, where it began in an import."""
    frames = finding.raised.frames if finding.raised else ()
    top = [frame for frame in frames if frame.function == "<module>"]
    started = (finding.asked or "").startswith("python ")
    return top[-1] if top and (not started or len(top) > 1) else None


def _input_at_import(finding: Finding, scene: Scene) -> Story | None:
    frame = _at_import(finding)
    if frame is None or finding.raised is None or finding.raised.type != "EOFError":
        return None
    facts = scene.outline.files.get(frame.path)
    told = own_name_in_guard(scene, facts, [frame.line], "asks for input") if facts else None
    if told:
        return told
    numbers = sorted({call.line for call in facts.calls if call.name == "input"}) if facts else []
    where = (
        f"{code(frame.path)} calls `input` in {lines(numbers)}"
        if numbers
        else f"{at(frame.path, frame.line)} asks for input"
    )
    return Story(
        f"{where}, outside of any function, so it waits for the keyboard when the module is imported.",
        "An import runs the file from top to bottom. Whoever imports the module wants its functions and types "
        "nothing, so `input` finds no line to read and raises EOFError.",
        f"Put {lines(numbers or [frame.line])} of {code(frame.path)} below `{_GUARD}`, and let the functions get "
        "their values as parameters.",
    )


def _work_at_import(finding: Finding, scene: Scene) -> Story | None:
    if finding.verdict in {Verdict.TIMEOUT, Verdict.LIMIT} and is_import_alone(finding):
        return _endless_import(finding, scene)
    frame = _at_import(finding)
    facts = scene.outline.files.get(frame.path) if frame else None
    raised = finding.raised
    if frame is None or facts is None or raised is None or any(raised.is_a(kind) for kind in _NO_WORK):
        return None
    calls = [call for call in facts.calls if call.line == frame.line]
    if not calls:
        return None
    told = own_name_in_guard(scene, facts, [frame.line], "works, and fails")
    if told:
        return told
    if is_head(scene, frame.path, frame.line):
        seen = (
            f"calls {code(calls[0].name)} for the value of a parameter, and this ends with {code(raised.type)} when the"
        )
        seen = f"{at(frame.path, frame.line)} {seen} module is imported."
        return Story(seen, WHY_PARAMETER, out_of_the_head(frame.path, calls[0]))
    return Story(
        f"{at(frame.path, frame.line)} calls {code(calls[0].name)} outside of any function, and this ends with "
        f"{code(raised.type)} when the module is imported.",
        _WHY_WORK,
        f"Put line {frame.line} of {code(frame.path)} below `{_GUARD}` at the end of the file, indented; or delete it.",
    )


_WHY_WORK = (
    "An import runs the file from top to bottom. When a line at the top level fails or does not come to an end, the "
    "import fails, and nothing of the module can be used."
)


def _endless_import(finding: Finding, scene: Scene) -> Story | None:
    """Only what is the same each time is told: the line that was just running is not."""
    module = asked_module(finding, scene)
    working = next((facts for facts in loaded_by(scene, module) if facts.calls), None) if module else None
    place = finding.location
    if place is None and working is None:
        return None
    path = working.path if working and place is None else str(place.path if place else "")
    loop = loop_around(source_lines(scene.submission, path), place.line) if place and place.line else None
    facts = scene.outline.files.get(path)
    numbers = sorted({call.line for call in facts.calls}) if facts else []
    seen = "The import takes too long." if finding.verdict is Verdict.TIMEOUT else "The import takes more than it may."
    seen += f" At its end the loop that begins in {at(path, loop)} was running." if loop else ""
    seen += f" {code(path)} starts work in {lines(numbers)}, outside of any function." if numbers else ""
    step = f"Put the work of {code(path)} into a function, and call it below `{_GUARD}` at the end of the file."
    return Story(seen, _WHY_WORK, step)


def _changes_sys_path(finding: Finding, scene: Scene) -> Story | None:
    by_import = finding.expected == "sys.path unchanged"
    if finding.verdict is not Verdict.FAILED or not (by_import or finding.location):
        return None
    module, place = asked_module(finding, scene), finding.location
    files = loaded_by(scene, module) if module else []
    by_source = place is not None and files and place.path == files[0].path and place.line in files[0].path_edits
    edited = next((facts for facts in files if facts.path_edits), None)
    if not (by_import or by_source) or edited is None:
        return None
    return Story(
        f"{code(edited.path)} changes `sys.path` in {lines(edited.path_edits)}.",
        "`sys.path` is the list of folders in which Python looks for modules, for the whole program. A changed list "
        "works by chance on one computer and hides mistakes in the imports.",
        f"Delete {lines(edited.path_edits)} of {code(edited.path)}, and import by the module's full name from the "
        "top folder.",
    )


def _docstring_missing(finding: Finding, scene: Scene) -> Story | None:
    facts = scene.outline.files.get(finding.target or "")
    is_asked = "does not begin with a docstring" in finding.message and finding.verdict is Verdict.FAILED
    if facts is None or facts.docstring or finding.raised or not is_asked:
        return None
    first = next((line.strip() for line in source_lines(scene.submission, facts.path) if line.strip()), "")
    begins = f"begins with {code(first)}" if first else "is empty"
    return Story(
        f"{code(facts.path)} {begins}, and not with a docstring.",
        "The docstring of a file is a text in quotes that is its first statement; `help()` shows it. A comment behind "
        "`#` is for readers of the file only, and a text further down is no docstring.",
        f'Write `"""..."""`, with a sentence in place of the dots, at the very beginning of {code(facts.path)}.',
    )


SPECIFIC = (
    rule("module/shadows-stdlib", "A file has the name of a standard module", texts.SHADOWS_STDLIB, _shadows_stdlib),
    rule("module/prints-at-import", "The module prints while it is imported", texts.PRINTS, _prints_at_import),
    rule("module/input-at-import", "The module asks for input while it is imported", texts.INPUT, _input_at_import),
    rule("module/opens-files", "The module opens a file while it is imported", texts.OPENS, opens_files),
    rule("module/changes-sys-path", "The module changes `sys.path`", texts.SYS_PATH, _changes_sys_path),
    rule("module/docstring-missing", "The file does not begin with a docstring", texts.DOCSTRING, _docstring_missing),
)
GENERAL = (
    rule("module/work-at-import", "The module works while it is imported, and fails", texts.WORK, _work_at_import),
)
