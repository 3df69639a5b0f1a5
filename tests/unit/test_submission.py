"""Submissions as values, and folders as they are handed in."""

import io
import os
import socket
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from grader.errors import SubmissionRejected, UsageError
from grader.submission import Caps, Submission, python_lines, read_archive, read_submission

ANSWER = {"mypackage/__init__.py": b"", "mypackage/math_utils.py": b"def add(a, b):\n    return a + b\n"}


def written(root: Path, files: Mapping[str, bytes]) -> Path:
    """Write `files` below `root`; a path that ends with a slash is an empty folder."""
    root.mkdir(exist_ok=True)
    for path, content in files.items():
        place = root / path
        if path.endswith("/"):
            place.mkdir(parents=True)
            continue
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    return root


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A zip of `files`."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    return buffer.getvalue()


class TestValue:
    """`Submission.of` and what it gives."""

    def test_files_are_in_order_and_copied(self) -> None:
        """The files come in the order of their paths and do not follow later changes of the caller's mapping."""
        files = {"b.py": b"2", "a/c.py": b"1"}
        submission = Submission.of(files)
        files["d.py"] = b"3"
        assert list(submission.files.items()) == [("a/c.py", b"1"), ("b.py", b"2")]

    def test_files_are_read_only(self) -> None:
        """Nobody can change the files of a submission."""
        with pytest.raises(TypeError):
            Submission.of({"a.py": b""}).files["b.py"] = b""  # type: ignore[index]

    def test_folders_hold_all_parents_and_the_empty_ones(self) -> None:
        """Folders are known from the files in them or by name."""
        assert Submission.of({"a/b/c.py": b""}, folders=["d/e"]).folders == {"a", "a/b", "d", "d/e"}

    def test_hash_does_not_depend_on_order_notes_or_empty_folders(self) -> None:
        """The same paths and contents give the same hash."""
        one = Submission.of({"a.py": b"1", "b.py": b"2"})
        other = Submission.of({"b.py": b"2", "a.py": b"1"}, notes=("Ignored 1 file.",), folders=["c"])
        assert one.sha256 == other.sha256

    @pytest.mark.parametrize(
        "files",
        [
            pytest.param({"a.py": b"12"}, id="content"),
            pytest.param({"b.py": b"1"}, id="path"),
            pytest.param({"a.py": b"1", "b.py": b""}, id="one more"),
            pytest.param({"a.p": b"y1"}, id="boundary between path and content"),
            pytest.param({}, id="none"),
        ],
    )
    def test_hash_depends_on_every_path_and_content(self, files: dict[str, bytes]) -> None:
        """Any difference gives another hash."""
        assert Submission.of(files).sha256 != Submission.of({"a.py": b"1"}).sha256

    @pytest.mark.parametrize(
        ("content", "text"),
        [
            pytest.param("x = 'é'\r\n".encode(), "x = 'é'\r\n", id="utf-8"),
            pytest.param(b"\xef\xbb\xbfx = 1", "x = 1", id="bom"),
            pytest.param(b"# coding: latin-1\n'\xe9'", "# coding: latin-1\n'\\xe9'", id="latin-1"),
            pytest.param(b"\xff\xfex\x00", "\\xff\\xfex\x00", id="utf-16"),
        ],
    )
    def test_text_is_for_display_and_never_fails(self, content: bytes, text: str) -> None:
        """Bytes that are no UTF-8 are shown as escapes."""
        assert Submission.of({"a.py": content}).text("a.py") == text

    def test_text_of_a_missing_file_is_none(self) -> None:
        """No file, no text."""
        assert Submission.of({}).text("a.py") is None

    @pytest.mark.parametrize(
        ("text", "lines"),
        [
            pytest.param("", [], id="nothing"),
            pytest.param("\n", [""], id="one empty line"),
            pytest.param("a\r\nb\rc\nd", ["a", "b", "c", "d"], id="line ends of all systems"),
            pytest.param("a\fb\vc\x1cd\x85e\u2028f\n", ["a\fb\vc\x1cd\x85e\u2028f"], id="what ends no line"),
            pytest.param("\ufeffa\n", ["a"], id="byte order mark"),
        ],
    )
    def test_lines_are_those_that_python_counts(self, text: str, lines: list[str]) -> None:
        """So that a traceback's number leads to the right one."""
        assert python_lines(text) == lines


