"""An image from the distribution's own packages, for machines that reach no registry (Debian, Ubuntu and kin).

The tools fetch packages from wherever this machine's apt does. What a sandbox never needs (package lists, manuals,
translations, device files) and set-uid marks stay out of the image.
"""

from __future__ import annotations

import os
import platform
import shutil
import tarfile
import tempfile
from collections.abc import Callable
from pathlib import Path

from grader.errors import SandboxUnavailable
from grader.sandboxes.commands import run
from grader.sandboxes.docker_engine import Engine
from grader.sandboxes.images import LOCAL_REPOSITORY
from grader.sandboxes.process_user import is_root

Say = Callable[[str], None]
BUILD_S = 1800.0
MIRROR_S = 60.0
PACKAGES = "python3"
_LEFT_OUT = (
    "var/lib/apt/lists/",
    "var/cache/",
    "var/log/",
    "usr/share/doc/",
    "usr/share/locale/",
    "usr/share/man/",
    "usr/share/info/",
    "dev/",
    "proc/",
    "sys/",
    "tmp/",
)
_SPECIAL_BITS = 0o6000


def build(engine: Engine, say: Say) -> str:
    """Build and import an image with Python; its name. Takes a minute or so.

    Raises:
        SandboxUnavailable: not on such a distribution, a tool or a right is missing, or a tool failed.
    """
    codename = _codename()
    tool = _tool()
    say(f"Building an image from the packages of {codename} with {Path(tool).name}; this takes a minute …")
    with tempfile.TemporaryDirectory(prefix="grader-image-") as place:
        archive = Path(place, "image.tar")
        with tarfile.open(archive, "w", format=tarfile.GNU_FORMAT) as out:
            _fill(out, tool, codename, Path(place))
        engine.import_archive(str(archive), LOCAL_REPOSITORY, codename)
    return f"{LOCAL_REPOSITORY}:{codename}"


def _codename() -> str:
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        release = {}
    kin = {release.get("ID", ""), *release.get("ID_LIKE", "").split()}
    codename = release.get("UBUNTU_CODENAME") or release.get("VERSION_CODENAME") or ""
    if not kin & {"debian", "ubuntu"} or not codename.isalnum():
        raise SandboxUnavailable(
            "No registry can be reached, and only Debian and Ubuntu can build an image from their own packages.",
            "Load an image with Python by `docker load`, and name it with --image.",
        )
    return codename


def _tool() -> str:
    """The path of the tool to use: only mmdebstrap can work without root."""
    tool = shutil.which("mmdebstrap") or shutil.which("debootstrap", path=f"{os.defpath}:/usr/sbin:/sbin")
    if tool is None:
        raise SandboxUnavailable(
            "No registry can be reached, and no tool is installed to build an image from packages.",
            "Run `apt-get install debootstrap` as root, then `grade sandbox prepare` again.",
        )
    if not is_root() and not tool.endswith("mmdebstrap"):
        raise SandboxUnavailable(
            "Building an image with debootstrap needs root.", "Run `sudo grade sandbox prepare` once."
        )
    return tool


def _fill(out: tarfile.TarFile, tool: str, codename: str, place: Path) -> None:
    """Have the tool make a system in `place`, and put what is wanted of it into the archive."""
    mirror = _mirror(codename)
    common = ["--variant=minbase", f"--include={PACKAGES}", codename]
    if tool.endswith("mmdebstrap"):
        raw = place / "raw.tar"
        _bootstrap([tool, *common, str(raw), *mirror])
        with tarfile.open(raw) as system:
            for member in system:
                kept = _kept(member)
                if kept is not None:
                    out.addfile(kept, system.extractfile(member) if member.isreg() else None)
    else:
        root = place / "root"
        _bootstrap([tool, *common, str(root), *mirror])
        out.add(root, arcname=".", filter=_kept)


def _mirror(codename: str) -> list[str]:
    """Where this machine's own apt gets its packages; nothing where apt does not say, then the tool has a default."""
    command = ["apt-get", "indextargets", "--format", "$(REPO_URI) $(CODENAME) $(COMPONENT)", "Created-By: Packages"]
    try:
        rows = [line.split() for line in run(command, MIRROR_S).output.splitlines()]
    except OSError:
        return []
    return [row[0] for row in rows if row[1:] == [codename, "main"]][:1]


def _bootstrap(command: list[str]) -> None:
    advice = "Check that apt reaches its packages, and set TMPDIR to a folder on a disk with 1 GB free."
    try:
        done = run(command, BUILD_S)
    except OSError as error:
        raise SandboxUnavailable(f"No image could be built: {error}.", advice) from error
    if done.status != 0:
        last = " / ".join(done.output.strip().splitlines()[-3:])
        raise SandboxUnavailable(f"{command[0]} could not build an image: {last}", advice)


def _kept(member: tarfile.TarInfo) -> tarfile.TarInfo | None:
    name = member.name.removeprefix("./")
    if member.isdev() or any(name.startswith(prefix) for prefix in _LEFT_OUT):
        return None
    member.mode &= ~_SPECIAL_BITS
    return member
