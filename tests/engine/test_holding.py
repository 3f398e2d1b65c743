"""What is held away from the model, and how it comes back."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.engine.holding import Held, Holder

PLACEHOLDERS = tuple(f"｟{number}｠" for number in range(10))
HOLDER = Holder(str.isascii, PLACEHOLDERS)
"""For a vocabulary that can write nothing but ASCII."""
MIXED = st.text(alphabet="ab é’,.-/12\u00a0\u202fДж長⁵−€😀\u200d\u00ad\u0301｟0｠<>_@:", max_size=60)


@given(source=MIXED)
def test_restoring_what_was_held_is_the_source_without_invisible_characters(source: str) -> None:
    held = HOLDER.hold(source)
    restored, whole = held.restore(held.text)
    assert whole or not held.originals
    visible = [one for one in source if unicodedata.category(one) != "Cf"]
    assert [one for one in restored if unicodedata.category(one) != "Cf"] == visible


@given(source=MIXED)
def test_stretches_lie_in_order_apart_and_within_the_source(source: str) -> None:
    end = 0
    for start, stop in HOLDER.find(source):
        assert end <= start < stop <= len(source)
        end = stop


@given(source=MIXED)
def test_what_cannot_be_written_is_gone_from_the_text_when_there_were_placeholders_enough(source: str) -> None:
    held = HOLDER.hold(source)
    if held.complete:
        assert not set(held.text) & set("Дж長⁵−€😀")


@pytest.mark.parametrize(
    ("source", "originals"),
    [
        ("L’agence (Роскосмос) dort.", ["Роскосмос"]),
        ("Il fait −180 °C", ["−180 °"]),
        ("soit 3 × 10⁵ kg", ["× 10⁵"]),
        ("5 m³/s.", ["m³/s"]),
        ("Дмитрий Баканов, Олег", ["Дмитрий Баканов, Олег"]),
        ("Tōru et Łukasz", ["Tōru", "Łukasz"]),
        ("Voir https://exemple.fr/a?b=1 ou moi@exemple.fr", ["https://exemple.fr/a?b=1", "moi@exemple.fr"]),
        ("un 😀👨\u200d👩 gai", ["😀👨\u200d👩"]),
        ("｟0｠ et Тест", ["Тест"]),
        ("l’été à Noël, en français", []),
        ("e\u0301te\u0301", []),
    ],
)
def test_whole_stretches_are_held(source: str, originals: list[str]) -> None:
    held = HOLDER.hold(source)
    assert list(held.originals.values()) == originals
    assert not set(held.originals) & {piece for piece in PLACEHOLDERS if piece in source}


def test_the_caller_s_placeholders_are_not_used_again() -> None:
    held = HOLDER.hold("｟9｠ ｟8｠ Тест")
    assert held.originals == {"｟7｠": "Тест"}


def test_too_many_stretches_are_told() -> None:
    source = " a ".join("Д" * 11)
    assert not HOLDER.hold(source).complete
    assert HOLDER.hold(" a ".join("Д" * 10)).complete


def test_without_placeholders_nothing_is_held() -> None:
    held = Holder(str.isascii, ()).hold("a Тест b")
    assert (held.text, held.originals) == ("a Тест b", {})


@pytest.mark.parametrize("target", ["x", "x ｟9｠ ｟9｠"])
def test_what_was_dropped_or_doubled_is_told(target: str) -> None:
    assert Held("｟9｠", {"｟9｠": "Тест"}).restore(target)[1] is False


def test_a_comma_after_a_number_becomes_the_source_s_space() -> None:
    assert Held("soit 3 ｟9｠", {"｟9｠": "m³"}).restore("that is 3,｟9｠") == ("that is 3 m³", True)
    assert Held("soit 3, ｟9｠", {"｟9｠": "Тест"}).restore("that is 3, ｟9｠") == ("that is 3, Тест", True)
