"""The report as CSV: one figure a row, so that any spreadsheet can sort, filter and add it up."""

from __future__ import annotations

import csv
import dataclasses
import io
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from translate.workflow.overview import Overview

COLUMNS = ("table", "row", "figure", "value")

_NAMES = {
    "articles": "article", "by_article": "label", "by_kind": "label", "periods": "label", "terms": "source",
    "findings": "check", "origins": "origin", "machine": "article",
}  # fmt: skip
"""The tables of a report, and which field names their rows."""


def render_csv(report: Overview) -> str:
    """Return the report as CSV with a header; lines end as RFC 4180 wants it. Rates are in per cent, times in seconds.

    A text that a spreadsheet would take for a formula starts with an apostrophe.
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    writer.writerows([_harmless(cell) for cell in row] for row in _rows(report))
    return stream.getvalue()


def _rows(report: Overview) -> Iterator[tuple[str, str, str, object]]:
    for name in ("workspace", "source", "target", "when"):
        yield "report", "all", name, getattr(report, name)
    for figure, value in _figures(report.effort, "label"):
        yield "effort", "all", figure, value
    for table, label in _NAMES.items():
        for row in getattr(report, table):
            for figure, value in _figures(row, label):
                yield table, str(getattr(row, label)), figure, value
    for number, problem in enumerate(report.problems, 1):
        yield "problems", str(number), "problem", problem


def _figures(row: Any, label: str) -> Iterator[tuple[str, object]]:
    for entry in dataclasses.fields(row):
        value = getattr(row, entry.name)
        if entry.name == label:
            continue
        if isinstance(value, dict):
            yield from ((f"{entry.name}: {key}", part) for key, part in value.items())
        else:
            yield entry.name, round(value, 4) if isinstance(value, float) else value


def _harmless(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
