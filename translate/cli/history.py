"""The commands that look back: history and undo."""

from __future__ import annotations

from typing import Annotated

import typer

from translate.cli.app import app, open_project
from translate.cli.options import Article, Json, Quiet
from translate.cli.rendering import print_json, print_table


@app.command(epilog="Example: translate history articles/launch.fr.md")
def history(ctx: typer.Context, article: Article, quiet: Quiet = False, as_json: Json = False) -> None:
    """List the last runs that changed an article's catalogue, the newest first."""
    from translate.workflow import undoing

    runs = undoing.history(open_project(ctx), article)
    if as_json:
        print_json({"article": str(article), "runs": runs})
    elif not quiet:
        print_table(("run", "when", "command", "what it did"), [(r.number, r.when, r.command, r.summary) for r in runs])


@app.command(epilog="Example: translate undo articles/launch.fr.md")
def undo(
    ctx: typer.Context,
    article: Article,
    number: Annotated[
        int | None,
        typer.Option("--run", metavar="N", help="Go back to before this run of the history; without it, the last one."),
    ] = None,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Bring an article's catalogue back to what it was before the last run; undoing twice brings the run back."""
    from translate.workflow import undoing

    run = undoing.undo(open_project(ctx), article, number)
    if as_json:
        print_json({"article": str(article), "undone": run})
    elif not quiet:
        later = "" if number is None else " and all after it; translate undo brings them back"
        typer.echo(f"took back run {run.number} ({run.command}: {run.summary}) of {run.when}{later}")
