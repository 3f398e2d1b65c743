"""Hypothesis strategies for units on their way to another program."""

from __future__ import annotations

import string

from hypothesis import strategies as st

from tests.strategies import sentences
from translate.exchange.units import ExchangeFile, ExchangeUnit
from translate.model import State

_PIECES = (
    *(
        "<1>",
        "</1>",
        "<2>",
        "</2>",
        "<3/>",
        "<1/>",
        "<12/>",
        "<01>",
        "<0/>",
        "< 1>",
        "<b>",
        "&amp;",
        "&",
        "]]>",
        "<!--",
    ),
    *(
        "=1+1",
        "+33",
        "-x",
        "@a",
        "'",
        "''=",
        '"',
        ";",
        ",",
        "\t",
        "\n",
        "\r\n",
        "\x0c",
        "\x00",
        "\ufffe",
        "\u2028",
        " ",
    ),
    *("_x000D_", "é", "🚀", "\u00a0", "«\u202fa\u202f»", "# ", "mot", "."),
)
texts = st.one_of(
    sentences, st.lists(st.one_of(st.sampled_from(_PIECES), sentences), min_size=1, max_size=8).map("".join)
)
_lines = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=30)
_keys = st.text(string.hexdigits[:16], min_size=16, max_size=16).map("u{}".format)
_stamps = st.builds(
    "{}.{}.{}".format,
    st.sampled_from(["draft", "in-edit"]),
    *[st.text("0123456789abcdef", min_size=12, max_size=12)] * 2,
)


@st.composite
def units(draw: st.DrawFn) -> ExchangeUnit:
    state = draw(st.sampled_from([State.UNTRANSLATED, State.DRAFT, State.FUZZY, State.IN_EDIT, State.POST_EDITED]))
    return ExchangeUnit(
        source=draw(texts),
        target="" if state is State.UNTRANSLATED else draw(texts),
        state=state,
        context=draw(st.sampled_from(["", "title", "list item"])),
        key=draw(_keys),
        stamp=draw(_stamps),
        place=draw(st.sampled_from(["", "1", "12 title"])),
        comments=tuple(draw(st.lists(st.one_of(_lines, st.just("<1>…</1> link: […](a.html)")), max_size=2))),
        note=draw(st.one_of(st.just(""), _lines, st.just("two\nlines"))),
        previous_source=draw(texts) if state is State.FUZZY else "",
    )


files = st.builds(
    ExchangeFile,
    article=st.sampled_from(["articles/tir.fr.md", "articles/été & neige.fr.txt"]),
    source_language=st.just("fr"),
    target_language=st.sampled_from(["en", "pt-BR"]),
    units=st.lists(units(), max_size=4).map(tuple),
)
