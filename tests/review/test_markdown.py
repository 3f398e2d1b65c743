"""Markdown in the preview is what readers see: footnotes at the end, scripts raised and lowered, HTML as HTML."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.strategies import markdown_documents
from translate.review.markdown import render_markdown

LAWS = settings(deadline=None, max_examples=100)
labels = st.sampled_from(["1", "2", "note", "été", "*"])


@LAWS
@given(st.lists(labels, max_size=6), st.lists(labels, unique=True, max_size=5), st.booleans())
def test_each_mark_leads_to_its_footnote(marks: list[str], notes: list[str], first: bool) -> None:
    text = "Un mot " + " ".join(f"mot[^{label}]" for label in marks) + "\n"
    defined = "".join(f"[^{label}]: Note «{label}».\n\n    Suite «{label}».\n\n" for label in notes)
    shown = render_markdown(f"{defined}\n\n{text}" if first else f"{text}\n{defined}")

    items = dict(re.findall(r'(?s)<li id="fn-(\d+)">(.*?)</li>', shown))
    order = list(dict.fromkeys(label for label in marks if label in notes))
    expected = {label: str(number) for number, label in enumerate(order, 1)}
    assert [number for number, _ in re.findall(r'<sup><a href="#fn-(\d+)">(\d+)</a></sup>', shown)] == [
        expected[label] for label in marks if label in notes
    ]
    assert len(items) == len(notes)
    for label in notes:
        number = expected.get(label)
        holders = [n for n, item in items.items() if f"Note «{label}»." in item and f"Suite «{label}»." in item]
        assert holders == [number] if number else len(holders) == 1
    assert shown.count("[^") == sum(label not in notes for label in marks)


@LAWS
@given(markdown_documents)
def test_any_document_can_be_shown(text: str) -> None:
    shown = render_markdown(text)
    assert shown.count("<ol>") == shown.count("</ol>") or "<" in text


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Le 3^e^ essai", "<p>Le 3<sup>e</sup> essai</p>\n"),
        ("De 3 m^2^ de CO~2~", "<p>De 3 m<sup>2</sup> de CO<sub>2</sub></p>\n"),
        ("Un a^b^c et ~~non~~", "<p>Un a^b^c et <s>non</s></p>\n"),
        ("Le 3<sup>e</sup> essai", "<p>Le 3<sup>e</sup> essai</p>\n"),
        ("Un mot[^1]", "<p>Un mot[^1]</p>\n"),
        ("---\ntitle: Un titre\n---\nUn mot", "<p>Un mot</p>\n"),
        ("`[^1]`", "<p><code>[^1]</code></p>\n"),
    ],
)
def test_markup(written: str, shown: str) -> None:
    assert render_markdown(written) == shown


def test_notes_within_notes_without_end_do_no_harm() -> None:
    assert "<ol>" in render_markdown("[^a]: " * 2000 + "Fin\n")
