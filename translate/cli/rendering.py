"""Reports as text and tables for people, and as JSON for programs."""

from __future__ import annotations

import dataclasses
import io
import json
import re
import shutil
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import typer

from translate.storage import near

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from translate.workflow.reports import UnitFinding

_WIDE = 160
"""Columns of an output that is no terminal."""
_NARROW = re.compile(r"[ -~\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027]*")
"""Texts of Western languages: each character takes one column."""


def notify(line: str) -> None:
    """Tell a person something that is no part of the report, on standard error."""
    typer.echo(f"translate: {line}", err=True)


def tell_of_none(folder: Path, *, drafted: bool = False) -> None:
    """Tell that there is no article in its folder, or none that is `drafted`: another workspace may be meant."""
    what, remedy = ("drafted article", "draft one") if drafted else ("article", "put one there")
    notify(f"there is no {what} in {near(folder)}; {remedy}, or name the workspace with -C")


def print_findings(article: str, findings: Sequence[UnitFinding]) -> None:
    """Print a line for each finding in an article's units, with its place."""
    for item in findings:
        typer.echo(f"  {article}:{item.line}: {item.finding.check}: {item.finding.message}")


def print_json(value: object, *, err: bool = False) -> None:
    """Print a report, or a structure of reports, as JSON on standard output, or else on standard error."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2, default=as_plain), err=err)


def takes_output(path: Path | None) -> bool:
    """Tell whether what a command writes goes to standard output: what it tells goes to standard error then."""
    from translate.workflow.output import STANDARD_OUTPUT

    return path == STANDARD_OUTPUT


def as_plain(value: object) -> Any:
    """Return a value of a report as JSON has it, one level deep: what `json.dumps` asks for by `default`."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {entry.name: getattr(value, entry.name) for entry in dataclasses.fields(value)}
    return str(value)


def print_table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print rows under their columns' names; whole columns of numbers are set to the right."""
    numeric = [all(isinstance(row[place], int | float) for row in rows) for place in range(len(columns))]
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else _WIDE
    cells = [columns, *([_cell(value) for value in row] for row in rows)]
    lines = set_table(cells, numeric, width)
    if lines is None:
        _print_folded(cells, numeric, width)
    else:
        typer.echo("\n".join(lines))


def set_table(cells: Sequence[Sequence[str]], numeric: Sequence[bool], width: int) -> list[str] | None:
    """Return the lines of a table, its names first; None where they would be wider than `width` columns.

    None, too, where a character may take another room than one column: rich, which knows of those, takes longer to be
    imported than a small table takes to be made.
    """
    if not all(map(_NARROW.fullmatch, (cell for row in cells for cell in row))):
        return None
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    inner = sum(widths) + 3 * (len(widths) - 1)
    if inner + 2 > width:
        return None
    setters = [str.rjust if right else str.ljust for right in numeric]
    head, *body = (
        f" {'   '.join(put(cell, room) for put, cell, room in zip(setters, row, widths, strict=True))} "
        for row in cells
    )
    blank = " " * (inner + 2)
    return [blank, head, f" {'─' * inner} ", *body, blank]


def _print_folded(cells: Sequence[Sequence[str]], numeric: Sequence[bool], width: int) -> None:
    """Print the table that `set_table` would set, with cells over several lines where it is too wide."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="")
    for column, right in zip(cells[0], numeric, strict=True):
        table.add_column(Text(column), justify="right" if right else "left", overflow="fold")
    for row in cells[1:]:
        table.add_row(*map(Text, row))
    text = io.StringIO()
    Console(file=text, highlight=False, width=width).print(table)
    # A console on standard output would end the program itself where the reader has gone.
    typer.echo(text.getvalue(), nl=False)


def _cell(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) else f"{value:.0f} %" if isinstance(value, float) else str(value)


@contextmanager
def progress_bar(what: str, *, quiet: bool) -> Iterator[Callable[[int, int], None] | None]:
    """Give a function to be called with (finished, total) that moves a bar on standard error.

    None when nobody would see the bar: standard error is not a terminal, or the command is quiet.
    """
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda finished, total: bar.update(task, completed=finished, total=total)
