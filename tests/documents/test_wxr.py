"""WordPress exports: posts and pages are read as the HTML that they hold, and everything else stays."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING
from xml.etree import ElementTree
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.documents.html_texts import flows, soup
from translate import documents
from translate.errors import DocumentError
from translate.segmentation import segment

if TYPE_CHECKING:
    from translate.model import Article

EXPORT = """\
<?xml version="1.0" encoding="UTF-8" ?>
<!-- Un export -->
<rss version="2.0"
	xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
	xmlns:content="http://purl.org/rss/1.0/modules/content/"
	xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
	<title>Le blog</title>
	<language>fr-FR</language>
	<wp:category><wp:cat_name><![CDATA[Lanceurs]]></wp:cat_name></wp:category>
	<item>
		<title><![CDATA[Un tir &amp; un retour]]></title>
		<category domain="category"><![CDATA[Lanceurs]]></category>
		<content:encoded><![CDATA[<!-- wp:paragraph {"fontSize":"large"} -->
<p class="x">Le <strong>lanceur</strong> a décollé.
Il est revenu.</p>
<!-- /wp:paragraph -->
<!-- wp:image {"id":7} --><figure><img alt="La fusée" src="a.jpg"/><figcaption>Une légende</figcaption>
</figure><!-- /wp:image -->]]></content:encoded>
		<excerpt:encoded><![CDATA[Un résumé.]]></excerpt:encoded>
		<wp:status><![CDATA[publish]]></wp:status>
		<wp:post_type><![CDATA[post]]></wp:post_type>
		<wp:postmeta><wp:meta_key>_edit_last</wp:meta_key>
		<wp:meta_value><![CDATA[Pas de texte]]></wp:meta_value></wp:postmeta>
		<wp:postmeta><wp:meta_key><![CDATA[_yoast_wpseo_metadesc]]></wp:meta_key>
		<wp:meta_value><![CDATA[%%sitename%% : un tir & un retour]]></wp:meta_value></wp:postmeta>
		<wp:comment><wp:comment_content><![CDATA[Pas de texte]]></wp:comment_content></wp:comment>
	</item>
	<item>
		<title>Une page &amp; ses lignes</title>
		<content:encoded><![CDATA[Un paragraphe
sur deux lignes.

[gallery ids="1,2"]

[caption id="a" align="left"]<img src="b.jpg" alt="Une vue" /> Sa légende[/caption]
Un autre [KN: une note.] mot]]]]><![CDATA[> fin.]]></content:encoded>
		<excerpt:encoded><![CDATA[]]></excerpt:encoded>
		<wp:post_type>page</wp:post_type>
	</item>
	<item><title>Pas de texte</title><content:encoded><![CDATA[Pas de texte]]></content:encoded>
		<wp:post_type>attachment</wp:post_type></item>
	<item><title>Pas de texte</title><wp:status>trash</wp:status><wp:post_type>post</wp:post_type></item>
