"""HTML inside Markdown, and the texts inside its markup: titles of links, attributes of tags."""

from __future__ import annotations

from html import unescape
from html.parser import HTMLParser
from pathlib import PurePath
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.strategies import markdown_documents
from translate import documents
from translate.errors import DocumentError
from translate.segmentation import segment

if TYPE_CHECKING:
    from translate.model import Article, Segment

README = """\
<h1 align="center">
  <img src="logo.svg" alt="Le logo du projet"><br>Orbite
</h1>

Orbite calcule des <abbr title="éléments orbitaux">TLE</abbr> et des <kbd title='la touche'>clés</kbd>.
Voir le [guide](guide.md "Le guide complet"), l'image ![carte](ciel.png 'Le ciel') et [la suite][fin].

> [!NOTE]
> Cette version est provisoire.

<details>
<summary>Voir la suite &amp; fin</summary>

| Option | Effet |
|--------|-------|
| [lien](x.md (un titre)) | accélère |

</details>

[fin]: u "La fin du guide"
"""
SOURCES = [
    "Le logo du projet", "Orbite", "Orbite calcule des <1>TLE</1> et des <2>clés</2>.",
    "Voir le <1>guide</1>, l'image <2>carte</2> et <3>la suite</3>.", "éléments orbitaux", "la touche",
    "Le guide complet", "Le ciel", "Cette version est provisoire.", "Voir la suite & fin", "Option", "Effet",
    "<1>lien</1>", "un titre", "accélère", "La fin du guide",
]  # fmt: skip


def read(text: str) -> tuple[Article, tuple[Segment, ...]]:
    article = documents.read_bytes(text.encode(), PurePath("a.md"), language="fr")
    return article, segment(article)


def publish(text: str, **targets: str) -> str:
    """Write targets for the segments with these numbers (`_3="..."`)."""
    article, segments = read(text)
    return documents.write(article, segments, {int(name[1:]): target for name, target in targets.items()}).decode()


class _Attributes(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.values: list[str] = []

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.values += [value or "" for _, value in attrs]


def shown_texts(text: str) -> set[str]:
    """All attributes of the page that markdown-it makes of a text."""
    reader = _Attributes()
    reader.feed(MarkdownIt("commonmark").enable("table").render(text))
    return set(reader.values)


def test_every_text_that_a_reader_sees_is_a_segment() -> None:
    assert [one.source for one in read(README)[1]] == SOURCES


@given(markdown_documents)
def test_sources_as_targets_give_the_file(text: str) -> None:
    try:
        article, segments = read(text)
    except DocumentError:
        return
    targets = {number: one.source for number, one in enumerate(segments)}
    assert documents.write(article, segments, targets) == text.encode()


ANY = st.text(st.sampled_from("ab \"'()<>&|[]é]"), min_size=1, max_size=10).filter(lambda t: t.strip() == t)


@settings(max_examples=150)
@given(st.dictionaries(st.sampled_from([0, 4, 5, 6, 7, 13, 15]), ANY, min_size=1))
def test_a_text_in_markup_reads_as_its_target(targets: dict[int, str]) -> None:
    article, segments = read(README)
    written = documents.write(article, segments, targets).decode()

    shown = {" ".join(text.split()) for text in shown_texts(written)}
    for number, target in targets.items():
        # Markdown's own titles are Markdown, where a target may spell a character by name.
        assert " ".join(unescape(target).split()) in shown or " ".join(target.split()) in shown, number
    _, segments_again = read(written)
    left = [one.source for number, one in enumerate(segments) if number not in targets]
    assert set(left) <= {one.source for one in segments_again}


def test_a_sentence_and_the_texts_in_its_markup_are_written_together() -> None:
    written = publish(README, _3="See <3>the rest</3> and the <1>guide</1> <2>map</2>.", _6='The "guide"', _7="It's")
    assert 'See [the rest][fin] and the [guide](guide.md "The \\"guide\\"") ![map](ciel.png \'It\\\'s\').\n' in written


def test_a_tag_that_is_left_out_takes_its_text_along() -> None:
    assert "See the guide.\n" in publish(README, _3="See the guide.", _6="The guide")


def test_blocks_of_html_are_written_as_html() -> None:
    written = publish(README, _9="See <more> & so on", _1="# Orbit")
    assert "<summary>See &lt;more&gt; &amp; so on</summary>" in written
    assert "<br># Orbit\n" in written


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("Le <span translate='no'>Bureau</span> et <code>le code</code> ici.", ["Le <1/> et <2/> ici."]),
        ("La formule $a_1 = b$ coûte 5 $ ou 6 $.", ["La formule <1/> coûte 5 $ ou 6 $."]),
        ("Il paie $5 et $6.", ["Il paie $5 et $6."]),
        ("$$\na = b\n$$\n\nUn mot.", ["Un mot."]),
        ("Mot\n: Sa définition\n  sur deux lignes\n: Une autre", ["Mot", "Sa définition sur deux lignes", "Une autre"]),
        ("> [!WARNING] Un titre\n> Le texte.", ["Un titre Le texte."]),
        ("- <p>Un mot</p>\n  <p>deux</p>", ["Un mot", "deux"]),
        ("<h1>Un</h1>\n\n# Deux", ["Un", "Deux"]),
        ("a [b](c '12') <i title=5>d</i>", ["a <1>b</1> <2>d</2>"]),
    ],
)  # fmt: skip
def test_what_stands_in_markdown_is_read(text: str, sources: list[str]) -> None:
    assert [one.source for one in read(text)[1]] == sources


def test_only_the_first_title_is_the_title() -> None:
    assert [one.context for one in read("<h1>Un</h1>\n\n# Deux\n\n<h1>Trois</h1>")[1]] == [
        "title",
        "heading",
        "heading",
    ]
