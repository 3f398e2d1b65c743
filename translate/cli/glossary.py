"""The commands of `translate glossary`: the names and terms that are held."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from translate.cli.app import CLEAN, FINDINGS, app, open_project, told_last
from translate.cli.completion import complete_kinds
from translate.cli.options import Force, Json, NamedArticles, Quiet
from translate.cli.rendering import print_json, print_table, takes_output
from translate.counting import counted
from translate.model import CaseRule, Severity, Term, TermKind
from translate.storage import near

glossary = typer.Typer(help="List, add, check, find and exchange the terms of the glossary.", no_args_is_help=True)
app.add_typer(glossary, name="glossary")


@glossary.command("list", epilog="Example: translate glossary list Soyouz")
def list_terms(
    ctx: typer.Context,
    text: Annotated[str, typer.Argument(help="Only terms with this text in one of their forms.")] = "",
    kind: Annotated[
        str, typer.Option("--kind", autocompletion=complete_kinds, help="Only terms of this kind, such as person.")
    ] = "",
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """List the terms in use."""
    from translate.workflow import vocabulary

    terms = vocabulary.list_terms(open_project(ctx), text, kind)
    if as_json:
        print_json({"terms": terms})
    elif not quiet:
        columns = ("source", "variants", "target", "kind", "plural", "allowed")
        rows = [(t.source, ", ".join(t.variants), t.target, t.kind, t.plural, ", ".join(t.allowed)) for t in terms]
        print_table(columns, rows)
        typer.echo(counted(len(terms), "term"))


@glossary.command(epilog='Example: translate glossary add "Iouri Malentchenko" "Yuri Malenchenko" --kind person')
def add(
    ctx: typer.Context,
    source: Annotated[str, typer.Argument(help="The term in the source language.")],
    target: Annotated[str, typer.Argument(help="The one form that it must have in the target.")],
    kind: Annotated[TermKind, typer.Option("--kind", help="What the term names.")] = TermKind.TERM,
    variants: Annotated[
        list[str] | None, typer.Option("--variant", help="Another spelling of the source; may be repeated.")
    ] = None,
    plural: Annotated[str, typer.Option("--plural", help="The target's plural, for common nouns.")] = "",
    allowed: Annotated[
        list[str] | None, typer.Option("--allowed", help="Another form that the target may have; may be repeated.")
    ] = None,
    forbidden: Annotated[
        list[str] | None, typer.Option("--forbidden", help="A form that the target must not have; may be repeated.")
    ] = None,
    case: Annotated[
        CaseRule | None, typer.Option("--case", help="How letters must agree; the kind decides when it is left out.")
    ] = None,
    note: Annotated[str, typer.Option("--note", help="A remark for people.")] = "",
    replace_row: Annotated[
        bool, typer.Option("--replace", help="Give a row that there is already the new target; its other cells stay.")
    ] = False,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Add a row to the workspace's glossary."""
    from translate.glossary.rows import DEFAULT_CASE
    from translate.workflow import vocabulary

    rule = case or DEFAULT_CASE[kind]
    term = Term(
        source, target, kind, tuple(variants or ()), plural, tuple(allowed or ()), rule, tuple(forbidden or ()), note
    )
    path = vocabulary.add_term(open_project(ctx), term, replace_row=replace_row)
    if as_json:
        print_json({"file": str(path), "term": term})
    elif not quiet:
        typer.echo(f"{near(path)}: added {source} → {target}. Run translate update to apply it.")


@glossary.command(epilog="Example: translate glossary lint")
def lint(
    ctx: typer.Context,
    files: Annotated[list[Path] | None, typer.Argument(help="Glossary files; those in use when none is named.")] = None,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Name conflicts, duplicates and doubtful rows. Exits with 1 for errors and warnings."""
    from translate.workflow import vocabulary

    findings = vocabulary.lint(open_project(ctx), files or [])
    if as_json:
        print_json({"findings": findings})
    elif not quiet:
        for finding in findings:
            typer.echo(f"{near(finding.path)}:{finding.line}: {finding.severity}: {finding.message}")
        typer.echo(counted(len(findings), "finding"))
    raise typer.Exit(FINDINGS if any(finding.severity is not Severity.INFO for finding in findings) else CLEAN)


@glossary.command(epilog="Example: translate glossary suggest articles/launch.fr.md")
def suggest(
    ctx: typer.Context,
    articles: NamedArticles,
    minimum: Annotated[int, typer.Option("--minimum", min=1, help="How often a phrase must occur.")] = 3,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Find names and recurring phrases that no row covers; warn of names that are easily confused."""
    from translate.workflow import vocabulary

    with told_last() as refused:
        found = vocabulary.suggest(open_project(ctx), articles, minimum, refused.append)
        if as_json:
            print_json({"suggestions": found})
        elif not quiet and (found or not refused):
            columns = ("source", "target", "kind", "count", "articles", "also spelt")
            rows = [(s.source, s.target, s.kind, s.count, s.articles, ", ".join(s.spellings)) for s in found]
            print_table(columns, rows)
            for one in found:
                for warning in one.warnings:
                    typer.echo(f"{one.source}: {warning}")


@glossary.command("import", epilog="Example: translate glossary import agency-terms.tbx")
def import_terms(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(help="A TBX file, an OmegaT glossary (.txt, .tab, .utf8), or a CSV file.")],
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Take over the terms of another program's glossary."""
    from translate.workflow import vocabulary

    report = vocabulary.import_terms(open_project(ctx), file)
    if as_json:
        print_json(report)
    elif not quiet:
        typer.echo(f"{near(report.file)}: {counted(report.added, 'row')} added, {report.known:,} had a row already")
        for reason in report.passed:
            typer.echo(f"left out: {reason}")


@glossary.command(epilog="Example: translate glossary export --to tbx --output terms.tbx")
def export(
    ctx: typer.Context,
    format_name: Annotated[str, typer.Option("--to", help="The format: tbx, omegat or csv.")] = "tbx",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The file to write; without it, or for -, standard output.")
    ] = None,
    force: Force = False,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Write the terms in use in another program's format."""
    from translate.workflow import vocabulary
    from translate.workflow.output import STANDARD_OUTPUT, require_absent, write_output

    if output is not None and not force:
        require_absent(output)
    data = vocabulary.export_terms(open_project(ctx), format_name)
    if output is not None or not as_json:
        write_output(output or STANDARD_OUTPUT, data)
    if as_json:
        content = {"format": format_name, "file": str(output or ""), "bytes": len(data)}
        print_json(content, err=takes_output(output))
    elif not (quiet or output is None or takes_output(output)):
        typer.echo(f"wrote {output}")
