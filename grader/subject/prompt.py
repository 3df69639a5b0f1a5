"""What Python's prompt shows after what is typed: run before an `Evaluate` request's expressions, which call it.

This file is sent into the sandbox as text. It needs Python 3.8 or later, and imports only what every interpreter has
loaded anyhow: a session may look at `sys.modules`, or at a submission with a module of a standard name.
"""

import io
import sys

MAIN = type(sys)("__main__")


def start(source: str) -> None:
    """Begin a session. `source` runs first, unseen; what it raises is raised."""
    sys.modules["__main__"] = MAIN
    exec(compile(source, "<given>", "exec", 0, True), vars(MAIN))


def shown(source: str) -> str:
    """Everything that stands below a line, until the next prompt: a traceback without its frames."""
    screen = io.StringIO()
    streams = sys.stdout, sys.stderr
    sys.stdout = sys.stderr = screen
    try:
        exec(compile(source + "\n", "<stdin>", "single", 0, True), vars(MAIN))
    except SystemExit:
        pass
    except BaseException as error:
        screen.write("Traceback (most recent call last):\n" + last_line(error) + "\n")
    finally:
        sys.stdout, sys.stderr = streams
    return screen.getvalue()


def last_line(error: BaseException) -> str:
    """`ValueError: the text`, or the name alone where there is no text."""
    kind = type(error)
    name = kind.__qualname__
    if kind.__module__ not in ("__main__", "builtins"):
        name = kind.__module__ + "." + name
    text = error.msg if isinstance(error, SyntaxError) else str(error)
    return name + ": " + text if text else name
