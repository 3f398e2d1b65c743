"""Targets in Markdown: whatever a translator writes, the blocks of the article stay the blocks of the article."""

from __future__ import annotations

from pathlib import PurePath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.strategies import markdown_documents, whole_segments
from translate import documents
from translate.documents.front_matter import find_front_matter
from translate.errors import DocumentError
from translate.model import Article, BlockKind

HOSTILE = (
    "# Six", "- Six", "* Six", "+ Six", "1. Six", "12) Six", "> Six", "```", "~~~ six", "---", "***", "===", "- - -",
    "-", "1.", "#", "| a |", "a | b", "|---|", ":-: | -", "[a]: b", "[^2]: Six", "[x] Six", "[ ] Six", "<div>",
    "<!-- six", "<b>", "</i>", "<?php", "    Six", "\tSix", "Six #", "Six ##  ", "Six\\", "Six ](x)", "![", "Six]",
    "[Six", 'a "b" c', "l'eau", "(Six)", "six: seven", "six # 7", "Six\nseven", "Six\r\n\r\n- seven", "+++",
    "Six\n===", "true", "12", "{six}", "%six", "@six", "\\d", "C:\\x", "`six", "_six", "*six",
)  # fmt: skip
hostile = st.one_of(st.sampled_from(HOSTILE), st.lists(st.sampled_from(HOSTILE), max_size=3).map(" ".join))

WELL_FORMED = """\
# Un titre de *niveau* 1

Un **paragraphe** sur
deux lignes, avec un [lien](u "t"), un [renvoi] et du `code`.

Un titre
souligné
--------

Ligne coupée\\
ici même.  
Et là.

- Un point
- [ ] Une tâche
  > Une citation
  > sur deux lignes

  Un second paragraphe

1. Un
2. Deux

   ### Un titre dans une liste ###

| Une tête | et une autre |
|---|:-:|
| Une case | `a\\|b` et c |
| *Seule* |

Tête | Autre
--- | ---
Case | Case

![Une image](u "Son titre") ![](v)
*Légende de l'image.*

[![Image liée](u)](v 'Autre titre')

```
code
```

<div>bloc</div>

[renvoi]: u
"""  # noqa: W291 - two blanks at a line's end are a hard line break


def read(text: str) -> Article:
    return documents.read_bytes(text.encode(), PurePath("article.md"), language="fr")


def publish(text: str, *targets: str) -> str:
    """Write the first segments' targets into `text`."""
    article = read(text)
    return documents.write(article, whole_segments(article), dict(enumerate(targets))).decode()


def block_tokens(text: str) -> list[str]:
    head, _ = find_front_matter(text, None)
    parser = MarkdownIt("commonmark", {"maxNesting": 100}).enable("table")
    return [token.type for token in parser.parse(text[head:])]


@settings(deadline=None, max_examples=300)
@given(st.data())
def test_no_target_changes_the_blocks_of_an_article(data: st.DataObject) -> None:
    article = read(WELL_FORMED)
    segments = whole_segments(article)
    numbers = data.draw(st.lists(st.integers(0, len(segments) - 1), min_size=1, max_size=4))
    targets = {}
    for number in numbers:
        source = segments[number].source
        targets[number] = data.draw(st.one_of(hostile, hostile.map(lambda t, s=source: f"{t} {s}")))
    written = documents.write(article, segments, targets).decode()
    assert block_tokens(written) == block_tokens(WELL_FORMED)


@settings(deadline=None, max_examples=300)
@given(markdown_documents, st.data())
def test_no_target_changes_the_blocks_of_any_text(text: str, data: st.DataObject) -> None:
    text = text.replace("[^", "[")  # markdown-it reads a footnote as a reference
    try:
        article = read(text)
    except DocumentError:
        return
    segments = whole_segments(article)
    number = data.draw(st.integers(0, len(segments) - 1))
    target = data.draw(st.one_of(hostile, hostile.map(lambda target: f"{target} {segments[number].source}")))
    written = documents.write(article, segments, {number: target}).decode()
    assert block_tokens(written) == block_tokens(text)


