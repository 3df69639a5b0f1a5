"""`grade sandbox`: what this machine can enforce, and getting an image."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from grader.cli.door import Exit, door

if TYPE_CHECKING:
    from grader.sandboxes.ability import Ability

app = typer.Typer(
    help="See and prepare the places where submissions run.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


@app.command("status")
@door
def status() -> int:
    """Say what this machine can enforce. Exit status 0 if a sandbox for other people's code can be opened, else 3."""
    from grader.cli.choosing import setup
    from grader.sandboxes import status as abilities
    from grader.settings import Settings

    found = abilities(setup(Settings.read()))
    for kind in dict.fromkeys(ability.sandbox for ability in found):
        mine = [ability for ability in found if ability.sandbox is kind]
        usable = all(ability.ok for ability in mine if ability.required)
        typer.echo(f"{kind.value}: {'ready' if usable else 'cannot be used here'}")
        for ability in mine:
            _show(ability)
    return Exit.PASSED if all(a.ok for a in found if a.required and a.sandbox.value == "docker") else Exit.OUR_FAULT


def _show(ability: Ability) -> None:
    mark = "ok" if ability.ok else "NO" if ability.required else "--"
    advice = f" {ability.advice}" if ability.advice and not ability.ok else ""
    typer.echo(f"  {mark}  {ability.name:<11} {ability.sentence}{advice}")


@app.command("prepare")
@door
def prepare(
    image: Annotated[str | None, typer.Option("--image", help="Image to get; python:3.12-slim if left out.")] = None,
) -> None:
    """Get an image for submissions: present, else pulled, else built from this distribution's own packages."""
    from grader.cli.choosing import setup
    from grader.sandboxes import prepare_image
    from grader.settings import Settings

    digest = prepare_image(setup(Settings.read(), image), say=typer.echo)
    typer.echo(f"Ready: {digest}")
