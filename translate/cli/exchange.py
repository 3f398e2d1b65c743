"""The commands `translate export` and `translate import`: articles for the tools that translators already use."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from translate.cli.app import CLEAN, FINDINGS, app, open_project, told_last
from translate.cli.completion import complete_articles
from translate.cli.options import DryRun, Force, Json, NamedArticles, Quiet, find_all_named, find_named
from translate.cli.rendering import notify, print_json, takes_output
from translate.counting import counted
from translate.storage import near

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from translate.workflow.handback import Handback

exporting = typer.Typer(help="Hand articles off to another program: XLIFF, CSV, XLSX, OmegaT.", no_args_is_help=True)
importing = typer.Typer(help="Take back what people did in another program.", no_args_is_help=True)
app.add_typer(exporting, name="export")
app.add_typer(importing, name="import")

Output = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", help="The file to write; - is standard output; without it, one named after the article."
    ),
]
InEdit = Annotated[
    bool, typer.Option("--in-edit", help="Take edited targets as in edit: somebody still has to approve them.")
]
File = Annotated[Path, typer.Argument(metavar="FILE", help="A file that was exported from here.", show_default=False)]
Article = Annotated[
    Path | None,
    typer.Argument(
        autocompletion=complete_articles,
        callback=find_named,
        help="The article that the file is of, where the file does not say.",
    ),
]


def _hand_off(
    ctx: typer.Context,
    articles: list[Path],
    format_name: str,
    output: Path | None,
    *,
    force: bool,
    quiet: bool,
    as_json: bool,
    version: str = "1.2",
) -> None:
    from translate.workflow import handoff

    with told_last() as refused:
        report = handoff.hand_off(
            open_project(ctx),
            articles,
            format_name,
            output=output,
            version=version,
            force=force,
            refuse=refused.append,
        )
        if report is not None and as_json:
            print_json(report, err=takes_output(output))
        elif report is not None and not quiet:
            told = f"{counted(report.units, 'unit')}, {report.approved:,} of them approved"
            typer.echo(told if takes_output(output) else f"{near(report.file)}: {told}", err=takes_output(output))


@exporting.command("xliff", epilog="Example: translate export xliff articles/launch.fr.md --version 2.0")
def export_xliff(
    ctx: typer.Context,
    articles: NamedArticles,
    version: Annotated[str, typer.Option("--version", help="The version of XLIFF: 1.2 or 2.0.")] = "1.2",
    output: Output = None,
    force: Force = False,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Write articles' units as XLIFF, with states, notes, former sources and inline elements."""
    _hand_off(ctx, articles, "xliff", output, force=force, quiet=quiet, as_json=as_json, version=version)


def _exporter(format_name: str) -> Callable[..., None]:
    """Return the command that hands articles off in a format without options of its own."""

    def export(
        ctx: typer.Context,
        articles: NamedArticles,
        output: Output = None,
        force: Force = False,
        quiet: Quiet = False,
        as_json: Json = False,
    ) -> None:
        _hand_off(ctx, articles, format_name, output, force=force, quiet=quiet, as_json=as_json)

    return export


_TABLES = {
    "csv": "Write articles' units as a table in CSV, one row a unit; no cell can be taken for a formula.",
    "xlsx": "Write articles' units as a workbook for Excel or LibreOffice, with a list of states to choose from.",
}
for _name, _help in _TABLES.items():
    _example = f"Example: translate export {_name} articles/launch.fr.md"
    exporting.command(_name, help=_help, epilog=_example)(_exporter(_name))


