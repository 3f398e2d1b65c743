"""Strings are laid out exactly as GNU gettext's `msgcat` does it: as that of the machine that the tests run on."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.catalogue.histories import LABELS, gettext, segments
from translate import catalogue as po
from translate.catalogue.wrapping import Edition, string_lines
from translate.model import Draft, Origin


def edition_of_msgcat() -> Edition:
    """Return whose line breaks the installed msgcat makes; without one, its tests are skipped."""
    if shutil.which("msgcat") is None:
        return Edition.UNICODE_14
    told = subprocess.run(["msgcat", "--version"], capture_output=True, text=True, check=True).stdout
    major, minor = re.findall(r"\d+", told)[:2]
    return Edition.UNICODE_16 if (int(major), int(minor)) >= (0, 23) else Edition.UNICODE_14


EDITION = edition_of_msgcat()

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
PROSE = "abcdeéÉœ    ,.;:!?'’\"“”«»()[]{}-–—…/\\%€$°0123456789\u00a0\u202f\u00ad<>\t\n|+=&@#*_~"
# One character of each line breaking class that the pair table knows, and of the kinds with rules of their own.
CLASSES = (
    "xx5漢(}) «  \u00a0々!/,$%…-‐´—\u200b\u0301\u2060가각\u1100\u1160\u11a8א\U0001f1e6\U0001f466\U0001f3fb\u200dぁก§"
    "\ufffc\ue000〈《｟｠\x85\u2028\u0e33я"
)


def texts(alphabet: str) -> st.SearchStrategy[str]:
    return st.text(st.sampled_from(alphabet), min_size=1, max_size=200)


long_words = st.lists(st.text(st.sampled_from("aé漢-/<1>｟0｠"), min_size=1, max_size=110), min_size=1, max_size=4).map(
    " ".join
)
strings = st.lists(st.one_of(texts(PROSE), texts(CLASSES), long_words), min_size=1, max_size=25, unique=True)


def rewritten(data: str) -> list[str]:
    """The entries of a PO file after `msgcat`, comparable one by one."""
    return gettext(["msgcat"], data.encode()).decode().split("\n\n")


@given(strings, st.sampled_from(["", "#~ "]))
@settings(max_examples=120)
def test_strings_are_wrapped_as_msgcat_wraps_them(sources: list[str], prefix: str) -> None:
    entries = []
    for number, source in enumerate(sources):
        lines = [
            *(string_lines("#~| " if prefix else "#| ", "msgid", source[::-1], edition=EDITION)),
            *string_lines(prefix, "msgctxt", str(number)),
            *string_lines(prefix, "msgid", source),
            *string_lines(prefix, "msgstr", source + source, edition=EDITION),
        ]
        entries.append("\n".join(["#, fuzzy", *lines]))
    written = "\n\n".join([HEADER.rstrip("\n"), *entries]) + "\n"

    assert rewritten(written) == written.split("\n\n")


def layout_of(sources: list[str]) -> str:
    entries = [
        "\n".join(
            [*string_lines("", "msgctxt", str(n)), *string_lines("", "msgid", source, edition=EDITION), 'msgstr ""']
        )
        for n, source in enumerate(sources)
    ]
    return "\n\n".join([HEADER.rstrip("\n"), *entries]) + "\n"


@pytest.mark.parametrize("between", ["", " ", "  "], ids=["side by side", "one blank", "two blanks"])
def test_every_pair_of_classes_breaks_where_msgcat_breaks_it(between: str) -> None:
    clusters = ("\u2060\u200d", "א-", "x\u0301", "\U0001f1e6\U0001f1e6")
    pieces = [*sorted({*CLASSES, *'\t\n\\"'}), *clusters]
    written = layout_of([f"{'a' * 60}{one}{between}{two}{'z' * 30}" for one in pieces for two in pieces])

    assert rewritten(written) == written.split("\n\n")


@pytest.mark.parametrize("piece", ["漢", "a-", "a ", "ab", "«é» ", "\t", '"'])
def test_every_length_around_the_page_is_laid_out_as_msgcat_does(piece: str) -> None:
    full = (piece * 100)[:100]
    ends = ("", "\n", "\nb", "-\n", " \n", "\\", "\\\n")
    written = layout_of([full[:length] + end for length in range(30, 95) for end in ends])

    assert rewritten(written) == written.split("\n\n")


def catalogue_of(article: str) -> bytes:
    sources = [f"Phrase {number} de « {article} », avec un <1>lien</1>." * number for number in range(1, 6)]
    pairs = [(context, source) for source in sources for context in ("", "title")]
    merge = po.merge(None, segments(pairs), **{**LABELS, "article": article}, source_digest="0")
    drafts = {key: Draft(f"Target\tof {key}", Origin.ENGINE, "s") for key in pairs[::2]}
    return po.render(po.fill(merge.catalogue, drafts))


@pytest.mark.parametrize("article", ["a.md", "b c.md", "é/d.md", "articles/" + "x" * 90 + ".md"])
def test_whole_files_pass_msgcat_unchanged(article: str) -> None:
    """A new file keeps to the edition that most translators have; a newer gettext lays it out anew, once."""
    data = catalogue_of(article)
    saved = gettext(["msgcat"], data)

    assert (saved == data) is (EDITION is Edition.UNICODE_14)
    assert gettext(["msgcat"], saved) == saved


QUOTED = f"Le « vol » dure : {'x' * 55} « Soyouz »."
"""A newer gettext takes the opening guillemet to the next line, an older one leaves it behind."""


@pytest.mark.parametrize("edition", Edition)
def test_what_is_written_keeps_to_the_editions_line_breaks_of_its_file(edition: Edition) -> None:
    labels = {**LABELS, "source_digest": "0"}
    first = po.merge(None, segments([("", QUOTED), ("", "Fin.")]), **labels).catalogue
    drafted = po.render(po.fill(first, {("", QUOTED): Draft("The flight.", Origin.ENGINE, "s")})).decode()
    human = drafted.replace('#, fuzzy\nmsgid ""\n"Le', 'msgid ""\n"Le')
    plain, other = ("\n".join(string_lines("", "msgid", QUOTED, edition=one)) for one in (Edition.UNICODE_14, edition))
    file = human.replace(plain, other).encode()
    longer = QUOTED.replace("Soyouz", "Ariane")
    written = po.render(po.merge(po.parse(file, "a.po"), segments([("", QUOTED), ("", longer)]), **labels).catalogue)

    assert "\n".join(string_lines("", "msgid", longer, edition=edition)) in written.decode()
    if edition is EDITION:
        assert gettext(["msgcat"], written) == written


@pytest.mark.parametrize("text", ["du « vol » :", "“a” (b)", "à/5"])
def test_the_editions_differ(text: str) -> None:
    layouts = {
        tuple(string_lines("", "msgid", f"{'x' * length} {text} {'y' * 40}", edition=edition))
        for length in range(55, 80)
        for edition in Edition
    }

    assert len(layouts) > 25


def test_a_file_without_wrapping_gets_its_new_entries_without_it() -> None:
    long = "Un mot après l'autre, jusqu'au bout de la ligne et bien plus loin encore, sans fin. "
    data = po.render(po.merge(None, segments([("", long * 2)]), source_digest="0", **LABELS).catalogue)
    unwrapped = gettext(["msgcat", "--no-wrap"], data)

    merge = po.merge(
        po.parse(unwrapped, "a.po"), segments([("", long * 2), ("", long * 3)]), source_digest="0", **LABELS
    )

    written = po.render(merge.catalogue)
    assert written.startswith(unwrapped)
    assert gettext(["msgcat", "--no-wrap"], written) == written


names = st.text(st.sampled_from("abé漢-"), min_size=1, max_size=30).map("articles/{}.md".format)


@given(st.lists(names, min_size=1, max_size=9, unique=True))
def test_references_are_laid_out_as_msgcat_does(references: list[str]) -> None:
    catalogue = po.merge(None, segments([("", "Une fusée.")]), source_digest="0", **LABELS).catalogue
    (entry,) = catalogue.entries
    several = replace(entry, unit=replace(entry.unit, references=tuple(references)))
    data = po.render(replace(catalogue, entries=(several,)))

    assert gettext(["msgcat"], data) == data
    assert po.parse(data, "a.po").units[0].references == tuple(references)
