"""Files as editors and gettext's tools save them: read, understood, and written back byte for byte."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.catalogue.histories import LABELS, segments
from translate import catalogue as po
from translate.model import State

POEDIT = r"""# English translations of an article.
# Copyright (C) the newsroom
#
msgid ""
msgstr ""
"Project-Id-Version: articles/essai.md\n"
"PO-Revision-Date: 2025-03-04 10:15+0100\n"
"Last-Translator: Ana <ana@example.org>\n"
"Language-Team: \n"
"Language: en_GB\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"
"X-Generator: Poedit 3.4.2\n"
"X-Poedit-Basepath: ..\n"
"X-Poedit-SourceCharset: UTF-8\n"
"X-Poedit-Bookmarks: 2,-1,-1,-1,-1,-1,-1,-1,-1,-1\n"
"X-Source-Language: fr\n"
"X-Source-Article: articles/essai.md\n"
"X-Source-Digest: d\n"

# Checked with the press office.
#
#.  A line with blanks
#: articles/essai.md
#, fuzzy, no-wrap, x-house-style
#| msgctxt "title"
#| msgid "Un premier essai"
msgctxt "title"
msgid "Un second essai"
msgstr "A first test"

#: articles/essai.md
msgid "Le moteur a été allumé pendant une durée de dix minutes sur le banc d’essai principal de l'usine."
msgstr "The engine was lit for ten minutes."

# Kept for next time
#, fuzzy
#~| msgid "Une ancienne version, qui était un peu plus longue que celle-ci, elle aussi "
#~| "oubliée."
#~ msgid "Une ancienne phrase."
#~ msgstr "An old sentence."

#~ msgctxt "caption"
#~ msgid "Une légende."
#~ msgstr "A caption."

# These words stand after the last entry.
"""

OMEGAT = r"""#
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Language: en\n"
"X-Source-Language: fr\n"
"X-Source-Article: articles/essai.md\n"
"X-Source-Digest: d\n"
#: articles/essai.md
msgctxt "title"
msgid   "Un second essai"
msgstr   "A second test"
#: articles/essai.md
#,fuzzy
msgid "Le moteur a été allumé pendant une durée de dix minutes sur le banc d’essai principal de l'usine."
msgstr "The engine \"roared\" for\tten minutes on the main test stand of the plant, which \\ stood it."
"""

WEBLATE = r"""# SOME DESCRIPTIVE TITLE.
# Jean <jean@example.org>, 2025.
msgid ""
msgstr ""
"Project-Id-Version: PACKAGE VERSION\n"
"Report-Msgid-Bugs-To: \n"
"POT-Creation-Date: 2025-01-02 03:04+0000\n"
"PO-Revision-Date: 2025-03-05 09:00+0000\n"
"Language-Team: English <https://weblate.example.org/projects/desk/essai/en/>\n"
"Language: en\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"
"X-Generator: Weblate 5.9\n"
"X-Source-Language: fr\n"
"X-Source-Article: articles/essai.md\n"
"X-Source-Digest: d\n"

#: articles/essai.md:12 articles/essai.md:40
#, c-format, read-only
msgctxt "title"
msgid "Un second essai"
msgstr "A second test"

#. Draft by engine, score -0.1234, digest 000000000000: argos
#: articles/essai.md
#, fuzzy
msgid ""
"Le moteur a été allumé pendant une durée de dix minutes sur le banc "
"d’essai principal de l'usine."
msgstr ""
"The engine was lit\r\n"
"for ten minutes."

