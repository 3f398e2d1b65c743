"""The commands of `translate memory`: what people approved before, found, counted, exchanged and made anew."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from translate.cli.app import app, open_project
from translate.cli.options import Force, Json, Quiet
from translate.cli.rendering import notify, print_json, takes_output
from translate.counting import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from translate.memory import Match

memory = typer.Typer(
    help="Search, fill and exchange the translation memory: all that people approved in the catalogues.",
    no_args_is_help=True,
)
app.add_typer(memory, name="memory")

SourceLanguage = Annotated[
    str | None, typer.Option("--source", help="Use the memory from this language instead of the workspace's own.")
]
Limit = Annotated[int, typer.Option("--limit", "-n", min=1, help="Show so many results at most.")]


@memory.command(epilog='Example: translate memory lookup "Le lanceur a décollé de Kourou."')
def lookup(
    ctx: typer.Context,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="A segment in the source language.")],
    threshold: Annotated[
        int | None,
        typer.Option(
            "--threshold", min=1, max=100, help="The least similarity in per cent; thresholds.fuzzy if unset."
        ),
    ] = None,
    limit: Limit = 5,
    source: SourceLanguage = None,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Find a segment and similar ones, with what differs and what was put right in the target."""
    from translate.workflow import memory as workflow

    found, notices = workflow.look_up(open_project(ctx), text, threshold=threshold, limit=limit, source=source)
    lines = [line for match in found for line in _describe_match(match)] or ["Nothing like it is in the memory."]
    _show({"matches": found}, lines, notices, quiet=quiet, as_json=as_json)


def _describe_match(match: Match) -> list[str]:
    record = match.record
    origin = ", ".join(part for part in (record.origin or record.article, record.date[:8], record.editor) if part)
    lines = [f"{match.score} %{f'  {origin}' if origin else ''}", f"  {match.difference or record.source}"]
    return [*lines, f"  {match.target}", *([f"  repaired: {'; '.join(match.repaired)}"] if match.repaired else [])]


@memory.command(epilog='Example: translate memory concordance "pas de tir"')
def concordance(
    ctx: typer.Context,
    phrase: Annotated[str, typer.Argument(metavar="PHRASE", help="Some words in the order in which they stand.")],
    in_targets: Annotated[bool, typer.Option("--target", help="Search the targets instead of the sources.")] = False,
    limit: Limit = 20,
    source: SourceLanguage = None,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Show how a phrase was translated: every unit that holds it, whatever its case, accents and endings."""
    from translate.workflow import memory as workflow

    found, notices = workflow.find_phrase(open_project(ctx), phrase, limit=limit, in_targets=in_targets, source=source)
    lines = [f"{one.record.source}\n  {one.record.target}" for one in found] or ["No unit holds it."]
    _show({"units": found}, lines, notices, quiet=quiet, as_json=as_json)


@memory.command(epilog="Example: translate memory stats --json")
def stats(ctx: typer.Context, source: SourceLanguage = None, quiet: Quiet = False, as_json: Json = False) -> None:
    """Count what the memory holds, after learning what is new in the catalogues."""
    from translate.workflow import memory as workflow

    held, learnt, notices = workflow.count(open_project(ctx), source)
    lines = [
        f"{counted(held.learnt, 'unit')} learnt from {counted(held.catalogues, 'catalogue')}",
        f"{counted(held.imported, 'unit')} imported from {counted(len(held.files), 'file')}",
        *(f"  {name}: {units:,}" for name, units in held.files.items()),
        f"{counted(held.words, 'word')} of source text; {held.size / 1e6:.1f} MB",
    ]
    content = {"memory": held, "learning": learnt}
    _show(content, lines, (*notices, *learnt.unreadable), quiet=quiet, as_json=as_json)


@memory.command("import", epilog="Example: translate memory import agency.tmx")
def import_tmx(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE.tmx", help="A TMX document.")],
    source: SourceLanguage = None,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Add the units of a TMX document, all of them or none; those that came before in a file of its name are kept."""
    from translate.workflow import memory as workflow

    done = workflow.import_tmx(open_project(ctx), file, source)
    lines = [f"{counted(done.added, 'new unit')} from {file}; {done.known:,} were known"]
    if done.skipped:
        lines.append(f"left out: {counted(done.skipped, 'unit')} without a text in one of the two languages")
    _show(done, lines, done.notices, quiet=quiet, as_json=as_json)


@memory.command("export", epilog="Example: translate memory export approved.tmx")
def export_tmx(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE.tmx", help="The TMX document to write; - is standard output.")],
    force: Force = False,
    source: SourceLanguage = None,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Write the whole memory as TMX 1.4, for OmegaT and other tools."""
    from translate.workflow import memory as workflow

    written, notices = workflow.export_tmx(open_project(ctx), file, source, force=force)
    printed = takes_output(file)
    lines = [f"{counted(written, 'unit')} written" + ("" if printed else f" to {file}")]
    _show({"file": str(file), "units": written}, lines, notices, quiet=quiet, as_json=as_json, err=printed)


@memory.command(epilog="Example: translate memory rebuild")
def rebuild(ctx: typer.Context, source: SourceLanguage = None, quiet: Quiet = False, as_json: Json = False) -> None:
    """Make the memory anew from the catalogues; imported units stay."""
    from translate.workflow import memory as workflow

    learnt, notices = workflow.rebuild(open_project(ctx), source)
    lines = [f"{counted(learnt.units, 'approved unit')} learnt from {counted(learnt.learnt, 'catalogue')}"]
    _show({"learning": learnt}, lines, (*notices, *learnt.unreadable), quiet=quiet, as_json=as_json)


def _show(
    content: object, lines: Sequence[str], notices: Sequence[str], *, quiet: bool, as_json: bool, err: bool = False
) -> None:
    """Tell a person what happened to the memory; then print what was found or done, as JSON or line by line.

    That goes to standard error with `err`.
    """
    for notice in notices:
        notify(notice)
    if as_json:
        print_json(content, err=err)
    elif not quiet:
        typer.echo("\n".join(lines), err=err)
