"""The longer texts for distribution/*."""

from grader.diagnosis.lesson import Lesson

DATA_LEFT_OUT = Lesson(
    "distribution/data-left-out",
    "A data file does not come along",
    "A file that is no Python code lies in the package's folder, and still the wheel does not hold it.",
    "Setuptools packs the Python code of a package. Other files come along only where `package-data` names them; in "
    "your own folder all seems well, because there the file lies beside the code.",
    '[tool.setuptools.packages.find]\nwhere = ["src"]',
    '[tool.setuptools.packages.find]\nwhere = ["src"]\n\n[tool.setuptools.package-data]\ngreetings = ["words.txt"]',
)
DATA_BY_PLACE = Lesson(
    "distribution/data-by-place",
    "A data file is looked for where the command was typed",
    "The program opens a file by a path that begins at the project's folder, and nobody who installs it stands there.",
    "A path such as `src/greetings/words.txt` begins at the folder in which the command is typed. After an "
    "installation the file lies beside the module, wherever that is, and `__file__` or `importlib.resources` "
    "know the place.",
    'from pathlib import Path\n\nwords = Path("src/greetings/words.txt").read_text()',
    'from importlib.resources import files\n\nwords = files("greetings").joinpath("words.txt").read_text()',
    "python",
)
WITH_PARAMETERS = Lesson(
    "distribution/main-with-parameters",
    "The function behind a command has parameters",
    "The function that a command runs has a parameter, and nobody gives a value for it.",
    "An installation makes a small program that imports the function and calls it with empty parentheses. What was "
    "typed behind the command stands in `sys.argv`, from item 1 on.",
    'def main(argv):\n    print(f"Hello, {argv[1]}!")',
    'import sys\n\ndef main():\n    print(f"Hello, {sys.argv[1]}!")',
    "python",
)

