"""Superscripts and subscripts that are part of a word are plain characters to a translator, and keep their markup."""

from __future__ import annotations

from pathlib import PurePath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translate import documents
from translate.model import Article, PlaceableKind, Segment
from translate.segmentation import segment

LAWS = settings(deadline=None, max_examples=150)

RAISED = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")

# What a format writes around a superscript and around a subscript, with the file's ending.
STYLES = {
    "html": (".html", "<sup>{}</sup>", "<sub>{}</sub>"),
    "html-attributes": (".html", '<SUP class="exposant">{}</SUP>', "<sub\n id='x'>{}</sub>"),
    "markdown-html": (".md", "<sup>{}</sup>", "<sub>{}</sub>"),
    "markdown": (".md", "^{}^", "~{}~"),
}
styles = st.sampled_from(sorted(STYLES))
ordinals = st.one_of(
    st.tuples(st.integers(1, 400).map(str), st.sampled_from(["e", "er", "re", "ers", "es", "ème", "nd", "nde"])),
    st.tuples(st.sampled_from(["I", "V", "XIX", "XXI", "xviii"]), st.sampled_from(["e", "er"])),
    st.sampled_from([("M", "me"), ("M", "lle"), ("D", "r"), ("C", "ie"), ("M", "gr")]),
)
exponents = st.tuples(
    st.sampled_from(["m", "km", "cm", "kg/m", "m.s", "10", "x"]),
    st.one_of(st.integers(1, 99).map(str), st.integers(1, 30).map(lambda n: f"-{n}")),
)
indices = st.tuples(st.sampled_from(["CO", "H", "N", "Fe", "x", "v"]), st.integers(0, 99).map(str))


def page(style: str, text: str) -> str:
    return f"<p>{text}</p>\n" if STYLES[style][0] == ".html" else f"{text}\n"


def read(style: str, text: str) -> tuple[Article, tuple[Segment, ...]]:
    article = documents.read_bytes(page(style, text).encode(), PurePath("a" + STYLES[style][0]), language="fr")
    return article, segment(article)


def raised(style: str, text: str) -> str:
    return STYLES[style][1].format(text)


def lowered(style: str, text: str) -> str:
    return STYLES[style][2].format(text)


@LAWS
@given(styles, ordinals)
def test_the_raised_end_of_a_word_is_plain_letters(style: str, word: tuple[str, str]) -> None:
    base, end = word
    _, segments = read(style, f"Voici le {base}{raised(style, end)} essai.")
    assert [(one.source, one.placeables) for one in segments] == [(f"Voici le {base}{end} essai.", ())]


@LAWS
@given(styles, st.lists(st.one_of(exponents.map(lambda e: (*e, True)), indices.map(lambda i: (*i, False))), min_size=1))
def test_exponents_and_indices_are_characters_and_get_their_markup_back(
    style: str, parts: list[tuple[str, str, bool]]
) -> None:
    shown = " et ".join(base + value.translate(RAISED if up else LOWERED) for base, value, up in parts)
    written = " et ".join(base + (raised if up else lowered)(style, value) for base, value, up in parts)
    article, segments = read(style, f"Une valeur de {written} ici.")
    assert [(one.source, one.placeables) for one in segments] == [(f"Une valeur de {shown} ici.", ())]
    published = documents.write(article, segments, {0: f"{shown} here, a value of that."}).decode()
    assert published == page(style, f"{written} here, a value of that.")


@LAWS
@given(styles, st.sampled_from(["n", "N"]), st.integers(1, 99), st.booleans())
def test_a_raised_o_is_the_sign_of_a_number(style: str, letter: str, number: int, several: bool) -> None:
    end = raised(style, "os" if several else "o")
    _, segments = read(style, f"Le vol {letter}{end} {number} est parti.")
    assert segments[0].source == f"Le vol {letter}°{'s' * several} {number} est parti."


