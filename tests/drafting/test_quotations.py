"""Quotation marks that a model drops stand around the same words again."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.drafting.engines import Imitation, strip_marks
from tests.drafting.policies import ask
from translate.drafting.ladder import hold_terms
from translate.drafting.plan import make_plan
from translate.drafting.quotations import is_torn, tag_marks, untag_marks

WORDS = st.lists(
    st.sampled_from(("essai", "moteur", "Roscosmos", "lanceur", "feu", "Baïkonour")), min_size=1, max_size=4
)
MARKS = st.sampled_from((("« ", " »"), ("«\u00a0", "\u00a0»"), ("“", "”"), ('"', '"')))


@st.composite
def quoting(draw: st.DrawFn) -> str:
    """Return a sentence that begins and ends outside of its quotations."""
    text = "oui " + " ".join(draw(WORDS))
    for words in draw(st.lists(WORDS, min_size=1, max_size=3)):
        opening, closing = draw(MARKS)
        text += f" {opening}{' '.join(words)}{closing} " + " ".join(draw(WORDS))
    return text


@st.composite
def quoting_further(draw: st.DrawFn) -> str:
    """Return a sentence that begins inside a quotation or ends inside one, or both."""
    opening, closing = draw(MARKS.filter(lambda marks: marks[0] != '"'))
    begun, ends = draw(st.sampled_from(((True, False), (False, True), (True, True))))
    text = draw(quoting())
    if begun:
        text = f"{' '.join(draw(WORDS))}{closing} {text}"
    return f"{text} {opening}{' '.join(draw(WORDS))}" if ends else text


def straighten(text: str) -> str:
    return re.sub("[«“][ \u00a0]*|[ \u00a0]*[»”]", '"', text)


@given(quoting() | quoting_further())
@settings(max_examples=150, deadline=None)
def test_marks_that_become_tags_come_back(source: str) -> None:
    tagged = tag_marks(make_plan(source, (), (), ()), {})

    assert tagged is not None
    assert untag_marks(tagged.source) == straighten(source)
    assert all(tagged.source[tag.start : tag.end] == tag.raw for tag in tagged.tags)


@given(quoting() | quoting_further())
@settings(max_examples=150, deadline=None)
def test_terms_move_with_the_tags(source: str) -> None:
    request = ask(source)
    tagged = tag_marks(make_plan(source, request.matches, (), ()), {})

    assert tagged is not None
    assert len(tagged.matches) == len(request.matches)
    assert all(tagged.source[match.start : match.end] == match.surface for match in tagged.matches)


@given(quoting() | quoting_further())
@settings(max_examples=150, deadline=None)
def test_lost_marks_are_put_around_the_same_words(source: str) -> None:
    (kept,) = hold_terms([ask(source)], Imitation(lambda text: text))
    (held,) = hold_terms([ask(source)], Imitation(strip_marks))

    assert not is_torn(source, held.target)
    assert held.target.count('"') == straighten(source).count('"')
    assert held.target == straighten(kept.target)


@given(quoting() | quoting_further())
@settings(max_examples=50, deadline=None)
def test_a_model_that_keeps_its_marks_is_asked_once(source: str) -> None:
    engine = Imitation(lambda text: text)
    hold_terms([ask(source)], engine)

    assert len(engine.calls) == 1


@pytest.mark.parametrize(
    ("source", "target", "torn"),
    [
        ("Un « essai ».", 'A "test".', False),
        ("Un « essai ».", "A test.", True),
        ("Un « essai ».", 'A "test.', True),
        ("« “Feu !” dit-il »", '"Fire!" he says"', True),
        ("Un « essai", "A test", True),
        ("Un essai », dit-il", "A test, he says", True),
        ("Un essai », dit-il", 'A test," he says', False),
        ('Un essai", dit-il', "A test, he says", False),
        ("Un essai", 'A "test', True),
    ],
)
def test_torn(source: str, target: str, torn: bool) -> None:
    assert is_torn(source, target) is torn


@pytest.mark.parametrize(
    "source",
    [
        "Un essai",
        "Un « essai » et » un autre",
        "» Un essai",
        "Un essai «",
        "Un « et « essai",
        'Un "essai',
        "Un « <90>essai</90> »",
    ],
)
def test_marks_of_which_it_is_not_clear_what_they_enclose_become_no_tags(source: str) -> None:
    assert tag_marks(make_plan(source, (), (), ()), {}) is None
