"""Awkward pages of the kinds that people really have: what is read of each, and that nothing else is touched.

Beside each page in `tests/corpora/pages` a `.segments` file lists its segments, one a line with its context. A change
there is a change of behaviour: look at it, and write the file anew with `python -m tests.documents.test_pages`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

from translate import documents
from translate.placeables import tag_problems
from translate.segmentation import segment

if TYPE_CHECKING:
    from translate.model import Segment

PAGES = sorted(
    path for path in (Path(__file__).parents[1] / "corpora" / "pages").iterdir() if path.suffix != ".segments"
)
each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


def shown(segments: tuple[Segment, ...]) -> str:
    return "".join(f"{one.context or 'paragraph'}: {one.source}\n" for one in segments)


def beside(page: Path) -> Path:
    return page.with_name(page.name + ".segments")


@each_page
def test_the_texts_of_a_page_are_those_on_record(page: Path) -> None:
    assert shown(segment(documents.read(page, language="fr"))) == beside(page).read_text("utf-8")


@each_page
def test_sources_as_targets_give_the_page_byte_for_byte(page: Path) -> None:
    article = documents.read(page, language="fr")
    segments = segment(article)
    targets = {number: one.source for number, one in enumerate(segments)}
    assert documents.write(article, segments, targets, language="en") == page.read_bytes()


@each_page
def test_translated_pages_are_read_again_as_their_targets(page: Path) -> None:
    """Each target opens and closes with a word of its own, with the characters that formats use for themselves."""
    article = documents.read(page, language="fr")
    segments = segment(article)
    targets = {number: f"Début & « {one.source} » fin" for number, one in enumerate(segments)}
    written = documents.write(article, segments, targets, language="en")

    again = segment(documents.read_bytes(written, page, language="fr"))
    assert sum(one.position == 1 for one in again) == sum(one.position == 1 for one in segments)
    joined = " ".join(one.source for one in again)
    assert joined.count("Début & «") == len(targets)
    assert joined.count("» fin") == len(targets)
    if page.suffix == ".xml":
        assert ElementTree.fromstring(written) is not None  # noqa: S314 - our own text


@each_page
def test_tags_are_whole(page: Path) -> None:
    for one in segment(documents.read(page, language="fr")):
        assert tag_problems(one.source, one.placeables, one.source) == []


if __name__ == "__main__":
    for path in PAGES:
        beside(path).write_text(shown(segment(documents.read(path, language="fr"))), "utf-8")
