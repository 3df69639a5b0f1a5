"""The author of a small exercise that is right, to be spoilt in one place."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from pathlib import Path

from grader.catalog import load_exercise
from grader.proof import Proof, Terms, prove, read_case
from grader.sandbox import Sandbox, SandboxKind
from grader.sandboxes import SandboxSetup, make_sandbox

FILES: Mapping[str, str] = {
    "exercises/shapes/exercise.yaml": """
        id: shapes
        title: Shapes
        requires:
          modules:
            - name: shapes
              functions: [{name: area, params: [width, height]}]
        checks:
          - id: areas
            kind: value
            given: import shapes
            cases:
              - {ask: "shapes.area(2, 3)", equals: 6}
              - {ask: "shapes.area(4, 5)", equals: 20}
          - id: thin
            kind: value
            visibility: hidden
            given: import shapes
            cases:
              - {ask: "shapes.area(7, 0)", equals: 0}
              - {ask: "shapes.area(1234, 1)", equals: 1234}
        """,
    "exercises/shapes/statement.md": """
        # Shapes

        Write `shapes.py` with a function `area(width, height)`. For example `shapes.area(2, 3)` gives `6`.
        """,
    "exercises/shapes/starter/notes.txt": "Nothing yet.\n",
    "solutions/shapes/reference/shapes.py": """
        def area(width, height):
            return width * height
        """,
    "solutions/shapes/wrong/sum/shapes.py": """
        def area(width, height):
            return width + height
        """,
    "solutions/shapes/expected.yaml": """
        wrong:
          sum:
            fails: {areas: value/other-operation, thin: value/other-operation}
        """,
}


class LocalSandboxes:
    """Sandboxes of this machine."""

    def make(self, kind: SandboxKind, hash_seed: int, image: str | None) -> Sandbox:
        """A sandbox of that kind."""
        return make_sandbox(kind, SandboxSetup(image=image, hash_seed=hash_seed))


class Author:
    """Writes the files of the exercise `shapes` and proves it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for path, text in FILES.items():
            self.write(path, text)

    def write(self, path: str, text: str) -> None:
        """Write one file."""
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(textwrap.dedent(text).lstrip("\n"), encoding="utf-8")

    def change(self, path: str, old: str, new: str) -> None:
        """Change what stands once in a file."""
        text = (self.folder / path).read_text(encoding="utf-8")
        assert text.count(old) == 1
        (self.folder / path).write_text(text.replace(old, new), encoding="utf-8")

    def prove(self, rounds: int = 1, jobs: int = 1, *, mutants: bool = False) -> Proof:
        """The proof."""
        case = read_case(load_exercise(self.folder / "exercises" / "shapes"))
        [proof] = prove([case], Terms(rounds=rounds, mutants=mutants), LocalSandboxes(), jobs, lambda _done, _of: None)
        return proof
