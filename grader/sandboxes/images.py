"""Which image a container is made of. Any image with `python3` (3.8 or later) on its path will do."""

from __future__ import annotations

from grader.errors import SandboxUnavailable
from grader.sandboxes.docker_engine import Engine, Image

STANDARD = "python:3.12-slim"
LOCAL_REPOSITORY = "grader-python"
"""what `grade sandbox prepare` builds; the tag is the code name of the distribution that it comes from"""


def resolve(engine: Engine, image: str | None) -> tuple[str, Image]:
    """The image to use, with the name under which it was found.

    The one that was asked for; else the standard one; else one that was built on this machine.

    Raises:
        SandboxUnavailable: the engine has none of them.
    """
    for name in [image] if image else [STANDARD, *engine.tags(LOCAL_REPOSITORY)]:
        found = engine.image(name)
        if found is not None:
            return name, found
    if image:
        message = f"The Docker engine has no image {image}."
        raise SandboxUnavailable(message, f"Run `grade sandbox prepare --image {image}` to fetch it.")
    raise SandboxUnavailable(
        "The Docker engine has no image with Python.",
        "Run `grade sandbox prepare` once, or name an image that has python3 with --image.",
    )
