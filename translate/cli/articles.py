"""The commands of the daily round: init, draft, update, publish, status, segment."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from translate.cli.app import CLEAN, FINDINGS, app, open_project
from translate.cli.completion import complete_articles, complete_articles_and_catalogues, complete_checks
from translate.cli.rendering import Json, Quiet, counted, near, print_json, print_table, progress_bar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from translate.errors import TranslateError
    from translate.workflow.reports import DraftReport, PublishReport, UnitFinding

Articles = Annotated[
    list[Path] | None,
    typer.Argument(autocompletion=complete_articles, help="Articles; all of the workspace when none is named."),
]
NamedArticles = Annotated[
    list[Path], typer.Argument(autocompletion=complete_articles, help="The articles' files.", show_default=False)
]
SourceLanguage = Annotated[
    str | None, typer.Option("--source", help="Take the articles to be in this language, whatever they look like.")
]
EngineName = Annotated[
    str | None, typer.Option("--engine", help="Use this engine: argos, or pseudo to try things out.")
]


FormatName = Annotated[
    str | None,
    typer.Option("--format", help="Read the articles in this format, whatever their names end in; docs/formats.md."),
]
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

    refused: list[TranslateError] = []
    with progress_bar("Translating", quiet=quiet or as_json) as progress:
        options = workflow.Options(
            source, engine, progress, _notify, format_name=format_name, scheduler=scheduler, refuse=refused.append
        )
        reports = workflow.draft(open_project(ctx), articles, options, update_existing=update_existing)
    if reports or not refused:
        _show_drafts(reports, quiet=quiet, as_json=as_json)
    _raise_refused(refused)


@app.command(epilog="Example: translate update articles/launch.fr.md")
def update(
    ctx: typer.Context,
    articles: Articles = None,
    source: SourceLanguage = None,
    engine: EngineName = None,
    format_name: FormatName = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would happen and change nothing.")] = False,
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

    refused: list[TranslateError] = []
    with progress_bar("Translating", quiet=quiet or as_json) as progress:
        options = workflow.Options(
            source,
            engine,
            progress,
            _notify,
            lambda question: _ask(question) if take_over is None else take_over,
            format_name,
            scheduler,
            refused.append,
        )
        reports = workflow.update(open_project(ctx), articles or [], options, dry_run=dry_run)
    if reports or not refused:
        _show_drafts(reports, quiet=quiet, as_json=as_json)
    if not quiet and not as_json:
        for report in reports:
            _show_changes(report, everything=dry_run)
    _raise_refused(refused)


def _raise_refused(refused: Sequence[TranslateError]) -> None:
    """Tell which articles could not be worked on, a line each, once the others are done; the last ends the run."""
    for problem in refused[:-1]:
        _notify(str(problem))
    if refused:
        raise refused[-1]


def _notify(line: str) -> None:
    """Tell a person something that is no part of the report."""
    typer.echo(f"translate: {line}", err=True)


def _ask(question: str) -> bool | None:
    """Ask a person; None where nobody is there to answer."""
    return typer.confirm(question) if sys.stdin.isatty() else None


def _show_changes(report: DraftReport, *, everything: bool) -> None:
    """Tell what happened to each unit; without `everything`, only which drafts were made again for their terms."""
    for unit in report.units:
        if not everything and (unit.kind, unit.difference) != ("re-drafted", "terms"):
            continue
        kind = f"{unit.kind} ({unit.difference})" if unit.difference else unit.kind
        typer.echo(f"  {report.article}: {kind}: {unit.source}")
        if unit.previous_source:
            typer.echo(f"    was: {unit.previous_source}")


def _show_drafts(reports: Sequence[DraftReport], *, quiet: bool, as_json: bool) -> None:
    if as_json:
        print_json({"articles": reports})
        return
    if quiet:
        return
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
        _show_findings(report.article, report.findings)


@app.command(epilog="Example: translate publish articles/launch.fr.md --drafts")
def publish(
    ctx: typer.Context,
    articles: NamedArticles,
    drafts: Annotated[bool, typer.Option("--drafts", help="Publish unreviewed drafts, too.")] = False,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write one article to this file.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite a published file that somebody edited.")] = False,
    source: SourceLanguage = None,
    format_name: FormatName = None,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Write the translated articles, in the format and layout of their sources.

    Segments that nobody has approved are named and stay in the source language. Exits with 1 when there are any.
    """
    from translate.workflow import publication

    reports = publication.publish(
        open_project(ctx),
        articles,
        drafts=drafts,
        output=output,
        force=force,
        source=source,
        format_name=format_name,
    )
    if as_json:
        print_json({"articles": reports})
    elif not quiet:
        for report in reports:
            _show_publication(report)
    raise typer.Exit(FINDINGS if any(report.open_segments for report in reports) else CLEAN)