</channel>
</rss>
"""
SOURCES = [
    ("title", "Un tir & un retour"),
    ("", "Le <1>lanceur</1> a décollé."),
    ("", "Il est revenu."),
    ("caption", "La fusée"),
    ("caption", "Une légende"),
    ("metadata", "Un résumé."),
    ("metadata", "<1/> : un tir & un retour"),
    ("title", "Une page & ses lignes"),
    ("", "Un paragraphe<1/>sur deux lignes."),
    ("caption", "Une vue"),
    ("caption", "Sa légende"),
    ("", "Un autre [KN: une note.] mot]]> fin."),
]


def read(text: str) -> Article:
    return documents.read_bytes(text.encode(), PurePath("export.xml"), language="fr")


def test_the_texts_of_posts_and_pages_are_found() -> None:
    article = read(EXPORT)
    assert [(found.context, found.source) for found in segment(article)] == SOURCES
    assert article.text == EXPORT


def test_what_is_published_is_still_an_export() -> None:
    article = read(EXPORT)
    segments = segment(article)
    targets = {number: f"A ]]> & <b> {found.source}" for number, found in enumerate(segments)}
    written = documents.write(article, segments, targets, language="en").decode()
    before, after = ElementTree.fromstring(EXPORT), ElementTree.fromstring(written)  # noqa: S314 - our own text
    assert [element.tag for element in after.iter()] == [element.tag for element in before.iter()]
    assert after.findtext("channel/language") == "en"
    assert after.findtext("channel/title") == "Le blog"
    assert after.findtext("channel/item/title") == "A ]]&gt; &amp; &lt;b&gt; Un tir &amp; un retour"
    values = [element.text for element in after.iter("{http://wordpress.org/export/1.2/}meta_value")]
    assert values == ["Pas de texte", "A ]]> & <b> %%sitename%% : un tir & un retour"]
    assert "".join(found.source for found in segment(read(written))) == "".join(targets.values())
    assert '<!-- wp:paragraph {"fontSize":"large"} -->\n<p class="x">A ]]&gt; &amp; &lt;b&gt; Le <strong>' in written


def test_sources_as_targets_change_nothing() -> None:
    article = read(EXPORT)
    segments = segment(article)
    targets = {number: found.source for number, found in enumerate(segments)}
    assert documents.write(article, segments, targets, language="en").decode() == EXPORT


HEAD = '<rss xmlns:wp="http://wordpress.org/export/1.2/">'
BOMB = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;">]>\n'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<a>Un mot</a>", "export.xml: is XML, but no WordPress export"),
        (BOMB + HEAD + "&c;</rss>", "export.xml:1: declares a document type, which is not read"),
        (HEAD + "\n<item>", "export.xml:2: is cut off: <item> is never closed"),
        (HEAD + "\n<item></rss>", "export.xml:2: is no well-formed XML: </rss> where </item> should stand"),
        (HEAD + "\n\n<![CDATA[ </rss>", 'export.xml:3: "<![CDATA[" is never closed'),
        (HEAD + "5 < 6</rss>", "export.xml:1: is no well-formed XML: stray <"),
        (HEAD + "<a>" * 200, "export.xml:1: nests elements more than 100 deep"),
        (HEAD + "</rss></rss>", "export.xml:1: is no well-formed XML: </rss> where nothing should stand"),
        (HEAD + "<channel></channel></rss>", "export.xml: has nothing to translate"),
    ],
)
def test_what_is_no_export_is_refused(text: str, message: str) -> None:
    with pytest.raises(DocumentError) as caught:
        read(text)
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize("piece", ["<a>", "<a", "<!--", "<![CDATA[", "<?", '<a b="', "</a>", "<", "&b;", "]]>"])
def test_a_broken_export_of_any_size_is_refused_at_once(piece: str) -> None:
    with pytest.raises(DocumentError):
        read(HEAD + piece * 100_000)


SHELL = """<rss version="2.0" xmlns:content="c" xmlns:wp="http://wordpress.org/export/1.2/"><channel><item>
<title>Un titre</title><content:encoded>{}</content:encoded><wp:post_type>post</wp:post_type>
</item></channel></rss>"""
TARGETS = st.text(st.sampled_from("ab <>&\"'{[]é;"), min_size=1, max_size=8).filter(str.strip)


@given(st.one_of(flows, soup), st.dictionaries(st.integers(0, 5), TARGETS))
def test_escaped_content_is_read_and_written_as_that_in_cdata(html: str, targets: dict[int, str]) -> None:
    html = "".join(c for c in html.replace("]]>", "") if c >= " " or c == "\n").strip("\n ") or "<p>a</p>"
    html = f"<b>{html}</b>"
    plain, escaped = read(SHELL.format(f"<![CDATA[{html}]]>")), read(SHELL.format(escape(html)))

    assert [(s.context, s.source) for s in segment(escaped)] == [(s.context, s.source) for s in segment(plain)]
    chosen = {n: target for n, target in targets.items() if 0 < n < len(segment(plain))}
    contents = [
        ElementTree.fromstring(documents.write(one, segment(one), chosen)).findtext(".//{c}encoded")  # noqa: S314 - ours
        for one in (plain, escaped)
    ]
    assert contents[0] == contents[1]
    assert documents.write(escaped, segment(escaped), {n: s.source for n, s in enumerate(segment(escaped))}) == (
        escaped.text.encode()
    )
