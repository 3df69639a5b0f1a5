"""Mistakes with files: wrong name, wrong ending, wrong place, nothing or something else than text in them."""

from __future__ import annotations

from grader.check import Scene
from grader.diagnosis.broken import broken_file
from grader.diagnosis.messages import missing_attribute, missing_name, undefined_name
from grader.diagnosis.origins import asked_module
from grader.diagnosis.story import Story, code, listed, rule
from grader.diagnosis.texts import file as texts
from grader.diagnosis.tree import (
    elsewhere,
    everything,
    exists,
    inside,
    is_python,
    last,
    missing_path,
    near,
    other_spelling,
    parent,
    required_files,
    wanted_paths,
    with_hyphen,
)
from grader.report import Finding, Verdict
from grader.submission import Submission

_DOCUMENTS = (".docx", ".doc", ".odt", ".rtf", ".pdf", ".pages")
_PLAIN_ENDINGS = (".py.txt", ".txt", ".py.py", ".pyw", ".python", ".py.", ".md", ".text", ".html", "")
_DOCUMENT_STARTS = (b"PK\x03\x04", b"{\\rtf", b"%PDF", b"\xd0\xcf\x11\xe0", b"<!DOCTYPE", b"<html")
_UTF16_STARTS = (b"\xff\xfe", b"\xfe\xff")


def _wrong_case(finding: Finding, scene: Scene) -> Story | None:
    wanted = missing_path(finding, scene)
    found = other_spelling(scene.submission, wanted) if wanted else None
    if found is None:
        return None
    what = "folder" if found[0] in scene.submission.folders else "file"
    return Story(
        f"Your {what} is called {code(found[0])}, the exercise asks for {code(found[1])}.",
        "Python tells upper and lower case apart in the names of modules and packages, even on computers where the "
        "file manager does not."
        if is_python(found[1])
        else _WHY_EXACT,
        f"Rename the {what} {code(found[0])} to {code(found[1])}.",
    )


def _hyphen(finding: Finding, scene: Scene) -> Story | None:
    found = next(filter(None, (with_hyphen(scene.submission, path) for path in wanted_paths(finding, scene))), None)
    if found is None or found[0] not in scene.submission.files:
        return None
    return Story(
        f"Your file is called {code(found[0])}, the exercise asks for {code(found[1])}.",
        "The name of a module is written in import statements, and there a hyphen means minus and a space ends the "
        "name. So Python names have only letters, digits and underscores.",
        f"Rename {code(found[0])} to {code(found[1])}.",
    )


def _text_ending(finding: Finding, scene: Scene) -> Story | None:
    for wanted in wanted_paths(finding, scene):
        endings = (*_PLAIN_ENDINGS, *_DOCUMENTS, *(f".py{ending}" for ending in _DOCUMENTS))
        found = _with_ending(scene.submission, wanted, endings)
        if found:
            return _other_ending(scene.submission, found, wanted)
    return None


def _with_ending(submission: Submission, wanted: str, endings: tuple[str, ...]) -> str | None:
    names = {(wanted.removesuffix(".py") + ending).casefold() for ending in endings}
    siblings = inside(submission, parent(wanted)) if wanted.endswith(".py") else []
    return next((path for path in siblings if path in submission.files and path.casefold() in names), None)


def _other_ending(submission: Submission, found: str, wanted: str) -> Story:
    seen = f"Your file is called {code(found)}, the exercise asks for {code(wanted)}."
    why = "Python looks for modules only in files whose name ends in `.py`. Some systems hide the end of a file's name."
    if found.casefold().endswith(_DOCUMENTS) or submission.files[found].startswith(_DOCUMENT_STARTS):
        copy = f"Copy the code into a new plain text file {code(wanted)}, with the editor in which you write Python."
        return Story(seen, f"{why} A document of a word processor holds much more than its text.", copy)
    return Story(
        seen, why, f"Rename {code(found)} to {code(wanted)} (let your system show the endings of file names first)."
    )


def _notebook(finding: Finding, scene: Scene) -> Story | None:
    wanted = missing_path(finding, scene)
    found = _with_ending(scene.submission, wanted, (".ipynb", ".py.ipynb")) if wanted else None
    if found is None or wanted is None:
        return None
    return Story(
        f"Your code is in the notebook {code(found)}, the exercise asks for {code(wanted)}.",
        "A notebook is a file of its own kind, with outputs and pictures in it; `import` cannot read it.",
        f"Copy the code of the cells into a plain text file {code(wanted)}.",
    )