@LAWS
@given(
    st.sampled_from([".html", ".md"]),
    st.sampled_from(["mot", "fin.", "la", "(OK)", "1998", "«\u00a0oui\u00a0»"]),
    st.sampled_from(
        ["1", "[2]", "12", "*", "1, 2", '<a href="#n1">3</a>', '<a href="#a">a</a>', "[<a href='#b'>4</a>]"]
    ),
)
def test_the_mark_of_a_footnote_is_one_tag(suffix: str, word: str, mark: str) -> None:
    text = f"Voici {word}<sup>{mark}</sup>\n"
    article = documents.read_bytes(text.encode(), PurePath("a" + suffix), language="fr")
    (found,) = segment(article)
    assert found.source == f"Voici {word}<1/>"
    assert [(one.kind, one.raw) for one in found.placeables] == [(PlaceableKind.FOOTNOTE, f"<sup>{mark}</sup>")]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("<sup>14</sup>C", "¹⁴C"),
        ("Ca<sup>2+</sup>", "Ca²⁺"),
        ("SO<sub>4</sub><sup>2-</sup>", "SO₄²⁻"),
        ("C<sub>2</sub>H<sub>6</sub>O", "C₂H₆O"),
        ("10<sup>&minus;3</sup> bar", "10⁻³ bar"),
        ("45<sup>o</sup> nord", "45° nord"),
        ("Marque<sup>TM</sup>", "Marque™"),
        ("<b>XX<sup>e</sup></b> siècle", "<1>XXe</1> siècle"),
        ("<b>3</b><sup>e</sup> rang", "<1>3</1>e rang"),
        ("le 4<sup>e&nbsp;</sup>étage", "le 4e\u00a0étage"),
        ("I<sub>sp</sub> élevée", "<1/> élevée"),
        ("&eta;<sub>p</sub> élevé", "<1/> élevé"),
        ("un <sup>petit</sup> mot", "un <1>petit</1> mot"),
        ("un mot<sub>bas</sub>", "un mot<1>bas</1>"),
        ("3<sup>e</sup>mot", "3<1>e</1>mot"),
    ],
)
def test_scripts_in_html(written: str, shown: str) -> None:
    _, segments = read("html", f"Voici {written} là.")
    assert [one.source for one in segments] == [f"Voici {shown} là."]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("~~rayé~~", "<1>rayé</1>"),
        ("~2~", "~2~"),
        ("a^b^c", "a^b^c"),
        ("le **3**^e^ essai", "le <1>3</1>e essai"),
        ("2^10 bits", "2^10 bits"),
        ("`m^2^`", "<1/>"),
        (r"m\^2^", r"m\^2^"),
        ("H~2~O et ~~H~2~O~~", "H₂O et <1>H₂O</1>"),
    ],
)
def test_carets_and_tildes_in_markdown(written: str, shown: str) -> None:
    _, segments = read("markdown", f"Voici {written} là.")
    assert [one.source for one in segments] == [f"Voici {shown} là."]


def test_scripts_within_scripts_without_end_are_no_trouble() -> None:
    text = f"Un mot{'<sup>a' * 5000}1{'</sup>' * 5000}"
    article, segments = read("html", text)
    assert article.text == page("html", text)
    assert len(segments[0].placeables) == 10_000


def test_a_script_in_an_escaped_export_keeps_its_markup() -> None:
    item = "<title>Un</title><wp:post_type>post</wp:post_type>"
    body = "De 3 m&lt;sup&gt;2&lt;/sup&gt; au 3&lt;sup&gt;e&lt;/sup&gt; rang."
    text = (
        '<?xml version="1.0"?><rss xmlns:wp="http://wordpress.org/export/1.2/"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<item>{item}<content:encoded>{body}</content:encoded></item></channel></rss>\n"
    )
    article = documents.read_bytes(text.encode(), PurePath("a.wxr"), language="fr")
    segments = segment(article)
    (number,) = [n for n, one in enumerate(segments) if one.source == "De 3 m² au 3e rang."]
    written = documents.write(article, segments, {number: "3 m² & 3rd."}).decode()
    assert "3 m&lt;sup&gt;2&lt;/sup&gt; &amp;amp; 3rd." in written


def test_a_sign_that_the_source_writes_as_such_stays_so() -> None:
    article, segments = read("html", "De 3 m<sup>2</sup> et 5 m³.")
    assert segments[0].source == "De 3 m² et 5 m³."
    assert documents.write(article, segments, {0: "3 m² & 5 m³."}).decode() == "<p>3 m<sup>2</sup> &amp; 5 m³.</p>\n"
