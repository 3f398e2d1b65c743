"""The arguments and options that several commands share, so that they are spelt and explained alike."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from translate.cli.completion import complete_articles

Article = Annotated[
    Path, typer.Argument(autocompletion=complete_articles, help="The article's file.", show_default=False)
]
NamedArticles = Annotated[
    list[Path], typer.Argument(autocompletion=complete_articles, help="The articles' files.", show_default=False)
]
Articles = Annotated[
    list[Path] | None,
    typer.Argument(autocompletion=complete_articles, help="Articles; all of the workspace when none is named."),
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
