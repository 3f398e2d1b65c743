"""The arguments and options that several commands share, so that they are spelt and explained alike."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from translate.cli.completion import complete_articles


def find_named(ctx: typer.Context, path: Path | None) -> Path | None:
    """Return the article that a path on the command line means: see `find_article`. Raises CatalogueError."""
    if path is None or ctx.resilient_parsing or (path.suffix != ".po" and path.exists()):
        return path
    from translate.cli.app import open_project
    from translate.workflow.sources import find_article

    return find_article(open_project(ctx), path)


def find_all_named(ctx: typer.Context, paths: list[Path] | None) -> list[Path] | None:
    """Return the articles that paths on the command line mean. Raises CatalogueError."""
    return None if paths is None else [path for path in (find_named(ctx, path) for path in paths) if path is not None]


Article = Annotated[
    Path,
    typer.Argument(
        autocompletion=complete_articles,
        callback=find_named,
        help="The article's file, or its catalogue.",
        show_default=False,
    ),
]
NamedArticles = Annotated[
    list[Path],
    typer.Argument(
        autocompletion=complete_articles,
        callback=find_all_named,
        help="The articles' files, or their catalogues.",
        show_default=False,
    ),
]
Articles = Annotated[
    list[Path] | None,
    typer.Argument(
        autocompletion=complete_articles,
        callback=find_all_named,
        help="Articles, or their catalogues; all of the workspace when none is named.",
    ),
]
SourceLanguage = Annotated[
    str | None, typer.Option("--source", help="Take the articles to be in this language, whatever they look like.")
]
FormatName = Annotated[
    str | None,
    typer.Option("--format", help="Read the articles in this format, whatever their names end in; docs/formats.md."),
]
EngineName = Annotated[
    str | None, typer.Option("--engine", help="Use this engine: argos, or pseudo to try things out.")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would happen and change nothing.")]
Force = Annotated[bool, typer.Option("--force", help="Overwrite a file that exists.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")]
Json = Annotated[bool, typer.Option("--json", help="Print the report as JSON.")]
