"""What catalogues come to: publish, check, status."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from translate.cli.app import CLEAN, FINDINGS, app, open_project, told_last
from translate.cli.completion import complete_articles_and_catalogues, complete_checks
from translate.cli.options import Articles, FormatName, Json, NamedArticles, Quiet, SourceLanguage
from translate.cli.rendering import print_findings, print_json, print_table, takes_output, tell_of_none
from translate.counting import counted
from translate.storage import near

if TYPE_CHECKING:
    from collections.abc import Sequence

    from translate.workflow.reports import CheckReport, PublishReport, StatusReport, UnitFinding


@app.command(epilog="Example: translate publish articles/launch.fr.md --drafts")
def publish(
    ctx: typer.Context,
    articles: NamedArticles,
    drafts: Annotated[bool, typer.Option("--drafts", help="Publish unreviewed drafts, too.")] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write one article to this file; - is standard output.")
    ] = None,
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

    with told_last() as refused:
        reports = publication.publish(
            open_project(ctx),
            articles,
            drafts=drafts,
            output=output,
            force=force,
            source=source,
            format_name=format_name,
            refuse=refused.append,
        )
        if as_json and (reports or not refused):
            print_json({"articles": reports}, err=takes_output(output))
        elif not quiet:
            for report in reports:
                _show_publication(report, err=takes_output(output))
        raise typer.Exit(FINDINGS if any(report.open_segments for report in reports) else CLEAN)


def _show_publication(report: PublishReport, *, err: bool) -> None:
    """Tell what was published; on standard error where the article itself is on standard output."""
    done, name = report.segments - len(report.open_segments), report.article
    published = name if err else near(report.published)
    typer.echo(f"{published}: {done} of {report.segments} segments in the target language", err=err)
    if report.outdated:
        typer.echo(f"  {name} has changed since its catalogue was made; run: translate update {name}", err=err)
    for warning in report.warnings:
        typer.echo(f"  {warning}", err=err)
    for segment in report.open_segments:
        typer.echo(f"  {name}:{segment.line}: {segment.state}: {segment.source}", err=err)


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
            "--off", metavar="CHECK", autocompletion=complete_checks, help="Leave this check out; may be repeated."
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

    with told_last() as refused:
        project = open_project(ctx)
        reports = inspection.check(
            project, articles or [], source, off=off or [], fix=fix, approved=approved, refuse=refused.append
        )
        serious = {r.article: [f for f in r.findings if f.finding.severity is not Severity.INFO] for r in reports}
        if as_json and (reports or not refused):
            print_json({"articles": reports})
        elif not quiet and not reports and not refused:
            tell_of_none(project.articles, drafted=True)
        elif not quiet:
            for report in reports:
                _show_check(report, serious[report.article])
        raise typer.Exit(FINDINGS if any(serious.values()) else CLEAN)


def _show_check(report: CheckReport, serious: Sequence[UnitFinding]) -> None:
    notes = len(report.findings) - len(serious)
    fixable = sum(item.finding.fix is not None for item in serious)
    typer.echo(
        f"{report.article}: {counted(report.units, 'unit')} checked, "
        + counted(len(serious), "finding")
        + (f", {fixable} can be corrected by --fix" if fixable else "")
        + (f", {counted(report.fixed, 'unit')} corrected" if report.fixed else "")
        + (f", {counted(notes, 'draft')} approved unchanged" if notes else "")
    )
    print_findings(report.article, serious)
    _show_spares(report)


@app.command(epilog="Example: translate status --json")
def status(ctx: typer.Context, articles: Articles = None, quiet: Quiet = False, as_json: Json = False) -> None:
    """Show how far each article has come."""
    from translate.workflow import progress

    with told_last() as refused:
        project = open_project(ctx)
        reports = progress.status(project, articles or [], refused.append)
        if as_json and (reports or not refused):
            print_json({"articles": reports})
        elif not quiet and not reports and not refused:
            tell_of_none(project.articles)
        elif not quiet and reports:
            _show_status(reports)


def _show_status(reports: Sequence[StatusReport]) -> None:
    columns = ("article", "untranslated", "draft", "fuzzy", "in edit", "post-edited", "obsolete", "words", "done")
    rows = [(r.article, *(r.states.get(name, 0) for name in columns[1:7]), r.words, r.done) for r in reports]
    print_table(columns, rows)
    for report in reports:
        if report.note:
            typer.echo(f"{report.article}: {report.note}")
        _show_spares(report)


def _show_spares(report: CheckReport | StatusReport) -> None:
    for line in report.spares:
        typer.echo(f"{report.article}: {line}")