UNSAFE_NAMES = {
    "climbing": "../a.py",
    "climbing inside": "a/../../b.py",
    "dot": "./a.py",
    "absolute": "/etc/passwd",
    "drive": "C:/a.py",
    "drive-relative": "C:a.py",
    "empty": "",
    "empty part": "a//b.py",
    "slash at the end": "a/",
    "NUL": "a\0.py",
    "newline": "a\n.py",
    "escape": "\x1b[2Ja.py",
    "C1 control": "a\x9b.py",
    "right-to-left override": "a\u202eyp.exe",
    "isolate": "a\u2066b.py",
    "arabic letter mark": "a\u061cb.py",
    "line separator": "a\u2028b.py",
    "zero-width space": "a\u200bb.py",
    "lone surrogate": "a\udc80.py",
    "backslash": "a\\b.py",
    "less than": "<script>.py",
    "colon": "a.py:stream",
    "quote": 'a".py',
    "bar": "a|b.py",
    "question mark": "a?.py",
    "star": "*.py",
    "leading space": " a.py",
    "trailing space": "a.py ",
    "trailing dot": "a.",
    "leading hyphen": "-c.py",
    "reserved": "NUL",
    "reserved with ending": "aux.py",
    "reserved folder": "a/Con/b.py",
    "reserved with number": "lpt1.tar.gz",
    "reserved with superscript": "com\u00b9.py",
    "long part": "a" * 101,
    "long part in bytes": "\u4e2d" * 86,
    "long path": "/".join(["a" * 40] * 7),
    "13 levels": "/".join("a" * 13),
    "NFD": "u\u0308.py",
}

SAFE_NAMES = {
    "umlaut": "übung.py",
    "chinese": "模块/加法.py",
    "arabic": "وحدة.py",
    "hindi with joiner": "क्\u200dष.py",
    "emoji": "🐍.py",
    "copy": "solution (1).py",
    "hidden": ".gitignore",
    "spaces and signs": "my file + [new], it's 100% #1 & @x={y}.py",
    "starts like reserved": "console.py",
    "hook": "conftest.py",
    "standard module": "random.py",
    "top init": "__init__.py",
    "12 levels": "/".join("a" * 12),
    "100 characters": "a" * 100,
}


@pytest.mark.parametrize("name", UNSAFE_NAMES.values(), ids=UNSAFE_NAMES)
def test_unsafe_name_is_rejected(name: str) -> None:
    """A path that is not safe and the same on every system is refused, in a sentence that can be printed."""
    with pytest.raises(SubmissionRejected) as caught:
        Submission.of({name: b""})
    assert str(caught.value).isprintable()


@pytest.mark.parametrize("name", SAFE_NAMES.values(), ids=SAFE_NAMES)
def test_safe_name_is_kept(name: str) -> None:
    """Letters of any script and ordinary signs are fine."""
    assert list(Submission.of({name: b""}).files) == [name]


@pytest.mark.parametrize(
    "names",
    [
        pytest.param(["A.py", "a.py"], id="case"),
        pytest.param(["Pkg/a.py", "pkg/b.py"], id="case of a folder"),
        pytest.param(["STRASSE.py", "stra\u00dfe.py"], id="case folding"),
        pytest.param(["a", "a/b.py"], id="file and folder"),
        pytest.param(["A", "a/b.py"], id="file and folder by case"),
    ],
)
def test_colliding_names_are_rejected(names: list[str]) -> None:
    """Two names that some system cannot tell apart are refused."""
    with pytest.raises(SubmissionRejected):
        Submission.of(dict.fromkeys(names, b""))


