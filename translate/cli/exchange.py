"""The commands `translate export` and `translate import`: articles for the tools that translators already use."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from translate.cli.app import CLEAN, FINDINGS, app, open_project
from translate.cli.rendering import Json, Quiet, near, print_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from translate.workflow.handback import Handback

exporting = typer.Typer(help="Hand articles off to another program: XLIFF, CSV, XLSX, OmegaT.", no_args_is_help=True)
importing = typer.Typer(help="Take back what people did in another program.", no_args_is_help=True)
app.add_typer(exporting, name="export")
app.add_typer(importing, name="import")

Articles = Annotated[list[Path], typer.Argument(help="The articles' files.", show_default=False)]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", help="The file to write; without it, one named after the article.")
]
Force = Annotated[bool, typer.Option("--force", help="Overwrite a file that exists.")]
InEdit = Annotated[
    bool, typer.Option("--in-edit", help="Take edited targets as in edit: somebody still has to approve them.")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would happen and change nothing.")]
Article = Annotated[Path | None, typer.Argument(help="The article that the file is of, where the file does not say.")]


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

    report = handoff.hand_off(open_project(ctx), articles, format_name, output=output, version=version, force=force)
    if as_json:
        print_json(report)
    elif not quiet:
        typer.echo(f"{near(report.file)}: {report.units:,} units, {report.approved:,} of them approved")


@exporting.command("xliff", epilog="Example: translate export xliff articles/launch.fr.md --version 2.0")
def export_xliff(
    ctx: typer.Context,
    articles: Articles,
    version: Annotated[str, typer.Option("--version", help="The version of XLIFF: 1.2 or 2.0.")] = "1.2",
    output: Output = None,
    force: Force = False,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Write articles' units as XLIFF, with states, notes, former sources and inline elements."""
    _hand_off(ctx, articles, "xliff", output, force=force, quiet=quiet, as_json=as_json, version=version)


@exporting.command("csv", epilog="Example: translate export csv articles/launch.fr.md")
def export_csv(
    ctx: typer.Context,
    articles: Articles,
    output: Output = None,
    force: Force = False,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Write articles' units as a table in CSV, one row a unit; no cell can be taken for a formula."""
    _hand_off(ctx, articles, "csv", output, force=force, quiet=quiet, as_json=as_json)


@exporting.command("xlsx", epilog="Example: translate export xlsx articles/launch.fr.md")
def export_xlsx(
    ctx: typer.Context,
    articles: Articles,
    output: Output = None,
    force: Force = False,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Write articles' units as a workbook for Excel or LibreOffice, with a list of states to choose from."""
    _hand_off(ctx, articles, "xlsx", output, force=force, quiet=quiet, as_json=as_json)


@exporting.command("omegat", epilog="Example: translate export omegat omegat-launch articles/launch.fr.md")
def export_omegat(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of the OmegaT project.")],
    articles: Annotated[
        list[Path] | None, typer.Argument(help="Articles; all that have a catalogue when none is named.")
    ] = None,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Make an OmegaT project of catalogues, memory, glossary and rules of segmentation, or bring it up to date.

    A project with translations that were not imported yet is left alone.
    """
    from translate.workflow import omegat

    report = omegat.hand_off_project(open_project(ctx), folder, articles or [])
    for notice in report.notices:
        typer.echo(f"translate: {notice}", err=True)
    if as_json:
        print_json(report)
    elif not quiet:
        typer.echo(
            f"{report.folder}: {report.catalogues} catalogues with {report.segments:,} segments, "
            f"{report.memory:,} units of memory, {report.terms:,} terms"
        )


def _hand_back(
    ctx: typer.Context,
    file: Path,
    format_name: str,
    article: Path | None,
    *,
    in_edit: bool,
    dry_run: bool,
    quiet: bool,
    as_json: bool,
) -> None:
    from translate.workflow import handback

    reports = handback.hand_back(
        open_project(ctx), file, format_name, article=article, approve=not in_edit, dry_run=dry_run
    )
    _show(reports, file, dry_run=dry_run, quiet=quiet, as_json=as_json)


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
                    typer.echo(f"  {file}:{unit.line}: {unit.kind}{_DOUBTFUL.get(unit.kind, '')}: {unit.target}")
    doubtful = any(unit.kind in _DOUBTFUL for report in reports for unit in report.units)
    raise typer.Exit(FINDINGS if doubtful else CLEAN)


_DOUBTFUL = {
    "conflict": " (changed here, too: ours stays, this is in a remark)",
    "moved": " (the source has changed: it waits as a fuzzy candidate)",
    "obsolete": " (the source has left the article: it is kept as an obsolete entry)",
    "emptied": " (empty in the file: ours stays)",
}
"""What a person should look at, and why."""


@importing.command("xliff", epilog="Example: translate import xliff launch.xlf --dry-run")
def import_xliff(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE.xlf", help="An XLIFF document that was exported from here.")],
    article: Article = None,
    in_edit: InEdit = False,
    dry_run: DryRun = False,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Take back an XLIFF document. Edited targets come in as post-edited; nothing that was written here is lost.

    Exits with 1 when something is to be looked at: a conflict, or a text whose source has changed.
    """
    _hand_back(ctx, file, "xliff", article, in_edit=in_edit, dry_run=dry_run, quiet=quiet, as_json=as_json)


@importing.command("csv", epilog="Example: translate import csv launch.csv")
def import_csv(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE.csv", help="A table that was exported from here.")],
    article: Article = None,
    in_edit: InEdit = False,
    dry_run: DryRun = False,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Take back a table in CSV, in UTF-8 or UTF-16, separated by commas, semicolons or tabs.

    Exits with 1 when something is to be looked at: a conflict, or a text whose source has changed.
    """
    _hand_back(ctx, file, "csv", article, in_edit=in_edit, dry_run=dry_run, quiet=quiet, as_json=as_json)


@importing.command("xlsx", epilog="Example: translate import xlsx launch.xlsx")
def import_xlsx(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE.xlsx", help="A workbook that was exported from here.")],
    article: Article = None,
    in_edit: InEdit = False,
    dry_run: DryRun = False,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Take back a workbook: what people wrote into the columns target, state and comment of its first sheet.

    Exits with 1 when something is to be looked at: a conflict, or a text whose source has changed.
    """
    _hand_back(ctx, file, "xlsx", article, in_edit=in_edit, dry_run=dry_run, quiet=quiet, as_json=as_json)


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
