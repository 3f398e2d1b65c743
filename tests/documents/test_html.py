"""HTML: what is a text, what it looks like to a translator, and what is written back."""

from __future__ import annotations

from pathlib import Path, PurePath

import pytest

from translate import documents
from translate.documents.encoding import is_western
from translate.errors import DocumentError
from translate.model import Article, BlockKind
from translate.segmentation import segment

SOUP = Path(__file__).parents[1] / "corpora" / "html" / "soup.html"


def read(text: str | bytes, name: str = "a.html") -> Article:
    data = text.encode() if isinstance(text, str) else text
    return documents.read_bytes(data, PurePath(name), language="fr")


def sources(text: str) -> list[str]:
    return [found.source for found in segment(read(text))]


def publish(text: str, *targets: str, language: str = "en") -> str:
    article = read(text)
    return documents.write(article, segment(article), dict(enumerate(targets)), language=language).decode()


def test_an_awkward_page() -> None:
    article = read(SOUP.read_bytes())
    assert [(found.context, found.source) for found in segment(article)] == [
        ("title", "Un tir réussi à l’aube & sans nuages"),
        ("metadata", "La fusée a décollé."),
        ("title", "Un tir réussi à l’aube"),
        ("", "Du texte sans paragraphe, sur deux lignes"),
        ("title", "Le <1>premier</1> tir"),
        ("", "Un paragraphe jamais fermé, avec <1>du gras <2/>et de l'italique</1> mal<3/> fermés"),
        ("", "Une phrase entièrement en gras."),
        ("", "Une image <1/> dans la phrase<2/>et une ligne coupée."),
        ("caption", "fusée"),
        ("list item", "Premier point"),
        ("list item", "Second point, avec un <1>lien</1>"),
        ("metadata", 'L\'agence "Orbite"'),
        ("table cell", "Une case"),
        ("table cell", "Une autre"),
        ("table cell", "Une tête"),
        ("list item", "Apogée"),
        ("list item", "Le point le plus haut"),
        ("", "Prix < 10 M€, R&D, 5 < 6 &bogus; et AT&T."),
        ("", "Votre nom"),
        ("metadata", "Nom et prénom"),
        ("metadata", "Envoyer"),
        ("metadata", "Fermer la fenêtre"),
        ("", "Fermer"),
        ("", "sauf ceci"),
        ("", "La sonde <1/> est partie."),
        ("", "En savoir plus"),
        ("", "Du texte caché."),
        ("caption", "La fusée"),
        ("caption", "Crédit : l'agence"),
        ("quote", "Nous avons réussi."),
        ("heading", "Un titre dans un lien"),
        ("", "Et un paragraphe"),
        ("", "Une ligne"),
        ("", "Une autre ligne"),
    ]
    assert article.text.encode() == SOUP.read_bytes()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>a <b><i>b</i></b> c", ["a <1>b</1> c"]),
        ("<p>a <b>b <i>c</i></b> d", ["a <1>b <2>c</2></1> d"]),
        ("<p><a href=u><b>Tout</b></a></p>", ["Tout"]),
        ("<p><b>Un</b> mot", ["<1>Un</1> mot"]),
        ("<p><a id=x></a><img src=i>Un mot<!-- c --></p>", ["Un mot"]),
        ("<p>Un <picture><source><img alt='' src=i></picture> mot", ["Un <1/> mot"]),
        ("<p>Un<wbr>mot &shy;long", ["Un<1/>mot \u00adlong"]),
        ("<p>Un <code>a &lt; <b>b</b></code> mot", ["Un <1/> mot"]),
        ("<p>Un <svg><title>x</title></svg> mot", ["Un <1/> mot"]),
        ("<p>Le <script>x</script> mot", ["Le <1/> mot"]),
        ("<p>&nbsp;Un&nbsp;mot&nbsp;</p>", ["Un\u00a0mot"]),
        ("<p>Un   mot\n\n\tici", ["Un mot ici"]),
        ("<p>&lt;1&gt; et <b>un</b> mot", ["<1> et <2>un</2> mot"]),
        ("<script><!--<script>x</script> y--></script><p>Un mot", ["Un mot"]),
        ("<p>Un mot <b", ["Un mot"]),
        ("<p>5 <6 et </3", ["5 <6 et"]),
        ("<p>Un mot<![CDATA[<p>x</p>]]></p>", ["Un mot"]),
        ("<p title='a > b'>Un mot", ["a > b", "Un mot"]),
        ("<a title=\"{{ x | y: \"z\" }}\" href=u>Un mot</a>", ["Un mot"]),
        ("<p {% if a > b %}class=x{% endif %}>{{ page.title }} décolle", ["<1/> décolle"]),
        ("<p>{% if x %}Un mot{% endif %}</p>", ["Un mot"]),
        ("<div translate=no>a<p>b</p><p translate=yes>Un mot</p></div><p>Deux", ["Un mot", "Deux"]),
        ("<p translate=no>a<p>Un mot", ["Un mot"]),
        ("<button><p translate=no>a</button><p>Un mot", ["Un mot"]),
        ("<img alt='Un &copy=1 &copy; &copy mot'>", ["Un &copy=1 © © mot"]),
        ("<p>Un &copy=1 mot", ["Un ©=1 mot"]),
        ("<p>[NDLR : une note.]</p>", ["[NDLR : une note.]"]),
        ("<p>Voir [KN: la phrase.] et [video].", ["Voir [KN: la phrase.] et <1/>."]),
        ("<img alt='soyouz-12.jpg'><img alt='Un tir'>", ["Un tir"]),
        ("<p>Un <b>mot</p><p>Deux</b> mots</p>", ["Un <1/>mot", "Deux<1/> mots"]),
        ("<table><tr><td>Un<table><td>Deux</table>Trois<td>Quatre</table>", ["Un", "Deux", "Trois", "Quatre"]),
        ("<ul><li>Un<ul><li>Deux</ul>Trois<li>Quatre</ul>", ["Un", "Deux", "Trois", "Quatre"]),
    ],
)  # fmt: skip
def test_what_a_translator_sees(text: str, expected: list[str]) -> None:
    assert sources(text) == expected