class TestFolder:
    """Reading a folder."""

    def test_keeps_files_and_empty_folders(self, tmp_path: Path) -> None:
        """Everything in an ordinary folder is kept, without any note."""
        submission = read_submission(written(tmp_path / "answer", {**ANSWER, "empty/": b""}))
        assert (dict(submission.files), submission.notes) == (ANSWER, ())
        assert submission.folders == {"mypackage", "empty"}

    def test_hash_is_that_of_an_archive_of_it(self, tmp_path: Path) -> None:
        """The same answer has the same hash, however it is handed in."""
        folder = read_submission(written(tmp_path / "answer", ANSWER))
        assert folder.sha256 == read_archive(io.BytesIO(zipped(ANSWER)), "a.zip").sha256

    def test_source_stays_as_it_was_and_nothing_is_written(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Reading changes neither the source nor the folder for temporary files."""
        root = written(tmp_path / "answer", {**ANSWER, "more.zip": zipped({"b.py": b"2"}), ".git/x": b""})
        scratch = written(tmp_path / "scratch", {})
        monkeypatch.setattr(tempfile, "tempdir", str(scratch))
        before = {place: (place.stat().st_mtime_ns, place.is_file()) for place in root.rglob("*")}
        read_submission(root)
        assert {place: (place.stat().st_mtime_ns, place.is_file()) for place in root.rglob("*")} == before
        assert list(scratch.iterdir()) == []

    @pytest.mark.parametrize(
        ("files", "words"),
        [
            pytest.param({}, "is empty", id="empty"),
            pytest.param({"a/b/": b""}, "nothing but empty folders", id="empty folders"),
            pytest.param({".git/config": b"", "a.pyc": b""}, "no part of an answer (*.pyc, .git)", id="noise"),
            pytest.param({".grader.toml": b""}, "is empty", id="our marker"),
        ],
    )
    def test_nothing_to_grade_is_rejected(self, tmp_path: Path, files: dict[str, bytes], words: str) -> None:
        """A folder without a file that counts is refused, and told why."""
        with pytest.raises(SubmissionRejected) as caught:
            read_submission(written(tmp_path / "answer", files))
        assert words in caught.value.message

    def test_links_and_special_files_are_skipped_with_a_note(self, tmp_path: Path) -> None:
        """No link is followed and no FIFO or socket is opened."""
        secret = written(tmp_path / "host", {"secret.txt": b"s", "inner/secret.py": b"s"})
        root = written(tmp_path / "answer", ANSWER)
        (root / "secret.txt").symlink_to(secret / "secret.txt")
        (root / "linked").symlink_to(secret / "inner")
        (root / "loop").symlink_to(root)
        (root / "dangling").symlink_to(root / "nowhere")
        os.mkfifo(root / "mypackage" / "pipe.py")
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(str(root / "socket"))
            submission = read_submission(root)
        assert dict(submission.files) == ANSWER
        (note,) = submission.notes
        assert note == (
            "Skipped 6 links or special files, which are never followed "
            "('dangling', 'linked', 'loop', 'mypackage/pipe.py', 'secret.txt', 'socket')."
        )

    def test_link_to_the_submission_itself_is_what_was_typed(self, tmp_path: Path) -> None:
        """The path that a person gives may be a link."""
        (tmp_path / "link").symlink_to(written(tmp_path / "answer", ANSWER))
        assert dict(read_submission(tmp_path / "link").files) == ANSWER

    @pytest.mark.parametrize(
        "name",
        [
            pytest.param(os.fsdecode(b"a\xff.py"), id="undecodable"),
            pytest.param("a\nb.py", id="newline"),
            pytest.param("a\\b.py", id="backslash"),
            pytest.param("con.py", id="reserved"),
        ],
    )
    def test_unsafe_name_is_rejected_in_printable_words(self, tmp_path: Path, name: str) -> None:
        """A name that other systems cannot store is refused and shown escaped."""
        with pytest.raises(SubmissionRejected) as caught:
            read_submission(written(tmp_path / "answer", {name: b""}))
        assert str(caught.value).isprintable()

    def test_names_of_a_mac_are_brought_into_one_form(self, tmp_path: Path) -> None:
        """A name in decomposed Unicode is the same file as one in composed Unicode."""
        assert list(read_submission(written(tmp_path / "answer", {"u\u0308.py": b""})).files) == ["\u00fc.py"]

    def test_collisions_are_rejected(self, tmp_path: Path) -> None:
        """Names that a Mac or Windows cannot tell apart are refused."""
        with pytest.raises(SubmissionRejected, match="upper and lower case"):
            read_submission(written(tmp_path / "answer", {"a.py": b"", "A.py": b""}))

    def test_very_deep_folder_is_rejected(self, tmp_path: Path) -> None:
        """A folder of many levels is left at the cap, not walked to its end."""
        place = written(tmp_path / "answer", ANSWER)
        for _ in range(300):
            place = place / "deeper"
            place.mkdir()
        with pytest.raises(SubmissionRejected, match="nested too deeply"):
            read_submission(tmp_path / "answer")


NOISE = {
    "bytecode": ("mypackage/__pycache__/x.cpython-311.pyc", "1 folder that is", "__pycache__"),
    "lone bytecode": ("x.pyc", "1 file that is", "*.pyc"),
    "git": (".git/objects/ab/cd", "1 folder that is", ".git"),
    "git link file": ("lib/.git", "1 file that is", ".git"),
    "mercurial": (".hg/store", "1 folder that is", ".hg"),
    "subversion": (".svn/entries", "1 folder that is", ".svn"),
    "environment by content": ("my env!/pyvenv.cfg", "1 folder that is", "a virtual environment"),
    "environment by name, linux": (".venv/bin/python", "1 folder that is", ".venv"),
    "environment by name, windows": ("env/Scripts/python.exe", "1 folder that is", "env"),
    "environment further down": ("work/venv/bin/python", "1 folder that is", "venv"),
    "node": ("node_modules/a/b/c/d/e/f/g/h/i/j/k/l/m/index.js", "1 folder that is", "node_modules"),
    "mac archive": ("__MACOSX/._a.py", "1 folder that is", "__MACOSX"),
    "mac shadow": ("mypackage/._math_utils.py", "1 file that is", "._*"),
    "mac folder": (".DS_Store", "1 file that is", ".DS_Store"),
    "mac icon": ("Icon\r", "1 file that is", "Icon"),
    "windows pictures": ("thumbs.db", "1 file that is", "thumbs.db"),
    "windows folder": ("desktop.ini", "1 file that is", "desktop.ini"),
    "pycharm": (".idea/workspace.xml", "1 folder that is", ".idea"),
    "vs code": (".vscode/settings.json", "1 folder that is", ".vscode"),
    "pytest": (".pytest_cache/README.md", "1 folder that is", ".pytest_cache"),
    "mypy": (".mypy_cache/3.11/a.json", "1 folder that is", ".mypy_cache"),
    "ruff": (".ruff_cache/0.1/a", "1 folder that is", ".ruff_cache"),
    "build": ("my.egg-info/PKG-INFO", "1 folder that is", "*.egg-info"),
    "emacs backup": ("math_utils.py~", "1 file that is", "*~"),
    "vim swap": (".math_utils.py.swp", "1 file that is", ".*.sw?"),
}


@pytest.mark.parametrize(("path", "count", "label"), NOISE.values(), ids=NOISE)
class TestNoise:
    """What nobody means to hand in."""

    def test_is_dropped_from_a_folder_and_counted(self, tmp_path: Path, path: str, count: str, label: str) -> None:
        """Noise in a folder leaves a note and nothing else."""
        submission = read_submission(written(tmp_path / "answer", {**ANSWER, path: b"noise"}))
        assert dict(submission.files) == ANSWER
        assert submission.notes == (f"Ignored {count} no part of the answer ({label}).",)

    def test_is_dropped_from_an_archive_and_counted(self, path: str, count: str, label: str) -> None:
        """Noise in an archive leaves the same note."""
        submission = read_archive(io.BytesIO(zipped({**ANSWER, path: b"noise"})), "a.zip")
        assert dict(submission.files) == ANSWER
        assert submission.notes == (f"Ignored {count} no part of the answer ({label}).",)


class TestNoiseFolder:
    """A folder of noise costs nothing, whatever is in it."""

    def test_is_not_entered(self, tmp_path: Path) -> None:
        """Links, odd names, sizes and numbers inside a virtual environment are not looked at."""
        root = written(tmp_path / "answer", {**ANSWER, "venv/pyvenv.cfg": b"", "venv/big": bytes(5000)})
        written(root / "venv" / "lib", {f"{number}": b"" for number in range(50)})
        (root / "venv" / "con:").symlink_to("/usr/bin/python3")
        assert dict(read_submission(root, caps=Caps(entries=20, file_bytes=1000)).files) == ANSWER

    def test_ordinary_folder_of_such_a_name_is_kept(self, tmp_path: Path) -> None:
        """A package called `env` is no virtual environment."""
        assert dict(read_submission(written(tmp_path / "a", {"env/__init__.py": b""})).files) == {
            "env/__init__.py": b""
        }

    def test_many_kinds_are_told_in_one_short_sentence(self, tmp_path: Path) -> None:
        """Files and folders are counted apart and not all of them are named."""
        noise = [
            ".git/a",
            ".idea/a",
            "a.pyc",
            "b.pyc",
            ".hg/a",
            ".svn/a",
            "x~",
            ".DS_Store",
            "__pycache__/a",
            ".vscode/a",
        ]
        submission = read_submission(written(tmp_path / "answer", {**ANSWER, **dict.fromkeys(noise, b"")}))
        assert submission.notes == (
            "Ignored 4 files and 6 folders that are no part of the answer (*.pyc, *~, .DS_Store, .git, .hg, .idea, …).",
        )


@pytest.mark.parametrize(
    ("caps", "files", "words"),
    [
        pytest.param(Caps(file_bytes=10), {"a.py": bytes(11)}, "'a.py' is too large", id="one file"),
        pytest.param(Caps(total_bytes=10), {"a.py": bytes(6), "b.py": bytes(5)}, "together", id="all files"),
        pytest.param(Caps(files=2), {"a": b"", "b": b"", "c": b""}, "more than 2 files", id="number of files"),
        pytest.param(
            Caps(entries=2), {"a": b"", "b.pyc": b"", "c": b""}, "more than 2 files and folders", id="entries"
        ),
        pytest.param(Caps(levels=2), {"a/b/c": b""}, "nested too deeply", id="levels"),
        pytest.param(Caps(part_chars=3), {"abcd": b""}, "more than 3 characters", id="length of a part"),
        pytest.param(Caps(path_chars=5), {"abc/def": b""}, "longer than 5 characters", id="length of a path"),
    ],
)
class TestCaps:
    """Over a cap is rejected, in folders as in archives."""

    def test_folder(self, tmp_path: Path, caps: Caps, files: dict[str, bytes], words: str) -> None:
        """A folder over the cap is refused with the reason."""
        with pytest.raises(SubmissionRejected) as caught:
            read_submission(written(tmp_path / "answer", files), caps=caps)
        assert words in caught.value.message

    def test_archive(self, caps: Caps, files: dict[str, bytes], words: str) -> None:
        """An archive over the cap is refused with the reason."""
        with pytest.raises(SubmissionRejected) as caught:
            read_archive(io.BytesIO(zipped(files)), "a.zip", caps=caps)
        assert words in caught.value.message


class TestArchivesAtTheTop:
    """Exactly one level of archive is opened."""

    def test_are_merged_with_the_files_beside_them(self, tmp_path: Path) -> None:
        """A folder with an archive at its top is the files of both."""
        root = written(tmp_path / "answer", {"notes.txt": b"n", "work.zip": zipped(ANSWER)})
        submission = read_submission(root)
        assert dict(submission.files) == {**ANSWER, "notes.txt": b"n"}
        assert submission.notes == ("Opened the archive 'work.zip' and read the files as if they lay beside it.",)

    def test_lose_their_wrapping_folder(self, tmp_path: Path) -> None:
        """Each archive may have a wrapping folder of its own."""
        wrapped = zipped({f"hw1/{path}": content for path, content in ANSWER.items()})
        root = written(tmp_path / "answer", {"notes.txt": b"n", "work.zip": wrapped})
        submission = read_submission(root, frozenset({"mypackage"}))
        assert dict(submission.files) == {**ANSWER, "notes.txt": b"n"}
        assert "Looked inside the folder 'hw1', because it only wraps the answer." in submission.notes

    def test_keep_their_wrapping_folder_where_the_answer_lies_beside_them(self, tmp_path: Path) -> None:
        """An old copy in an archive does not get in the way of the answer."""
        root = written(tmp_path / "answer", {"main.py": b"new", "old.zip": zipped({"old/main.py": b"old"})})
        submission = read_submission(root, frozenset({"main.py"}))
        assert dict(submission.files) == {"main.py": b"new", "old/main.py": b"old"}

    def test_with_the_same_file_again_are_fine(self, tmp_path: Path) -> None:
        """A student who zips her work in the folder where she works is not punished."""
        root = written(tmp_path / "answer", {**ANSWER, "handin.zip": zipped(ANSWER)})
        assert dict(read_submission(root).files) == ANSWER

    @pytest.mark.parametrize(
        "inner",
        [
            pytest.param({"a.py": b"2"}, id="other content"),
            pytest.param({"A.py": b"1"}, id="case"),
            pytest.param({"a.py/b": b""}, id="folder"),
        ],
    )
    def test_that_contradict_the_files_beside_them_are_rejected(self, tmp_path: Path, inner: dict[str, bytes]) -> None:
        """Nobody has to guess which of two versions counts."""
        with pytest.raises(SubmissionRejected):
            read_submission(written(tmp_path / "answer", {"a.py": b"1", "work.zip": zipped(inner)}))

    @pytest.mark.parametrize(
        ("name", "content", "words"),
        [
            pytest.param("a.zip", b"", "empty (0 bytes)", id="0 bytes"),
            pytest.param("a.zip", b"hello", "is no archive", id="no archive"),
            pytest.param("a.ZIP", zipped(ANSWER)[:-30], "damaged", id="cut off"),
            pytest.param("a.rar", b"Rar!\x1a\x07\x01\x00", "a RAR archive", id="rar"),
            pytest.param("a.7z", b"7z\xbc\xaf\x27\x1c", "a 7z archive", id="7z"),
            pytest.param("a.tgz", b"Rar!\x1a\x07\x00", "a RAR archive", id="renamed"),
        ],
    )
    def test_that_cannot_be_read_are_rejected(self, tmp_path: Path, name: str, content: bytes, words: str) -> None:
        """What the student meant as an archive is never passed over in silence."""
        with pytest.raises(SubmissionRejected) as caught:
            read_submission(written(tmp_path / "answer", {"a.py": b"", name: content}))
        assert words in caught.value.message

    @pytest.mark.parametrize("name", ["data/inner.zip", "weights.npz", "table.xlsx", "package.whl", "log.gz"])
    def test_stay_closed_further_down_or_under_another_name(self, tmp_path: Path, name: str) -> None:
        """A zip that is a file of the answer is a file."""
        packed = zipped({"x.py": b""})
        submission = read_submission(written(tmp_path / "answer", {"a.py": b"", name: packed}))
        assert submission.files[name] == packed

    def test_inside_an_archive_stay_closed(self, tmp_path: Path) -> None:
        """One level is opened, counted from what was handed in."""
        inner = zipped({"x.py": b""})
        (tmp_path / "a.zip").write_bytes(zipped({"a.py": b"", "inner.zip": inner}))
        assert read_submission(tmp_path / "a.zip").files["inner.zip"] == inner

    def test_share_one_account_of_sizes(self, tmp_path: Path) -> None:
        """Two archives cannot hold twice what one may."""
        root = written(tmp_path / "answer", {"a.zip": zipped({"a": bytes(6)}), "b.zip": zipped({"b": bytes(6)})})
        with pytest.raises(SubmissionRejected, match="together"):
            read_submission(root, caps=Caps(total_bytes=10))

    def test_may_be_larger_than_a_file_but_not_without_end(self, tmp_path: Path) -> None:
        """The cap for archives holds for all of them together."""
        root = written(tmp_path / "answer", {"a.zip": zipped({"a": b""}), "b.zip": zipped({"b": b""})})
        with pytest.raises(SubmissionRejected, match=r"'b\.zip' is too large"):
            read_submission(root, caps=Caps(archive_bytes=150, file_bytes=10))


WRAPPED = {
    "package in a wrapper": (["hw/mypackage/__init__.py"], ["mypackage/__init__.py"]),
    "module in a wrapper": (["hw/main.py", "hw/notes.txt"], ["main.py", "notes.txt"]),
    "only some of the names": (["hw/main.py"], ["main.py"]),
    "empty folder in a wrapper": (["hw/main.py", "hw/mypackage/"], ["main.py"]),
    "noise beside the wrapper": (["hw/main.py", ".DS_Store", "__MACOSX/._x"], ["main.py"]),
    "the answer alone": (["mypackage/__init__.py"], ["mypackage/__init__.py"]),
    "the answer with its name again inside": (["mypackage/mypackage/__init__.py"], ["mypackage/mypackage/__init__.py"]),
    "a file beside the wrapper": (["hw/main.py", "notes.txt"], ["hw/main.py", "notes.txt"]),
    "two folders": (["hw/main.py", "other/x.py"], ["hw/main.py", "other/x.py"]),
    "an empty folder beside the wrapper": (["hw/main.py", "other/"], ["hw/main.py"]),
    "nothing asked inside": (["hw/Main.py"], ["hw/Main.py"]),
    "two wrappers": (["a/b/main.py"], ["a/b/main.py"]),
}


@pytest.mark.parametrize(("given", "kept"), WRAPPED.values(), ids=WRAPPED)
class TestWrapping:
    """A single wrapping folder is dropped where it is a wrapper, and only there."""

    def test_in_a_folder(self, tmp_path: Path, given: list[str], kept: list[str]) -> None:
        """A folder around the answer, handed in as a folder."""
        root = written(tmp_path / "answer", dict.fromkeys(given, b""))
        assert list(read_submission(root, frozenset({"mypackage", "main.py"})).files) == kept

    def test_in_an_archive(self, given: list[str], kept: list[str]) -> None:
        """A folder around the answer, handed in as an archive."""
        packed = io.BytesIO(zipped(dict.fromkeys(given, b"")))
        assert list(read_archive(packed, "a.zip", frozenset({"mypackage", "main.py"})).files) == kept


def test_nothing_is_unwrapped_where_nothing_is_asked_for(tmp_path: Path) -> None:
    """Without the names of the exercise nobody knows what is a wrapper."""
    assert list(read_submission(written(tmp_path / "answer", {"hw/main.py": b""})).files) == ["hw/main.py"]


def test_unwrapping_takes_the_empty_folders_along(tmp_path: Path) -> None:
    """Folders inside the wrapper move up, the wrapper itself is gone."""
    root = written(tmp_path / "answer", {"hw/main.py": b"", "hw/data/raw/": b""})
    assert read_submission(root, frozenset({"main.py"})).folders == {"data", "data/raw"}


class TestSingleFile:
    """A path that is a file."""

    def test_python_file_is_a_submission_of_that_file(self, tmp_path: Path) -> None:
        """`grade check math_utils.py` does what one expects."""
        written(tmp_path, {"math_utils.py": b"x = 1\n", "secret.py": b""})
        assert dict(read_submission(tmp_path / "math_utils.py").files) == {"math_utils.py": b"x = 1\n"}

    def test_python_file_over_the_cap_is_rejected(self, tmp_path: Path) -> None:
        """The cap for one file holds for it too."""
        written(tmp_path, {"a.py": bytes(11)})
        with pytest.raises(SubmissionRejected, match="too large"):
            read_submission(tmp_path / "a.py", caps=Caps(file_bytes=10))

    def test_archive_is_recognised_by_content(self, tmp_path: Path) -> None:
        """The ending of the name does not matter."""
        written(tmp_path, {"answer.py": zipped(ANSWER)})
        assert dict(read_submission(tmp_path / "answer.py").files) == ANSWER

    @pytest.mark.parametrize("name", ["nowhere", "file/below", "nul\0", "loop"])
    def test_missing_path_is_the_users_mistake(self, tmp_path: Path, name: str) -> None:
        """A path that leads nowhere is no submission that could be rejected."""
        written(tmp_path, {"file": b""})
        (tmp_path / "loop").symlink_to(tmp_path / "loop")
        with pytest.raises(UsageError):
            read_submission(tmp_path / name)

    def test_special_file_is_the_users_mistake(self, tmp_path: Path) -> None:
        """A FIFO is not waited for."""
        os.mkfifo(tmp_path / "pipe")
        with pytest.raises(UsageError):
            read_submission(tmp_path / "pipe")

    def test_archive_over_the_cap_is_rejected(self, tmp_path: Path) -> None:
        """An upload that is too large is not read to its end."""
        written(tmp_path, {"a.zip": zipped(ANSWER)})
        with pytest.raises(SubmissionRejected, match=r"'a\.zip' is too large"):
            read_submission(tmp_path / "a.zip", caps=Caps(archive_bytes=10))
