import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parent / "convert.py"


@pytest.fixture
def source(tmp_path):
    (tmp_path / "in.txt").write_text("20 C\n0 C\n68 F\n")
    return tmp_path / "in.txt"


def run(*arguments, cwd=None, env=None):
    command = [sys.executable, str(SCRIPT), *map(str, arguments)]
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=cwd, env=env, timeout=30)


def test_converts(source):
    assert run(source).stdout.decode().splitlines() == ["68.0 F", "32.0 F", "20.0 C"]


def test_writes_a_file(source, tmp_path):
    run(source, "out.txt", cwd=tmp_path)
    assert (tmp_path / "out.txt").read_text().startswith("68.0 F")


def test_missing_file(tmp_path):
    result = run(tmp_path / "none.txt")
    assert result.returncode == 1
    assert b"none.txt" in result.stderr


def test_no_arguments():
    with pytest.raises(subprocess.CalledProcessError) as error:
        subprocess.check_output([sys.executable, str(SCRIPT)], stderr=subprocess.STDOUT, timeout=30)
    assert error.value.returncode == 2


def test_digits_from_the_environment(source):
    result = run(source, env={**os.environ, "DIGITS": "0"})
    assert result.stdout.decode().splitlines()[0] == "68 F"
