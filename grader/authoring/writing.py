"""The files of a drafted exercise, ready to be read and changed by its author."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator, Mapping

from grader.authoring.drafting import Draft
from grader.authoring.examples import Example
from grader.authoring.facts import Data, listed, texts
from grader.authoring.projects import id_of
from grader.authoring.words import draw
from grader.checks.names import written
from grader.requirement import Function

WIDTH = 110
_PLAIN = re.compile(r"[A-Za-z][\w./-]*( [\w./-]+)*")
_RESERVED = frozenset({"true", "false", "null", "yes", "no", "on", "off"})
_NOTHING_GIVEN = "{layout: 0, imports: 0, defines: 0, exports: 0}"

EXPECTED = """\
# What each typical wrong answer in wrong/ must get: `fails` fail by themselves, with this diagnosis;
# `not_checked` wait for one of them; every other check passes. Five are a good start:
#
#   wrong:
#     prints-instead-of-returns:
#       fails: {check-id: function/prints-instead-of-returns}
wrong: {}
"""


def files_of(draft: Draft) -> Mapping[str, bytes]:
    """All files by path, below the folder that holds `exercises` and `solutions`."""
    exercise, solutions = f"exercises/{draft.id}", f"solutions/{draft.id}"
    return {
        f"{exercise}/exercise.yaml": exercise_file(draft).encode(),
        f"{exercise}/statement.md": statement(draft).encode(),
        **{f"{exercise}/starter/{path}": content for path, content in draft.starter.items()},
        **{f"{solutions}/reference/{path}": content for path, content in draft.reference.items()},
        f"{solutions}/expected.yaml": EXPECTED.encode(),
    }


def exercise_file(draft: Draft) -> str:
    """The text of `exercise.yaml`."""
    lines = [f"id: {draft.id}", f"title: {_scalar(draft.title)}", "topics: []"]
    if draft.requires:
        comment = "# the starter has all of it, so having it earns nothing"
        lines += ["requires:", f"  points: {_NOTHING_GIVEN}  {comment}", *_mapping(draft.requires, "  ")]
    checks = list(_checks(draft))
    if checks:
        lines += ["checks:", *(line for check in checks for line in _item(check, "  "))]
    return "\n".join([*lines, ""])


def _checks(draft: Draft) -> Iterator[Data]:
    """What `requires` cannot say, then the examples, then the programs, each with an id of its own."""
    taken: dict[str, int] = {}
    for name, check in (*_named(draft), *_run(draft)):
        taken[name] = taken.get(name, 0) + 1
        yield {**check, "id": name if taken[name] == 1 else f"{name}-{taken[name]}"}


def _named(draft: Draft) -> Iterator[tuple[str, Data]]:
    for check in draft.checks:
        yield str(check["id"]), check
    ids = {check["id"] for check in draft.checks}
    for example in draft.examples.checked:
        file = f"file-{id_of(example.module.name)}"
        needs: Data = {"needs": [file]} if file in ids else {}
        yield id_of(example.thing), {"id": "", **example.check(), **needs}


def _run(draft: Draft) -> Iterator[tuple[str, Data]]:
    for program in draft.programs:
        *_, last = program.run.argv
        target = {"module": last} if program.run.argv[0] == "-m" else {"file": last}
        yield f"runs-{id_of(last)}", {"id": "", "kind": "program", **target, "stdout": {"equals": program.stdout}}


def _mapping(data: Data, indent: str) -> Iterator[str]:
    """A mapping line by line; what fits into one line stays on it."""
    for key, value in data.items():
        flow = _flow(value)
        if isinstance(value, str) and "\n" in value.strip("\n"):
            yield f"{indent}{key}: |"
            yield from (f"{indent}  {line}".rstrip() for line in value.rstrip("\n").split("\n"))
        elif not isinstance(value, list) or (len(indent) + len(key) + len(flow) < WIDTH and not _nested(value)):
            yield f"{indent}{key}: {flow}"
        else:
            yield f"{indent}{key}:"
            yield from (line for item in value for line in _item(item, f"{indent}  "))


def _nested(value: list[object]) -> bool:
    """Whether the items have more in them than a line should hold."""
    inner = [each for item in value if isinstance(item, dict) for each in item.values()]
    return len(_flow(value)) > WIDTH // 2 and any(isinstance(each, list) for each in inner)


def _item(item: object, indent: str) -> Iterator[str]:
    """One item of a list."""
    flow = _flow(item)
    if not isinstance(item, dict) or (len(indent) + len(flow) + 2 < WIDTH and not _is_long(item)):
        yield f"{indent}- {flow}"
        return
    first, *rest = _mapping(item, f"{indent}  ")
    yield f"{indent}- {first.strip()}"
    yield from rest


def _is_long(item: Mapping[str, object]) -> bool:
    """Whether it is a check, or has lists of mappings in it."""
    lists = [value for value in item.values() if isinstance(value, list) and len(value) > 1]
    return "id" in item or any(isinstance(value[0], dict) for value in lists)


def _flow(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_scalar(key)}: {_flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(inner) for inner in value) + "]"
    return _scalar(value)


def _scalar(value: object) -> str:
    """Text without quotes where nobody could take it for something else."""
    if isinstance(value, str) and _PLAIN.fullmatch(value) and value.lower() not in _RESERVED:
        return value
    return json.dumps(value, ensure_ascii=False)


def statement(draft: Draft) -> str:
    """The text of `statement.md`."""
    parts = [f"# {draft.title}", "", "In one or two sentences: what this is about, and what it is good for.", ""]
    parts += ["## What to hand in", "", "```", draw(draft.id, sorted(draft.reference), {}), "```", ""]
    for module in draft.modules.values():
        things = list(_things(draft.facts[module.name]))
        if things:
            parts += [f"`{module.path}` has", "", *(f"- {thing}" for thing in things), ""]
    if draft.examples.checked:
        parts += ["## What it is like to use it", "", "```pycon", *_session(draft.examples.checked), "```", ""]
    for program in draft.programs:
        parts += ["```", f"$ python {' '.join(program.run.argv)}", program.stdout.rstrip("\n"), "```", ""]
    parts += ["## Check it", "", "```", "grade check", "```", ""]
    parts += ["shows what is right and what to do next. Stuck? `grade check --hint` opens a hint.", ""]
    return "\n".join(parts)


def _session(examples: tuple[Example, ...]) -> Iterator[str]:
    known = set[tuple[str, ...]]()
    for example in examples:
        for lines in _statements(example.given):
            if lines not in known:
                known.add(lines)
                first, *more = lines
                yield f">>> {first}"
                yield from (f"... {line}".rstrip() for line in more)
        for case in example.cases:
            yield f">>> {case.ask}"
            if case.expects == "raises":
                yield from ("Traceback (most recent call last):", "  ...", str(case.value))
            elif case.value is not None:
                yield str(case.value) if case.expects == "equals_literal" else repr(case.value)


def _statements(code: str) -> Iterator[tuple[str, ...]]:
    """The lines of each statement, as they are typed at a prompt."""
    lines = code.splitlines()
    starts = [min([node.lineno, *(each.lineno for each in _decorators(node))]) for node in ast.parse(code).body]
    for start, end in zip(starts, [*starts[1:], len(lines) + 1], strict=True):
        yield tuple(line for line in lines[start - 1 : end - 1] if line.strip())


def _decorators(node: ast.stmt) -> list[ast.expr]:
    return node.decorator_list if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) else []


def _things(facts: Data) -> Iterator[str]:
    """What a module must have, in code style."""
    for function in listed(facts, "functions"):
        yield f"the function `{_called(function)}`"
    for kind in listed(facts, "classes"):
        methods = ", ".join(f"`{_called(method)}`" for method in listed(kind, "methods"))
        yield f"the class `{kind['name']}`" + (f" with {methods}" if methods else "")
    for key, words in (("values", "the value"), ("provides", "from inside the package,"), ("exports", "in `__all__`,")):
        names = texts(facts, key)
        if names:
            yield f"{words} {', '.join(f'`{name}`' for name in names)}"


def _called(function: Data) -> str:
    """As it is called: `greet(name, loud=…)`."""
    return written(Function.model_validate(function))
