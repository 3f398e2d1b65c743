"""Laws of what is done to a pair before it is trained on."""

from __future__ import annotations

import random
import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.augmentation import Augmenter, Shares
from training.cleaning import normalised
from training.figures import english_figures, french_figures
from training.joining import join_some
from training.lexicon import Lexicon, learn_lexicon
from training.masking import PLACEHOLDERS, choose, hold, renumber, with_targets, wrap
from training.pairs import Pair
from training.spans import Span, TermList, find_spans
from training.typography import restyle

if TYPE_CHECKING:
    from pathlib import Path

_PLACEHOLDER = re.compile(r"｟\d｠")
_NOUNS = {
    "lanceur": "launcher", "coiffe": "fairing", "équipage": "crew", "antenne": "antenna", "moteur": "engine",
    "capteur": "sensor", "vanne": "valve", "écoutille": "hatch",
}  # fmt: skip
_PAIRS = [
    Pair(f"Le technicien vérifie l'état de la {one} et du {other}.", f"The technician checks the {a} and the {b}.")
    for one, a in _NOUNS.items()
    for other, b in _NOUNS.items()
    if one != other
]
_LEXICON = learn_lexicon(_PAIRS)


@st.composite
def pairs_with_spans(draw: st.DrawFn) -> tuple[Pair, list[Span]]:
    """Draw a pair made of parts, some of which translate each other, in another order on the English side."""
    words = draw(st.lists(st.sampled_from([*_NOUNS, "Korolev", "12", "Sœur"]), min_size=1, max_size=7))
    gaps = draw(st.lists(st.sampled_from([" de l'", " (", ") et ", " - ", " : "]), min_size=8, max_size=8))
    order = draw(st.permutations(range(len(words))))
    french, english = "Voici ", "Here is "
    left: dict[int, tuple[int, int]] = {}
    right: dict[int, tuple[int, int]] = {}
    for place, word in enumerate(words):
        left[place] = len(french), len(french) + len(word)
        french += word + gaps[place]
    for place in order:
        word = _NOUNS.get(words[place], words[place])
        right[place] = len(english), len(english) + len(word)
        english += word + " then "
    kinds = [draw(st.sampled_from(["term", "name", "phrase", "figure"])) for _ in words]
    spans = [Span(left[place], right[place], kinds[place]) for place in range(len(words))]
    return Pair(french, english), spans


@given(pairs_with_spans(), st.integers(0, 10**6))
def test_every_placeholder_stands_once_on_both_sides_and_the_rest_is_untouched(
    drawn: tuple[Pair, list[Span]], seed: int
) -> None:
    pair, spans = drawn
    held = hold(pair, spans, random.Random(seed))
    assert held is not None
    left, right = _PLACEHOLDER.findall(held.french), _PLACEHOLDER.findall(held.english)
    assert sorted(left) == sorted(right)
    assert len(set(left)) == len(left) <= 7
    assert _fits(held.french, pair.french)
    assert _fits(held.english, pair.english)


@given(st.lists(st.integers(0, 9), max_size=6), st.integers(0, 10**6))
def test_renumbered_placeholders_stay_where_they_are_and_as_many_as_they_were(numbers: list[int], seed: int) -> None:
    pair = Pair(" et ".join(f"｟{n}｠" for n in numbers), " and ".join(f"｟{n}｠" for n in reversed(numbers)))
    changed = renumber(pair, random.Random(seed))
    left, right = _PLACEHOLDER.findall(changed.french), _PLACEHOLDER.findall(changed.english)
    assert left == right[::-1]
    assert len(set(left)) == len(set(numbers))
    assert _PLACEHOLDER.split(changed.french) == _PLACEHOLDER.split(pair.french)


def _fits(held: str, text: str) -> bool:
    """Tell whether each placeholder can be read as a stretch of the text that it replaced."""
    return re.fullmatch("(.+)".join(map(re.escape, _PLACEHOLDER.split(held))), text) is not None


@given(pairs_with_spans(), st.integers(0, 10**6))
def test_tags_taken_away_the_pair_is_as_it_was(drawn: tuple[Pair, list[Span]], seed: int) -> None:
    pair, spans = drawn
    wrapped = wrap(pair, spans, random.Random(seed))
    assert wrapped is not None
    assert Pair(_PLACEHOLDER.sub("", wrapped.french), _PLACEHOLDER.sub("", wrapped.english)) == pair
    for side in (wrapped.french, wrapped.english):
        numbers = [int(found[1]) for found in _PLACEHOLDER.findall(side)]
        assert len(numbers) in {2, 4}
        assert all(close == opening + 1 for opening, close in zip(numbers[::2], numbers[1::2], strict=True))


@given(pairs_with_spans(), st.integers(1, 7), st.integers(0, 10**6))
def test_chosen_spans_never_overlap_and_follow_the_source(
    drawn: tuple[Pair, list[Span]], count: int, seed: int
) -> None:
    pair, spans = drawn
    wider = [Span((0, len(pair.french)), (0, len(pair.english)), "phrase"), *spans]
    chosen = choose(wider, count, random.Random(seed))
    assert 1 <= len(chosen) <= count
    assert all(one.french[1] <= other.french[0] for one, other in pairwise(chosen))


def test_a_term_is_written_inline_and_its_elision_spelt_out() -> None:
    pair = Pair("Le responsable de l'écoutille est parti.", "The man in charge of the hatch has left.")
    start = pair.french.index("écoutille")
    span = Span((start, start + 9), (25, 30), "term")
    assert with_targets(pair, [span]) == "Le responsable de le hatch est parti."


