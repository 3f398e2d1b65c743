"""Our offsets against markdown-it's own reading of the same text."""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

import markdown_it
import pytest
from hypothesis import given, settings
from markdown_it import MarkdownIt

from tests.strategies import markdown_documents, whole_segments
from translate import documents
from translate.documents.markdown_blocks import find_contents
from translate.documents.markdown_inline import scan
from translate.errors import DocumentError
from translate.model import BlockKind, PlaceableKind, PlaceableRole

if TYPE_CHECKING:
    from markdown_it.token import Token

DATA = Path(os.environ.get("TRANSLATE_DESK_DATA", Path(__file__).parents[3] / "shared"))
SPEC = DATA / "eval" / "commonmark" / "spec.txt"
EXAMPLE = re.compile(r"^`{32} example\n(.*?)^\.\n.*?^`{32}$", re.MULTILINE | re.DOTALL)

_KINDS = {
    "em": PlaceableKind.EMPHASIS,
    "strong": PlaceableKind.EMPHASIS,
    "s": PlaceableKind.EMPHASIS,
    "link": PlaceableKind.LINK,
    "image": PlaceableKind.IMAGE,
    "code_inline": PlaceableKind.CODE,
    "html_inline": PlaceableKind.TAG,
    "softbreak": PlaceableKind.SOFT_BREAK,
    "hardbreak": PlaceableKind.LINE_BREAK,
}


def reference() -> MarkdownIt:
    return MarkdownIt("commonmark", {"maxNesting": 100}).enable(["table", "strikethrough"])


def expected_events(tokens: list[Token]) -> list[tuple[PlaceableKind, str]]:
    """The markup that markdown-it found, in order; an autolink counts as one piece."""
    events: list[tuple[PlaceableKind, str]] = []
    for token in tokens:
        name, _, end = token.type.rpartition("_") if token.nesting else (token.type, "", "")
        if token.markup == "autolink":
            events += [(PlaceableKind.LINK, "single")] * (token.nesting == 1)
        elif name == "image":
            events.append((PlaceableKind.IMAGE, "open"))
            events += expected_events(token.children or [])
            events.append((PlaceableKind.IMAGE, "close"))
        elif name in _KINDS:
            events.append((_KINDS[name], end or "single"))
    return events


def found_events(text: str, source: str) -> list[tuple[PlaceableKind, str]]:
    labels = find_contents(source).labels
    spans = [span for span in scan(text, labels) if span.kind is not PlaceableKind.PLAIN]
    return [(s.kind, "single" if s.kind is PlaceableKind.TAG else s.role.value) for s in spans]


def check_against_reference(source: str) -> None:
    """Compare the texts of the blocks, and the markup in each, with markdown-it's."""
    contents = find_contents(source).contents
    texts = [
        "\n".join(source[start:end] for start, end in content.lines)
        for content in contents
        if content.kind not in {BlockKind.CODE, BlockKind.MARKUP, BlockKind.METADATA}
    ]
    tokens = [t for t in reference().parse(source) if t.type == "inline" and t.content.strip(" \t\n")]
    plain = [re.sub(r"[ \t]*\n[ \t]*", "\n", text).replace("\\|", "|").strip() for text in texts]
    wanted = [re.sub(r"[ \t]*\n[ \t]*", "\n", t.content).replace("\\|", "|").strip() for t in tokens]
    assert plain == wanted
    for text, token in zip(texts, tokens, strict=True):
        assert found_events(text, source) == expected_events(token.children or []), text


def comparable(source: str) -> str:
    """Leave out what we read on purpose and markdown-it does not, or reads in its own way."""
    source = re.sub(r"\r\n?", "\n", source).replace("[^", "[").replace("- [ ] ", "- ").replace("- [x] ", "- ")
    source = re.sub("su[bp]>", "cite>", source)
    source = source.replace("$", "s").replace("[!", "[.").replace("code>", "cite>").replace("translate=no", "")
    source = re.sub(r"(?m)^([ \t>]*):(?=[ \t])", r"\1;", source)
    return re.sub("~+", "~~", source).replace("\u2028", " ").replace("\u00a0", " ")


current = pytest.mark.skipif(
    int(markdown_it.__version__.split(".")[0]) < 4, reason="markdown-it before version 4 follows an older CommonMark"
)


@current
@settings(deadline=None, max_examples=250)
@given(markdown_documents)
def test_blocks_and_markup_are_those_of_markdown_it(source: str) -> None:
    check_against_reference(comparable(source.replace("{", "(")))  # markdown-it knows no templates


def spec_examples() -> list[str]:
    if not SPEC.is_file():
        return []
    return [found[1].replace("→", "\t") for found in EXAMPLE.finditer(SPEC.read_text(encoding="utf-8"))]


@current
@pytest.mark.skipif(not SPEC.is_file(), reason=f"the CommonMark specification is not at {SPEC}")
def test_every_example_of_the_specification_is_read_as_markdown_it_reads_it() -> None:
    examples = spec_examples()
    assert len(examples) > 600
    for example in examples:
        check_against_reference(comparable(example))


@pytest.mark.skipif(not SPEC.is_file(), reason=f"the CommonMark specification is not at {SPEC}")
def test_every_example_of_the_specification_is_written_back_byte_for_byte() -> None:
    for example in [*spec_examples(), SPEC.read_text(encoding="utf-8")]:
        try:
            article = documents.read_bytes(example.encode(), PurePath("example.md"), language="fr")
        except DocumentError:
            continue  # nothing in it but markup
        segments = whole_segments(article)
        assert article.text == example
        assert documents.write(article, segments, {n: s.source for n, s in enumerate(segments)}) == example.encode()


def test_html_tags_are_paired_only_inside_one_span() -> None:
    events = [(s.start, s.role) for s in scan("<b>a</b> *<i>b* c</i> <br> <br/>", find_contents("").labels)]
    opened = [role for _, role in events if role is not PlaceableRole.SINGLE]
    assert opened == [PlaceableRole.OPEN, PlaceableRole.CLOSE] * 2
