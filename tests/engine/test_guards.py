"""What the guards refuse, and what they must let through."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.engine.guards import (
    LENGTH,
    OMISSION,
    REPETITION,
    count_sentences,
    find_warnings,
    measure_loop,
    plausible_length,
)

WORDS = st.lists(st.text(alphabet="abcdefghij", min_size=2, max_size=6), min_size=1, max_size=12)


@given(words=WORDS, times=st.integers(4, 9))
def test_words_said_over_and_over_are_a_loop(words: list[str], times: int) -> None:
    source = " ".join(f"{word}{number}" for number, word in enumerate(words))
    target = " ".join([source] * times)
    assert REPETITION in find_warnings(source, target, len(words), len(words) * times)


@given(words=WORDS)
def test_a_translation_word_for_word_is_never_a_loop(words: list[str]) -> None:
    source = " ".join(words)
    target = " ".join(f"{word}é" for word in words)
    assert REPETITION not in find_warnings(source, target, len(words), len(words))


@given(words=WORDS, times=st.integers(1, 6))
def test_what_the_source_repeats_the_target_may_repeat(words: list[str], times: int) -> None:
    source = ". ".join([" ".join(words)] * times)
    target = ". ".join(["the " + " ".join(words)] * times)
    assert find_warnings(source, target, 4 * len(words) * times, 4 * len(words) * times) == ()


@pytest.mark.parametrize(
    "target",
    [
        "How does it change change change change?",
        "The roof was broken in quarantantantantly places.",
        "The cooperation in the remote sensing remote sensing was discussed.",
        "He said that he said that he said that he left.",
    ],
)
def test_loops_that_models_make_are_seen(target: str) -> None:
    assert find_warnings("Une phrase ordinaire de dix mots et rien de plus.", target, 12, 12) == (REPETITION,)


@pytest.mark.parametrize(
    "target",
    ["It grows more and more.", "He had had enough.", "Very, very far.", "A banana in Mississippi.", "1 000 000"],
)
def test_what_people_write_is_no_loop(target: str) -> None:
    assert REPETITION not in find_warnings("Une phrase ordinaire.", target, 6, 6)


@given(length=st.integers(1, 500))
def test_an_output_of_the_same_length_is_plausible_and_one_far_off_is_not(length: int) -> None:
    assert plausible_length(length, length)
    assert not plausible_length(length, 3 * length + 10)
    assert not plausible_length(length + 10, length // 10)


def test_a_lost_sentence_is_seen() -> None:
    source = "Le vol est annulé. La pluie a tout arrêté."
    assert find_warnings(source, "The flight is cancelled.", 12, 6) == (OMISSION,)
    assert find_warnings(source, "The flight is cancelled. The rain stopped everything.", 12, 12) == ()


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 1),
        ("Une seule phrase, sans point", 1),
        ("M. Dupont et Mme. Durand sont là.", 1),
        ("Selon J. Martin, le vol est parti.", 1),
        ("« Où ? » Il ne sait pas. Elle non plus !", 3),
        ("Fin du vol… Puis rien.", 2),
        ("La version 2.5 est prête.", 1),
    ],
)
def test_sentences_are_counted_by_points_and_capitals(text: str, count: int) -> None:
    assert count_sentences(text) == count


def test_lengths_are_judged_in_tokens() -> None:
    assert LENGTH in find_warnings("Une phrase assez longue", "x", 40, 2)
    assert LENGTH in find_warnings("Court", "x", 3, 60)


def test_a_text_without_words_has_no_loop() -> None:
    assert measure_loop("") == measure_loop("… — !") == 0
