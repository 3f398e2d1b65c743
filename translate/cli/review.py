"""The command that opens the review page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from translate.cli.app import app, open_project
from translate.cli.completion import complete_articles
from translate.cli.options import find_named


@app.command(epilog="Example: translate review articles/launch.fr.md")
def review(
    ctx: typer.Context,
    article: Annotated[
        Path | None,
        typer.Argument(
            autocompletion=complete_articles,
            callback=find_named,
            help="The article's file, or its catalogue; all of the workspace when none is named.",
        ),
    ] = None,
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="Listen on this port; 0 takes one that is free.")
    ] = 0,
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Open the page in the browser, or only show its address.")
    ] = True,
) -> None:
    """Read, correct and approve an article in the browser, beside its source; Ctrl-C ends it.

    The page is served to this machine only. Everything is written to the catalogue as you go.
    """
    import webbrowser

    from translate.review.serving import Service
    from translate.workflow.sources import find_articles

    project = open_project(ctx)
    service = Service(project, find_articles(project, [article] if article else []), port)

    def show() -> None:
        typer.echo(f"Review at {service.url}")
        typer.echo("The address is the key: give it to nobody. Ctrl-C ends the page; what it shows as saved is saved.")
        if browser:
            webbrowser.open(service.url)

    service.run(show)
