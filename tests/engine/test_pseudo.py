"""Pseudo-translation."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.engine.opening import open_engine
from translate.engine.pseudo import PseudoEngine

TEXTS = st.text(max_size=40) | st.lists(st.sampled_from(["mot", "｟0｠", "<1>", "</1>", "12", "é", " "])).map("".join)


def one(source: str, *, align: bool = False) -> str:
    return PseudoEngine().translate([source], align=align)[0][0].text


def test_letters_get_accents_and_the_sentence_brackets() -> None:
    assert one("Le lanceur part à 12 h.") == "[Ļé ļáñčéúř ṕářť à 12 ĥ.]"


@given(source=TEXTS)
def test_placeholders_tags_and_digits_are_kept(source: str) -> None:
    pattern = re.compile(r"｟\d+｠|</?\d+>|\d")
    assert pattern.findall(one(source)) == pattern.findall(source)


@given(source=TEXTS)
def test_the_length_is_that_of_the_source_and_two_brackets(source: str) -> None:
    if any(character.isalpha() for character in source):
        assert len(one(source)) == len(source) + 2
        assert one(source) == one(source)
    else:
        assert one(source) == source


def test_alignments_join_each_word_with_itself() -> None:
    (output,) = PseudoEngine().translate(["Le mot"], align=True)[0]
    assert [output.text[link.target_start : link.target_end] for link in output.alignments] == ["Ļé", "ḿóť"]
    assert [(link.source_start, link.source_end) for link in output.alignments] == [(0, 2), (3, 6)]


def test_it_opens_for_any_pair_and_counts_distinct_sources() -> None:
    steps: list[int] = []
    engine = open_engine("pseudo", "xx", "yy")
    assert [outputs[0].text for outputs in engine.translate(["a", "a", "1"], progress=steps.append)] == [
        "[á]",
        "[á]",
        "1",
    ]
    assert sum(steps) == 2
    assert len(engine.placeholders) == 10


@pytest.mark.parametrize("address", ["https://exemple.fr/a", "ftp://b"])
def test_addresses_are_kept(address: str) -> None:
    assert address in one(f"voir {address} ici")
