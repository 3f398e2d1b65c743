"""A draft ends as its source does, whatever the model made of the end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.drafting.engines import Imitation
from translate.checks.registry import find_mistakes
from translate.drafting.endings import end_like
from translate.drafting.ladder import hold_terms
from translate.drafting.request import Request
from translate.model import State, Unit

_MARKS = st.sampled_from(["", ".", "...", "…", "?", "!", ":", ";", "?!"])
_CLOSING = st.sampled_from(["", '"', ")", "]", '")', "</1>", '</1>"', ")</1>"])


@pytest.mark.parametrize(
    ("source", "target", "ended"),
    [
        ("Visite (qui ne part pas)...", "Visit (which does not leave).", "Visit (which does not leave)..."),
        ("<1>Il est prêt.</1>", "<1>It is ready</1>.", "<1>It is ready.</1>"),
        ("Un <1>mot</1>.", "A <1>word.</1>", "A <1>word</1>."),
        ("La fin.<1/>", "The end<1/>.", "The end.<1/>"),
        ("<1>Un</1> : oui ;", "<1>One</1>: yes", "<1>One</1>: yes;"),
        ("Tir réussi", "Launch succeeded.", "Launch succeeded"),
        ("Tir de la Corp", "Launch of the Corp.", "Launch of the Corp."),
        ("A-t-il réussi ?", "He succeeded.", "He succeeded?"),
        ("Il a dit « oui ».", 'He said "yes"', 'He said "yes."'),
        ("Il a dit « oui ! »", 'He said "yes."', 'He said "yes!"'),
        ("Vu en 12 av. J.-C.", "Seen in 12 BC", "Seen in 12 BC"),
        ("Vu (voir p.). Fini.)", "Seen (see p.). Done.)", "Seen (see p.). Done.)"),
        ("Oui !", "我们。", "我们。"),
        ("a " * 12, "A long sentence.", "A long sentence."),
    ],
)
def test_ends(source: str, target: str, ended: str) -> None:
    assert end_like(target, source) == ended
    assert end_like(ended, source) == ended


def test_the_stop_of_a_held_form_stays() -> None:
    assert end_like("A launch of Blue Origin Ltd.", "Un tir de Blue Origin", ["Blue Origin Ltd."]) == (
        "A launch of Blue Origin Ltd."
    )


@given(st.tuples(_MARKS, _CLOSING, _MARKS), st.tuples(_MARKS, _CLOSING, _MARKS))
def test_a_draft_has_the_final_mark_of_its_source(ending: tuple[str, ...], other: tuple[str, ...]) -> None:
    source, output = (f"<1>{words}{''.join(tail)}" for words, tail in (("Tir réussi", ending), ("Launch done", other)))
    if "</1>" not in source:
        source, output = source.removeprefix("<1>"), output.removeprefix("<1>").replace("</1>", "")
    (held,) = hold_terms([Request(source)], Imitation(lambda _: output))
    two_marks = any(tail[0] and tail[2] and tail[1] for tail in (ending, other))
    found = [one.check for one in find_mistakes(Unit(source, "", held.target, State.DRAFT), [])]

    assert two_marks or "final-mark" not in found, held.target
    assert held.target.replace("...", "…").count("Launch done") == 1
