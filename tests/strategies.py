"""Hypothesis strategies for articles: prose with the troubles of real ones, and text that looks like Markdown."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from translate.model import Article, Block, Segment
from translate.placeables import tag

if TYPE_CHECKING:
    from collections.abc import Iterator

LINE_ENDS = ("\n", "\r\n", "\r")

_WORDS = (
    "le la une fusée Soyouz décollage d'Orion l’étage (premier) « réussi » Dmitri Bakanov. 12 7,5 % T+3 h n°6 "
    "[NDLR: voir] [note] fin.]Suite <1> </2> <3/> A\u00a0B c\u2028d e\u202ff «g» — - x_y 5*3 a|b"
)
words = st.sampled_from(_WORDS.split(" "))
sentences = st.lists(words, min_size=1, max_size=12).map(" ".join)

_MARKS = (
    "*", "**", "_", "__", "~~", "`", "``", "[", "]", "![", "](", ")", "(u)", "[a]", "[a][b]", "[^1]", "<", ">", "<b>",
    "</b>", "<br>", "<https://e.fr>", "\\", "\\*", "&amp;", "  ", "|", '"', "'", "!", "a", "b", "é", " ", " ", "\t",
    "\u00a0", "🚀", "<!--", "-->", "1", "-", "=", ":", ".", "&eacute;", "&nbsp;", "&#42;", "{{ x }}", "{{< y >}}",
    "{% z %}", "{{", "}}", "{#id}", '<abbr title="a b">', "</abbr>", "[l](u 'le mot')", "<q translate=no>", "</q>",
    "<code>", "</code>", "$x_1$", "$$", "5 $", "[l]", "3^e^", "m^2^", "H~2~O", "^", "~", "XX<sup>e</sup>",
    "T<sub>a</sub>",
)  # fmt: skip
_STARTS = (
    "", "", "", "# ", "## ", "###### ", "- ", "* ", "+ ", "1. ", "2) ", "> ", "> > ", "    ", "  ", "\t", "```", "~~~",
    "---", "===", "***", "| a | b |", "|---|---|", "[a]: u 't'", "[b]: <v>", "[^1]: ", "- [ ] ", "- [x] ",
    "<div>", "</div>", "<!--", "-->", "+++", "...", "title: ", 'description: "', "summary: '", "title = ",
    "<p>", "<img alt='un mot'>", "<h1>Mot</h1>", "[!NOTE]", "> [!tip] ", ": ", "[l]: u 'un titre'", "$$",
    "excerpt: >", "subtitle: |", "tags: [x]", "{% comment %}", "{% endcomment %}", "{{% note %}}", "{: .wide}",
)  # fmt: skip

inline_markdown = st.lists(st.one_of(st.sampled_from(_MARKS), words), max_size=14).map("".join)
markdown_lines = st.tuples(st.lists(st.sampled_from(_STARTS), max_size=2).map("".join), inline_markdown).map("".join)


def joined(lines: st.SearchStrategy[str], max_size: int = 8) -> st.SearchStrategy[str]:
    """Lines with any line ends between them, mixed ones too."""
    ended = st.tuples(lines, st.sampled_from((*LINE_ENDS, "\n\n", "\n", "\n"))).map("".join)
    return st.tuples(st.lists(ended, max_size=max_size).map("".join), lines).map("".join)


markdown_documents = joined(markdown_lines)
text_documents = joined(st.one_of(sentences, st.sampled_from(["", " ", "\t", "- a", "  b", "© X", "[n]"])))


def whole_segments(article: Article) -> list[Segment]:
    """One segment a translatable block."""
    return [_segment(article, index, 0, len(block.raw)) for index, block in _translatable(article)]


@st.composite
def cut_segments(draw: st.DrawFn, article: Article) -> list[Segment]:
    """Segments that cut the translatable blocks anywhere but inside a placeable, with gaps between them."""
    segments = []
    for index, block in _translatable(article):
        inside = {at for p in block.placeables for at in range(p.start + 1, p.end)}
        places = [at for at in range(len(block.raw) + 1) if at not in inside]
        cuts = sorted(draw(st.sets(st.sampled_from(places), max_size=6)))
        segments += [_segment(article, index, start, end) for start, end in pairwise(cuts) if draw(st.booleans())]
    return segments


def _translatable(article: Article) -> Iterator[tuple[int, Block]]:
    return ((index, block) for index, block in enumerate(article.blocks) if block.translatable)


def _segment(article: Article, index: int, start: int, end: int) -> Segment:
    block = article.blocks[index]
    source, placeables = tag(block.raw, block.placeables, start, end)
    return Segment(source, block.kind, index, start, end, block.line, placeables)
