"""Laws of what an output costs beside its reference."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("sacrebleu")

from training.costs import LOST_PLACEHOLDER, LOST_WORDS, cost, lost_words, same_placeholders
from training.masking import PLACEHOLDERS

_WORDS = st.sampled_from(["the", "crew", "Kourou", "2026", "upper", "stage", "left", "at", "dawn", "N-1"])
_TEXT = st.lists(_WORDS, min_size=1, max_size=12).map(" ".join)
_SOURCE = st.lists(_WORDS | st.sampled_from(["équipage", "étage"]), min_size=1, max_size=12).map(" ".join)


@given(_SOURCE, _TEXT, _TEXT)
def test_the_reference_costs_nothing_and_nothing_costs_less(source: str, reference: str, output: str) -> None:
    assert cost(source, reference, reference) == pytest.approx(0)
    assert -1e-9 <= cost(source, reference, output) <= 1 + LOST_PLACEHOLDER + LOST_WORDS


@given(_SOURCE, st.lists(_WORDS | st.sampled_from(PLACEHOLDERS), min_size=1, max_size=12), st.data())
def test_a_placeholder_lost_or_doubled_costs_more_than_any_word(
    source: str, words: list[str], data: st.DataObject
) -> None:
    held = [word for word in words if word in PLACEHOLDERS]
    if not held:
        words, held = [*words, PLACEHOLDERS[3]], [PLACEHOLDERS[3]]
    reference = " ".join(words)
    place = data.draw(st.sampled_from([n for n, word in enumerate(words) if word in PLACEHOLDERS]))
    lost = " ".join([*words[:place], *words[place + 1 :]])
    doubled = " ".join([*words[:place], words[place], *words[place:]])
    for wrong in (lost, doubled):
        assert not same_placeholders(reference, wrong)
        assert cost(source, reference, wrong) >= LOST_PLACEHOLDER
    assert same_placeholders(reference, " ".join(reversed(words)))


@given(_SOURCE, _TEXT, _TEXT, _TEXT)
def test_words_that_came_through_are_not_lost_whatever_stands_beside_them(
    source: str, reference: str, before: str, after: str
) -> None:
    assert lost_words(source, reference, f"{before} {reference} {after}") == 0
    assert 0 <= lost_words(source, reference, before) <= 1


def test_terms_names_and_figures_count_as_they_are_written() -> None:
    source, reference = "Le upper stage de 2026 part de Kourou", "The 2026 upper stage leaves from Kourou"
    assert lost_words(source, reference, "The 2026 Upper stage leaves from Kourou") == pytest.approx(1 / 4)
    assert lost_words(source, reference, "The top floor of the year leaves") == 1
    assert lost_words("Il part à 3 h", "He leaves at 3", "He leaves") == 0
