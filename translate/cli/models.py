"""The commands of `translate model`: which translation packages there are, and how to get more."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from translate.cli.app import app
from translate.cli.options import Json, Quiet
from translate.cli.rendering import print_json, print_table

if TYPE_CHECKING:
    from translate.workflow import models

model = typer.Typer(help="Show, fetch and install translation models (Argos Translate packages).", no_args_is_help=True)
app.add_typer(model, name="model")

From = Annotated[str, typer.Argument(metavar="FROM", help="The language to translate from, such as fr.")]
To = Annotated[str, typer.Argument(metavar="TO", help="The language to translate into, such as en.")]


@model.command("list", epilog="Example: translate model list --json")
def list_models(quiet: Quiet = False, as_json: Json = False) -> None:
    """List the models on this machine: those installed with Argos Translate, and the bundled one."""
    from translate.workflow import models

    found = models.list_models()
    if as_json:
        print_json({"models": found})
    elif not quiet:
        rows = [(p.source, p.target, p.version, "bundled" if p.bundled else "installed", p.name) for p in found]
        print_table(("from", "to", "version", "kind", "name"), rows)


@model.command(epilog="Example: translate model info fr en")
def info(source: From = "fr", target: To = "en", quiet: Quiet = False, as_json: Json = False) -> None:
    """Tell what is known of the model for a pair of languages: version, folder, size, digest, its README."""
    from translate.workflow import models

    found = models.describe(source, target)
    if as_json:
        print_json({"models": found})
    elif not quiet:
        for one in found:
            kind = "bundled" if one.bundled else "installed"
            typer.echo(f"{one.source} → {one.target}, version {one.version}, {kind}, {one.size / 1e6:.1f} MB")
            typer.echo(f"folder: {one.path}\ndigest: {one.digest}\n\n{one.readme}")


@model.command(epilog="Example: translate model fetch es en")
def fetch(source: From, target: To, quiet: Quiet = False, as_json: Json = False) -> None:
    """Download and install a model from Argos Translate's index: the only command that uses the network."""
    from translate.workflow import models

    _report(models.fetch(source, target), quiet=quiet, as_json=as_json)


@model.command(epilog="Example: translate model install translate-es_en-1_9.argosmodel")
def install(
    file: Annotated[Path, typer.Argument(metavar="FILE.argosmodel", help="The package's file.")],
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Check a package file and install it where Argos Translate looks for packages."""
    from translate.workflow import models

    _report([models.install(file)], quiet=quiet, as_json=as_json)


def _report(installed: list[models.ModelReport], *, quiet: bool, as_json: bool) -> None:
    if as_json:
        print_json({"installed": installed})
    elif not quiet:
        for one in installed:
            typer.echo(f"installed {one.source} → {one.target}, version {one.version}, in {one.path}")
