"""Which places of a target hold a term: the laws of `translate.forms`."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from translate.forms import find_forms

TEXTS = st.text(alphabet="aAbé s'-.2_\u0130\u00df", max_size=30)
FORMS = st.lists(st.text(alphabet="aAbé s'-.2_\u0130\u00df", min_size=1, max_size=5), min_size=1, max_size=4)


def _is_whole(text: str, start: int, end: int) -> bool:
    """Say whether no letter, digit or underscore goes on beyond either edge that is one itself."""
    inner, outer = (text[start], text[end - 1]), (text[start - 1 : start], text[end : end + 1])
    return not any(re.match(r"\w", one) and re.match(r"\w", other) for one, other in zip(inner, outer, strict=True))


@given(TEXTS, FORMS)
@settings(deadline=None, max_examples=300)
def test_a_form_is_found_at_the_first_place_where_it_stands_whole_and_the_longest_there(
    text: str, forms: list[str]
) -> None:
    expected, place = [], 0
    while place < len(text):
        here = [form for form in forms if text.startswith(form, place) and _is_whole(text, place, place + len(form))]
        if here:
            expected.append((place, place + max(map(len, here))))
            place = expected[-1][1]
        else:
            place += 1
    assert find_forms(text, forms, exact=True) == expected


@given(TEXTS, FORMS)
@settings(deadline=None, max_examples=200)
def test_what_is_found_letter_by_letter_is_found_without_regard_to_case_or_lies_in_what_is(
    text: str, forms: list[str]
) -> None:
    loose = find_forms(text, forms, exact=False)
    for start, end in find_forms(text, forms, exact=True):
        assert any(start < stop and begin < end for begin, stop in loose)
