"""The conversation with the agent, against scripted agents: honest, broken and hostile ones."""

from __future__ import annotations

import base64
import itertools
import json
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.allowance import Allowance
from grader.dialogue import Dialogue, Fresh, agent_version
from grader.errors import GraderFault, SandboxFault, SandboxUnavailable
from grader.outline import ParamFact
from grader.requests import Answer, Bound, End, Evaluate, Evaluated, Frame, Import, Imported, NameKind, Raised, Run
from grader.sandbox import Ending, EndingKind, Limits
from grader.sandboxes.fake import Answer as Said
from grader.sandboxes.fake import FakeSandbox, Gone, Reply, Silence
from grader.submission import Submission
from grader.values import Handle

SUBMISSION = Submission.of({"a.py": b"x = 1\n", "pkg/b.py": b"", "notes.txt": b"hi"})
AGENT = "# the agent\n"
ADD = Evaluate("import a", ("a.add(1, 2)",))
PROGRAM = Run(("a.py",))


def framed(tree: object) -> bytes:
    """A frame of this JSON tree, or of this text as it is."""
    data = (tree if isinstance(tree, str) else json.dumps(tree)).encode()
    return len(data).to_bytes(4, "big") + data


def facts(path: str) -> dict[str, object]:
    """The facts of an empty file."""
    empty: dict[str, object] = {name: [] for name in ("imports", "definitions", "calls", "path_edits")}
    return {"path": path, "parse_error": None, "exports": None, "docstring": False, "main_guard": None, **empty}


def envelope(body: object = None, **fields: object) -> dict[str, object]:
    """An envelope that replies with this body, with some fields changed."""
    reply: dict[str, object] = {"end": "replied", "detail": "", "status": None, "stdout": "", "stderr": "", "stuck": []}
    return {**reply, "body": json.dumps(body), **fields}


def ended(end: str, **fields: object) -> dict[str, object]:
    """An envelope of a process that gave no answer."""
    return {**envelope(), "end": end, "body": None, **fields}


def base64_of(text: bytes) -> str:
    """As the agent sends output."""
    return base64.b64encode(text).decode()


OUTLINE: dict[str, object] = {"files": [facts("a.py"), facts("pkg/b.py")]}
ANSWER = envelope({"given_raised": None, "answers": [{"value": 3}]})
RAISED: dict[str, object] = {
    "type": "ValueError",
    "text": "no",
    "builtins": ["ValueError", "Exception", "BaseException"],
    "frames": [["a.py", 3, "add"]],
    "name": None,
    "origin": None,
    "line": None,
}


class Script:
    """The agent's side: what it says to each request after hello and outline, by the number of the request.

    `heard` collects every request of every sandbox. Answers that are mappings get the request's number.
    """

    def __init__(self, *answers: Mapping[str, object] | Said, **instead: Mapping[str, object] | Said) -> None:
        self._answers = list(answers)
        self._instead = instead
        self.heard: list[dict[str, object]] = []

    def begin(self, agent: str) -> Reply:
        """The other side of one more sandbox."""
        return self._reply

    def _reply(self, data: bytes) -> Said:
        request = json.loads(data[4:])
        self.heard.append(request)
        answer = self._answer_to(request["op"])
        return framed({"seq": request["seq"], **answer}) if isinstance(answer, Mapping) else answer

    def _answer_to(self, op: str) -> Mapping[str, object] | Said:
        if op in self._instead:
            return self._instead[op]
        if op == "hello":
            return {"python": "3.11.2", "fresh": "fork"}
        if op == "outline":
            return OUTLINE
        return self._answers.pop(0) if self._answers else ANSWER

    @property
    def ops(self) -> list[object]:
        """The operations that were asked for, in order."""
        return [request["op"] for request in self.heard]


