"""Regular entries are read by a short cut, and it gives what the long way gives, refusals and their lines included."""

from __future__ import annotations

from unittest.mock import patch

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.catalogue.histories import LABELS, segments, sentences
from tests.catalogue.test_broken_files import DAMAGES, HEAD, attempt, damage
from tests.catalogue.test_editors import OMEGAT, POEDIT, WEBLATE
from translate import catalogue as po
from translate.catalogue.regular import read_regular
from translate.model import Draft, Origin

OWN = po.merge(
    None, segments([("", "Une fusée décolle."), ("title", 'Le "grand"\tjour\n\\n')]), source_digest="d", **LABELS
).catalogue
DRAFTS = {entry.key: Draft('Some "words"\tor\\other\n', Origin.ENGINE, "test 1", ("a",)) for entry in OWN.entries}
MINE = po.render(po.fill(OWN, DRAFTS)).decode()
OBSOLETE = '\n#~ msgid "gone"\n#~ msgstr "away"\n'


@given(
    st.sampled_from([POEDIT, OMEGAT, WEBLATE, MINE, MINE + OBSOLETE, MINE.replace("\n", "\r\n")]),
    st.lists(DAMAGES, max_size=4),
)
@example(HEAD + 'msgid "a"\nmsgstr "b"\n', [("insert", 4, 10, " ")])
@example(HEAD + '#| msgid "é"\n#| "è\\n"\nmsgid "a"\n"\\\\n"\nmsgstr ""', [])
@settings(max_examples=400, deadline=None)
def test_the_short_cut_changes_nothing(text: str, damages: list[tuple[str, int, int, str]]) -> None:
    data = damage(text, damages)

    refusal, catalogue = attempt(data)

    with patch("translate.catalogue.parsing.read_regular", lambda _text: ([], 0)):
        long_refusal, long_way = attempt(data)
    assert str(refusal) == str(long_refusal)
    assert catalogue == long_way


@given(st.lists(sentences, min_size=1, max_size=5, unique=True))
@settings(max_examples=50, deadline=None)
def test_what_the_program_writes_is_regular(sources: list[str]) -> None:
    merge = po.merge(None, segments([("", source) for source in sources]), source_digest="d", **LABELS)
    text = po.render(merge.catalogue).decode()

    entries, rest = read_regular(text)

    assert rest == len(text)
    assert [entry.texts.source for entry in entries[1:]] == sources
    assert "".join(entry.gap + entry.raw for entry in entries) == text
