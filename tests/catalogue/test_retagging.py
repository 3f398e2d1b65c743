"""The tags of a translation follow those of its source: none is ever taken for another one."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.catalogue.cases import edited, merged, written
from translate import catalogue as po
from translate.catalogue.retagging import join_tagged, retag
from translate.model import State

TAG = re.compile(r"</?[0-9]+/?>")
BEFORE = "Le <1>14 mars</1>, un lanceur <2>Soyouz</2> a quitté <3>Plessetsk</3>."
TARGET = "A <2>Soyuz</2> left <3>Plesetsk</3> on <1>March 14</1>."


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (BEFORE.replace("quitté", "enfin quitté"), TARGET),
        (
            "Le 14 mars, un lanceur <1>Soyouz</1> a quitté <2>Plessetsk</2>.",
            "A <1>Soyuz</1> left <2>Plesetsk</2> on <3>March 14</3>.",
        ),
        (
            "<1/>Le <2>14 mars</2>, un lanceur <3>Soyouz</3> a quitté <4>Plessetsk</4>.",
            "A <3>Soyuz</3> left <4>Plesetsk</4> on <2>March 14</2>.",
        ),
        (
            "Le <1>14 mars</1>, un lanceur Soyouz a quitté <2>Plessetsk</2>.",
            "A <3>Soyuz</3> left <2>Plesetsk</2> on <1>March 14</1>.",
        ),
        (
            "Le <1>14 mars</1>, un lanceur a quitté <2>Plessetsk</2>, puis <3>Vostotchny</3>.",
            "A <4>Soyuz</4> left <2>Plesetsk</2> on <1>March 14</1>.",
        ),
        (
            "Le 14 mars, un lanceur Soyouz a quitté Plessetsk.",
            TARGET,
        ),
    ],
)
def test_tags_follow_their_source(after: str, expected: str) -> None:
    assert retag(TARGET, BEFORE, after) == expected


marked = st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=8)


def _mark(words: list[str], numbers: dict[int, int]) -> list[str]:
    return [f"<{numbers[n]}>{word}</{numbers[n]}>" if n in numbers else word for n, word in enumerate(words)]


def _numbered(flags: list[bool]) -> dict[int, int]:
    return {place: number for number, place in enumerate((n for n, flag in enumerate(flags) if flag), 1)}


@given(marked)
def test_each_tag_stays_at_its_word_and_none_becomes_another(flags: list[tuple[bool, bool]]) -> None:
    words, said = ([f"{letter}{n}" for n in range(len(flags))] for letter in "ab")
    old, new = _numbered([flag for flag, _ in flags]), _numbered([flag for _, flag in flags])
    before, after = " ".join(_mark(words, old)), " ".join(_mark(words, new))
    target = " ".join(reversed(_mark(said, old)))

    result = retag(target, before, after)

    assert TAG.sub("", result) == TAG.sub("", target)
    for place, word in enumerate(said):
        tag = re.search(rf"<([0-9]+)>{word}</\1>", result)
        assert (tag is not None) == (place in old)
        if tag is not None and place in new:
            assert int(tag[1]) == new[place]
        elif tag is not None:
            assert int(tag[1]) not in new.values()
    assert retag(result, after, before, restoring=True) == target


texts = st.lists(st.sampled_from(["<1>", "</1>", "<2/>", "<3>", "</3>", "mot", "word", " ", "."]), max_size=9).map(
    "".join
)


@given(texts, texts, texts)
def test_whatever_the_texts_only_numbers_change_and_tags_stay_distinct(target: str, before: str, after: str) -> None:
    result = retag(target, before, after)

    assert TAG.split(result) == TAG.split(target)
    assert len(set(TAG.findall(result))) == len(set(TAG.findall(target)))
    assert retag(target, before, before) == target


def test_the_tags_of_joined_texts_are_told_apart() -> None:
    assert join_tagged([("<1>a</1>", "<1>b</1>"), ("c", ""), ("<1>d</1> <2/>", "<2/> <1>e</1>")]) == (
        "<1>a</1> c <2>d</2> <3/>",
        "<1>b</1> <3/> <2>e</2>",
    )


def test_a_merge_renumbers_the_tags_of_what_people_wrote_and_takes_it_back() -> None:
    old = written({BEFORE: TARGET})
    new = "Le 14 mars, un lanceur <1>Soyouz</1> a quitté <2>Plessetsk</2>."

    waiting = merged(old, new).catalogue

    assert [(unit.state, unit.target) for unit in waiting.units] == [
        (State.FUZZY, "A <1>Soyuz</1> left <2>Plesetsk</2> on <3>March 14</3>.")
    ]
    again = merged(po.parse(po.render(waiting), "a.po"), BEFORE).catalogue
    assert [(unit.state, unit.target) for unit in again.units] == [(State.POST_EDITED, TARGET)]
    started = edited(waiting, "A <1>Soyuz</1>", "A big <1>Soyuz</1>")
    (back,) = merged(started, BEFORE).catalogue.units
    assert (back.state, back.target) == (State.FUZZY, TARGET.replace("A ", "A big "))


def test_joined_sentences_keep_the_tags_of_both() -> None:
    old = written({"Le <1>moteur</1> s'allume.": "The <1>engine</1> lights.", "Il <1>tourne</1>.": "It <1>runs</1>."})

    (unit,) = merged(old, "Le <1>moteur</1> s'allume, il <2>tourne</2>.").catalogue.units

    assert (unit.state, unit.target) == (State.FUZZY, "The <1>engine</1> lights. It <2>runs</2>.")