def dialogue(script: Script, fresh: Fresh | None = None) -> Dialogue:
    """A dialogue with a scripted agent about the submission of this file."""
    return Dialogue(FakeSandbox(script.begin), SUBMISSION, Limits(), AGENT, fresh)


def dialogue_with(script: Script, allowance: Allowance) -> Dialogue:
    """The same, with limits for all requests together."""
    return Dialogue(FakeSandbox(script.begin), SUBMISSION, Limits(), AGENT, allowance=allowance)


def test_hello_brings_files_and_limits() -> None:
    """The first request hands over the whole submission and what it may use, in bytes."""
    script = Script()

    with dialogue(script, Fresh.SPAWN):
        pass

    assert script.heard == [
        {
            "seq": 0,
            "op": "hello",
            "files": [["a.py", "eCA9IDEK"], ["notes.txt", "aGk="], ["pkg/b.py", ""]],
            "limits": {
                "memory_bytes": 256 * 2**20,
                "processes": 32,
                "output_bytes": 256 * 1024,
                "file_bytes": 32 * 2**20,
            },
            "fresh": "spawn",
        }
    ]


def test_versions_are_known_from_the_start() -> None:
    """The report can name the Python and the agent."""
    with dialogue(Script()) as subject:
        assert subject.python == "3.11.2"
        assert subject.agent == agent_version(AGENT)


def test_version_is_that_of_all_that_is_sent() -> None:
    """Another agent is another version: 12 hex digits."""
    assert re.fullmatch("[0-9a-f]{12}", agent_version("one"))
    assert agent_version("one") != agent_version("two")


@pytest.mark.parametrize(
    "answer",
    [
        Silence(),
        Gone(Ending(EndingKind.EXITED, "exit status 1")),
        b"\xff\xff\xff\xff",
        framed({"seq": 1, "python": "3.11.2", "fresh": "fork"}),
        framed({"seq": 0, "python": "<b>", "fresh": "fork"}),
        framed({"seq": 0, "python": "3.11.2", "fresh": "thread"}),
    ],
    ids=["silent", "gone", "garbled", "wrong number", "no version", "unknown way"],
)
def test_agent_that_does_not_start_is_our_fault(answer: Said) -> None:
    """Before any code of the student ran, a broken conversation is a sandbox fault, and both sandboxes are closed."""
    sandbox = FakeSandbox(Script(hello=answer).begin)

    with pytest.raises(SandboxFault, match="did not start"), Dialogue(sandbox, SUBMISSION, Limits(), AGENT):
        pass

    assert (sandbox.started, sandbox.stopped) == (2, 2)


def test_sandbox_that_breaks_while_starting_is_tried_once_more() -> None:
    """One that broke tells nothing of the next, as after a new start of the engine."""
    begun: list[str] = []

    def begin(agent: str) -> Reply:
        begun.append(agent)
        if len(begun) == 1:
            raise SandboxFault("It broke.")
        return Script().begin(agent)

    with Dialogue(FakeSandbox(begin), SUBMISSION, Limits(), AGENT) as subject:
        assert subject.perform(ADD).end is End.REPLIED


def test_outline_is_asked_for_once_and_first() -> None:
    """Also when nobody asked, the static facts are read before the first request; later answers come from memory."""
    script = Script()

    with dialogue(script) as subject:
        subject.perform(ADD)
        outline = subject.outline()

    assert script.ops == ["hello", "outline", "evaluate"]
    assert sorted(outline.modules) == ["a", "pkg.b"]


def test_outline_is_kept_when_the_sandbox_is_not() -> None:
    """A fresh sandbox gets the files again, but is not asked what is known."""
    script = Script(Gone())

    with dialogue(script) as subject:
        subject.perform(ADD)
        subject.perform(ADD)

    assert script.ops == ["hello", "outline", "evaluate", "hello", "evaluate"]


def test_submission_without_python_files_has_an_empty_outline() -> None:
    """There is nothing to ask the agent for."""
    script = Script()

    with Dialogue(FakeSandbox(script.begin), Submission.of({}), Limits(), AGENT) as subject:
        assert not subject.outline().files

    assert script.ops == ["hello"]


