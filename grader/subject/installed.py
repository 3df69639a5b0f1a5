"""Runs a command as an installation would: the files of the wheel, and only these, in a folder of their own.

Sent into the sandbox as the text of `python -c`; stdlib only, Python 3.8+. The first argument is a JSON object, the
others are the command's own:

    root      the folder of the tree from which imports start
    files     path in the wheel -> path in the tree, which is the current folder
    describe  name and content of the file with which `importlib.metadata` finds the project
    script    name of the command
    target    its module and the dotted name of its function

The folder is called `submission` and has `root` in it, so that tracebacks name files as they lie in the tree. The
command runs in an empty folder: whoever opens a file by a path from the tree's top finds nothing, as after a real
installation.
"""

import importlib
import json
import os
import shutil
import sys
import tempfile
from typing import Any


def main() -> None:
    """Do what the first argument orders."""
    order = json.loads(sys.argv[1])
    top = tempfile.mkdtemp()
    site = os.path.join(top, "submission", *order["root"].split("/"))
    for goal, source in order["files"].items():
        place = os.path.join(site, *goal.split("/"))
        os.makedirs(os.path.dirname(place), exist_ok=True)
        shutil.copyfile(os.path.join(*source.split("/")), place)
    name, text = order["describe"]
    os.makedirs(os.path.join(site, name))
    with open(os.path.join(site, name, "METADATA"), "w", encoding="utf-8") as file:
        file.write(text)
    os.mkdir(os.path.join(top, "elsewhere"))
    os.chdir(os.path.join(top, "elsewhere"))
    sys.path[0] = site
    sys.argv[:] = [order["script"], *sys.argv[2:]]
    module, function = order["target"]
    run: Any = importlib.import_module(module)
    for name in function.split("."):
        run = getattr(run, name)
    sys.exit(run())


main()