@pytest.mark.parametrize(
    ("text", "target", "written"),
    [
        ("<p>Un mot", 'A < B & "C" >', '<p>A &lt; B &amp; "C" &gt;'),
        ('<img alt="Un mot">', 'A "B" & C', '<img alt="A &quot;B&quot; &amp; C">'),
        ("<img alt='Un mot'>", "It's", "<img alt='It&#39;s'>"),
        ("<img alt=mot src=x>", 'A "B"', '<img alt="A &quot;B&quot;" src=x>'),
        ("<p>L&eacute;ger <b>mot", "A caf\u00e9 <1/>\u00a0!", "<p>A caf\u00e9 <b>\u00a0!"),
        ("<p>Un mot", "{{ x }} {% y %} [gallery] [KN]", "<p>&#123;{ x }} &#123;% y %} &#91;gallery] [KN]"),
        ("<p>&lt;1&gt; <b>un</b> mot", "<1> <2>one</2>", "<p>&lt;1&gt; <b>one</b>"),
        ("<title>Un mot</title>", "</title>", "<title>&lt;/title&gt;</title>"),
    ],
)
def test_a_target_is_written_as_characters(text: str, target: str, written: str) -> None:
    assert publish(text, target) == written


def test_the_language_of_the_page_is_declared() -> None:
    page = '<!DOCTYPE html>\n<!-- c --><html xml:lang="fr" LANG=fr-FR><p lang="fr">Un mot</p></html>'
    expected = page.replace('"fr" LANG=fr-FR', '"en" LANG=en').replace("Un mot", "A word")
    assert publish(page, "A word") == expected
    assert publish(page, "Un mot") == page
    assert publish('<html lang="en-GB"><p>Un mot', "A word") == '<html lang="en-GB"><p>A word'
    assert publish('<html lang="{{ x }}"><p>Un mot', "A word") == '<html lang="{{ x }}"><p>A word'
    assert publish('<p>Un mot<html lang="fr">', "A word") == '<p>A word<html lang="fr">'


FRENCH = "Le décollage a été reporté. L’équipe espère un tir à l’aube, grâce à une météo plus clémente ; ça dépendra.\n"


