"""What is read, what is held out, and what is refused."""

from __future__ import annotations

import json
import lzma
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.cleaning import Cleaner, evaluation_keys, normalised, straight_quotes
from training.pairs import Pair, read_pairs, split_held_out

if TYPE_CHECKING:
    from pathlib import Path


def test_every_fourteenth_line_is_held_out_and_blank_lines_count(tmp_path: Path) -> None:
    lines = [f"Phrase {number}.\tSentence {number}." for number in range(1, 43)]
    lines[2] = ""
    path = tmp_path / "news.tsv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    kept, held_out = split_held_out(path)
    assert [pair.english for pair in held_out] == ["Sentence 14.", "Sentence 28.", "Sentence 42."]
    assert len(kept) == 42 - 3 - 1


def test_packed_files_are_read_and_lines_without_two_columns_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "corpus.tsv.xz"
    with lzma.open(path, "wt", encoding="utf-8") as file:
        file.write("Bonjour.\tHello.\nseul\n\tvide\nAu revoir.\tGoodbye.\tignored\n")
    assert list(read_pairs(path)) == [Pair("Bonjour.", "Hello."), Pair("Au revoir.", "Goodbye.")]


def test_evaluation_text_is_refused_whatever_its_quotes_spaces_and_case(tmp_path: Path) -> None:
    lines = tmp_path / "dev.fr"
    lines.write_text("« L’orbiteur a transmis ses premières images », dit-elle. Rien d'autre n'est prévu.\n", "utf-8")
    records = tmp_path / "dev.jsonl"
    record = {"text": "Une note bien longue. Une autre note encore.", "sentences": ["Une note bien longue."]}
    records.write_text(json.dumps(record) + "\n", "utf-8")
    cleaner = Cleaner(evaluation_keys([lines, records]))
    for french in (
        "“L'orbiteur a transmis ses premières images”, dit-elle.",
        "RIEN D’AUTRE N’EST PRÉVU",
        "Une note bien longue !",
    ):
        assert cleaner.clean(Pair(french, "Something else entirely."), trusted=True) is None
    assert cleaner.refused["evaluation text"] == 3
    assert cleaner.clean(Pair("Une phrase que personne ne mesure.", "A sentence nobody measures on."))


@pytest.mark.parametrize(
    ("pair", "reason"),
    [
        (Pair("Oui.", "Yes, and this is a very long remark that the French does not hold at all."), "length"),
        (Pair("The rocket is on the pad and it will fly.", "The rocket is on the pad and will fly."), "language"),
        (Pair("Le tir a coûté 1 250 euros.", "The launch cost 1,520 euros."), "figures"),
    ],
)
def test_what_is_no_translation_is_refused_with_its_reason(pair: Pair, reason: str) -> None:
    cleaner = Cleaner(set())
    assert cleaner.clean(pair) is None
    assert cleaner.refused == {reason: 1}


def test_numbers_agree_across_the_languages_separators_and_repeats_are_refused() -> None:
    cleaner = Cleaner(set())
    pair = Pair("Les 12 500 billets ont été vendus en 2023.", "All 12,500 tickets were sold in 2023.")
    assert cleaner.clean(pair) == pair
    assert cleaner.clean(pair) is None
    assert cleaner.refused == {"duplicate": 1}


def test_english_quotes_become_straight() -> None:
    assert straight_quotes("“It’s a start,” she said of « Nouvel Élan ».") == (
        '"It\'s a start," she said of "Nouvel Élan".'
    )


@given(st.text(max_size=60))
def test_a_key_is_its_own_key(text: str) -> None:
    assert normalised(normalised(text)) == normalised(text)
