"""The conversation between judge and agent: one subject, from the judge's side.

    hello      the submission's files and limits; once per sandbox
    outline    the static facts; once, before any code of the submission runs, and kept when the sandbox is not
    perform    one request, one reply; whatever the student's code did is in the reply

Strict request and reply, numbered by the judge; frames are in `wire.py`, their content in `replies.py`. After anything
that is out of order the sandbox is thrown away and the next request opens a fresh one, as often as `allowance.py` lets
it. What the judge knows of a request is in no sandbox before that request is made.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import replace
from enum import StrEnum
from importlib import resources
from types import TracebackType
from typing import Self

from grader.allowance import Allowance
from grader.errors import GraderFault, ProtocolError, SandboxFault, SubjectFault, SubjectSilent
from grader.outline import Outline
from grader.replies import Envelope, read_body, read_envelope, read_hello, read_outline, read_stage
from grader.requests import Cue, End, Evaluate, Import, Line, Reply, Request, Run
from grader.sandbox import MIB, Channel, Ending, EndingKind, Limits, Sandbox
from grader.scalars import Json
from grader.submission import Submission
from grader.tracebacks import read_raised, without_folder
from grader.values import encode
from grader.wire import MAX_OUTLINE_BYTES, MAX_REPLY_BYTES, receive_frame, send_frame

HELLO_S = 30.0
"""for a cold image on a busy machine"""
OUTLINE_S = 30.0
GRACE_S = 12.0
"""beyond a request's own deadline: writing the files, killing the process, collecting its output"""
_OUTPUT_SLACK_BYTES = 64 * 1024
"""what a process may have written between the cap and its end"""
_SPENT = frozenset({End.MEMORY, End.PROCESSES})
"""ends after which something may be left in the sandbox that starves the next request"""


class Fresh(StrEnum):
    """How the agent makes the fresh interpreter of each request."""

    FORK = "fork"
    SPAWN = "spawn"


def agent_text() -> str:
    """The agent's source, which is sent into sandboxes as it is."""
    return subject_text("agent.py")


def agent_version(agent: str) -> str:
    """The first 12 hex digits of the SHA-256 over all that is sent into sandboxes, of which `agent` is the agent."""
    return hashlib.sha256("\0".join([agent, stage_text(), subject_text("beside.py")]).encode()).hexdigest()[:12]


def stage_text() -> str:
    """The source of the stage, which the agent runs in a child."""
    return subject_text("stage.py")


def subject_text(name: str) -> str:
    """The source of a file of the untrusted side."""
    return (resources.files("grader") / "subject" / name).read_text(encoding="utf-8")