@pytest.mark.parametrize(
    "answer",
    [
        Silence(),
        Gone(),
        framed({"seq": True, **OUTLINE}),
        {"files": []},
        {"files": [facts("a.py"), facts("c.py")]},
        {"files": [facts("a.py"), facts("a.py"), facts("pkg/b.py")]},
        {"files": [facts("a.py"), {**facts("pkg/b.py"), "docstring": 1}]},
        {"files": [facts("a.py"), {**facts("pkg/b.py"), "more": 1}]},
    ],
    ids=["silent", "gone", "number as truth", "nothing", "other file", "file twice", "wrong type", "extra key"],
)
def test_outline_that_fails_twice_is_our_fault(answer: Mapping[str, object] | Said) -> None:
    """No code of the student ran yet; after a second try in a fresh sandbox there is nothing left to do."""
    sandbox = FakeSandbox(Script(outline=answer).begin)

    with Dialogue(sandbox, SUBMISSION, Limits(), AGENT) as subject, pytest.raises(SandboxFault, match="could not read"):
        subject.outline()

    assert (sandbox.started, sandbox.stopped) == (2, 2)


def test_outline_may_hold_lone_surrogates() -> None:
    """A source file can name what UTF-8 cannot write; it arrives escaped."""
    named = {**facts("a.py"), "exports": ["\ud800"]}

    with dialogue(Script(outline={"files": [named, facts("pkg/b.py")]})) as subject:
        assert subject.outline().modules["a"].exports == ("\\ud800",)


def test_import_tells_what_was_bound() -> None:
    """Names, kinds, signatures and exports arrive as they were found."""
    param = {"name": "x", "kind": "positional_or_keyword", "default": True}
    add = {"kind": "function", "type": "function", "params": [param], "exports": None}
    module = {"kind": "module", "type": "module", "params": None, "exports": ["add"]}
    body = {"raised": None, "bound": {"a": module}, "inspected": {"add": add}, "path_changed": True}
    script = Script(envelope(body))

    with dialogue(script) as subject:
        reply = subject.perform(Import("import a", ("add", "subtract"), 2.5))

    assert script.heard[-1] == {
        "seq": 2,
        "op": "import",
        "statement": "import a",
        "inspect": ["add", "subtract"],
        "deadline_s": 2.5,
    }
    assert reply.end is End.REPLIED
    assert reply.body == Imported(
        raised=None,
        bound={"a": Bound(NameKind.MODULE, "module", None, ("add",))},
        inspected={
            "add": Bound(
                NameKind.FUNCTION,
                "function",
                (ParamFact(name="x", kind="positional_or_keyword", default=True),),
                None,
            )
        },
        path_changed=True,
    )


def test_evaluate_gives_values_and_exceptions() -> None:
    """Each expression has its answer."""
    request = Evaluate("import a", ("a.f(x)", "a.g()"), ({"x": [1, 0.5]},))
    script = Script(envelope({"given_raised": None, "answers": [{"value": {"t": [1]}}, {"raised": RAISED}]}))

    with dialogue(script) as subject:
        reply = subject.perform(request)

    assert script.heard[-1]["bindings"] == [{"x": {"l": [1, {"f": "3fe0000000000000"}]}}]
    raised = Raised(
        "ValueError", "no", ("ValueError", "Exception", "BaseException"), (Frame("a.py", 3, "add"),), None, None, None
    )
    assert reply.body == Evaluated(None, (Answer(value=(1,)), Answer(raised=raised)))