def _wrong_folder(finding: Finding, scene: Scene) -> Story | None:
    wanted = missing_path(finding, scene)
    if wanted is None:
        return None
    found = elsewhere(scene.submission, wanted)
    if found:
        place = f"into the folder {code(parent(wanted) + '/')}" if parent(wanted) else "to the top, out of any folder"
        what = f"the folder {code(found + '/')}" if found in scene.submission.folders else code(found)
        lies = f"at {code(found)}" if parent(found) else "at the top"
        seen = f"{code(last(wanted))} lies {lies}, but it is expected at {code(wanted)}."
        return Story(seen, _WHY_PLACE if is_python(wanted) else _WHY_EXACT, f"Move {what} {place}.")
    loose = _loose_files(scene, wanted)
    if not loose:
        return None
    folder = wanted.removesuffix("/__init__.py")
    return Story(
        f"{listed(loose)} {'lie' if len(loose) > 1 else 'lies'} at the top, and there is no folder "
        f"{code(folder + '/')} around.",
        _WHY_PLACE,
        f"Create a folder {code(folder + '/')} and move {listed(loose)} into it.",
    )


_WHY_EXACT = "Programs look for a file under exactly one name and in exactly one place, and so does the grader."
_WHY_PLACE = (
    "The place of a file decides the name under which it is imported: a file inside a package is reached as "
    "`package.module`, a file beside it as `module`."
)


def _loose_files(scene: Scene, wanted: str) -> list[str]:
    """Files of a missing package that lie at the top without their folder."""
    folder = wanted.removesuffix("/__init__.py")
    own = [path.removeprefix(f"{folder}/") for path in required_files(scene.requires) if path.startswith(f"{folder}/")]
    loose = [path for path in own if path in scene.submission.files and path != "__init__.py"]
    if exists(scene.submission, folder) or not loose:
        return []
    return [path for path in own if path in scene.submission.files]


def _misspelt(finding: Finding, scene: Scene) -> Story | None:
    wanted = missing_path(finding, scene)
    asked = {*required_files(scene.requires), f"{parent(wanted or '')}/__init__.py"}  # that is no slip of `__main__.py`
    siblings = inside(scene.submission, parent(wanted)) if wanted else []
    name = near(last(wanted), [last(path) for path in siblings if path not in asked]) if wanted else None
    if wanted is None or name is None:
        return None
    found = f"{parent(wanted)}/{name}".lstrip("/")
    return Story(
        f"There is {code(found)}, but the exercise asks for {code(wanted)}.",
        "The name of a file is the name by which it is imported, so every letter of it counts."
        if is_python(wanted)
        else _WHY_EXACT,
        f"Rename {code(found)} to {code(wanted)}.",
    )


def _missing(finding: Finding, scene: Scene) -> Story | None:
    wanted = missing_path(finding, scene)
    if wanted is None:
        return None
    files = [path for path in everything(scene.submission) if path in scene.submission.files]
    what = "file" if "." in last(wanted) else "folder"
    return Story(
        f"There is no {what} {code(wanted)} in your submission, nor one with a name like it. There is: "
        f"{listed(files, 'more') or 'nothing'}.",
        "What is looked for must be there under exactly this name, counted from the top of what you hand in.",
        f"Create the {what} {code(wanted)}, or check that you handed in the right folder.",
    )


def _left_behind(finding: Finding, scene: Scene) -> Story | None:
    path = _unwanted_path(finding, scene)
    if path is None:
        return None
    package = path.removesuffix(".py")
    if package != path and package in scene.submission.folders:
        return Story(
            f"{code(path)} is still there, beside the folder {code(package + '/')}.",
            f"Both have the name {code(last(package))}, and an import finds only one of them: the package. So nobody "
            "uses the old file any more, but a reader believes that it counts.",
            f"Delete {code(path)}; what is needed of it belongs into {code(package + '/')}.",
        )
    copy = elsewhere(scene.submission, path)
    if copy is None:
        return None
    return Story(
        f"{code(path)} is still there, and {code(copy)} has the same name.",
        "To Python these are two modules, each with functions of its own. Soon one of them is changed and the other is "
        "not, and a program that imports the old one does not notice.",
        f"Delete {code(path)}, and import the one in {code(parent(copy) + '/')}.",
    )


def _unwanted_path(finding: Finding, scene: Scene) -> str | None:
    """The file that is there although the exercise says that it must not be."""
    path = finding.target if finding.message.endswith("it should not be.") else None
    return path if path in scene.submission.files and finding.verdict is Verdict.FAILED else None