def _show_publication(report: PublishReport) -> None:
    done = report.segments - len(report.open_segments)
    typer.echo(f"{near(report.published)}: {done} of {report.segments} segments in the target language")
    if report.outdated:
        typer.echo(
            f"  {report.article} has changed since its catalogue was made; run: translate update {report.article}"
        )
    for warning in report.warnings:
        typer.echo(f"  {warning}")
    for segment in report.open_segments:
        typer.echo(f"  {report.article}:{segment.line}: {segment.state}: {segment.source}")


@app.command(epilog="Example: translate check --fix articles/launch.fr.md")
def check(
    ctx: typer.Context,
    articles: Annotated[
        list[Path] | None,
        typer.Argument(
            autocompletion=complete_articles_and_catalogues,
            help="Articles, or their catalogues; all of the workspace when none is named.",
        ),
    ] = None,
    source: SourceLanguage = None,
    off: Annotated[
        list[str] | None,
        typer.Option(
            "--off", metavar="CHECK", autocompletion=complete_checks, help="Leave this check out; may be given again."
        ),
    ] = None,
    fix: Annotated[bool, typer.Option("--fix", help="Correct what needs no judgement, in the catalogues.")] = False,
    approved: Annotated[
        bool, typer.Option("--approved", help="Look only at what people approved, as before a commit.")
    ] = False,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Check every target, a person's or a machine's. Exits with 1 when there is anything to look at."""
    from translate.model import Severity
    from translate.workflow import inspection

    reports = inspection.check(open_project(ctx), articles or [], source, off=off or [], fix=fix, approved=approved)
    serious = {r.article: [f for f in r.findings if f.finding.severity is not Severity.INFO] for r in reports}
    if as_json:
        print_json({"articles": reports})
    elif not quiet:
        for report in reports:
            notes = len(report.findings) - len(serious[report.article])
            fixable = sum(item.finding.fix is not None for item in serious[report.article])
            typer.echo(
                f"{report.article}: {counted(report.units, 'unit')} checked, "
                + counted(len(serious[report.article]), "finding")
                + (f", {fixable} can be corrected by --fix" if fixable else "")
                + (f", {counted(report.fixed, 'unit')} corrected" if report.fixed else "")
                + (f", {notes} approved as the machine wrote them" if notes else "")
            )
            _show_findings(report.article, serious[report.article])
    raise typer.Exit(FINDINGS if any(serious.values()) else CLEAN)


def _show_findings(article: str, findings: Sequence[UnitFinding]) -> None:
    for item in findings:
        typer.echo(f"  {article}:{item.line}: {item.finding.check}: {item.finding.message}")


@app.command(epilog="Example: translate status --json")
def status(ctx: typer.Context, articles: Articles = None, quiet: Quiet = False, as_json: Json = False) -> None:
    """Show how far each article has come."""
    from translate.workflow import progress

    reports = progress.status(open_project(ctx), articles or [])
    if as_json:
        print_json({"articles": reports})
    elif not quiet:
        columns = ("article", "untranslated", "draft", "fuzzy", "in edit", "post-edited", "obsolete", "words", "done")
        rows = [(r.article, *(r.states.get(name, 0) for name in columns[1:7]), r.words, r.done) for r in reports]
        print_table(columns, rows)
        for report in reports:
            if report.note:
                typer.echo(f"{report.article}: {report.note}")


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