@exporting.command("omegat", epilog="Example: translate export omegat omegat-launch articles/launch.fr.md")
def export_omegat(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of the OmegaT project.")],
    articles: Annotated[
        list[Path] | None,
        typer.Argument(
            autocompletion=complete_articles,
            callback=find_all_named,
            help="Articles, or their catalogues; all that have a catalogue when none is named.",
        ),
    ] = None,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Make an OmegaT project of catalogues, memory, glossary and rules of segmentation, or bring it up to date.

    A project with translations that were not imported yet is left alone.
    """
    from translate.workflow import omegat

    with told_last() as refused:
        report = omegat.hand_off_project(open_project(ctx), folder, articles or [], refused.append)
        for notice in report.notices:
            notify(notice)
        if as_json:
            print_json(report)
        elif not quiet:
            typer.echo(
                f"{report.folder}: {counted(report.catalogues, 'catalogue')} with "
                f"{counted(report.segments, 'segment')}, {counted(report.memory, 'unit')} of memory, "
                f"{counted(report.terms, 'term')}"
            )


def _show(reports: Sequence[Handback], file: Path, *, dry_run: bool, quiet: bool, as_json: bool) -> None:
    """Tell what became of the units that came back; leave with FINDINGS where a person has to look at some."""
    if as_json:
        print_json({"articles": reports})
    elif not quiet:
        for report in reports:
            counts = ", ".join(f"{count} {kind}" for kind, count in report.kinds.items()) or "no units"
            state = "" if report.written else " (not written)" if dry_run else " (nothing to write)"
            typer.echo(f"{near(report.catalogue)}: {counts}{state}")
            for unit in report.units:
                if dry_run or unit.kind in _DOUBTFUL:
                    what = f"{unit.kind}{_DOUBTFUL.get(unit.kind, '')}"
                    typer.echo(f"  {file}:{unit.line}: {what}: {unit.target or unit.source}")
    doubtful = any(unit.kind in _DOUBTFUL for report in reports for unit in report.units)
    raise typer.Exit(FINDINGS if doubtful else CLEAN)


_DOUBTFUL = {
    "conflict": " (changed here, too: ours stays, this is in a remark)",
    "moved": " (the source has changed: it waits as a fuzzy candidate)",
    "obsolete": " (the source has left the article: it is kept as an obsolete entry)",
    "emptied": " (empty in the file: ours stays)",
}
"""What a person should look at, and why."""


def _importer(format_name: str) -> Callable[..., None]:
    """Return the command that takes back a file of a format."""

    def take_back(
        ctx: typer.Context,
        file: File,
        article: Article = None,
        in_edit: InEdit = False,
        dry_run: DryRun = False,
        quiet: Quiet = False,
        as_json: Json = False,
    ) -> None:
        from translate.workflow import handback

        project = open_project(ctx)
        reports = handback.hand_back(project, file, format_name, article=article, approve=not in_edit, dry_run=dry_run)
        _show(reports, file, dry_run=dry_run, quiet=quiet, as_json=as_json)

    return take_back


_LOOK = "Exits with 1 when something is to be looked at: a conflict, or a text whose source has changed."
_FILES = {
    "xliff": (
        "launch.xlf",
        "Take back an XLIFF document: edited targets come in as post-edited, nothing here is lost.",
    ),
    "csv": ("launch.csv", "Take back a table in CSV, in UTF-8 or UTF-16, separated by commas, semicolons or tabs."),
    "xlsx": ("launch.xlsx", "Take back a workbook: the columns target, state and comment of its first sheet."),
}
for _name, (_file, _help) in _FILES.items():
    _example = f"Example: translate import {_name} {_file}"
    importing.command(_name, help=f"{_help}\n\n{_LOOK}", epilog=_example)(_importer(_name))


@importing.command("omegat", epilog="Example: translate import omegat omegat-launch")
def import_omegat(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="An OmegaT project that was made here.")],
    in_edit: InEdit = False,
    dry_run: DryRun = False,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Take back what was entered in an OmegaT project, notes included, from its project_save.tmx.

    Exits with 1 when something is to be looked at: a conflict, or a text whose source has changed.
    """
    from translate.exchange.omegat import SAVED
    from translate.workflow import omegat

    reports = omegat.hand_back_project(open_project(ctx), folder, approve=not in_edit, dry_run=dry_run)
    _show(reports, folder / SAVED, dry_run=dry_run, quiet=quiet, as_json=as_json)
