"""The unit behind a figure, beside a pattern of all units: slower to make, and simple enough to be believed."""

from __future__ import annotations

import re
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translate.checks.figures import BLANKS, _find_unit
from translate.checks.languages.table import Language, find_language

LANGUAGES = [find_language(tag) for tag in ("fr", "en")]


@cache
def pattern(language: Language) -> re.Pattern[str]:
    surfaces = (
        re.escape(surface).replace(r"\ ", f"[{BLANKS}]") + (r"(?!\w|/\w)" if surface[-1].isalnum() else "")
        for surface in sorted(language.units, key=len, reverse=True)
    )
    return re.compile(rf"[{BLANKS}-]?(?:d['’]|de |of )?({'|'.join(surfaces)})", re.IGNORECASE)


def by_pattern(text: str, language: Language) -> str:
    found = pattern(language).match(text, 2)
    return language.units[re.sub(r"\s", " ", found[1]).lower()] if found and found[0] != "s" else ""


@pytest.mark.parametrize("language", LANGUAGES, ids=("fr", "en"))
@given(st.data())
@settings(max_examples=400, deadline=None)
def test_the_longest_unit_behind_a_figure_is_found(language: Language, data: st.DataObject) -> None:
    surface = st.sampled_from(sorted(language.units)).map(lambda one: data.draw(st.sampled_from([one, one.upper()])))
    pieces = st.one_of(
        surface, st.sampled_from(["", " ", "\u00a0", "-", "de ", "d'", "of ", "/", "s", "h", "²", ".", " s", "é"])
    )
    text = "12" + "".join(data.draw(st.lists(pieces, max_size=5)))

    assert _find_unit(text, 2, language) == by_pattern(text, language)
