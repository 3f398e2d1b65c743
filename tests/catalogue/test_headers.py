"""Header fields, and gettext's way of naming languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.catalogue.histories import LABELS, gettext, segments
from translate import catalogue as po
from translate.catalogue.headers import (
    field_value,
    from_gettext_language,
    plural_forms,
    set_field,
    to_gettext_language,
)


@pytest.mark.parametrize(
    ("tag", "name"),
    [("en", "en"), ("pt-BR", "pt_BR"), ("sr-Latn", "sr@latin"), ("sr-Latn-RS", "sr_RS@latin"), ("es-419", "es_419")],
)
def test_languages_are_named_as_gettext_names_them(tag: str, name: str) -> None:
    assert to_gettext_language(tag) == name
    assert from_gettext_language(name) == tag


@pytest.mark.parametrize(("name", "tag"), [("en_GB.UTF-8", "en-GB"), ("", ""), ("en-US", "en-US")])
def test_other_spellings_are_understood(name: str, tag: str) -> None:
    assert from_gettext_language(name) == tag


@pytest.mark.parametrize("language", ["en", "fr", "de", "es", "pt-BR", "ru", "pl", "ja", "ar", "sl", "cs", "ro", "xx"])
def test_gettext_accepts_every_fresh_header(language: str) -> None:
    made = po.merge(
        None, segments([("", "Une fusée.")]), **{**LABELS, "target_language": language}, source_digest="d"
    ).catalogue
    data = po.render(made)

    gettext(["msgfmt", "-c", "--check-header", "-o", "/dev/null"], data)
    assert gettext(["msgcat"], data) == data
    assert made.target_language == language
    assert bool(plural_forms(language)) == (b"Plural-Forms" in data)


values = st.text("abc é:/;", max_size=12).map(str.strip)
fields = st.dictionaries(st.sampled_from(["Language", "X-Generator", "X-Poedit-Basepath", "Odd"]), values, max_size=4)


@given(fields, st.sampled_from(["language", "X-Source-Digest", "Odd"]), values)
def test_setting_a_field_changes_no_other_line(header: dict[str, str], name: str, value: str) -> None:
    before = "".join(f"{key}: {text}\n" for key, text in header.items())

    after = set_field(before, name, value)

    assert field_value(after, name) == value
    others = [line for line in before.split("\n") if not line.lower().startswith(f"{name.lower()}:")]
    assert [line for line in after.split("\n") if not line.lower().startswith(f"{name.lower()}:")] == others
    assert set_field(after, name, value) == after


def test_what_an_editor_wrote_into_the_header_stays() -> None:
    old = po.parse(
        b'# Ana\nmsgid ""\nmsgstr ""\n"Language: en_GB\\n"\n"X-Generator: Poedit 3.4\\n"\n"no colon here\\n"\n', "a.po"
    )

    made = po.merge(old, segments([("", "Une fusée.")]), **LABELS, source_digest="new").catalogue

    header = made.header.unit.target
    assert header.startswith("Language: en_GB\nX-Generator: Poedit 3.4\nno colon here\n")
    assert made.source_digest == "new"
    assert po.render(made).startswith(b"# Ana\nmsgid")


@pytest.mark.parametrize(("title", "kept"), [("", False), ("The launch, for the spring issue", True)])
def test_a_renamed_article_is_named_in_the_header_unless_an_editor_named_the_project(title: str, kept: bool) -> None:
    made = po.merge(None, segments([("", "Une fusée.")]), **LABELS, source_digest="d").catalogue
    data = po.render(made).decode()
    if title:
        data = data.replace(f"Project-Id-Version: {LABELS['article']}", f"Project-Id-Version: {title}")

    renamed = {**LABELS, "article": "articles/nouveau.md"}
    moved = po.merge(po.parse(data.encode(), "a.po"), segments([("", "Une fusée.")]), **renamed, source_digest="d")

    header = moved.catalogue.header.unit.target
    assert field_value(header, "Project-Id-Version") == (title if kept else "articles/nouveau.md")
    assert field_value(header, "X-Source-Article") == "articles/nouveau.md"
