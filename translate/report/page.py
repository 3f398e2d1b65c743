"""The report as one page of HTML that holds all it needs: its style, its plots, no script and no address."""

from __future__ import annotations

from datetime import datetime
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from translate.counting import counted
from translate.model import State
from translate.report.charts import draw_bars, draw_lines, draw_shares
from translate.report.markup import Html, Number, cards, code, figure, section, table, text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from translate.report.markup import Cell
    from translate.workflow.overview import EffortRow, Overview

_Row = TypeVar("_Row")

MOST_BARS = 25
"""Articles that a plot shows; the table beside it has them all."""

_STATES = (State.POST_EDITED, State.IN_EDIT, State.FUZZY, State.DRAFT, State.UNTRANSLATED)
_COLOURS = {State.POST_EDITED: 0, State.IN_EDIT: 1, State.FUZZY: 3, State.DRAFT: 2, State.UNTRANSLATED: 4}
_EFFORT = ("units", "left as drafted", "words", "edits", "TER", "edit distance")
_RATES = ("TER", "edit distance")


def render_page(report: Overview) -> str:
    """Return the page as text to be stored in UTF-8. The same report always gives the same page."""
    parts = {
        "progress": ("Progress", _progress(report)),
        "effort": ("Post-editing effort", _effort(report)),
        "terms": ("Terms people correct", _terms(report)),
        "findings": ("Findings", _findings(report)),
        "leverage": ("Memory and engine", _leverage(report)),
        "machine": ("Machine time", _machine(report)),
    }
    links = "".join(f"<li><a href=#{name}>{escape(title)}</a></li>" for name, (title, _) in parts.items())
    style = Path(__file__).with_name("style.css").read_text("utf-8")
    moment = datetime.fromisoformat(report.when)
    when = f"{moment.day} {moment:%B %Y, %H:%M} UTC"
    title = f"Translation report: {report.workspace}"
    body = "\n".join(content for _, content in parts.values())
    return (
        f'<!doctype html>\n<html lang=en>\n<head>\n<meta charset="utf-8">\n<title>{escape(title)}</title>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<style>\n{style}</style>\n</head>\n<body>\n<header>\n<h1>{escape(title)}</h1>\n"
        f"<p class=meta>{escape(report.source)} → {escape(report.target)}, {escape(when)}</p>\n</header>\n"
        f"{_problems(report)}{_cards(report)}\n<nav aria-label=Sections><ul>{links}</ul></nav>\n"
        f"<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _problems(report: Overview) -> str:
    if not report.problems:
        return ""
    lines = "".join(f"<li>{escape(problem)}</li>" for problem in report.problems)
    return f"<section class=problems><h2>What could not be looked at</h2><ul>{lines}</ul></section>\n"


def _cards(report: Overview) -> str:
    words = sum(sum(one.words.values()) for one in report.articles)
    done = sum(one.words[State.POST_EDITED] for one in report.articles)
    effort = report.effort
    findings = sum(one.findings for one in report.articles)
    seconds = sum(one.seconds for one in report.machine)
    memory = sum(one.words for one in report.origins if one.origin == "memory")
    known = sum(one.words for one in report.origins)
    return cards(
        [
            ("Approved", text(100 * done / words if words else 0.0), f"{done:,} of {counted(words, 'source word')}"),
            (
                "TER",
                text(effort.ter) if effort.units else "–",
                f"{counted(effort.edits, 'edit')} to {counted(effort.words, 'word')}",
            ),
            (
                "Left as drafted",
                _share(effort.untouched, effort.units),
                f"{effort.untouched:,} of {counted(effort.units, 'unit')}",
            ),
            ("From memory", _share(memory, known), f"{memory:,} of {counted(known, 'source word')}"),
            ("Findings", f"{findings:,}", "errors and warnings"),
            ("Machine time", _duration(seconds), counted(sum(one.runs for one in report.machine), "run")),
        ]
    )


def _share(part: int, whole: int) -> str:
    return text(100 * part / whole) if whole else "–"


def _duration(seconds: float) -> str:
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60:02} min"


def _progress(report: Overview) -> str:
    lead = "How many words of each article's source are approved, waiting, or not translated at all."
    drafted = [one for one in report.articles if one.units]
    shown = _largest(drafted, lambda one: sum(one.words.values()))
    labels = _short([one.article for one in shown])
    # All five states take part, so that each keeps its colour whatever the others are.
    states = sorted(_STATES, key=lambda state: _COLOURS[state])
    series = [(str(s), [100 * one.words[s] / (sum(one.words.values()) or 1) for one in shown]) for s in states]
    svg = draw_shares(labels, series, unit=" %") if shown else ""
    rows: list[list[Cell]] = []
    for one in report.articles:
        finished: Cell = one.done if one.units else "–"
        note = Html(f"<span class=note>{escape(one.note)}</span>") if one.note else ""
        rows.append([one.article, *(one.words[s] for s in _STATES), finished, one.findings, note])
    columns = ("article", *map(str, _STATES), "done", "findings", "")
    plot = figure(svg, [str(state) for state in states], _about(len(drafted))) if svg else ""
    return section("progress", "Progress", lead, plot, table("Words of the source by state", columns, rows))


def _largest(rows: Sequence[_Row], size: Callable[[_Row], float]) -> list[_Row]:
    """Return the rows that a plot has room for, in the order of the table."""
    bar = sorted((size(row) for row in rows), reverse=True)[:MOST_BARS]
    return [row for row in rows if size(row) >= bar[-1]][:MOST_BARS]