msgid "%d vol"
msgid_plural "%d vols"
msgstr[0] "%d flight"
msgstr[1] "%d flights"
"""

ARTICLE = [
    ("title", "Un second essai"),
    ("", "Le moteur a été allumé pendant une durée de dix minutes sur le banc d’essai principal de l'usine."),
]
FILES = pytest.mark.parametrize("text", [POEDIT, OMEGAT, WEBLATE], ids=["Poedit", "OmegaT", "Weblate"])
NEWLINES = pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
MARKS = pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["bare", "BOM"])


@FILES
@NEWLINES
@MARKS
def test_a_file_is_written_back_as_it_was_read(text: str, newline: str, mark: bytes) -> None:
    data = mark + text.replace("\n", newline).encode()

    assert po.render(po.parse(data, "a.po")) == data


@FILES
@NEWLINES
@MARKS
def test_one_new_segment_leaves_every_other_line_as_it_was(text: str, newline: str, mark: bytes) -> None:
    data = mark + text.replace("\n", newline).encode()
    once = po.render(po.merge(po.parse(data, "a.po"), segments(ARTICLE), source_digest="d", **LABELS).catalogue)

    merge = po.merge(po.parse(once, "a.po"), segments([*ARTICLE, ("", "Fin.")]), source_digest="d", **LABELS)

    new = f'#: articles/essai.md{newline}msgid "Fin."{newline}msgstr ""{newline}'.encode()
    written = po.render(merge.catalogue)
    assert new in written
    assert b"".join(written.replace(new, b"").split()) == b"".join(once.split())
    assert (b"\r\n" in written) == (newline == "\r\n")
    assert b"\n" not in written.replace(newline.encode(), b"")
    assert written.startswith(mark or b"#")


@FILES
def test_a_merge_that_changes_no_segment_keeps_targets_remarks_flags_and_headers(text: str) -> None:
    before = po.parse(text.encode(), "a.po")

    merge = po.merge(before, segments(ARTICLE), source_digest="d", **LABELS)

    after = merge.catalogue
    assert after.header == before.header
    for old, new in zip(before.entries[:2], after.entries[:2], strict=True):
        assert (new.unit.target, new.unit.note, new.flags, new.strings) == (
            old.unit.target,
            old.unit.note,
            old.flags,
            old.strings,
        )
    assert after.tail == before.tail
    assert {unit.target for unit in before.units} <= {unit.target for unit in after.units}


def test_what_poedit_saved_is_understood() -> None:
    catalogue = po.parse(POEDIT.encode(), "a.po")
    title, sentence, old, caption = catalogue.units

    assert (catalogue.target_language, catalogue.source_language) == ("en-GB", "fr")
    assert (catalogue.article, catalogue.source_digest) == ("articles/essai.md", "d")
    assert (title.state, title.previous_source, title.context) == (State.FUZZY, "Un premier essai", "title")
    assert title.note == "Checked with the press office.\n"
    assert catalogue.entries[0].flags == ("fuzzy", "no-wrap", "x-house-style")
    assert sentence.state is State.POST_EDITED
    assert (old.state, caption.state) == (State.OBSOLETE, State.OBSOLETE)
    assert old.previous_source.endswith("que celle-ci, elle aussi oubliée.")
    assert "after the last entry" in catalogue.tail


def test_what_omegat_saved_is_understood() -> None:
    title, sentence = po.parse(OMEGAT.encode(), "a.po").units

    assert title.state is State.POST_EDITED
    assert sentence.state is State.IN_EDIT
    assert sentence.target.startswith('The engine "roared" for\tten')
    assert sentence.target.endswith("which \\ stood it.")


def test_what_weblate_saved_is_understood() -> None:
    catalogue = po.parse(WEBLATE.encode(), "a.po")
    _, sentence, plural = catalogue.units

    assert sentence.state is State.IN_EDIT, "the digest of the draft is not the one of this target"
    assert sentence.target == "The engine was lit\r\nfor ten minutes."
    assert plural.target == "%d flight"

    merge = po.merge(catalogue, segments(ARTICLE[:1]), source_digest="d", **LABELS)

    assert b'#~ msgstr[1] "%d flights"' in po.render(merge.catalogue)


def test_an_old_charset_is_read_and_gives_way_to_utf8_where_it_must() -> None:
    text = OMEGAT.replace("charset=UTF-8", "charset=ISO-8859-15").replace("’", "'")
    data = text.encode("iso-8859-15")
    catalogue = po.parse(data, "a.po")

    assert po.render(catalogue) == data

    merge = po.merge(catalogue, segments([("", "Le « моторный » essai.")]), source_digest="d", **LABELS)
    written = po.render(merge.catalogue)

    assert b"charset=UTF-8" in written
    assert "Le « моторный » essai." in [unit.source for unit in po.parse(written, "a.po").units]


strings = st.lists(
    st.text(st.sampled_from('aé\\"\n\t\r\a\b\f\v漢\x85\u2028\x1c<1> '), min_size=1), min_size=1, max_size=8, unique=True
)


@given(strings)
def test_any_string_survives_its_way_to_the_file_and_back(sources: list[str]) -> None:
    merge = po.merge(None, segments([("", source) for source in sources]), source_digest="0", **LABELS)

    again = po.parse(po.render(merge.catalogue), "a.po")

    assert [unit.source for unit in again.units] == sources
    assert again.units == merge.catalogue.units


@pytest.mark.parametrize(
    ("escaped", "text"),
    [
        (r"\a\b\f\v\r\t", "\a\b\f\v\r\t"),
        (r"\303\251t\303\251", "été"),
        (r"\x41\134\042", 'A\\"'),
        (r"\\n\\", "\\n\\"),
        (r"\\\\101", r"\\101"),
    ],
)
def test_every_escape_that_gettext_knows_is_read(escaped: str, text: str) -> None:
    (unit,) = po.parse(f'msgid "{escaped}"\nmsgstr "x"\n'.encode(), "a.po").units

    assert unit.source == text
