"""`make bench`: what a check costs, as ratios measured in one run.

    process    `grade check` on math-utils (process sandbox) to bare `pytest` on the same asserts
    suite      `grade check` on an exercise that is a plain pytest file with 20 small tests to `python -m pytest` on the
               same files, and what Grader adds in seconds; then the same in Docker, where an engine answers
    its part   that `grade check` to one of an exercise that only asks for the file: what the suite costs in a check
    docker     one check of math-utils in Docker to `docker run --rm IMAGE python3 -c pass`, where an engine answers
    batch      60 distinct answers to mypackage, two workers, to a loop of `docker run -v … IMAGE python3 -m pytest`
               over the same answers, two at a time; the image is the same with our pytest copied into it
    offline    the same, where the loop says `--network none`, as our containers do
    floor      60 containers such as ours in which nothing is graded, four at a time, to the loop of `batch`: what of a
               batch is the engine's work

Each pair is measured alternately, A B A B, so that whatever else the machine does hits both alike; the figure is the
ratio of the medians. Wall time of whole commands.
"""

from __future__ import annotations

import importlib
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 15
CLASS = 60
WORKERS = 2
BATCH_ROUNDS = 2
OF_PYTEST = ("pytest", "_pytest", "pluggy", "iniconfig", "packaging", "pygments", "py")
"""pytest itself and what it imports"""
WHERE = "import os, sysconfig; place = sysconfig.get_path('purelib'); os.makedirs(place, exist_ok=True); print(place)"
REFERENCE = ROOT / "solutions" / "math-utils" / "reference"
SAME_ASSERTS = """
import math_utils
from math_utils import add, subtract

def test_module_form(): assert math_utils.add(5, 3) == 8
def test_name_form(): assert add(10, 5) == 15
def test_subtract_module_form(): assert math_utils.subtract(9, 4) == 5
def test_subtract_name_form(): assert subtract(4, 9) == -5
"""

SAME_PACKAGE_ASSERTS = """
from mypackage import math_utils
from mypackage.math_utils import subtract
from mypackage.string_utils import shout

def test_add(): assert math_utils.add(5, 2) == 7
def test_subtract(): assert subtract(9, 4) == 5
def test_shout(): assert shout("hello") == "HELLO!"
"""

SHOP = """
class Shop:
    def __init__(self, name, prices=()):
        self.name = name
        self.prices = dict(prices)

    def add(self, what, price):
        if price < 0:
            raise ValueError(f"a price is not negative: {price}")
        self.prices[what] = price

    def total(self, *things):
        return sum(self.prices[thing] for thing in things)


def cheapest(prices):
    return min(prices, key=prices.get)
"""
SHOP_TEST_FORMS = (
    """
def test_total_{n}():
    assert Shop("x", {{"tea": {n}, "cake": 3}}).total("tea", "cake") == {n} + 3
""",
    """
def test_add_{n}():
    shop = Shop("x")
    shop.add("tea", {n})
    assert shop.prices == {{"tea": {n}}}
""",
    """
def test_negative_{n}():
    with pytest.raises(ValueError, match="negative"):
        Shop("x").add("tea", -{n})
""",
    """
def test_cheapest_{n}():
    assert cheapest({{"tea": {n}, "cake": 9}}) == "tea"
""",
)
SHOP_TESTS = "import pytest\nfrom shop import Shop, cheapest\n" + "".join(
    form.format(n=n) for form in SHOP_TEST_FORMS for n in range(1, 6)
)
"""20 small tests"""
FILE_EXERCISE = "id: shop\ntitle: A shop\nchecks: [{id: there, kind: file, path: shop.py}]\n"
SHOP_EXERCISE = "id: shop\ntitle: A shop\nchecks: [{id: suite, kind: pytest, file: checks/test_shop.py}]\n"


def seconds(command: list[str], folder: Path) -> float:
    """Wall time of one run that must end well."""
    started = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    return time.perf_counter() - started


def compare(name: str, ours: Callable[[], float], theirs: Callable[[], float], rounds: int = ROUNDS) -> None:
    """Alternate, and print both medians and their ratio; the first round warms up where there are many."""
    warm_up = rounds > 2
    pairs = [(ours(), theirs()) for _ in range(rounds + warm_up)][warm_up:]
    mine, other = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(
        f"{name:<14} {mine:.3f} s to {other:.3f} s, ratio {mine / other:.2f}, {mine - other:+.3f} s "
        f"(medians of {rounds}, A B A B)",
        flush=True,
    )


def bench_process(folder: Path) -> None:
    """The student's door against what they would run without us."""
    shutil.copytree(REFERENCE, folder, dirs_exist_ok=True)
    (folder / "test_same.py").write_text(SAME_ASSERTS, encoding="utf-8")
    check = [sys.executable, "-m", "grader", "check", str(REFERENCE), "-e", "math-utils"]
    bare = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_same.py"]
    compare("process", lambda: seconds(check, folder), lambda: seconds(bare, folder))


def bench_suite(folder: Path, image: str | None) -> None:
    """A teacher's plain pytest file against bare pytest on the same files."""
    exercise, answer, beside, plain = (folder / name for name in ("exercise", "answer", "beside", "plain"))
    for place in (exercise / "checks", answer, beside, plain):
        place.mkdir(parents=True)
    (plain / "exercise.yaml").write_text(FILE_EXERCISE, encoding="utf-8")
    (exercise / "exercise.yaml").write_text(SHOP_EXERCISE, encoding="utf-8")
    (exercise / "checks" / "test_shop.py").write_text(SHOP_TESTS, encoding="utf-8")
    for place in (answer, beside):
        (place / "shop.py").write_text(SHOP, encoding="utf-8")
    (beside / "test_shop.py").write_text(SHOP_TESTS, encoding="utf-8")
    check = [sys.executable, "-m", "grader", "check", str(answer), "-e", str(exercise)]
    bare = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_shop.py"]
    without = [*check[:-1], str(plain)]
    compare("suite", lambda: seconds(check, folder), lambda: seconds(bare, beside))
    compare("its part", lambda: seconds(check, folder), lambda: seconds(without, folder))
    if image:
        inside = [*check, "--sandbox", "docker", "--image", image]
        compare("suite (docker)", lambda: seconds(inside, folder), lambda: seconds(bare, beside))


