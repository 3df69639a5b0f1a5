"""The files that a `MANIFEST.in` names. Source: setuptools.pypa.io, "Controlling files in the distribution"."""

from __future__ import annotations

from grader.project.content import Tree
from grader.project.patterns import MAX_PATTERNS, globbed


def manifest_files(tree: Tree) -> frozenset[str]:
    """All of them; the lines count one after the other."""
    text = tree.files.get("MANIFEST.in", b"").decode("utf-8", "replace").replace("\\\n", " ")
    chosen = frozenset[str]()
    for line in text.split("\n")[:MAX_PATTERNS]:
        words = line.partition("#")[0].split()
        if len(words) > 1:
            chosen = _after(tree, chosen, words[0], words[1:])
    return chosen


def _after(tree: Tree, chosen: frozenset[str], command: str, words: list[str]) -> frozenset[str]:
    """What is chosen after one line."""
    if command in {"include", "exclude"}:
        found = globbed(words, tree.files)
    elif command in {"recursive-include", "recursive-exclude"}:
        found = globbed([f"{words[0].strip('/')}/**/{pattern}" for pattern in words[1:]], tree.files)
    elif command in {"global-include", "global-exclude"}:
        found = globbed([f"**/{pattern}" for pattern in words], tree.files)
    elif command in {"graft", "prune"}:
        found = frozenset(path for folder in words for path in tree.below(folder.strip("/")))
    else:
        return chosen
    return chosen - found if command.endswith("exclude") or command == "prune" else chosen | found
