"""How much people changed, in figures and word by word."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.effort import Effort, PieceKind, compare, measure
from translate.effort.shifts import _find_runs, _find_shifts, _move, count_edits
from translate.effort.words import split_atoms, split_words

_WORDS = ("the", "first", "stage", "of", "a", "rocket", ",", ".", "fell", "into", "sea", "and", "(", ")", "Soyuz")
_ATOMS = ("a", "b", ",", "«", "»", "\u00a0", "3,5", "<1>", "l’a", "", "x")
words = st.lists(st.sampled_from(_WORDS), max_size=14)
texts = st.one_of(st.text(max_size=40), st.lists(st.sampled_from(_ATOMS)).map(" ".join))


@given(texts)
def test_the_atoms_of_a_text_joined_are_the_text(text: str) -> None:
    assert "".join(split_atoms(text)) == text
    assert not any(word.isspace() for word in split_words(text))


@given(texts, texts)
def test_what_is_kept_with_what_is_removed_or_added_is_one_of_the_two_texts(draft: str, edited: str) -> None:
    pieces = compare(draft, edited)
    assert "".join(p.text for p in pieces if p.kind is not PieceKind.ADDED) == draft
    assert "".join(p.text for p in pieces if p.kind is not PieceKind.REMOVED) == edited
    assert all(p.text for p in pieces)
    assert all(a.kind is not b.kind for a, b in pairwise(pieces))


@given(texts)
def test_equal_texts_differ_in_nothing(text: str) -> None:
    assert all(piece.kind is PieceKind.KEPT for piece in compare(text, text))
    assert (measure(text, text).ter, measure(text, text).distance, measure(text, text).untouched) == (0, 0, 1)


def test_changes_are_told_word_by_word() -> None:
    pieces = [
        (p.kind.value, p.text) for p in compare("The cap fell away at 3,5 km.", "The fairing fell away at 3.5 km.")
    ]
    assert pieces == [
        ("kept", "The "), ("removed", "cap"), ("added", "fairing"), ("kept", " fell away at "),
        ("removed", "3,5"), ("added", "3.5"), ("kept", " km."),
    ]  # fmt: skip


def test_neighbouring_changes_are_one() -> None:
    pieces = [(p.kind.value, p.text) for p in compare("The rocket fell.", "The launch vehicle came down.")]
    assert pieces == [
        ("kept", "The "), ("removed", "rocket fell"), ("added", "launch vehicle came down"), ("kept", "."),
    ]  # fmt: skip


@given(words, words)
def test_edits_are_bounded_by_the_edit_distance_and_the_lengths(draft: list[str], edited: list[str]) -> None:
    from rapidfuzz.distance import Levenshtein

    edits = count_edits(draft, edited)
    assert abs(len(draft) - len(edited)) <= edits <= Levenshtein.distance(draft, edited)
    assert (edits == 0) == (draft == edited)


@given(words.filter(bool), st.data())
def test_moving_a_run_of_words_is_one_edit_at_most(text: list[str], data: st.DataObject) -> None:
    distinct = [f"{word}{place}" for place, word in enumerate(text)]
    start = data.draw(st.integers(0, len(text) - 1))
    length = data.draw(st.integers(1, min(10, len(text) - start)))
    rest = distinct[:start] + distinct[start + length :]
    target = data.draw(st.integers(0, len(rest)))
    moved = rest[:target] + distinct[start : start + length] + rest[target:]
    assert count_edits(moved, distinct) == (moved != distinct)


@given(words, words)
def test_a_shift_keeps_the_words(draft: list[str], edited: list[str]) -> None:
    before, after = (
        "".join(chr(97 + sorted(set(draft) | set(edited)).index(w)) for w in text) for text in (draft, edited)
    )
    for start, length, target in _find_shifts(before, after) if before and after else ():
        assert sorted(_move(before, start, length, target)) == sorted(before)
    for start, there, length in _find_runs(before, after):
        assert before[start : start + length] == after[there : there + length]


def test_a_phrase_moved_to_the_end_is_one_edit() -> None:
    draft, edited = (
        split_words("on Tuesday the crew left the station"),
        split_words("the crew left the station on Tuesday"),
    )
    assert count_edits(draft, edited) == 1
    assert measure("on Tuesday the crew left", "the crew left on Tuesday").ter == pytest.approx(20)


def test_efforts_add_up() -> None:
    both = measure("a b c", "a x c") + measure("d e", "d e")
    assert both == Effort(edits=1, words=5, keystrokes=1, characters=8, units=2, untouched=1)
    assert both.ter == pytest.approx(20)
    assert Effort().ter == Effort().distance == 0


def _peer(draft: list[str], edited: list[str]) -> int:
    lib_ter = pytest.importorskip("sacrebleu.metrics.lib_ter", reason="install sacrebleu to compare with it")
    return int(lib_ter.translation_edit_rate(list(draft), list(edited))[0])


@given(words, words)
def test_the_edits_are_those_of_sacrebleu(draft: list[str], edited: list[str]) -> None:
    assert count_edits(draft, edited) == _peer(draft, edited)


def test_the_edits_of_shuffled_and_corrected_sentences_are_those_of_sacrebleu() -> None:
    rng = random.Random(3)
    vocabulary = [f"w{number}" for number in range(40)]
    for _ in range(300):
        draft = [rng.choice(vocabulary) for _ in range(rng.randint(1, 24))]
        edited = list(draft)
        for _ in range(rng.randint(1, 5)):
            start = rng.randrange(len(edited) + 1)
            match rng.randrange(3):
                case 0:
                    edited.insert(start, rng.choice(vocabulary))
                case 1:
                    del edited[start : start + 1]
                case _:
                    run = edited[start : start + 3]
                    del edited[start : start + 3]
                    place = rng.randint(0, len(edited))
                    edited[place:place] = run
        assert count_edits(draft, edited) == _peer(draft, edited)
