"""Records of every kind, for the laws of the memory."""

from __future__ import annotations

from datetime import datetime

from hypothesis import strategies as st

from tests.strategies import sentences
from translate.memory import Record

_CHARACTERS = st.characters(exclude_categories=["Cs"])
_TAGGED = st.lists(
    st.sampled_from(["<1>", "</1>", "<2/>", "<3>", "</3>", "<0>", "</2/>", "mot", " ", "é", "\x0b"]), min_size=1
)
texts = st.one_of(sentences, st.text(_CHARACTERS, min_size=1), _TAGGED.map("".join)).filter(lambda text: text.strip())
neighbours = st.one_of(st.none(), st.just(""), texts)
dates = st.one_of(
    st.just(""),
    st.datetimes(
        min_value=datetime(1990, 1, 1)  # noqa: DTZ001 - Hypothesis wants naive limits
    ).map(lambda d: d.strftime("%Y%m%dT%H%M%SZ")),
)
names = st.text(st.characters(min_codepoint=32, max_codepoint=0x2FF, exclude_categories=["Cc"]), max_size=12)
records = st.builds(
    Record,
    source=texts,
    target=texts,
    context=st.sampled_from([None, "", "title", "caption"]),
    before=neighbours,
    after=neighbours,
    article=st.sampled_from(["", "articles/tir.fr.md", "articles/a\\b.fr.md"]),
    date=dates,
    editor=names,
    draft=st.one_of(st.just(""), texts),
)