@pytest.mark.parametrize(
    ("head", "label"),
    [
        ('<meta charset="iso-8859-1">', "cp1252"),
        ("<META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset=windows-1252'>", "cp1252"),
        ("<?xml version='1.0' encoding='ISO-8859-15'?>", "iso8859_15"),
        ("", "cp1252"),
        ('<!-- <meta charset="koi8-r"> -->', "cp1252"),
    ],
)
def test_a_page_is_read_in_the_encoding_that_it_declares(head: str, label: str) -> None:
    data = f"{head}<p>{FRENCH.replace('’', chr(39)) if label != 'cp1252' else FRENCH}".encode(label)
    article = read(data)
    assert article.encoding == label
    assert "météo plus clémente" in article.text
    segments = segment(article)
    assert documents.write(article, segments, {}) == data
    written = documents.write(article, segments, {0: "It’s café → 10 €"})
    assert "café &#8594; 10 €".encode(label) in written


def test_utf_8_goes_before_what_is_declared() -> None:
    assert read('<meta charset="latin1"><p>Un été').encoding == "utf-8"
    assert read(b'<meta charset="latin1"><p>Un mot').encoding == "cp1252"
    assert read(b"\xef\xbb\xbf<meta charset=latin1><p>Un mot").encoding == "utf-8"
    assert read("<meta charset=utf-16><p>Un mot".encode("utf-16")).encoding == "utf-16-le"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"<meta charset=shift_jis><p>Un mot", 'declares the encoding "shift_jis"'),
        (b"<meta charset=latin1><p>Un \x81 mot \xe9", "is not latin1: byte 27 (0x81) does not fit"),
        (b"<p>\xe9", "is not UTF-8"),
    ],
)
def test_a_page_in_another_encoding_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(DocumentError) as caught:
        read(data)
    assert message in str(caught.value)


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_windows_1252_is_read_where_it_is_certain(name: str) -> None:
    data = (FRENCH * 2).encode("cp1252")
    article = read(data, name)
    assert article.encoding == "cp1252"
    assert documents.write(article, segment(article), {}) == data


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Le décollage a été reporté à l'été.\n" * 3, "cp1252"),  # two accented letters only
        ("Le lanceur a été envoyé sur le pas de tir.\n" * 9, "cp1252"),  # and one only
        (FRENCH.replace("’", "'"), "mac_roman"),
        (FRENCH.replace("’", "'"), "cp850"),
        (FRENCH.replace("’", "'") + "œuf", "iso8859_15"),
        ("Ракета взлетела рано утром с космодрома. " * 4, "cp1251"),
        ("Ракета взлетела рано утром с космодрома. " * 4, "koi8_r"),
        ("Zażółć gęślą jaźń, a rakieta wystartowała o świcie. " * 4, "cp1250"),
    ],
)
def test_other_bytes_are_no_certain_windows_1252(text: str, encoding: str) -> None:
    assert not is_western(text.encode(encoding))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<ul><li><table><tr><td></li>Un mot", BlockKind.TABLE_CELL),
        ("<table><td><div></td>Un mot", BlockKind.PARAGRAPH),
        ("<blockquote><div></blockquote>Un mot", BlockKind.PARAGRAPH),
        ("<p class=wp-caption-text><p>Un mot", BlockKind.PARAGRAPH),
        ("<h2><h3></h2>Un mot", BlockKind.PARAGRAPH),
        ("<li><b></li>Un mot", BlockKind.PARAGRAPH),
    ],
)
def test_end_tags_close_what_is_in_their_scope(text: str, kind: BlockKind) -> None:
    assert [block.kind for block in read(text).blocks if block.translatable] == [kind]


def test_kinds_of_blocks() -> None:
    text = "<h1>Un</h1><h1>Deux</h1><p>Crédit photo : CNES</p><p class='wp-caption-text'>Trois</p><li><p>Quatre</p>"
    kinds = [block.kind for block in read(text).blocks if block.translatable]
    assert kinds == [BlockKind.TITLE, BlockKind.HEADING, BlockKind.CREDIT, BlockKind.CAPTION, BlockKind.LIST_ITEM]
