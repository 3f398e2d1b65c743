"""The commands that tell what became of the drafts: report and diff."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from translate.cli.app import app, open_project, told_last
from translate.cli.options import Article, Articles, Json, Quiet
from translate.cli.rendering import as_plain, notify, print_json, print_table, takes_output, tell_of_none
from translate.counting import counted

if TYPE_CHECKING:
    from collections.abc import Collection

    from rich.text import Text

    from translate.workflow.comparing import DiffReport, UnitDiff
    from translate.workflow.overview import Overview


@app.command(epilog="Example: translate report --html report.html")
def report(
    ctx: typer.Context,
    articles: Articles = None,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Write a page with plots; - is standard output.")
    ] = None,
    as_json: Annotated[
        Path | None, typer.Option("--json", metavar="FILE", help="Write the figures as JSON; - is standard output.")
    ] = None,
    as_csv: Annotated[
        Path | None, typer.Option("--csv", metavar="FILE", help="Write the figures as CSV; - is standard output.")
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Tell how far articles are, how much people changed in the drafts, and which terms they keep correcting."""
    from translate.workflow.surveying import survey

    with told_last() as refused:
        project = open_project(ctx)
        found = survey(project, articles or [], refused.append)
        printed = False
        for path, render in ((html, _as_page), (as_json, _as_json), (as_csv, _as_csv)):
            if path is not None:
                printed |= _write(path, render(found), quiet=quiet)
        if not (found.articles or refused or quiet):
            tell_of_none(project.articles)
        elif not printed and not quiet:
            _show(found, told=[str(problem) for problem in refused])


def _as_page(found: Overview) -> str:
    from translate.report.page import render_page

    return render_page(found)


def _as_json(found: Overview) -> str:
    return json.dumps(found, ensure_ascii=False, indent=2, default=as_plain) + "\n"


def _as_csv(found: Overview) -> str:
    from translate.report.tables import render_csv

    return render_csv(found)


def _write(path: Path, text: str, *, quiet: bool) -> bool:
    """Write a text to a file, or to standard output; return whether it was the latter."""
    from translate.workflow.output import write_output

    write_output(path, text.encode("utf-8", "replace"))
    printed = takes_output(path)
    if not (printed or quiet):
        typer.echo(f"wrote {path}", err=True)
    return printed


def _show(found: Overview, told: Collection[str]) -> None:
    """Print the figures, and the problems but those that are told elsewhere."""
    efforts = {row.label: row for row in found.by_article}
    rows = []
    for one in found.articles:
        effort = efforts.get(one.article)
        known = (effort.units, effort.untouched, effort.ter, effort.distance) if effort else (0, 0, 0.0, 0.0)
        rows.append((one.article, one.units, one.done, *known, one.findings))
    columns = ("article", "units", "done", "edited from drafts", "left as drafted", "TER", "edit distance", "findings")
    print_table(columns, rows)
    for term in found.terms:
        typer.echo(
            f"{term.source}: '{term.drafted}' became '{term.target}' in {counted(term.units, 'unit')}: {term.command}"
        )
    problems = (problem for problem in found.problems if problem not in told)
    for line in (*(f"{one.article}: {one.note}" for one in found.articles if one.note), *problems):
        typer.echo(line)


@app.command(epilog="Example: translate diff articles/launch.fr.md --since 2026-05-12")
def diff(
    ctx: typer.Context,
    article: Article,
    since: Annotated[
        str, typer.Option("--since", metavar="WHEN", help="Only what was written since a date, a time or a run.")
    ] = "",
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Show what people changed in an article's drafts, word by word.

    In a terminal, what is gone is red and struck out, what is new is green. Elsewhere they are [-gone-] and {+new+}.
    """
    from translate.workflow import comparing

    found = comparing.compare_drafts(open_project(ctx), article, since)
    if as_json:
        print_json(found)
    elif not quiet:
        _show_diff(found)


def _show_diff(found: DiffReport) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, soft_wrap=True)
    for unit in found.units:
        place = f"{found.article}:{unit.line}" if unit.line else found.article
        about = f"{unit.kind}, {unit.state}, TER {unit.ter:.0f} %" + (f", {unit.when[:10]}" if unit.when else "")
        console.print(Text.assemble((place, "bold"), f": {about}"))
        console.print(Text.assemble("  ", (unit.source, "dim")))
        console.print(Text.assemble("  ", _marked(unit, colour=console.is_terminal and not console.no_color)))
    counts = f"{len(found.units)} changed, {found.untouched} left as drafted"
    unknown = f", {found.unknown} not known" if found.unknown else ""
    console.print(Text(f"{found.article}: {counts}{unknown}"))
    if found.notice:
        notify(found.notice)


def _marked(unit: UnitDiff, *, colour: bool) -> Text:
    """Return both texts in one, with what is gone and what is new told apart by colours or by marks."""
    from rich.text import Text

    styles = {"kept": "", "removed": "red strike", "added": "green"}
    blanks = {"kept": "", "removed": "on red", "added": "on green"}
    marks = {"kept": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    if not colour:
        return Text("".join(marks[piece.kind].format(piece.text) for piece in unit.pieces))
    return Text.assemble(
        *((piece.text, (blanks if piece.text.isspace() else styles)[piece.kind]) for piece in unit.pieces)
    )