class Dialogue:
    """A submission at work in sandboxes of one kind: the Subject of the checks. A context manager.

    `fresh` asks the agent for one way of making fresh interpreters; None leaves the choice to it. `allowance` is what
    all requests may take together; without one they are not counted.
    """

    def __init__(
        self,
        sandbox: Sandbox,
        submission: Submission,
        limits: Limits,
        agent_text: str,
        fresh: Fresh | None = None,
        *,
        allowance: Allowance | None = None,
    ) -> None:
        self._sandbox = sandbox
        self._files = submission.files
        self._limits = limits
        self._agent_text = agent_text
        self._fresh = fresh
        self._allowance = allowance or Allowance()
        self._opened = ExitStack()
        self._connection: _Connection | None = None
        self._python: str | None = None
        self._outline: Outline | None = None
        self._has_stage = False

    def __enter__(self) -> Self:
        try:
            self._open()
        except SandboxFault:
            self._open()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._close()

    @property
    def python(self) -> str:
        """Version of the Python that runs the submission, e.g. "3.11.2"."""
        if self._python is None:
            self._open()
        return self._python or ""

    @property
    def agent(self) -> str:
        """Version of the untrusted side, see `agent_version`."""
        return agent_version(self._agent_text)

    def outline(self) -> Outline:
        """The static facts, asked for once and before anything else.

        Raises:
            SandboxUnavailable, SandboxFault: no sandbox can be had, or two of them did not give an outline.
        """
        if self._outline is None:
            self._outline = self._read_outline()
        return self._outline

    def perform(self, request: Request) -> Reply:
        """Carry out one request in a fresh interpreter.

        Raises:
            SandboxUnavailable, SandboxFault: no sandbox can be had, or it broke by itself.
            GraderFault: the request cannot be sent, because of a value in its bindings or its size.
        """
        message = _message(request)
        self.outline()
        refusal = self._allowance.refusal()
        if refusal:
            return refusal
        connection = self._open()
        with self._allowance.counted():
            return self._reply_of(connection, lambda: self._ask(connection, request, message))

    def say(self, line: Line) -> Cue:
        """Pass a message to the stage, or open one with it. What the student's code did is in the cue.

        Raises:
            SandboxUnavailable, SandboxFault: no sandbox can be had, or it broke by itself.
            GraderFault: the message is too large.
        """
        self.outline()
        refusal = self._allowance.refusal()
        if refusal:
            return Cue(refusal)
        if not line.text and self._connection is None:
            return Cue(Reply(End.GONE, "the sandbox is gone"))
        connection = self._open()
        self._has_stage = True
        fields = {"op": "stage", "body": line.body, "text": line.text, "total_s": line.total_s}
        message = {**fields, "deadline_s": line.timeout_s}
        cues: list[Cue] = []

        def ask() -> Reply:
            tree = connection.ask(message, self._max_reply_bytes(), line.timeout_s + GRACE_S)
            envelope, is_open = read_stage(tree, self._files, self._max_output_bytes())
            reply = _told(envelope)
            cues.append(Cue(reply, envelope.body, is_open))
            return reply

        with self._allowance.counted():
            reply = self._reply_of(connection, ask)
        is_kept = cues and cues[0].reply is reply and self._connection is connection
        return cues[0] if is_kept else Cue(reply)

    def hush(self) -> None:
        """Close the stage, if one is open."""
        if self._connection is not None and self._has_stage:
            self._has_stage = False
            connection = self._connection
            self._reply_of(connection, lambda: self._curtain(connection))

    def _curtain(self, connection: _Connection) -> Reply:
        """Have the stage closed; what it left is cleaned up before the answer comes."""
        tree = connection.ask({"op": "curtain"}, self._max_reply_bytes(), GRACE_S)
        return _told(read_envelope(tree, self._files, self._max_output_bytes()))

    def renew(self) -> None:
        """Leave the sandbox: the next request opens a fresh one, in which nothing was asked before."""
        self._close()

    def _reply_of(self, connection: _Connection, ask: Callable[[], Reply]) -> Reply:
        """The reply, or what became of it. After a broken conversation the sandbox is thrown away."""
        try:
            reply = ask()
        except ProtocolError as fault:
            reply = Reply(End.GARBLED, fault.message)
            self._allowance.note_broken()
            self._close()
        except SubjectFault as fault:
            reply = self._reply_to_fault(connection, fault)
            self._allowance.note_broken()
        except BaseException:
            self._close()
            raise
        if reply.end in _SPENT:
            self._close()
        return reply

    def _ask(self, connection: _Connection, request: Request, message: Mapping[str, object]) -> Reply:
        tree = connection.ask(message, self._max_reply_bytes(), request.timeout_s + GRACE_S)
        return _reply(request, read_envelope(tree, self._files, self._max_output_bytes()), self._files)

    def _reply_to_fault(self, connection: _Connection, fault: SubjectFault) -> Reply:
        """What a broken conversation means, by the sandbox's own evidence; the sandbox is thrown away."""
        self._connection = None
        with self._opened:  # what is raised in here passes through the sandbox: others beside it may be lost too
            return _reply_to_ending(fault, connection.ending())

    def _max_output_bytes(self) -> int:
        return self._limits.output_kib * 1024 + _OUTPUT_SLACK_BYTES

    def _max_reply_bytes(self) -> int:
        """The usual cap, and room for two outputs in base64 where an exercise allows very long ones."""
        return MAX_REPLY_BYTES + 3 * self._max_output_bytes()

    def _read_outline(self) -> Outline:
        if not any(path.endswith(".py") for path in self._files):
            return Outline(())
        try:
            return self._ask_outline()
        except SubjectFault:
            self._close()
        try:
            return self._ask_outline()
        except SubjectFault as fault:
            self._close()
            raise SandboxFault("The agent could not read the submission's files.", fault.message) from fault

    def _ask_outline(self) -> Outline:
        message = {"op": "outline", "deadline_s": OUTLINE_S}
        return read_outline(self._open().ask(message, MAX_OUTLINE_BYTES, OUTLINE_S + GRACE_S), self._files)

    def _open(self) -> _Connection:
        if self._connection is None:
            with ExitStack() as opening:
                channel = opening.enter_context(self._sandbox.start(self._agent_text, self._limits))
                connection = _Connection(channel)
                self._python = _greet(connection, self._hello())
                self._connection, self._opened = connection, opening.pop_all()
        return self._connection

    def _close(self) -> None:
        self._connection = None
        self._opened.close()

    def _hello(self) -> Mapping[str, object]:
        limits = self._limits
        return {
            "op": "hello",
            "files": [[path, base64.b64encode(data).decode("ascii")] for path, data in self._files.items()],
            "limits": {
                "memory_bytes": limits.memory_mib * MIB,
                "processes": limits.processes,
                "output_bytes": limits.output_kib * 1024,
                "file_bytes": limits.disk_mib * MIB,
            },
            "fresh": self._fresh,
        }


