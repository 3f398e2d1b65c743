"""Plots as SVG that stands inside a page: drawn by pygal, coloured by the page's own style sheet.

What comes out has no script, no style, no name space and no address of its own, so that a page with it can be opened
from a disk that has no network, and printed in the colours of paper.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH = 760
"""Units of the drawing's width; the page scales it."""
_BAR, _FRAME = 26, 60
_LONGEST_LABEL = 42
_LETTERS = 14


def draw_shares(labels: Sequence[str], series: Sequence[tuple[str, Sequence[float]]], *, unit: str) -> str:
    """Return horizontal bars, one for each label from the top down, each made of one part for each of the series."""
    import pygal

    chart = _new(pygal.HorizontalStackedBar, len(labels), unit)
    return _render(chart, labels[::-1], [(name, list(values)[::-1]) for name, values in series])


def draw_bars(labels: Sequence[str], series: Sequence[tuple[str, Sequence[float]]], *, unit: str) -> str:
    """Return horizontal bars, for each label from the top down one for each of the series, with their values."""
    import pygal

    chart = _new(pygal.HorizontalBar, len(labels) * max(1, len(series)), unit)
    chart.config(print_values=True, print_values_position="top")
    # Such bars are drawn from the bottom up.
    return _render(chart, labels[::-1], [(name, list(values)[::-1]) for name, values in series])


def draw_lines(labels: Sequence[str], series: Sequence[tuple[str, Sequence[float]]], *, unit: str) -> str:
    """Return a line with dots for each of the series over labels from left to right."""
    import pygal

    chart = _new(pygal.Line, 8, unit)
    chart.config(
        show_minor_x_labels=len(labels) <= 10,
        x_labels_major_count=min(8, len(labels)),
        truncate_label=-1,
        dots_size=4,
        show_y_guides=True,
        include_x_axis=True,
    )
    return _render(chart, labels, series)


def _new(kind: Any, rows: int, unit: str) -> Any:
    from pygal.etree import etree
    from pygal.style import Style

    # One library for the drawing's tree, whether or not the other one is installed.
    etree.to_etree()
    return kind(
        js=[],
        css=[],
        # The page's style sheet sets the letters; these sizes only keep room for them.
        style=Style(label_font_size=_LETTERS, major_label_font_size=_LETTERS),
        width=WIDTH,
        height=_FRAME + _BAR * max(rows, 2),
        margin=8,
        margin_right=44,
        spacing=8,
        show_legend=False,
        range=(0, None),
        max_scale=6,
        truncate_label=_LONGEST_LABEL,
        x_label_rotation=0,
        rounded_bars=2,
        no_data_text="nothing yet",
        value_formatter=lambda value: f"{value:,.1f}{unit}".replace(f".0{unit}", unit),
    )


def _render(chart: Any, labels: Sequence[str], series: Sequence[tuple[str, Sequence[float]]]) -> str:
    chart.x_labels = list(labels)
    for name, values in series:
        chart.add(name, list(values))
    chart.add_xml_filter(_clean)
    return str(chart.render(is_unicode=True, disable_xml_declaration=True))


def _clean(root: ElementTree.Element) -> ElementTree.Element:
    """Take out what a part of a page does not need, and turn the library's notes on values into titles to point at."""
    for name in ("xmlns", "id"):
        root.attrib.pop(name, None)
    root.set("class", "chart")
    root.set("aria-hidden", "true")
    for child in list(root):
        if not isinstance(child.tag, str) or child.tag in ("defs", "title"):
            root.remove(child)
    for parent in list(root.iter()):
        _clean_children(parent)
    return root


def _clean_children(parent: ElementTree.Element) -> None:
    notes = {child.get("class", ""): child.text or "" for child in parent if child.tag == "desc"}
    for child in list(parent):
        if child.tag in ("desc", "title") or "tooltip" in child.get("class", ""):
            if not child.get("class", "").endswith("tooltip-trigger"):
                parent.remove(child)
        elif "id" in child.attrib:
            del child.attrib["id"]
    if "value" in notes:
        label = notes.get("x_label") or notes.get("label", "")
        ElementTree.SubElement(parent, "title").text = f"{label}: {notes['value']}" if label else notes["value"]