def test_words_that_share_sentences_are_learnt_as_translations() -> None:
    for french, english in _NOUNS.items():
        best = max(_LEXICON.scores[french], key=lambda word, known=_LEXICON.scores[french]: known[word])
        assert best == english
    links = _LEXICON.align(["Le", "moteur", "et", "la", "vanne"], ["The", "valve", "and", "the", "engine"])
    assert (links[1], links[4]) == (4, 1)


def test_nothing_is_learnt_from_nothing() -> None:
    assert learn_lexicon([]) == Lexicon({})


def test_terms_in_their_allowed_forms_are_found_with_their_plural(tmp_path: Path) -> None:
    path = tmp_path / "terms.csv"
    path.write_text(
        "source,variants,target,kind,plural,allowed,case,forbidden,note\n"
        "coiffe,,fairing,term,,payload shroud,,,\nvol habité,vol avec équipage,crewed flight,term,,,,,\n",
        "utf-8",
    )
    terms = TermList(path)
    pair = Pair("Les coiffes du vol avec équipage", "The payload shrouds of the crewed flight")
    spans = find_spans(pair, _LEXICON, terms)
    found = {(pair.french[slice(*span.french)], pair.english[slice(*span.english)]) for span in spans}
    assert {("coiffes", "payload shrouds"), ("vol avec équipage", "crewed flight")} <= found


def test_a_name_that_stands_twice_gives_two_spans_in_order() -> None:
    pair = Pair(
        "Tamara Lebrun a quitté Vostok ; Vostok n'a rien dit.", "Tamara Lebrun left Vostok; Vostok said nothing."
    )
    spans = [span for span in find_spans(pair, Lexicon({}), None) if pair.french[slice(*span.french)] == "Vostok"]
    assert [span.french[0] for span in spans] == [23, 32]
    assert [span.english[0] for span in spans] == [19, 27]


@pytest.mark.parametrize(
    ("french", "english", "value"),
    [
        ("3,5", "3.5", "3.5"),
        ("1 250", "1,250", "1250"),
        ("14 h 05", "14:05", "14:05"),
        ("12\u202f000,5", "12,000.5", "12000.5"),
    ],
)
def test_figures_are_equal_however_they_are_written(french: str, english: str, value: str) -> None:
    assert [found[2] for found in french_figures(f"environ {french} environ")] == [value]
    assert [found[2] for found in english_figures(f"about {english} in all")] == [value]


@given(
    st.sampled_from([
        Pair("« Rien n’est perdu », dit-elle.", '"Nothing is lost," she says.'),
        Pair("Que faire : attendre ou partir ?", "What is to be done: wait or leave?"),
        Pair("L'｟0｠ attend.", "｟0｠ is waiting."),
        Pair("Le ciel se couvre...", "The sky is clouding over..."),
    ]),
    st.integers(0, 10**6),
)  # fmt: skip
def test_another_typography_says_the_same(pair: Pair, seed: int) -> None:
    styled = restyle(pair, random.Random(seed))
    assert normalised(pair.french) in normalised(styled.french)
    assert normalised(pair.english) in normalised(styled.english)
    assert not set(styled.english) & set("«»“”’\u00a0\u202f")
    assert (pair.french.endswith(".") and not styled.french.endswith(".")) == (
        pair.english.endswith(".") and not styled.english.endswith(".")
    ) or styled.french[-1] in "])"


def test_shares_hold_roughly_and_a_share_of_nothing_switches_off() -> None:
    augmenter = Augmenter(Shares(placeholders=0.3, inline=0.1, tags=0.1, style=0.0), _LEXICON, None)
    rng = random.Random(5)
    for pair in _PAIRS * 20:
        augmenter.augment(pair, rng)
    total = augmenter.counts.total()
    assert augmenter.counts["placeholders"] / total == pytest.approx(0.3, abs=0.05)
    assert augmenter.counts["style"] == 0
    plain = Augmenter(Shares(0, 0, 0, 0), _LEXICON, None)
    assert [plain.augment(pair, rng) for pair in _PAIRS] == _PAIRS
    assert plain.counts == Counter(plain=len(_PAIRS))


def test_a_pair_that_holds_placeholders_gets_no_others() -> None:
    augmenter = Augmenter(Shares(placeholders=1.0), _LEXICON, None)
    pair = Pair("Le ｟3｠ de la vanne", "The ｟3｠ of the valve")
    changed = augmenter.augment(pair, random.Random(1))
    assert set(_PLACEHOLDER.findall(changed.french)) == {PLACEHOLDERS[3]}


_ENDS = st.sampled_from([".", "!", " »", ". »", "", " :", "｟0｠.", "｟1｠ ｟2｠.", "｟1｠"])


@given(st.lists(_ENDS, max_size=12), st.sampled_from([0.0, 0.5, 1.0]), st.integers(0, 10**6))
def test_joining_loses_nothing_and_no_placeholder_comes_to_stand_for_two_things(
    ends: list[str], share: float, seed: int
) -> None:
    pairs = [Pair(f"Phrase {place}{end}", f"Sentence {place}{end}") for place, end in enumerate(ends)]
    joined = list(join_some(pairs, share, random.Random(seed)))
    assert " ".join(pair.french for pair in joined) == " ".join(pair.french for pair in pairs)
    assert " ".join(pair.english for pair in joined) == " ".join(pair.english for pair in pairs)
    for pair in joined:
        parts = pair.french.split(" Phrase ")
        assert len(parts) <= 2
        assert len(set(_PLACEHOLDER.findall(pair.french))) == len(_PLACEHOLDER.findall(pair.french))
        assert len(parts) == 1 or parts[0].rstrip(" »")[-1] in ".!"
    if not share:
        assert joined == pairs
    if share == 1 and all(end == "." for end in ends):
        assert len(joined) == (len(pairs) + 1) // 2