@pytest.mark.parametrize(
    ("source", "target", "written"),
    [
        ("Le 1er mai.\n", "1. May.\n", "1\\. May.\n"),
        ("Un mot.\n", "# One", "\\# One\n"),
        ("Un mot.\n", "One\n\n- two", "One - two\n"),
        ("- Un mot\n", "- one", "- \\- one\n"),
        ("# Un mot\n", "# One #", "# # One \\#\n"),
        ("| a | Un mot |\n|---|---|\n", "A|B", "| A\\|B | Un mot |\n|---|---|\n"),
        ("Un *mot*.\n", "A <1>word</1>.", "A *word*.\n"),
        ("> Un mot\n> long.\n", "A long word.", "> A long word.\n"),
        ("![Une image](u \"Un titre\")\n", "An [image", "![An \\[image](u \"Un titre\")\n"),
        ("Voir [le site].\n\n[le site]: u\n", "See <1>the site</1>.", "See [the site][le site].\n\n[le site]: u\n"),
        ("Voir [le site][].\n\n[le site]: u\n", "See <1>the site</1>.", "See [the site][le site].\n\n[le site]: u\n"),
        ("Voir [le site][x].\n\n[x]: u\n", "See <1>the site</1>.", "See [the site][x].\n\n[x]: u\n"),
        ("Une ligne\\\ncoupée\n", "A line<1/>1. cut", "A line\\\n1\\. cut\n"),
    ],
)  # fmt: skip
def test_a_target_is_written_where_it_stands(source: str, target: str, written: str) -> None:
    assert publish(source, target) == written


def test_an_image_title_is_escaped() -> None:
    assert publish('![Image](u "Titre")\n', "Image", 'A "title"\\') == '![Image](u "A \\"title\\"\\\\")\n'
    assert publish("![Image](u (Titre))\n", "Image", "A (title)") == "![Image](u (A \\(title\\)))\n"


def test_an_untouched_sentence_keeps_its_lines() -> None:
    article = read("Une phrase\nsur deux lignes. Une autre\nphrase.\n")
    segments = whole_segments(article)
    assert segments[0].source == "Une phrase sur deux lignes. Une autre phrase."
    assert documents.write(article, segments, {0: segments[0].source}).decode() == article.text


def test_an_empty_target_leaves_the_source() -> None:
    assert publish("Un mot.\n\nUn autre.\n", "", "Another.") == "Un mot.\n\nAnother.\n"


def test_blocks_have_the_kinds_that_a_reader_sees() -> None:
    kinds = [block.kind for block in read(WELL_FORMED).blocks if block.translatable]
    assert kinds == [
        BlockKind.TITLE, BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM,
        BlockKind.LIST_ITEM, BlockKind.QUOTE, BlockKind.LIST_ITEM, BlockKind.LIST_ITEM, BlockKind.LIST_ITEM,
        BlockKind.HEADING, *[BlockKind.TABLE_CELL] * 9, BlockKind.CAPTION, BlockKind.CAPTION, BlockKind.CAPTION,
        BlockKind.CAPTION, BlockKind.CAPTION, BlockKind.PARAGRAPH,
    ]  # fmt: skip


def test_what_is_not_prose_is_left_out() -> None:
    article = read(
        "Un mot.\n\n    code\n\n```\ncode\n```\n\n<pre>html</pre>\n\n***\n\n`seul`\n\n$$\na = b\n$$\n\n"
        "[a]: http://e.fr\n\n> <div>html\n> deux</div>\n\n<!-- mot -->\n"
    )
    assert [block.raw for block in article.blocks if block.translatable] == ["Un mot."]
    assert [block.kind for block in article.blocks].count(BlockKind.CODE) == 2


def test_footnotes_are_notes_and_their_marks_are_tags() -> None:
    article = read("Un mot[^n] et [^rien].\n\n[^n]: Une note\n    longue.\n\n    Sa suite.\n")
    texts = [(segment.context, segment.source) for segment in whole_segments(article)]
    assert texts == [("", "Un mot<1/> et [^rien]."), ("note", "Une note longue."), ("note", "Sa suite.")]


@pytest.mark.parametrize("opening", ["> ", "- ", "[", "*", "![", "`", "<b>", "1. "])
def test_ten_thousand_levels_are_no_trouble(opening: str) -> None:
    text = "Un mot.\n\n" + opening * 10_000 + "a\n"
    article = read(text)
    segments = whole_segments(article)
    assert article.text == text
    assert documents.write(article, segments, {0: "A word."}).decode() == text.replace("Un mot.", "A word.")


@pytest.mark.parametrize("opening", ["> ", "- ", "1. "])
def test_what_is_nested_too_deep_is_told_with_its_line(opening: str) -> None:
    deep = opening * 120 + "a\n"
    assert read(f"---\ntitle: b\n---\nUn mot.\n\n{deep}").warnings == (
        "article.md:6: blocks nested more than 100 deep are left untranslated.",
    )
    article = read(f"Un mot.\n\n{deep}\n# Titre\n\n{deep}")
    assert article.warnings == (
        "article.md:3: blocks nested more than 100 deep are left untranslated here and in 1 other lines.",
    )
    assert [block.raw for block in article.blocks if block.translatable] == ["Un mot.", "Titre"]
    assert read("Un mot.\n\n" + opening * 90 + "a\n").warnings == ()
