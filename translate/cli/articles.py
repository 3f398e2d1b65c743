"""From articles to catalogues: init, draft, update, segment."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from translate.cli.app import app, open_project, told_last
from translate.cli.options import (
    Articles,
    DryRun,
    EngineName,
    FormatName,
    Json,
    NamedArticles,
    Quiet,
    SourceLanguage,
)
from translate.cli.rendering import notify, print_findings, print_json, print_table, progress_bar, tell_of_none
from translate.storage import near

if TYPE_CHECKING:
    from collections.abc import Sequence

    from translate.workflow.reports import DraftReport, UnitChange

Scheduler = Annotated[
    str | None,
    typer.Option(
        "--scheduler", metavar="ADDRESS", help="Translate on the Dask cluster of this scheduler, as in tcp://host:8786."
    ),
]


@app.command(epilog="Example: translate init newsroom")
def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of the new workspace.")],
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Make a new workspace: settings, folders and the bundled glossary."""
    from translate.workflow import workspace

    made = workspace.create(folder)
    if as_json:
        print_json({"workspace": str(folder), "made": [str(path) for path in made]})
    elif not quiet:
        for path in made:
            typer.echo(f"made {path}")
        typer.echo(f"Put an article into {folder / 'articles'}, then run: translate draft ARTICLE")


@app.command(epilog="Example: translate draft articles/launch.fr.md")
def draft(
    ctx: typer.Context,
    articles: NamedArticles,
    source: SourceLanguage = None,
    engine: EngineName = None,
    format_name: FormatName = None,
    update_existing: Annotated[
        bool, typer.Option("--update", help="Update the articles that have a catalogue already.")
    ] = False,
    scheduler: Scheduler = None,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Translate articles by machine into new PO catalogues, with every name and term held."""
    from translate.workflow import draft as workflow

    with told_last() as refused:
        with progress_bar("Translating", quiet=quiet or as_json) as progress:
            options = workflow.Options(
                source,
                engine,
                progress,
                notify,
                format_name=format_name,
                scheduler=scheduler,
                refuse=refused.append,
                keep=partial(_keep, quiet=quiet, as_json=as_json),
            )
            reports = workflow.draft(open_project(ctx), articles, options, update_existing=update_existing)
        if reports or not refused:
            _show(reports, quiet=quiet, as_json=as_json)


@app.command(epilog="Example: translate update articles/launch.fr.md")
def update(
    ctx: typer.Context,
    articles: Articles = None,
    source: SourceLanguage = None,
    engine: EngineName = None,
    format_name: FormatName = None,
    dry_run: DryRun = False,
    take_over: Annotated[
        bool | None,
        typer.Option("--yes/--no", help="Take over the catalogue of a renamed article, or do not, unasked."),
    ] = None,
    scheduler: Scheduler = None,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Bring catalogues up to date with their articles; what people wrote stays."""
    from translate.workflow import draft as workflow

    with told_last() as refused:
        with progress_bar("Translating", quiet=quiet or as_json) as progress:
            options = workflow.Options(
                source,
                engine,
                progress,
                notify,
                confirm=lambda question: take_over or dry_run or _ask(question),
                keep_names=take_over is False,
                format_name=format_name,
                scheduler=scheduler,
                refuse=refused.append,
                keep=partial(_keep, quiet=quiet, as_json=as_json, everything=dry_run),
            )
            project = open_project(ctx)
            reports = workflow.update(project, articles or [], options, dry_run=dry_run)
        if not (reports or refused or quiet or as_json):
            tell_of_none(project.articles)
        elif reports or not refused:
            _show(reports, quiet=quiet, as_json=as_json, everything=dry_run)


def _show(reports: Sequence[DraftReport], *, quiet: bool, as_json: bool, everything: bool = False) -> None:
    """Tell what became of the articles; with `everything`, what happened to each of their units, too."""
    if as_json:
        print_json({"articles": reports})
    elif not quiet:
        _show_drafts(reports)
        for report in reports:
            _show_changes(report, everything=everything)


def _keep(report: DraftReport, *, quiet: bool, as_json: bool, everything: bool = False) -> DraftReport | None:
    """Return what `_show` will need of a report."""
    if as_json:
        return report
    if quiet:
        return None
    return report if everything else replace(report, units=tuple(filter(_is_redrafted, report.units)))


def _is_redrafted(unit: UnitChange) -> bool:
    """Tell whether a draft was made again for its terms."""
    return (unit.kind, unit.difference) == ("re-drafted", "terms")


def _ask(question: str) -> bool | None:
    """Ask a person; None where nobody is there to answer."""
    return typer.confirm(question) if sys.stdin.isatty() else None


def _show_changes(report: DraftReport, *, everything: bool) -> None:
    """Tell what happened to each unit; without `everything`, only which drafts were made again for their terms."""
    for unit in report.units:
        if not everything and not _is_redrafted(unit):
            continue
        kind = f"{unit.kind} ({unit.difference})" if unit.difference else unit.kind
        typer.echo(f"  {report.article}: {kind}: {unit.source}")
        if unit.previous_source:
            typer.echo(f"    was: {unit.previous_source}")


def _show_drafts(reports: Sequence[DraftReport]) -> None:
    columns = ("article", "segments", "words", "terms held", "drafted", "leverage", "findings")
    print_table(
        columns,
        [(r.article, r.segments, r.words, r.terms, r.drafted, r.leverage, len(r.findings)) for r in reports],
    )
    for report in reports:
        changes = ", ".join(f"{count} {name}" for name, count in report.changes.items() if count)
        typer.echo(
            f"{near(report.catalogue)}: {changes or 'nothing changed'}{'' if report.written else ' (not written)'}"
        )
        print_findings(report.article, report.findings)


@app.command(epilog="Example: translate segment articles/launch.fr.md")
def segment(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(help="Any article.")],
    source: SourceLanguage = None,
    format_name: FormatName = None,
    as_json: Annotated[bool, typer.Option("--json", help="The output is JSON with and without this option.")] = False,  # noqa: ARG001
) -> None:
    """Print one JSON list of segments for each block of a file, a line each."""
    from translate.workflow import sources

    for block in sources.segment_file(open_project(ctx), file, source, format_name):
        typer.echo(json.dumps(block, ensure_ascii=False))
