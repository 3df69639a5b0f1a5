"""`grade sandbox`: what this machine can enforce, the proof of it, and getting an image."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from grader.cli.door import Exit, door

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grader.sandboxes.ability import Ability
    from grader.sandboxes.selftest import Seen

RUNTIME = typer.Option("--runtime", help="What runs the containers, such as runsc.")

app = typer.Typer(
    help="See and prepare the places where submissions run.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


@app.command("status")
@door
def status(runtime: Annotated[str | None, RUNTIME] = None) -> int:
    """Say what this machine can enforce. Exit status 0 if a sandbox for other people's code can be opened, else 3."""
    from grader.cli.choosing import setup
    from grader.sandboxes import status as abilities
    from grader.settings import Settings

    found = abilities(setup(Settings.read(), runtime=runtime))
    for kind in dict.fromkeys(ability.sandbox for ability in found):
        mine = [ability for ability in found if ability.sandbox is kind]
        usable = all(ability.ok for ability in mine if ability.required)
        typer.echo(f"{kind.value}: {'ready' if usable else 'cannot be used here'}")
        for ability in mine:
            _show(ability)
    typer.echo("`grade sandbox selftest` proves what a sandbox promises.")
    return Exit.PASSED if all(a.ok for a in found if a.required and a.sandbox.value == "docker") else Exit.OUR_FAULT


def _show(ability: Ability) -> None:
    mark = "ok" if ability.ok else "NO" if ability.required else "--"
    advice = f" {ability.advice}" if ability.advice and not ability.ok else ""
    _line(mark, ability.name, f"{ability.sentence}{advice}")


def _line(mark: str, name: str, sentence: str) -> None:
    typer.echo(f"  {mark}  {name:<11} {sentence}")


@app.command("selftest")
@door
def selftest(
    sandbox: Annotated[str, typer.Option("--sandbox", metavar="docker|process", help="Which one to try.")] = "docker",
    image: Annotated[str | None, typer.Option("--image", help="Container image with python3 (docker).")] = None,
    runtime: Annotated[str | None, RUNTIME] = None,
) -> int:
    """Prove what a sandbox promises: let small hogs loose in it and say what came of each.

    Exit status 0 if every promise holds, else 3. Takes a quarter of a minute.
    """
    from grader.cli.choosing import choose_sandbox
    from grader.sandbox import SandboxKind
    from grader.sandboxes import ADAPTERS
    from grader.sandboxes.selftest import selftest as trials
    from grader.settings import Settings

    chosen = choose_sandbox(sandbox, Settings.read(), image, runtime=runtime)
    seen = []
    for each in trials(chosen, ADAPTERS[SandboxKind(sandbox)].promises()):
        seen.append(each)
        _line("--" if each.held is None else "ok" if each.held else "NO", each.guard, each.sentence)
    return sum_up(seen)


def sum_up(seen: Sequence[Seen]) -> int:
    """The last line, and the exit status."""
    tried = [each for each in seen if each.held is not None]
    broken = [each.guard.value for each in tried if not each.held]
    if broken:
        typer.echo(
            f"{len(broken)} of {len(tried)} promises do not hold: {', '.join(broken)}. Grade nobody's code here."
        )
        return Exit.OUR_FAULT
    typer.echo(f"All {len(tried)} promises hold.")
    return Exit.PASSED


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
