"""Inline tags are put at the words that a model made of theirs."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.drafting.policies import tags_of
from translate.drafting import attention
from translate.drafting.plan import Plan, make_plan
from translate.drafting.restoration import restore
from translate.model import Alignment, Hypothesis
from translate.placeables import tag_problems

PLACEHOLDERS = tuple(f"｟{n}｠" for n in range(10))


def translated(plan: Plan, order: list[int]) -> str | None:
    """Place all tags in a translation that sets the source's words in capitals and in another order."""
    tags = tags_of(plan.source)
    roles = {number: tag.role for number, tag in enumerate(tags)}
    exposed = attention.expose(plan, range(len(tags)))
    words = list(re.finditer(r"\w+", exposed.text))
    text, links = "", []
    for word in (words[place] for place in order):
        text += " " if text else ""
        links.append(Alignment(len(text), len(text) + len(word[0]), *word.span(), 0.9))
        text += word[0].upper()
    return attention.place(exposed, plan, Hypothesis(text, 0.0, tuple(links)), roles)


@st.composite
def tagged(draw: st.DrawFn) -> tuple[str, int, int, list[int]]:
    """A source of distinct words with a pair of tags around some, and an order of its words in the target."""
    count = draw(st.integers(1, 8))
    start = draw(st.integers(0, count - 1))
    end = draw(st.integers(start + 1, count))
    words = [f"mot{number}" for number in range(count)]
    source = " ".join([*words[:start], "<1>" + " ".join(words[start:end]) + "</1>", *words[end:]])
    return source, start, end, draw(st.permutations(range(count)))


@given(tagged())
def test_a_pair_encloses_the_images_of_its_words_where_they_stand_together(
    case: tuple[str, int, int, list[int]],
) -> None:
    source, start, end, order = case
    plan = make_plan(source, [], tags_of(source), PLACEHOLDERS)
    placed = translated(plan, order)
    assert placed is not None
    assert tag_problems(placed, tags_of(source)) == []
    places = sorted(order.index(number) for number in range(start, end))
    inside = re.findall(r"\w+", placed.partition("<1>")[2].partition("</1>")[0])
    if places[-1] - places[0] == len(places) - 1:
        assert sorted(inside) == sorted(f"MOT{number}" for number in range(start, end))
    assert inside


@pytest.mark.parametrize(
    ("source", "order", "target"),
    [
        ("Un <1>moteur rouge</1> ici", [0, 2, 1, 3], "UN <1>ROUGE MOTEUR</1> ICI"),
        ("Le moteur<1/> tourne", [0, 1, 2], "LE MOTEUR<1/> TOURNE"),
        ("<1>Le guide <2>complet</2></1> ici", [0, 2, 1, 3], "<1>LE <2>COMPLET</2> GUIDE</1> ICI"),
        ("<1>Un</1> <2>deux</2>", [1, 0], "<2>DEUX</2> <1>UN</1>"),
    ],
)
def test_tags_follow_their_words(source: str, order: list[int], target: str) -> None:
    plan = make_plan(source, [], tags_of(source), PLACEHOLDERS)
    assert translated(plan, order) == target


def test_pairs_that_would_cross_have_no_place() -> None:
    source = "<1>a b</1> <2>c d</2>"
    plan = make_plan(source, [], tags_of(source), PLACEHOLDERS)
    tags = dict(enumerate(tag.role for tag in tags_of(source)))
    exposed = attention.expose(plan, range(4))
    places = [(0, 1), (4, 5), (2, 3), (6, 7)]
    links = tuple(Alignment(2 * n, 2 * n + 1, *place, 0.9) for n, place in enumerate(places))
    placed = attention.place(exposed, plan, Hypothesis("A C B D", 0.0, links), tags)
    assert placed is None or tag_problems(placed, tags_of(source)) == []


def test_a_tags_placeholder_stands_apart_from_the_words_it_touches() -> None:
    source = "Il dure <1>sept ans</1>."
    plan = make_plan(source, [], tags_of(source), PLACEHOLDERS)
    assert plan.text == "Il dure ｟0｠ sept ans ｟1｠."
    assert restore(plan, "It lasts ｟0｠ seven years ｟1｠.").target == "It lasts <1>seven years</1>."


def test_an_empty_pair_counts_as_lost() -> None:
    source = "Un <1>mot</1> ici"
    plan = make_plan(source, [], tags_of(source), PLACEHOLDERS)
    assert restore(plan, "A word ｟0｠ ｟1｠ here").lost == (0, 1)
    assert restore(plan, "A ｟0｠ word ｟1｠ here").lost == ()


@pytest.mark.parametrize(
    ("source", "stays"),
    [
        ("Un <1/> ici", [False]),
        ("Un mot<1/> ici", [True]),
        ("a<1/>b", [True]),
        ("Un <1>mot</1> ici", [True, True]),
        ("<1>L</1>e mot", [True, True]),
        ("pho<1>to</1>s", [False, False]),
    ],
)
def test_a_tag_that_stands_for_a_word_travels_with_the_sentence(source: str, stays: list[bool]) -> None:
    plan = make_plan(source, [], tags_of(source), PLACEHOLDERS)
    assert [attention.is_placeable(plan, number) for number in range(len(plan.slots))] == stays


@given(st.integers(1, 6), st.data())
def test_the_first_letters_of_a_word_set_apart_are_those_of_its_image(count: int, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, count - 1))
    letters = data.draw(st.integers(1, 3))
    order = data.draw(st.permutations(range(count)))
    words = [f"mot{number}" for number in range(count)]
    marked = [*words[:place], f"<1>{words[place][:letters]}</1>{words[place][letters:]}", *words[place + 1 :]]
    plan = make_plan(" ".join(marked), [], tags_of(" ".join(marked)), PLACEHOLDERS)
    found = translated(plan, order)
    assert found is not None
    assert found == " ".join(marked[number].upper() for number in order)
    assert restore(plan.without_carriers((0, 1)), found).lost == ()


@given(st.integers(1, 5), st.integers(1, 5))
def test_words_that_a_line_break_parts_are_two_words(left: int, right: int) -> None:
    before, after = " ".join(["mot"] * left), " ".join(["autre"] * right)
    plan = make_plan(f"{before}<1/>{after}", [], tags_of(f"{before}<1/>{after}"), PLACEHOLDERS)
    assert attention.expose(plan, (0,)).text == f"{before} {after}"
    placed = translated(plan, list(range(left + right)))
    assert placed == f"{before.upper()}<1/> {after.upper()}"
    assert restore(plan.without_carriers((0,)), placed).target == f"{before.upper()}<1/>{after.upper()}"


@pytest.mark.parametrize(
    ("source", "output", "target"),
    [
        ("mot, <1>mot</1>", "later <1>, the word</1>", "later, <1>the word</1>"),
        ("mot : <1>mot</1>", "later<1>: the word</1>", "later: <1>the word</1>"),
        ("mot<1>, mot</1>", "later<1>, the word</1>", "later<1>, the word</1>"),
        ("mot <1>...mot</1>", "later <1>... the word</1>", "later <1>... the word</1>"),
    ],
)
def test_no_pair_opens_on_a_mark_that_ends_what_is_before_it(source: str, output: str, target: str) -> None:
    plan = make_plan(source, (), tags_of(source), ())

    assert restore(plan, output).target == target