def test_program_brings_output_and_its_exception() -> None:
    """Output is text whatever its bytes were; the traceback names the submission's files relative to it."""
    stderr = b'Traceback (most recent call last):\n  File "/tmp/x/submission/a.py", line 1, in <module>\nKeyError: 1\n'
    output = {"stdout": base64_of(b"caf\xe9\n/tmp/x/submission/a.py"), "stderr": base64_of(stderr)}
    script = Script(ended("exited", status=1, **output))

    with dialogue(script) as subject:
        reply = subject.perform(Run(("a.py", "-v"), "in\n", 3.0))

    assert script.heard[-1] == {"seq": 2, "op": "run", "argv": ["a.py", "-v"], "stdin": "in\n", "deadline_s": 3.0}
    assert (reply.end, reply.status, reply.stdout) == (End.EXITED, 1, "caf\\xe9\na.py")
    assert '"a.py", line 1' in reply.stderr
    assert reply.raised is not None
    assert (reply.raised.type, reply.raised.text, reply.raised.frames) == (
        "KeyError",
        "1",
        (Frame("a.py", 1, "<module>"),),
    )
    assert reply.raised.is_a("LookupError")


def test_traceback_of_a_program_that_went_on_is_no_exception() -> None:
    """A program may print a traceback and end well."""
    stderr = base64_of(b"Traceback (most recent call last):\nKeyError: 1\n")

    with dialogue(Script(ended("exited", status=0, stderr=stderr))) as subject:
        assert subject.perform(PROGRAM).raised is None


def test_only_files_of_the_submission_are_named() -> None:
    """A place in another file, invented or real, is left out."""
    raised = {**RAISED, "frames": [["a.py", 1, "f"], ["/etc/passwd", 2, "g"]], "origin": "../x.py", "text": "\ud800"}
    body = {"given_raised": raised, "answers": []}

    with dialogue(Script(envelope(body, stuck=[]))) as subject:
        reply = subject.perform(ADD)

    assert isinstance(reply.body, Evaluated)
    given = reply.body.given_raised
    assert given is not None
    assert (given.frames, given.origin, given.text) == ((Frame("a.py", 1, "f"),), None, "\\ud800")


def test_deadline_that_the_agent_kept_says_where_the_code_was() -> None:
    """The sandbox stays in use after an ordinary timeout."""
    script = Script(ended("timeout", detail="killed after 5 s", stuck=[["a.py", 7, "loop"]]))
    sandbox = FakeSandbox(script.begin)

    with Dialogue(sandbox, SUBMISSION, Limits(), AGENT) as subject:
        reply = subject.perform(ADD)
        subject.perform(ADD)

    assert (reply.end, reply.detail, reply.stuck_at) == (End.TIMEOUT, "killed after 5 s", (Frame("a.py", 7, "loop"),))
    assert sandbox.started == 1


@pytest.mark.parametrize("end", ["memory", "processes"])
def test_sandbox_is_renewed_after_its_resources_were_used_up(end: str) -> None:
    """What a fork bomb or a memory hog leaves behind does not cost the next check anything."""
    sandbox = FakeSandbox(Script(ended(end)).begin)

    with Dialogue(sandbox, SUBMISSION, Limits(), AGENT) as subject:
        first, second = subject.perform(ADD), subject.perform(ADD)

    assert (first.end, second.end) == (End(end), End.REPLIED)
    assert (sandbox.started, sandbox.stopped) == (2, 2)