LESSONS = (
    Lesson(
        "distribution/wrong-table",
        "A table of `pyproject.toml` has another name than it should",
        "What describes the project stands in another table, or in none.",
        "A key in TOML belongs to the table whose name, in square brackets, stands above it. Installers look for name "
        "and version in `[project]`, for commands in `[project.scripts]`, and nowhere else. Tables such as "
        "`[tool.poetry]` are read by that one tool only.",
        'name = "greetings"\nversion = "0.1.0"',
        '[project]\nname = "greetings"\nversion = "0.1.0"',
    ),
    Lesson(
        "distribution/key-missing",
        "A key that the project needs is not there",
        "The table `[project]` lacks a key that the build or the exercise needs.",
        "Name and version are in the file name of the wheel, so nothing can be built without them. Other keys, such as "
        "`requires-python`, tell an installer whether it may install the project at all.",
        '[project]\nname = "greetings"',
        '[project]\nname = "greetings"\nversion = "0.1.0"\nrequires-python = ">=3.8"',
    ),
    Lesson(
        "distribution/bad-name",
        "The project's name has signs that no name may have",
        "The name of the project holds a space or another sign that is not allowed.",
        "The name is part of file names and addresses. So it has only letters, digits, `-`, `_` and `.`, and begins "
        "and ends with a letter or a digit.",
        '[project]\nname = "my greetings!"',
        '[project]\nname = "my-greetings"',
    ),
    Lesson(
        "distribution/bad-version",
        "What stands as the version is none",
        "The version is a number without quotes, or a text that is no version.",
        "Installers compare versions part by part, to find the newest: numbers with dots between them, and at most a "
        "mark such as `rc1` at the end. It is a text: as a number, 1.10 would be the same as 1.1.",
        "[project]\nversion = 1.0",
        '[project]\nversion = "1.0"',
    ),
    Lesson(
        "distribution/wrong-type",
        "A key has a value of another kind than it should",
        "A key in `pyproject.toml` holds a text where a list is expected, or the other way round.",
        "Each key has one kind of value: `name` is a text in quotes, `dependencies` is a list of texts in square "
        "brackets, also where it holds only one, and `scripts` is a table.",
        '[project]\ndependencies = "requests"',
        '[project]\ndependencies = ["requests"]',
    ),
    Lesson(
        "distribution/unknown-key",
        "The table `[project]` has a key that nobody knows",
        "A key below `[project]` is none of those that the table may have, often by a slip.",
        "The keys of `[project]` are laid down, so that every tool reads them alike. A key of another name does "
        "nothing or stops the build. Words are joined by hyphens, not by underscores.",
        '[project]\nrequires_python = ">=3.8"',
        '[project]\nrequires-python = ">=3.8"',
    ),
    Lesson(
        "distribution/bad-requirement",
        "A requirement that installers do not understand",
        "`requires-python` or a dependency is not written as installers expect it.",
        "A bound is a comparison and a version, such as `>=3.8`; several are joined by commas. The sign `^` and a bare "
        "version belong to other tools.",
        '[project]\nrequires-python = "^3.8"\ndependencies = ["requests 2.0"]',
        '[project]\nrequires-python = ">=3.8"\ndependencies = ["requests>=2.0"]',
    ),
    Lesson(
        "distribution/no-python",
        "No Python fits the bounds",
        "`requires-python` shuts out every Python that there is.",
        "An installer compares the bounds with the Python that it runs on, and refuses a project that does not fit. "
        "All bounds have to hold at once.",
        '[project]\nrequires-python = ">=3.8,<3.8"',
        '[project]\nrequires-python = ">=3.8"',
    ),
    Lesson(
        "distribution/standard-library",
        "A module of Python itself among the dependencies",
        "`dependencies` names a module that comes with Python.",
        "Dependencies are projects that the installer fetches from elsewhere. What comes with Python is there anyway; "
        "the installer looks for a project of that name, and finds none or a stranger's.",
        '[project]\ndependencies = ["json", "requests"]',
        '[project]\ndependencies = ["requests"]',
    ),
    Lesson(
        "distribution/bad-script",
        "A command that names no function of a module",
        "What a command runs is not written as `module:function`.",
        "The installer makes a small program that does `from module import function` and calls the function. So it "
        "needs the module as an import names it, a colon, and the function without parentheses.",
        '[project.scripts]\ngreet = "src/greetings/cli.py"',
        '[project.scripts]\ngreet = "greetings.cli:main"',
    ),
    Lesson(
        "distribution/no-build-system",
        "Nothing says what builds the project",
        "`pyproject.toml` has no `[build-system]`, or it is not complete.",
        "There are several tools that build wheels. `requires` tells the installer which one to fetch, `build-backend` "
        "which of its modules to call. Without them it falls back on an old way.",
        '[project]\nname = "greetings"\nversion = "0.1.0"',
        '[build-system]\nrequires = ["setuptools>=77"]\nbuild-backend = "setuptools.build_meta"\n\n[project]\n'
        'name = "greetings"\nversion = "0.1.0"',
    ),
    Lesson(
        "distribution/unknown-backend",
        "The build backend is not known, or not asked for",
        "`build-backend` names a module that the grader does not know, or that `requires` does not bring.",
        "For a build the installer makes an empty environment, installs what `requires` lists, and imports the module "
        "that `build-backend` names. The two must belong together, and a slip in either ends the build.",
        '[build-system]\nrequires = ["setuptools>=77"]\nbuild-backend = "hatchling.build"',
        '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"',
    ),
    Lesson(
        "distribution/src-not-found",
        "The build does not find the package",
        "The build looks for a package and finds none in the places where it looks.",
        "Most backends look for a folder with the project's name, with `_` in place of `-`, at the top or in `src`. "
        "`src` itself is no package: it has no `__init__.py`, and imports do not name it.",
        'pyproject.toml       (name = "my-greetings")\nsrc/\n    __init__.py\n    cli.py',
        'pyproject.toml       (name = "my-greetings")\nsrc/\n    my_greetings/\n        __init__.py\n        cli.py',
        "text",
    ),
    Lesson(
        "distribution/several-packages",
        "Several folders could be the package",
        "At the top of the tree lie several folders or modules that could be meant, and nothing is packed.",
        "Without a folder `src` every folder at the top could be a package, also one with data or notes. Rather than "
        "pack what nobody wanted, the build stops. A folder `src` says clearly what belongs to the project.",
        "pyproject.toml\ngreetings/\n    __init__.py\ndata/\n    words.txt",
        "pyproject.toml\nsrc/\n    greetings/\n        __init__.py\n        words.txt",
        "text",
    ),
    Lesson(
        "distribution/package-left-out",
        "A module or package does not come along",
        "A module that should be in the wheel is not, because it lies elsewhere or was not named.",
        "The wheel holds the packages that the build finds, or those that the configuration lists. What lies beside "
        "them, and what a list forgets, stays at home. A list of packages names each inner package, too.",
        '[tool.setuptools]\npackages = ["greetings"]    # and greetings/words/ stays at home',
        '[tool.setuptools.packages.find]\nwhere = ["src"]    # finds greetings and greetings.words',
    ),
    DATA_LEFT_OUT,
    Lesson(
        "distribution/packed-too-much",
        "The wheel holds what nobody needs",
        "Tests, notes or data for the work on the project are in the wheel.",
        "Everything inside the package's folder, or beside it in `src`, is packed and installed for everybody. What is "
        "needed only for the work on the project lies at the top, beside `pyproject.toml`.",
        "pyproject.toml\nsrc/\n    greetings/\n        __init__.py\n    tests/\n        test_greetings.py",
        "pyproject.toml\nsrc/\n    greetings/\n        __init__.py\ntests/\n    test_greetings.py",
        "text",
    ),
    Lesson(
        "distribution/script-missing",
        "The command is not declared",
        "The project should bring a command, and `[project.scripts]` does not have it.",
        "An installation makes one command for each line of `[project.scripts]`: its name stands left of the `=`, what "
        "it runs stands right of it. A function `main` alone makes no command.",
        '[project]\nname = "greetings"\nversion = "0.1.0"',
        '[project]\nname = "greetings"\nversion = "0.1.0"\n\n[project.scripts]\ngreet = "greetings.cli:main"',
    ),
    Lesson(
        "distribution/script-target-missing",
        "The command runs something that is not there",
        "The module or the function that a command names is not in the wheel.",
        "Nobody looks whether the words right of the `=` fit until the command is typed; then Python does "
        "`from module import function`. `src` is no part of the module's name: it is the folder in which names begin.",
        '[project.scripts]\ngreet = "src.greetings.cli:main"',
        '[project.scripts]\ngreet = "greetings.cli:main"',
    ),
)

OTHER_NAME = """
The project has another name, or another version, than the one that is asked for.

What stands in the table `[project]` of `pyproject.toml` is what the whole world calls the project by: `pip install`
takes this name, and the version says which one it is. The name of the package that one imports can be a different one.

Wrong:

```toml
[project]
name = "my-tea"
```

Right:

```toml
[project]
name = "teatime"
```
"""
