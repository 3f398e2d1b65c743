"""Whatever an engine says of which words it looked at, no draft fails and no term is lost."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.drafting.engines import BEHAVIOURS, Misaligned, drop, keep, mumble, strip_marks
from tests.drafting.policies import TERMS, PlainPolicy, tags_of
from translate.drafting.attention import Exposed, is_sound
from translate.drafting.ladder import hold_terms
from translate.drafting.request import make_request
from translate.forms import expect, find_lost
from translate.model import Alignment, Hypothesis

OFFSETS = st.one_of(st.integers(-3, 40), st.integers(-(10**6), 10**6))
LINKS = st.lists(st.builds(Alignment, OFFSETS, OFFSETS, OFFSETS, OFFSETS, st.floats()), max_size=8)
WORDS = st.lists(
    st.sampled_from(("essai", "moteur", "a salué", *(term.source for term in TERMS))), min_size=1, max_size=4
).map(" ".join)


@st.composite
def sources(draw: st.DrawFn) -> str:
    """Return a sentence with terms, of which some are quoted, some are inside a pair of tags, and one has a note."""
    frames = st.sampled_from(("{}", "« {} »", "<{n}>{}</{n}>", "<{n}>« {} »</{n}>", "{}<{n}/>"))
    parts = draw(st.lists(st.tuples(frames, WORDS), min_size=1, max_size=4))
    return "oui " + ", ".join(frame.format(words, n=number) for number, (frame, words) in enumerate(parts, 1)) + " ici"


@given(sources(), st.sampled_from((*BEHAVIOURS, strip_marks)), LINKS)
@example("oui « essai » Roscosmos ici", strip_marks, [Alignment(900, 950, 0, 5, 1.0)])
@example("oui <1>essai</1> Roscosmos ici", keep, [Alignment(900, 950, 0, 9, 1.0)])
@example("oui <1>essai</1> Roscosmos ici", drop, [Alignment(3, 3, 0, 9, 1.0), Alignment(-4, -2, 4, 9, 1.0)])
@example("oui Roscosmos ici", mumble, [Alignment(9, 2, 4, 13, 1.0)])
@settings(max_examples=300, deadline=None)
def test_no_alignment_fails_a_draft_or_loses_a_term(source: str, behaviour, links: list[Alignment]) -> None:
    policy, tags = PlainPolicy(), tags_of(source)
    request = make_request(source, policy, tags)

    (held,) = hold_terms([request], Misaligned(behaviour, links))

    assert all(line.startswith("<") for line in held.lost), "only a pair of tags around nothing may count as lost"
    assert not find_lost(held.target, [expect(match) for match in request.matches]), held
    assert [held.target.count(tag.raw) for tag in tags] == [1] * len(tags), held
    assert not any(mark in held.target for mark in "\uff5f\uff60")


@pytest.mark.parametrize("links", [(), (Alignment(0, 2, 0, 2, 0.9), Alignment(3, 60, 3, 9, 0.9))])
def test_without_sound_alignments_a_tag_travels_behind_its_word(links: tuple[Alignment, ...]) -> None:
    source = "Le moteur<1/> tourne"
    engine = Misaligned(keep, links)

    (held,) = hold_terms([make_request(source, PlainPolicy(), tags_of(source))], engine)

    assert held.target == source
    assert engine.calls == [["Le moteur tourne"], ["Le moteur ｟0｠ tourne"]]


@pytest.mark.parametrize(
    ("links", "sound"),
    [
        ([(0, 2, 0, 2), (3, 6, 3, 6)], True),
        ([(0, 2, 3, 6), (2, 6, 0, 2)], True),
        ([], False),
        ([(0, 2, 0, 2), (3, 7, 3, 6)], False),
        ([(0, 2, 0, 2), (3, 6, 3, 7)], False),
        ([(-1, 2, 0, 2)], False),
        ([(0, 2, -1, 2)], False),
        ([(2, 2, 0, 2)], False),
        ([(0, 2, 2, 2)], False),
        ([(3, 6, 3, 6), (0, 2, 0, 2)], False),
        ([(0, 4, 0, 2), (3, 6, 3, 6)], False),
    ],
)
def test_sound(links: list[tuple[int, int, int, int]], sound: bool) -> None:
    made = Hypothesis("so far", 0.0, tuple(Alignment(*link, 0.9) for link in links))

    assert is_sound(Exposed("si bon", ()), made) is sound