def bench_docker(folder: Path, image: str) -> None:
    """A whole submission in a fresh container against the emptiest container run."""
    check = [sys.executable, "-m", "grader", "check", str(REFERENCE), "-e", "math-utils", "--sandbox", "docker"]
    one = [*check, "--image", image, "--only", "add-module-form"]
    bare = ["docker", "run", "--rm", image, "python3", "-c", "pass"]
    compare("docker", lambda: seconds(one, folder), lambda: seconds(bare, folder))


def bench_batch(folder: Path, image: str) -> None:
    """A class in Docker, a fresh container for each answer on both sides."""
    make_class(folder)

    def ours() -> float:
        run = Path(tempfile.mkdtemp(dir=folder))
        batch = [sys.executable, "-m", "grader", "batch", "class", "-e", "mypackage", "-o", str(run), "--image", image]
        return seconds([*batch, "--jobs", str(WORKERS), "-q"], folder)

    def theirs(*options: str) -> float:
        started = time.perf_counter()
        with ThreadPoolExecutor(WORKERS) as pool:
            commands = [_plain_pytest(folder, number, image, *options) for number in range(CLASS)]
            list(pool.map(lambda command: seconds(command, folder), commands))
        return time.perf_counter() - started

    compare("batch", ours, theirs, rounds=BATCH_ROUNDS)
    compare("offline", ours, lambda: theirs("--network", "none"), rounds=BATCH_ROUNDS)
    compare("floor", lambda: empty_containers(image), theirs, rounds=BATCH_ROUNDS)


def empty_containers(image: str) -> float:
    """Wall time of as many sandboxes as a class takes, each made, started and removed, with nothing in them."""
    from grader.sandbox import Limits
    from grader.sandboxes.docker import DockerSandbox

    sandbox = DockerSandbox(image=image)
    sandbox.info()

    def one(_number: int) -> None:
        with sandbox.start("pass", Limits()):
            pass

    started = time.perf_counter()
    with ThreadPoolExecutor(2 * WORKERS) as pool:
        list(pool.map(one, range(CLASS)))
    return time.perf_counter() - started


def make_class(folder: Path) -> None:
    """Distinct answers as a folder of folders, and each once more with a test beside it."""
    reference = ROOT / "solutions" / "mypackage" / "reference"
    for number in range(CLASS):
        answer = folder / "class" / f"s{number}"
        shutil.copytree(reference, answer)
        with (answer / "mypackage" / "math_utils.py").open("a", encoding="utf-8") as file:
            file.write(f"\n\nNUMBER = {number}\n")
        (folder / "tests" / f"s{number}").mkdir(parents=True)
        shutil.copytree(answer, folder / "tests" / f"s{number}", dirs_exist_ok=True)
        (folder / "tests" / f"s{number}" / "test_same.py").write_text(SAME_PACKAGE_ASSERTS, encoding="utf-8")


def _plain_pytest(folder: Path, number: int, image: str, *options: str) -> list[str]:
    place = f"{folder / 'tests' / f's{number}'}:/answer:ro"
    run = ["docker", "run", "--rm", *options, "-v", place, "-w", "/answer", image]
    return [*run, "python3", "-m", "pytest", "-q", "-p", "no:cacheprovider"]


@contextmanager
def image_with_pytest(image: str) -> Iterator[str]:
    """An image like that one which has our pytest, compiled, as a registry's would have it."""
    container, tag = f"bench-{os.getpid()}", f"bench-pytest:{os.getpid()}"
    quietly("docker", "run", "-d", "--name", container, image, "sleep", "600")
    try:
        place = quietly("docker", "exec", container, "python3", "-c", WHERE)
        for name in OF_PYTEST:
            origin = Path(importlib.import_module(name).__file__ or "")
            quietly(
                "docker", "cp", str(origin.parent if origin.name == "__init__.py" else origin), f"{container}:{place}/"
            )
        quietly("docker", "exec", container, "python3", "-m", "compileall", "-q", place)
        quietly("docker", "commit", container, tag)
        yield tag
    finally:
        quietly("docker", "rm", "-f", container)
        quietly("docker", "rmi", "-f", tag)


def quietly(*command: str) -> str:
    """What a command that must end well has printed."""
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def main() -> None:
    """Run what this machine can."""
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    with tempfile.TemporaryDirectory() as folder:
        bench_process(Path(folder))
        image = usable_image()
        bench_suite(Path(folder) / "suite", image)
        if image:
            bench_docker(Path(folder), image)
            with image_with_pytest(image) as tested:
                bench_batch(Path(folder), tested)
        else:
            print("docker         not measured: no engine with an image answers")


def usable_image() -> str | None:
    """The image that `grade` would use."""
    from grader.errors import GraderError
    from grader.sandboxes.docker_engine import Engine
    from grader.sandboxes.images import resolve

    try:
        with Engine(os.environ.get("DOCKER_HOST")) as engine:
            return resolve(engine, None)[0]
    except GraderError:
        return None


if __name__ == "__main__":
    main()