BROKEN: dict[str, tuple[Said, End]] = {
    "gone": (Gone(Ending(EndingKind.KILLED, "signal 9")), End.GONE),
    "gone in the middle": (Gone(last=framed({"seq": 2})[:6]), End.GONE),
    "out of memory": (Gone(Ending(EndingKind.MEMORY)), End.MEMORY),
    "silent": (Silence(), End.TIMEOUT),
    "silent in the middle": (framed({"seq": 2, **ANSWER})[:-1], End.TIMEOUT),
    "length only": (b"\0\0\0\0", End.GARBLED),
    "too long": ((5 * 2**20).to_bytes(4, "big"), End.GARBLED),
    "no UTF-8": (b"\0\0\0\x01\xff", End.GARBLED),
    "no JSON": (framed("{"), End.GARBLED),
    "bare number": (framed("7"), End.GARBLED),
    "key twice": (framed('{"seq": 2, "seq": 2}'), End.GARBLED),
    "a float": (framed('{"seq": 2.0}'), End.GARBLED),
    "NaN": (framed('{"seq": NaN}'), End.GARBLED),
    "long number": (framed('{"seq": ' + "9" * 5000 + "}"), End.GARBLED),
    "deep": (framed("[" * 100_000 + "]" * 100_000), End.GARBLED),
    "many parts": (framed("[" + "{}," * 1_000_000 + "{}]"), End.GARBLED),
    "open string": (framed('{"seq": "' + '\\"' * 100_000), End.GARBLED),
    "other number": (framed({"seq": 1, **ANSWER}), End.GARBLED),
    "no number": (framed(ANSWER), End.GARBLED),
    "extra key": (framed({"seq": 2, **ANSWER, "score": 1}), End.GARBLED),
    "missing key": (framed({"seq": 2, "end": "replied"}), End.GARBLED),
}
ENVELOPES: dict[str, dict[str, object]] = {
    "unknown end": {"end": "won"},
    "end of ours": {"end": "gone"},
    "end as number": {"end": 1},
    "no answer": {"body": None},
    "answer without reply": {"end": "exited"},
    "long detail": {"detail": "x" * 1001},
    "status as truth": {"status": True},
    "no base64": {"stdout": "?"},
    "long output": {"stderr": base64_of(bytes(400 * 1024))},
    "frame of two": {"stuck": [["a.py", 1]]},
    "body as object": {"body": {}},
    "body is no JSON": {"body": "{"},
    "body has a key twice": {"body": '{"given_raised": null, "answers": [], "answers": [{"value": 3}]}'},
    "body of a float": {"body": '{"given_raised": null, "answers": [{"value": 3.0}]}'},
}
BODIES: dict[str, object] = {
    "no object": [],
    "no answer": {"given_raised": None, "answers": []},
    "too many answers": {"given_raised": None, "answers": [{"value": 3}, {"value": 3}]},
    "too many, the last raised": {"given_raised": None, "answers": [{"value": 3}, {"raised": RAISED}]},
    "answer without key": {"given_raised": None, "answers": [3]},
    "two in one": {"given_raised": None, "answers": [{"value": 3, "raised": None}]},
    "raised nothing": {"given_raised": None, "answers": [{"raised": None}]},
    "malformed value": {"given_raised": None, "answers": [{"value": {"i": "x"}}]},
    "an import's": {"raised": None, "bound": {}, "inspected": {}, "path_changed": False},
    "raised as text": {"given_raised": "ValueError", "answers": []},
    "raised lacks a key": {"given_raised": {"type": "E", "text": ""}, "answers": []},
    "raised with endless text": {"given_raised": {**RAISED, "text": "x" * 10_001}, "answers": []},
    "raised with other frames": {"given_raised": {**RAISED, "frames": [{"path": "a.py"}]}, "answers": []},
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_conversation_is_a_reply_and_a_fresh_sandbox(name: str) -> None:
    """Whatever comes or does not come, the reply says how it ended and the next request is served."""
    answer, end = BROKEN[name]
    sandbox = FakeSandbox(Script(answer).begin)

    with Dialogue(sandbox, SUBMISSION, Limits(), AGENT) as subject:
        broken, next_one = subject.perform(ADD), subject.perform(ADD)

    assert (broken.end, broken.body) == (end, None)
    assert broken.detail
    assert next_one.end is End.REPLIED
    assert (sandbox.started, sandbox.stopped) == (2, 2)


def test_lost_sandbox_is_our_fault() -> None:
    """What ends a sandbox from outside is no reply, and the same request can be made once more in a fresh one."""
    sandbox = FakeSandbox(Script(Gone(Ending(EndingKind.LOST, "it was killed"))).begin)

    with Dialogue(sandbox, SUBMISSION, Limits(), AGENT) as subject:
        with pytest.raises(SandboxFault, match=r"was lost.*it was killed"):
            subject.perform(ADD)

        assert subject.perform(ADD).end is End.REPLIED
    assert (sandbox.started, sandbox.stopped) == (2, 2)


def test_renewed_sandbox_knows_nothing_of_what_was_asked() -> None:
    """The next request is served in another one, where nothing was asked before; a renewal alone starts none."""
    script = Script()
    sandbox = FakeSandbox(script.begin)

    with Dialogue(sandbox, SUBMISSION, Limits(), AGENT) as subject:
        subject.perform(ADD)
        subject.renew()
        subject.renew()
        assert (sandbox.started, sandbox.stopped) == (1, 1)
        subject.perform(PROGRAM)

    assert script.ops == ["hello", "outline", "evaluate", "hello", "run"]
    assert (sandbox.started, sandbox.stopped) == (2, 2)


@pytest.mark.parametrize("name", ["gone", "out of memory", "silent", "length only"])
def test_fresh_sandboxes_are_counted(name: str) -> None:
    """Whoever breaks every sandbox gets as many fresh ones as are allowed; what comes then is refused unasked."""
    answer, end = BROKEN[name]
    sandbox = FakeSandbox(Script(*[answer] * 9).begin)

    with Dialogue(sandbox, SUBMISSION, Limits(), AGENT, allowance=Allowance(fresh_at_most=2)) as subject:
        ends = [subject.perform(ADD).end for _ in range(5)]

    assert ends == [end, end, end, End.REFUSED, End.REFUSED]
    assert sandbox.started == 3


@pytest.mark.parametrize(
    "answer",
    [ended("memory"), ended("timeout"), Gone(Ending(EndingKind.LOST, "it was killed"))],
    ids=["memory", "timeout", "lost"],
)
def test_sandbox_that_the_submission_did_not_break_is_not_counted(answer: Mapping[str, object] | Said) -> None:
    """A limit that held, and what is our own fault, cost no fresh sandbox."""
    script = Script(*[answer] * 3)

    with dialogue_with(script, Allowance(fresh_at_most=0)) as subject:
        for _ in range(3):
            with suppress(SandboxFault):
                subject.perform(ADD)

        assert subject.perform(ADD).end is End.REPLIED


def test_time_of_all_requests_is_limited() -> None:
    """Once it is used up nothing is asked any more; the static facts are still told."""
    script = Script()
    ticks = itertools.count(step=3.0)
    allowance = Allowance(5.0, clock=lambda: float(next(ticks)))

    with dialogue_with(script, allowance) as subject:
        ends = [subject.perform(ADD).end for _ in range(4)]

        assert sorted(subject.outline().modules) == ["a", "pkg.b"]
    assert ends == [End.REPLIED, End.REPLIED, End.REFUSED, End.REFUSED]
    assert script.ops == ["hello", "outline", "evaluate", "evaluate"]


def test_agent_cannot_refuse() -> None:
    """Only the judge says that a request was not made."""
    with dialogue(Script(ended("refused"))) as subject:
        assert subject.perform(ADD).end is End.GARBLED


@pytest.mark.parametrize("name", ENVELOPES)
def test_malformed_envelope_is_garbled(name: str) -> None:
    """An envelope is taken only when every field is as specified."""
    with dialogue(Script({**ANSWER, **ENVELOPES[name]})) as subject:
        assert subject.perform(ADD).end is End.GARBLED


@pytest.mark.parametrize("name", BODIES)
def test_malformed_body_is_garbled(name: str) -> None:
    """Student code can write the body as it likes; only one that fits the request counts."""
    with dialogue(Script(envelope(BODIES[name]))) as subject:
        assert subject.perform(ADD).end is End.GARBLED


def test_program_cannot_answer() -> None:
    """A reply with a body to a Run is out of order."""
    with dialogue(Script(ANSWER)) as subject:
        assert subject.perform(PROGRAM).end is End.GARBLED


def test_handle_arrives_as_a_handle() -> None:
    """An object of the student stays an object, whatever it claims to be equal to."""
    handle = {"h": {"type": "E", "module": "a", "why": "subclass of int", "text": "3"}}

    with dialogue(Script(envelope({"given_raised": None, "answers": [{"value": handle}]}))) as subject:
        body = subject.perform(ADD).body

    assert isinstance(body, Evaluated)
    assert isinstance(body.answers[0].value, Handle)


def test_value_that_cannot_be_sent_is_not_the_students_fault() -> None:
    """A binding that is no plain value is refused before anything is sent."""
    script = Script()

    with dialogue(script) as subject, pytest.raises(GraderFault, match="cannot be sent"):
        subject.perform(replace(ADD, bindings=({"x": Handle("E", "m", "too large")},)))

    assert script.ops == ["hello"]


def failing_later(error: Exception) -> Callable[[str], Reply]:
    """The first sandbox ends at the first request; a second one cannot be had."""
    script = Script(Gone())
    scripts = [script.begin]

    def begin(agent: str) -> Reply:
        if not scripts:
            raise error
        return scripts.pop()(agent)

    return begin


@pytest.mark.parametrize("error", [SandboxUnavailable("No engine."), SandboxFault("It broke.")])
def test_sandbox_that_cannot_be_reopened_is_our_fault(error: Exception) -> None:
    """The student's reply is given first; then what is ours goes up."""
    sandbox = FakeSandbox(failing_later(error))

    with Dialogue(sandbox, SUBMISSION, Limits(), AGENT) as subject:
        assert subject.perform(ADD).end is End.GONE
        with pytest.raises(type(error)):
            subject.perform(ADD)

    assert sandbox.started == sandbox.stopped


REPLY = framed({"seq": 2, **envelope({"given_raised": RAISED, "answers": [{"value": {"d": [["a", {"f": "00"}]]}}]})})


@given(st.binary(max_size=200) | st.binary(max_size=200).map(lambda data: len(data).to_bytes(4, "big") + data))
def test_arbitrary_bytes_never_break_the_judge(data: bytes) -> None:
    """Noise in place of a reply is a reply that says so."""
    with dialogue(Script(data)) as subject:
        assert subject.perform(ADD).end in (End.GARBLED, End.TIMEOUT)


@given(st.data())
def test_mutated_replies_never_break_the_judge(data: st.DataObject) -> None:
    """A nearly right reply is a reply, of whatever kind, and the next one is served."""
    mutated = bytearray(REPLY[4:])
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(mutated)))
        mutated[start : start + data.draw(st.integers(0, 3))] = data.draw(
            st.binary(max_size=3) | st.sampled_from([b'"', b"{", b"[", b"null", b"\\ud800", b'\\"', b"1e9", b"-0"])
        )

    with dialogue(Script(len(mutated).to_bytes(4, "big") + bytes(mutated))) as subject:
        assert subject.perform(ADD).end in End
        assert subject.perform(ADD).end is End.REPLIED


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(st.characters(), max_size=5)
    | st.sampled_from(["a.py", "3ff0"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["given_raised", "answers", "value", "raised", "l", "d", "S", "h", *RAISED]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=15,
)


@given(JSON, st.sampled_from([ADD, Import("import a"), PROGRAM]))
def test_arbitrary_bodies_never_break_the_judge(body: object, request_: Evaluate | Import | Run) -> None:
    """Any JSON in place of a body is an answer or garbled."""
    with dialogue(Script(envelope(body))) as subject:
        assert subject.perform(request_).end in (End.REPLIED, End.GARBLED)