def _empty(finding: Finding, scene: Scene) -> Story | None:
    module = asked_module(finding, scene)
    named = missing_name(finding) or missing_attribute(finding)
    facts = scene.outline.modules.get(named[1] if named else module or "")
    if facts is None or facts.is_package or finding.verdict is Verdict.PASSED:
        return None
    lacks_name = not finding.raised and finding.target not in {facts.path, facts.module} and not finding.expected
    if (scene.submission.files.get(facts.path, b"-").strip(b"\xef\xbb\xbf \t\r\n")) or not (
        named or lacks_name or _prints_nothing(finding)
    ):
        return None
    return Story(
        f"{code(facts.path)} is empty.",
        "A file that was changed in an editor and not saved stays as it was on the disk.",
        f"Open {code(facts.path)}, write the code, save the file and hand it in again.",
    )


def _prints_nothing(finding: Finding) -> bool:
    return finding.actual == "nothing" and finding.raised is None


def _encoding(finding: Finding, scene: Scene) -> Story | None:
    broken = broken_file(finding, scene)
    content = scene.submission.files.get(broken.path, b"") if broken else b""
    if broken is None or not content:
        return None
    is_utf16 = content.startswith(_UTF16_STARTS) or b"\0" in content[:1000]
    if not is_utf16 and not _is_other_encoding(content, broken.message):
        return None
    stored = "in the encoding UTF-16" if is_utf16 else "in an encoding that is not UTF-8"
    return Story(
        f"{code(broken.path)} is stored {stored}.",
        "A text file is a row of numbers, and the encoding says which letter each number means. Python expects UTF-8.",
        f"Open {code(broken.path)} in your editor and save it again with the encoding UTF-8.",
    )


def _is_other_encoding(content: bytes, message: str) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return any(word in message for word in ("codec", "UTF-8", "utf-8", "unicode", "encoding", "decode"))
    return False


def _not_plain_text(finding: Finding, scene: Scene) -> Story | None:
    broken = broken_file(finding, scene)
    path = broken.path if broken else finding.location.path if undefined_name(finding) and finding.location else ""
    content = scene.submission.files.get(path, b"").lstrip()
    is_notebook = content.startswith(b"{") and b'"nbformat"' in content
    if not (content.startswith(_DOCUMENT_STARTS) or is_notebook):
        return None
    kind = "a notebook" if is_notebook else "a web page" if content.startswith(b"<") else "a document"
    return Story(
        f"{code(path)} is {kind} and no Python text, although its name ends in `.py`.",
        "The ending of a file's name does not change what is in the file. Python reads plain text only.",
        f"Copy the code itself into a new plain text file and save that as {code(path)}.",
    )


def _not_wanted(finding: Finding, scene: Scene) -> Story | None:
    path = finding.target or ""
    is_there = finding.verdict is Verdict.FAILED and exists(scene.submission, path)
    if not is_there or not finding.message.endswith(" is there, and it should not be."):
        return None
    what = "folder" if path in scene.submission.folders else "file"
    makes = " An `__init__.py` makes a package of the folder that it lies in." if last(path) == "__init__.py" else ""
    return Story(
        f"The {what} {code(path)} is in your hand-in, and the exercise asks for a hand-in without it.",
        f"What is there and what is not decides what Python finds, and under which name.{makes}",
        f"Move what you still need out of {code(path)}, and delete the {what}.",
    )


SPECIFIC = (
    rule(
        "file/not-plain-text",
        "A document, notebook or web page that is named `.py`",
        texts.NOT_PLAIN_TEXT,
        _not_plain_text,
    ),
    rule("file/encoding", "The file is not stored as UTF-8", texts.ENCODING, _encoding),
    rule("file/hyphen", "The module's file has a hyphen or a space in its name", texts.HYPHEN, _hyphen),
    rule("file/wrong-case", "Upper and lower case of a name differ", texts.WRONG_CASE, _wrong_case),
    rule("file/text-ending", "The name ends in something else than `.py`", texts.TEXT_ENDING, _text_ending),
    rule("file/notebook", "The code is in a notebook", texts.NOTEBOOK, _notebook),
    rule("file/wrong-folder", "The file lies in another folder", texts.WRONG_FOLDER, _wrong_folder),
    rule("file/left-behind", "What was moved is still in its old place", texts.LEFT_BEHIND, _left_behind),
    rule("file/misspelt", "The name is almost the one that is asked for", texts.MISSPELT, _misspelt),
    rule("file/empty", "The file is empty", texts.EMPTY, _empty),
)
GENERAL = (
    rule("file/missing", "The file is not there", texts.MISSING, _missing),
    rule("file/not-wanted", "A file or folder is there that should not be", texts.NOT_WANTED, _not_wanted),
)
