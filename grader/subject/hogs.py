"""Small hogs for `grade sandbox selftest`: each tries one thing that a sandbox must not let it do.

Read as text, sent into a sandbox as the file `hogs.py` of a submission, and imported nowhere else. Python 3.8, stdlib
only. A hog is stopped by the sandbox, or it says whether it got through, and what it saw.
"""

from __future__ import annotations

import os
import signal
import socket
import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

MIB = 1024 * 1024


def alive() -> tuple[bool, str]:
    """Try nothing."""
    return False, "alive"


def memory() -> None:
    """Take more and more memory."""
    kept = []
    while True:
        kept.append(b"x" * MIB)


def together(count: int, mib: int) -> tuple[bool, str]:
    """Take little memory in each of many processes."""

    def take() -> None:
        kept = b"x" * (mib * MIB)
        time.sleep(2 * len(kept[:1]))

    children = [started(take) for _ in range(count)]
    killed = sum(os.WIFSIGNALED(os.waitpid(child, 0)[1]) for child in children)
    return not killed, "%d of %d processes with %d MiB each were ended" % (killed, count, mib)


def processes() -> None:
    """Fork, and let every fork do the same."""
    while True:
        try:
            os.fork()
        except OSError:
            continue


def output() -> None:
    """Print without an end."""
    while True:
        print("x" * 1000)


def endless() -> None:
    """Go on for ever, whoever asks to stop."""
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGALRM):
        signal.signal(number, signal.SIG_IGN)
    while True:
        pass


def disk(most_mib: int) -> tuple[bool, str]:
    """Write large files until it fails."""
    return filled(most_mib, bytes(MIB), "MiB")


def files(most: int) -> tuple[bool, str]:
    """Write empty files until it fails."""
    return filled(most, b"", "empty files")


def filled(most: int, content: bytes, unit: str) -> tuple[bool, str]:
    """Write so many files of this content."""
    for number in range(most):
        try:
            with open("hog-%d" % number, "wb") as file:
                file.write(content)
        except OSError as error:
            return False, "%s after %d %s" % (error.strerror, number, unit)
    return True, "%d %s were written" % (most, unit)


def network(port: int) -> tuple[bool, str]:
    """Look for a way out: to a listener of the judge, to anybody, to where clouds keep credentials."""
    found = [name for name in listed("/sys/class/net") if name != "lo"]
    for place in (("127.0.0.1", port), ("192.0.2.1", 80), ("169.254.169.254", 80)):
        try:
            socket.create_connection(place, 1).close()
            found.append(place[0])
        except OSError:
            continue
    return bool(found), "it reached %s" % (", ".join(found) or "nothing")


def writing() -> tuple[bool, str]:
    """Try to make a file in every folder but its own."""
    own = (os.environ["TMPDIR"], "/dev/shm", "/proc")
    found = []
    for folder, names, _ in os.walk("/"):
        names[:] = [name for name in names if os.path.join(folder, name) not in own]
        try:
            place = os.path.join(folder, "hog")
            os.close(os.open(place, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
            os.unlink(place)
            found.append(folder)
        except OSError:
            continue
    return bool(found), "it wrote to %s" % (", ".join(found[:3]) or "nothing")


def reading(path: str) -> tuple[bool, str]:
    """Read a file of the judge, and write to it."""
    done = []
    for mode, word in (("r", "read"), ("a", "changed")):
        try:
            with open(path, mode) as file:
                file.read() if mode == "r" else file.write("hog")
            done.append(word)
        except OSError:
            continue
    return bool(done), "it was %s" % (" and ".join(done) or "out of reach")


def signals() -> tuple[bool, str]:
    """Kill everything that it may, whoever watches it first of all."""
    for target in (os.getppid(), 1, -1):
        try:
            os.kill(target, signal.SIGKILL)
        except OSError:
            continue
    return False, "nobody was hit"


def privileges() -> tuple[bool, str]:
    """See what it might do beyond its own files."""
    with open("/proc/self/status") as file:
        status = {name: value.strip() for name, _, value in (line.partition(":") for line in file)}
    capabilities = [status[name] for name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")]
    has = {
        "the root user": 0 in (*os.getresuid(), *os.getresgid()),
        "capabilities": any(int(each, 16) for each in capabilities),
        "a way to more privileges": status["NoNewPrivs"] != "1",
        "every system call": status["Seccomp"] != "2",
    }
    held = [name for name, is_so in has.items() if is_so]
    return bool(held), "it has %s" % (", ".join(held) or "none")


def daemon(name: str) -> tuple[bool, str]:
    """Leave a process of that name behind, which belongs to no group, session or parent of ours."""

    def leave() -> None:
        os.setsid()
        started(stay)

    def stay() -> None:
        with open("/proc/self/comm", "w") as file:
            file.write(name)
        time.sleep(600)

    os.waitpid(started(leave), 0)
    return False, ""


def survivors(name: str) -> tuple[bool, str]:
    """Look for the process that was left behind."""
    found = [each for each in listed("/proc") if each.isdigit() and comm(each) == name]
    return bool(found), "it is still there" if found else "it was ended"


def started(work: Callable[[], None]) -> int:
    """Do some work in a fork; its number."""
    child = os.fork()
    if not child:
        work()
        os._exit(0)
    return child


def comm(pid: str) -> str:
    """The name of a process, "" where it has ended."""
    try:
        with open("/proc/%s/comm" % pid) as file:
            return file.read().strip()
    except OSError:
        return ""


def listed(folder: str) -> list[str]:
    """The names in a folder, none where it cannot be read."""
    try:
        return os.listdir(folder)
    except OSError:
        return []