class _Connection:
    """One opened sandbox; its requests are numbered from 0."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._next = 0

    def ask(self, message: Mapping[str, object], max_bytes: int, timeout_s: float) -> Mapping[str, Json]:
        """One request and the reply to it, without its number. Raises SubjectFault, after which the line is useless."""
        number, self._next = self._next, self._next + 1
        send_frame(self._channel, {"seq": number, **message})
        reply = dict(receive_frame(self._channel, max_bytes, timeout_s))
        answered = reply.pop("seq", None)
        if type(answered) is not int or answered != number:
            raise ProtocolError("A reply is not the one to the request.")
        return reply

    def ending(self) -> Ending:
        """How the sandbox ended."""
        return self._channel.ending()


def _greet(connection: _Connection, hello: Mapping[str, object]) -> str:
    """The subject's Python version. Nothing of the student's has run yet, so a failure is not the student's."""
    try:
        return read_hello(connection.ask(hello, MAX_REPLY_BYTES, HELLO_S))
    except SubjectFault as fault:
        detail = connection.ending().detail
        advice = f"{fault.message} ({detail})" if detail else fault.message
        raise SandboxFault("The agent did not start in the sandbox.", advice) from fault


def _message(request: Request) -> Mapping[str, object]:
    """The request as it is sent, without its number."""
    if isinstance(request, Import):
        fields: Mapping[str, object] = {"op": "import", "statement": request.statement, "inspect": request.inspect}
    elif isinstance(request, Evaluate):
        fields = {"op": "evaluate", "given": request.given, "asks": request.asks, "bindings": _bindings(request)}
    else:
        fields = {"op": "run", "argv": request.argv, "stdin": request.stdin}
    return {**fields, "deadline_s": request.timeout_s}


def _bindings(request: Evaluate) -> list[Mapping[str, Json]]:
    try:
        return [{name: encode(value) for name, value in names.items()} for names in request.bindings]
    except ValueError as error:
        raise GraderFault("A value that a check gives to the submission cannot be sent.", str(error)) from error


def _reply(request: Request, envelope: Envelope, files: Mapping[str, bytes]) -> Reply:
    if (envelope.end is End.REPLIED) is not (envelope.body is not None):
        raise ProtocolError("A reply has no answer in it, or one that does not belong there.")
    uncaught = isinstance(request, Run) and envelope.end is End.EXITED and envelope.status == 1
    return replace(
        _told(envelope),
        body=None if envelope.body is None else read_body(request, envelope.body, files),
        raised=read_raised(envelope.stderr.decode("utf-8", "backslashreplace"), files) if uncaught else None,
    )


def _told(envelope: Envelope) -> Reply:
    """What an envelope says about any process."""
    return Reply(
        end=envelope.end,
        detail=envelope.detail,
        status=envelope.status,
        stdout=without_folder(envelope.stdout.decode("utf-8", "backslashreplace")),
        stderr=without_folder(envelope.stderr.decode("utf-8", "backslashreplace")),
        stuck_at=envelope.stuck,
    )


def _reply_to_ending(fault: SubjectFault, ending: Ending) -> Reply:
    """What a broken conversation means. Raises SandboxFault where it means nothing about the submission."""
    if ending.kind is EndingKind.LOST:
        raise SandboxFault(
            "The sandbox was lost while a check ran.", f"It ended by itself: {ending.detail}."
        ) from fault
    if ending.kind is EndingKind.MEMORY:
        return Reply(End.MEMORY, ending.detail or "the whole sandbox ran out of memory")
    if isinstance(fault, SubjectSilent):
        return Reply(End.TIMEOUT, "the sandbox did not answer any more")
    return Reply(End.GONE, ending.detail or "the sandbox closed its connection")
