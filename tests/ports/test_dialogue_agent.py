"""Judge and agent in one conversation: the real agent in the process sandbox, in both of its ways to start afresh."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.comparing import same
from grader.dialogue import Dialogue, Fresh, agent_text
from grader.requests import Bound, End, Evaluate, Evaluated, Frame, Import, Imported, NameKind, Run
from grader.sandbox import Limits
from grader.sandboxes.process import ProcessSandbox
from grader.submission import Submission
from grader.values import Handle, Value, decode

CASES = json.loads((Path(__file__).parents[1] / "cases" / "values.json").read_text(encoding="utf-8"))
FILES = {
    "tools.py": b"def double(x):\n    return x * 2\ndef fail():\n    raise KeyError('k')\n",
    "main.py": b"import tools\nprint(tools.double(int(input())))\ntools.fail()\n",
    "evil.py": b"import os, signal\ndef leave():\n    os._exit(0)\n"
    b"def kill():\n    os.kill(os.getppid(), signal.SIGKILL)\n    while True:\n        pass\n"
    b"def collide():\n    return {n * (2**61 - 1) for n in range(4000)}\n",
}


@pytest.fixture(scope="module", params=list(Fresh))
def subject(request: pytest.FixtureRequest) -> Iterator[Dialogue]:
    """A submission at work; broken sandboxes are replaced by the dialogue itself."""
    with Dialogue(ProcessSandbox(), Submission.of(FILES), Limits(), agent_text(), request.param) as opened:
        yield opened


def outline_of(value: Value) -> object:
    """A value as text, with handles by what they say."""
    if isinstance(value, Handle):
        return (value.type, value.module, value.why, value.text)
    if isinstance(value, dict):
        return [(outline_of(key), outline_of(item)) for key, item in value.items()]
    return [outline_of(item) for item in value] if isinstance(value, list) else repr(value)


def test_shared_vectors_cross(subject: Dialogue) -> None:
    """Each expression of the shared vectors, evaluated by the agent, arrives as its wire form says."""
    reply = subject.perform(Evaluate("", tuple(case["python"] for case in CASES), timeout_s=30.0))

    assert isinstance(reply.body, Evaluated)
    arrived = [answer.value for answer in reply.body.answers]
    expected = [decode(case["wire"]) for case in CASES]
    unlike = [
        case["python"]
        for case, here, there in zip(CASES, expected, arrived, strict=True)
        if not same(here, there) and ('{"h":' not in json.dumps(case["wire"]) or outline_of(here) != outline_of(there))
    ]
    assert not unlike


def test_bindings_cross_in_the_other_direction(subject: Dialogue) -> None:
    """What the judge binds to a name is what the expression gives back."""
    values = [value for value in (decode(case["wire"]) for case in CASES) if same(value, value)]
    request = Evaluate("", ("x",) * len(values), tuple({"x": value} for value in values), timeout_s=30.0)

    body = subject.perform(request).body

    assert isinstance(body, Evaluated)
    assert [True] * len(values) == [same(x, answer.value) for x, answer in zip(values, body.answers, strict=True)]


def test_outline_and_import_agree(subject: Dialogue) -> None:
    """What the source says before it runs is what the import binds."""
    body = subject.perform(Import("import tools", ("double", "missing"))).body

    assert isinstance(body, Imported)
    assert body.raised is None
    assert body.bound == {"tools": Bound(NameKind.MODULE, "module")}
    definition = subject.outline().modules["tools"].defined("double")
    assert definition is not None
    assert {name: bound.params for name, bound in body.inspected.items()} == {"double": definition.params}


def test_program_ends_with_its_exception(subject: Dialogue) -> None:
    """Standard input, output and the traceback of a program come back, with the submission's own names."""
    reply = subject.perform(Run(("main.py",), "4\n"))

    assert (reply.end, reply.status, reply.stdout) == (End.EXITED, 1, "8\n")
    assert reply.raised is not None
    assert (reply.raised.type, reply.raised.text) == ("KeyError", "'k'")
    assert reply.raised.frames == (Frame("main.py", 3, "<module>"), Frame("tools.py", 4, "fail"))


@pytest.mark.parametrize(
    ("ask", "ends"),
    [
        ("evil.leave()", {End.EXITED}),
        ("evil.kill()", {End.GONE, End.TIMEOUT, End.SIGNALLED}),
        ("evil.collide()", {End.GARBLED}),
    ],
)
def test_hostile_code_ends_its_own_request_only(subject: Dialogue, ask: str, ends: set[End]) -> None:
    """The reply says how it ended, and the next request is served."""
    reply = subject.perform(Evaluate("import evil", (ask,), timeout_s=2.0))

    assert (reply.end in ends, reply.body) == (True, None)
    assert subject.perform(Evaluate("import tools", ("tools.double(2)",))).end is End.REPLIED


@pytest.mark.parametrize("fresh", Fresh)
def test_more_facts_than_one_reply_takes(fresh: Fresh) -> None:
    """A submission made to flood the outline gets notes in the place of facts, the longest files first."""
    long = {f"a{number}.py": b"__all__ = [" + b"''," * 80_000 + b"]\n" for number in range(3)}
    files = {**long, "b.py": b"__all__ = [" + b"''," * 120_000 + b"]\n", "tools.py": FILES["tools.py"]}

    with Dialogue(ProcessSandbox(), Submission.of(files), Limits(), agent_text(), fresh) as subject:
        modules = subject.outline().modules

    errors = {name: facts.parse_error.kind for name, facts in modules.items() if facts.parse_error}
    assert errors == {"a2": "TooLarge", "b": "TooLarge"}
    assert modules["tools"].defined("double")


def test_more_parts_than_one_reply_takes(subject: Dialogue) -> None:
    """Answers that are many small parts together are handles from there on, and the check has its reply."""
    reply = subject.perform(Evaluate("", ("[[]] * 15000", "[1] * 19000") * 8, timeout_s=30.0))

    assert isinstance(reply.body, Evaluated)
    large = [isinstance(answer.value, Handle) for answer in reply.body.answers]
    assert large == sorted(large)
    assert (large[0], large[-1]) == (False, True)


@pytest.mark.parametrize("fresh", Fresh)
def test_one_hash_seed_for_all(fresh: Fresh) -> None:
    """Imported code and programs run with the seed of the sandbox, and see no other variable of Python's."""
    files = {"seed.py": b"import os\nfound = {n: v for n, v in os.environ.items() if 'PYTHON' in n}\nprint(found)\n"}

    with Dialogue(ProcessSandbox(hash_seed=7), Submission.of(files), Limits(), agent_text(), fresh) as subject:
        asked = subject.perform(Evaluate("import seed", ("seed.found", "hash('a')")))
        run = subject.perform(Run(("seed.py",)))

    wanted = {"PYTHONHASHSEED": "7"}
    assert isinstance(asked.body, Evaluated)
    assert asked.body.answers[0].value == wanted
    assert run.stdout == f"{wanted}\n"
