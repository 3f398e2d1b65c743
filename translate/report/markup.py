"""Pieces of a page as HTML: text that is escaped, tables that a screen reader can walk, figures with their legend."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

Cell = str | int | float


class Html(str):
    """Text that is markup already and must not be escaped again."""

    __slots__ = ()


class Number(Html):
    """A number with its unit, as it is to be shown."""

    __slots__ = ()


def text(value: Cell, unit: str = " %") -> str:
    """Return a value as a page shows it: whole numbers grouped, other numbers as rates in `unit`, text escaped."""
    if isinstance(value, Html):
        return value
    if isinstance(value, str):
        return escape(value)
    return f"{value:,}" if isinstance(value, int) else f"{value:,.1f}{unit}"


def code(command: str) -> Html:
    """Return a command that a click selects as a whole."""
    return Html(f"<code>{escape(command)}</code>")


def table(caption: str, columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> str:
    """Return a table whose first column names its rows; numbers are set to the right."""
    numeric = [
        bool(rows) and all(isinstance(row[place], int | float | Number) for row in rows)
        for place in range(len(columns))
    ]
    right = ['class="n"' if number else "" for number in numeric]
    head = "".join(
        f"<th scope=col {how}>{escape(name)}</th>".replace(" >", ">") for name, how in zip(columns, right, strict=True)
    )
    lines = []
    for row in rows:
        first, *others = (text(cell) for cell in row)
        cells = "".join(
            f"<td {how}>{cell}</td>".replace(" >", ">") for cell, how in zip(others, right[1:], strict=True)
        )
        lines.append(f"<tr><th scope=row>{first}</th>{cells}</tr>")
    body = "\n".join(lines)
    return (
        f"<div class=scroll tabindex=0 role=region aria-label={attribute(caption)}><table>\n"
        f"<caption>{escape(caption)}</caption>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody></table></div>"
    )


def figure(svg: str, series: Sequence[str], about: str = "") -> str:
    """Return a plot with a legend of its series; the table beside it says the same to those who cannot see it."""
    keys = "".join(f"<span><i class=color-{place}></i>{escape(name)}</span>" for place, name in enumerate(series))
    note = f"<span>{escape(about)}</span>" if about else ""
    return f"<figure><figcaption>{keys}{note}</figcaption><div>{svg}</div></figure>"


def cards(values: Sequence[tuple[str, str, str]]) -> str:
    """Return the key figures: each a name, a value, and a word about it."""
    items = "".join(
        f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd><dd>{escape(about)}</dd></div>"
        for name, value, about in values
    )
    return f"<dl class=cards>{items}</dl>"


def section(identifier: str, title: str, lead: str, *parts: str) -> str:
    """Return a section of the page: its title, a word on how to read it, and its parts."""
    body = "\n".join(part for part in parts if part)
    return (
        f"<section id={identifier} aria-labelledby={identifier}-title>\n"
        f"<h2 id={identifier}-title>{escape(title)}</h2>\n<p class=lead>{escape(lead)}</p>\n{body}\n</section>"
    )


def attribute(value: str) -> str:
    """Return a value as a quoted attribute."""
    return f'"{escape(value)}"'
