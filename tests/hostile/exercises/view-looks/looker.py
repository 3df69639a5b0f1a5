"""Looks everywhere for words that it was not to see, and prints those that it finds, one on a line.

The words are known by how they begin. It is never written as it is, here or in memory: the search would find itself.
"""

import gc
import os
import re
import sys

MIB = 1024 * 1024
OVERLAP = 4096
FILE_CAP = 64 * MIB
PROC_CAP = MIB
HERE = os.path.dirname(os.path.abspath(__file__))

with open(os.path.join(HERE, "elsewhere.txt")) as _file:
    ELSEWHERE = ["".join("\\x" + line[i : i + 2] for i in range(0, len(line), 2)) for line in _file.read().split()]
"""paths of the judge's machine, as patterns"""
WORDS = re.compile("|".join(["q[z]jx[a-z0-9-]*", *ELSEWHERE]).encode())
found = set()


def look(asked):
    """Search all that this process can see; on the first question to a sandbox its whole disk, which nobody can change."""
    words_of_mine()
    memory()
    objects()
    processes()
    files("/" if is_alone() and asked.endswith("one") else os.environ["TMPDIR"])
    for word in sorted(found):
        print(word)


def search(data):
    """Note the words in some bytes or text."""
    if isinstance(data, str):
        data = data.encode("utf-8", "surrogateescape")
    for match in WORDS.finditer(data):
        found.add(match[0].decode("ascii", "replace"))


def words_of_mine():
    """Arguments, variables, folder, name of the machine."""
    for words in (sys.argv, sys.orig_argv if hasattr(sys, "orig_argv") else [], sys.path, os.uname(), [os.getcwd()]):
        for word in words:
            search(word)
    for name, value in os.environ.items():
        search(name + "=" + value)


def memory():
    """All readable memory of this process; and of the agent, should that be possible."""
    read_memory("self")
    if read_memory(os.getppid()):
        found.add("memory-of-the-agent")


def read_memory(pid):
    """Search the memory of a process; whether any could be read."""
    readable = 0
    try:
        with open("/proc/%s/maps" % pid) as file:
            lines = file.read().splitlines()
        place = os.open("/proc/%s/mem" % pid, os.O_RDONLY)
    except OSError:
        return False
    for line in lines:
        span, rights = line.split()[:2]
        start, end = (int(part, 16) for part in span.split("-"))
        while "r" in rights and start < end:
            try:
                data = os.pread(place, min(MIB, end - start), start)
            except (OSError, OverflowError):
                break
            search(data)
            readable += len(data)
            start += max(1, len(data) - (OVERLAP if start + len(data) < end else 0))
    os.close(place)
    return readable > 0


def objects():
    """Every Python object that can be reached, the frozen ones too, and what is in every frame of every thread."""
    gc.unfreeze()
    waiting = [*gc.get_objects(), *sys._current_frames().values(), sys._getframe()]
    known = set()
    while waiting:
        one = waiting.pop()
        if id(one) in known or one is waiting or one is known:
            continue
        known.add(id(one))
        if isinstance(one, (str, bytes, bytearray)):
            search(bytes(one) if isinstance(one, bytearray) else one)
        waiting.extend(gc.get_referents(one))


def processes():
    """What /proc tells about all processes that are not a stranger's, and about the machine."""
    for pid in os.listdir("/proc"):
        if pid.isdigit() and (is_alone() or int(pid) in (os.getpid(), os.getppid())):
            for name in ("cmdline", "environ", "maps", "comm", "stat", "status", "cgroup", "mountinfo", "limits", "auxv"):
                read("/proc/%s/%s" % (pid, name), PROC_CAP)
            for name in ("cwd", "exe", "root"):
                read_link("/proc/%s/%s" % (pid, name))
            for folder in ("fd", "map_files", "task"):
                for name in listed("/proc/%s/%s" % (pid, folder)):
                    read_link("/proc/%s/%s/%s" % (pid, folder, name))
    for name in ("cmdline", "mounts", "locks", "keys", "modules", "version", "net/unix", "net/tcp", "sysvipc/shm"):
        read("/proc/" + name, PROC_CAP)


def files(top):
    """Every file and every name below."""
    for folder, names, others in os.walk(top):
        names[:] = [name for name in names if os.path.join(folder, name) not in ("/proc", "/sys")]
        for name in (*names, *others):
            path = os.path.join(folder, name)
            search(path)
            read_link(path)
            if name in others and os.path.isfile(path) and not os.path.islink(path):
                read(path, FILE_CAP)


def is_alone():
    """Whether this is a container, whose first process is the agent."""
    return os.getppid() == 1


def listed(folder):
    """The names in a folder, none where it is closed."""
    try:
        return os.listdir(folder)
    except OSError:
        return []


def read_link(path):
    """Where a link leads."""
    try:
        search(os.readlink(path))
    except OSError:
        pass


def read(path, cap):
    """The content of a file, without waiting for any."""
    try:
        place = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except OSError:
        return
    rest, size = b"", 0
    while size < cap:
        try:
            data = os.read(place, MIB)
        except OSError:
            break
        if not data:
            break
        search(rest + data)
        rest, size = data[-OVERLAP:], size + len(data)
    os.close(place)
