"""Hypothesis strategies for HTML: well-formed pages, tag soup, and WordPress exports around them."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.strategies import sentences, words

_SOUP = (
    "<p>", "</p>", "<P CLASS=x>", "<b>", "</b>", "<i>", "</i>", "<a href=u title='Un titre'>", "</a>", "<br>",
    "<br />", "<wbr>", '<img alt="Une image" src=i>', "<img alt=image>", "<ul>", "<li>", "</li>", "</ul>", "<div>",
    "</div>", "<h1>", "</h1>", "<h2>", "</h2>", "<code>", "</code>", "<pre>", "</pre>", "<svg>", "</svg>", "<title>",
    "</title>", "<script>", "</script>", "<style>", "</style>", "<template>", "</template>", "<td>", "<tr>",
    "<table>", "</table>", "<span translate=no>", '<span translate="yes">', "<span class='a notranslate'>", "</span>",
    "<blockquote>", "</blockquote>", "<textarea>", "</textarea>", "<!--", "-->", "<!-- c -->", "<!---->", "<!-->",
    "<!--[if IE]>", "<![endif]-->", "<![CDATA[", "]]>", "<!DOCTYPE html>", "<?php", "?>", "<?xml version='1.0'?>",
    "{{", "}}", "{%", "%}", "{{ page.title }}", "{% if a > b %}", "{% comment %}", "{% endcomment %}",
    '{{< figure src="x" >}}', '[gallery ids="1,2"]', "[caption id=a]", "[/caption]", "[NDLR : une note.]", "&eacute;",
    "&nbsp;", "&amp;", "&lt;", "&gt;", "&#8217;", "&#x2019;", "&amp", "&bogus;", "&#0;", "&#xD800;", "&", "&quot;",
    "&#10;", "<", ">", "</", "<!", "<a", "=", '"', "'", "/", " ", " ", "\n", "\r\n", "\t", "\f", "\u00a0", "é", "🚀",
    "1", "<1>", "</2>", "<meta name", '=description content="Un mot">', "<meta name=description content='Un mot'>",
    "<input placeholder=Nom>", "<html lang=fr>", "</html>", "<plaintext>", "<iframe>", "</iframe>", "<select>",
    "<option>", "<option label='Un a'>", "<button>", "</button>", "<dl>", "<dt>", "<dd>", "<ruby>", "<rt>", "<math>",
    "</math>", "<o:p>", "</o:p>", "<x-y>", "<sup>", "</sup>", "<sup>e</sup>", "XX<sup>e</sup>", "m<SUP class=a>2</SUP>",
    "CO<sub>2</sub>", "I<sub>sp</sub>", "<sup>1</sup>", "<sup><a href=#n title='Un mot'>1</a></sup>",
)  # fmt: skip
soup = st.lists(st.one_of(st.sampled_from(_SOUP), words), max_size=24).map("".join)

_INLINE = (
    "b",
    "i",
    "em",
    "strong",
    "span",
    "a href='u?a=1&amp;b=2'",
    "q",
    "sup",
    "sub",
    'abbr title="Un sigle"',
    "code",
)
_FLOW = ("p", "div", "h2", "blockquote", "ul><li", "section", "table><tr><td", "details><summary", "dl><dd")


def _element(opening: str, inside: str) -> str:
    names = [part.split()[0] for part in opening.split("><")]
    return f"<{opening}>{inside}" + "".join(f"</{name}>" for name in reversed(names))


_escaped = sentences.map(lambda text: text.replace("&", "&amp;").replace("<", "&lt;"))
_voids = st.sampled_from(["<br>", '<img src=i alt="L\'image">', "<wbr>", " ", "&nbsp;", "\n", "<!-- c -->"])
phrases = st.recursive(
    st.one_of(_escaped, _voids),
    lambda inner: st.builds(_element, st.sampled_from(_INLINE), st.lists(inner, max_size=3).map("".join)),
    max_leaves=6,
)
paragraphs = st.builds(
    _element, st.sampled_from(("p", "h2", "li", "td", "figcaption")), st.lists(phrases, max_size=4).map("".join)
)
flows = st.recursive(
    st.one_of(paragraphs, phrases),
    lambda inner: st.builds(_element, st.sampled_from(_FLOW), st.lists(inner, max_size=3).map("\n".join)),
    max_leaves=6,
)
pages = st.builds(
    '<!DOCTYPE html>\n<html lang="fr">\n<head><title>{}</title></head>\n<body>{}</body></html>\n'.format,
    _escaped,
    flows,
)
html_documents = st.one_of(soup, pages, flows)

_EXPORT = """\
<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Le blog</title><language>fr-FR</language>
<item><title><![CDATA[{}]]></title><content:encoded><![CDATA[{}]]></content:encoded>
<excerpt:encoded><![CDATA[{}]]></excerpt:encoded><wp:post_type><![CDATA[post]]></wp:post_type></item>
</channel></rss>
"""


def _in_cdata(text: str) -> str:
    return text.replace("]]>", "]]]]><![CDATA[>")


exports = st.builds(
    lambda *texts: _EXPORT.format(*map(_in_cdata, texts)), sentences, st.one_of(soup, flows), st.one_of(sentences, soup)
)