def _about(count: int) -> str:
    return f"the {MOST_BARS} largest of {count} articles; all are in the table" if count > MOST_BARS else ""


def _short(names: Sequence[str]) -> list[str]:
    """Return the names of articles without the folder that all of them share."""
    shared = {name.partition("/")[0] for name in names if "/" in name}
    inside = len(shared) == 1 and all("/" in name for name in names)
    return [name.partition("/")[2] for name in names] if inside else list(names)


def _effort(report: Overview) -> str:
    lead = (
        "How much people changed the drafts that they approved. TER (translation edit rate, Snover et al. 2006): words "
        "and marks inserted, deleted, replaced or moved for each 100 of the approved text. Edit distance: the same by "
        "characters, without moves."
    )
    if not report.effort.units:
        empty = "<p class=empty>Nothing that has a draft on record is approved yet.</p>"
        return section("effort", "Post-editing effort", lead, empty)
    largest = _largest(report.by_article, lambda row: row.words)
    dated = (
        f"{report.dated:,} of {counted(report.effort.units, 'unit')} with a known time, each when it was last edited."
    )
    parts = [
        _plot_rates(_short([row.label for row in largest]), largest, _about(len(report.by_article))),
        _effort_table("Effort by article", "article", report.by_article),
        _plot_rates([row.label for row in report.by_kind], report.by_kind),
        _effort_table("Effort by kind of segment", "kind", report.by_kind),
    ]
    if report.periods:
        lines = draw_lines([row.label for row in report.periods], _rates(report.periods), unit=" %")
        parts += [
            figure(lines, _RATES, dated),
            _effort_table(f"Effort over time, by {report.period}", report.period, report.periods),
        ]
    return section("effort", "Post-editing effort", lead, *parts)


def _rates(rows: Sequence[EffortRow]) -> list[tuple[str, list[float]]]:
    return [("TER", [row.ter for row in rows]), ("edit distance", [row.distance for row in rows])]


def _plot_rates(labels: Sequence[str], rows: Sequence[EffortRow], about: str = "") -> str:
    return figure(draw_bars(labels, _rates(rows), unit=" %"), _RATES, about)


def _effort_table(caption: str, first: str, rows: Sequence[EffortRow]) -> str:
    values = [(row.label, row.units, row.untouched, row.words, row.edits, row.ter, row.distance) for row in rows]
    return table(caption, (first, *_EFFORT), values)


def _terms(report: Overview) -> str:
    lead = (
        "The same correction in several units, and the phrase of the source that goes with it: candidates for the "
        "glossary. Run the command to add one, then translate update."
    )
    if not report.terms:
        return section("terms", "Terms people correct", lead, "<p class=empty>No correction was made twice.</p>")
    rows: list[Sequence[Cell]] = [
        (
            one.source,
            Html(f"<del>{escape(one.drafted)}</del>"),
            Html(f"<ins>{escape(one.target)}</ins>"),
            one.units,
            one.present or "–",
            code(one.command),
        )
        for one in report.terms
    ]
    columns = ("source", "drafted", "corrected", "units", "glossary has", "command")
    return section("terms", "Terms people correct", lead, table("Corrections made more than once", columns, rows))


def _findings(report: Overview) -> str:
    lead = "What the checks find in targets, by kind. Those of severity info are only counted, and blame nobody."
    if not report.findings:
        return section("findings", "Findings", lead, "<p class=empty>The checks find nothing.</p>")
    serious = [one for one in report.findings if one.severity != "info"]
    series = [("findings", [float(one.findings) for one in serious])]
    svg = draw_bars([f"{one.check} ({one.severity})" for one in serious], series, unit="") if serious else ""
    rows = [(one.check, one.severity, one.findings, one.articles) for one in report.findings]
    shown = table("Findings by check", ("check", "severity", "findings", "articles"), rows)
    return section("findings", "Findings", lead, figure(svg, ["findings"]) if svg else "", shown)


def _leverage(report: Overview) -> str:
    lead = (
        "Where targets come from: approved before and taken from the memory, made by the engine, or written by a "
        "person without a draft; and what people did to those they approved."
    )
    if not report.origins:
        return section("leverage", "Memory and engine", lead, "<p class=empty>There are no targets yet.</p>")
    total = sum(one.words for one in report.origins) or 1
    series = [(one.origin, [100 * one.words / total]) for one in report.origins]
    rows = [(one.origin, one.units, one.words, one.approved, one.untouched, one.ter) for one in report.origins]
    columns = ("origin", "units", "source words", "approved", "of these unchanged", "TER")
    plot = figure(draw_shares(["source words"], series, unit=" %"), [one.origin for one in report.origins])
    return section("leverage", "Memory and engine", lead, plot, table("Targets by origin", columns, rows))


def _machine(report: Overview) -> str:
    lead = "How long the engine worked on each article, in all the runs on record on this machine."
    if not report.machine:
        return section("machine", "Machine time", lead, "<p class=empty>No run is on record here.</p>")
    shown = _largest(report.machine, lambda one: one.seconds)
    svg = draw_bars(_short([one.article for one in shown]), [("seconds", [one.seconds for one in shown])], unit=" s")
    rows: list[Sequence[Cell]] = [
        (one.article, one.runs, one.units, one.words, Number(f"{one.seconds:,.1f} s"), Number(f"{one.rate:,.0f}"))
        for one in report.machine
    ]
    columns = ("article", "runs", "units", "source words", "time", "words a second")
    plot = figure(svg, ["seconds"], _about(len(report.machine)))
    return section("machine", "Machine time", lead, plot, table("Work of the engine", columns, rows))
