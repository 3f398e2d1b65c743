"""The texts in an article's metadata, and their quotes; YAML and TOML loaders tell what was written."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from pathlib import PurePath
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.strategies import whole_segments
from translate import documents
from translate.documents.front_matter import find_front_matter
from translate.model import BlockKind

if TYPE_CHECKING:
    from translate.model import Article

YAML = """\
---
# Un commentaire
title: Un titre simple
subtitle: "Un \\"sous-titre\\" entre guillemets"
description: 'L''article du jour'  # commentaire
summary: >-
  Un résumé
  sur deux lignes.

  Et un second paragraphe.
excerpt: |
  Une ligne.
  Une autre.
date: 2026-01-01
tags: [a, b]
image:
  title: pas lu
---
Le corps.
"""
TOML = """\
+++
title = "Un \\"titre\\""
description = 'Une description'
summary = \"\"\"
Un résumé
en deux lignes\"\"\"
excerpt = '''Un extrait'''
date = 2026-01-01
[params]
subtitle = "pas lu"
+++
Le corps.
"""
AWKWARD = (
    'He said "yes"', "It's", "a: b", "a #b", "# b", "- b", "true", "12", "2026-01-01", "@x", "{a}", "[a]", "\\d", "\\",
    "a\\", "'a'", '"a"', ":", "a:", "null", "? a", "%a", "é — «ù»", "''", "'''", '"""', "*a", "&a", "!a", "`a", "|",
    ">", "---",
)  # fmt: skip
VALUES = st.one_of(
    st.sampled_from(AWKWARD),
    st.text(st.sampled_from("ab '\":#\\-é[{,&*!|>%@`"), min_size=1, max_size=12).filter(str.strip),
)


def read_texts(text: str) -> list[tuple[BlockKind, str]]:
    article = documents.read_bytes(text.encode(), PurePath("a.md"), language="fr")
    return [(article.blocks[s.block].kind, s.source) for s in whole_segments(article)]


def publish(text: str, targets: dict[int, str]) -> str:
    article = documents.read_bytes(text.encode(), PurePath("a.md"), language="fr")
    return documents.write(article, whole_segments(article), targets).decode()


def test_the_texts_of_yaml_are_found() -> None:
    assert read_texts(YAML) == [
        (BlockKind.TITLE, "Un titre simple"),
        (BlockKind.METADATA, 'Un "sous-titre" entre guillemets'),
        (BlockKind.METADATA, "L'article du jour"),
        (BlockKind.METADATA, "Un résumé sur deux lignes."),
        (BlockKind.METADATA, "Et un second paragraphe."),
        (BlockKind.METADATA, "Une ligne."),
        (BlockKind.METADATA, "Une autre."),
        (BlockKind.PARAGRAPH, "Le corps."),
    ]


def test_the_texts_of_toml_are_found() -> None:
    assert read_texts(TOML) == [
        (BlockKind.TITLE, 'Un "titre"'),
        (BlockKind.METADATA, "Une description"),
        (BlockKind.METADATA, "Un résumé"),
        (BlockKind.METADATA, "en deux lignes"),
        (BlockKind.METADATA, "Un extrait"),
        (BlockKind.PARAGRAPH, "Le corps."),
    ]


@settings(deadline=None, max_examples=300)
@given(st.dictionaries(st.integers(0, 6), VALUES, min_size=1))
def test_yaml_stays_valid_and_says_what_the_target_says(targets: dict[int, str]) -> None:
    written = publish(YAML, targets)
    loaded = yaml.safe_load(written.split("\n---\n")[0])
    before = yaml.safe_load(YAML.split("\n---\n", maxsplit=1)[0])
    assert loaded.keys() == before.keys()
    assert {key: loaded[key] for key in ("date", "tags", "image")} == {
        key: before[key] for key in ("date", "tags", "image")
    }
    assert all(isinstance(loaded[key], str) for key in ("title", "subtitle", "description", "summary", "excerpt"))
    if 0 in targets:
        assert loaded["title"] == targets[0]
    if 1 in targets:
        assert loaded["subtitle"] == targets[1]
    if 2 in targets:
        assert loaded["description"] == targets[2]
    if 5 in targets:
        assert loaded["excerpt"].split("\n")[0].strip() == targets[5].strip()


@settings(deadline=None, max_examples=300)
@given(st.dictionaries(st.integers(0, 4), VALUES, min_size=1))
def test_toml_stays_valid_and_says_what_the_target_says(targets: dict[int, str]) -> None:
    written = publish(TOML, targets)
    loaded = tomllib.loads(written.split("+++")[1])
    before = tomllib.loads(TOML.split("+++")[1])
    assert loaded.keys() == before.keys()
    assert loaded["params"] == before["params"]
    if 0 in targets:
        assert loaded["title"] == targets[0]
    if 1 in targets:
        assert loaded["description"] == targets[1]
    if 4 in targets and "'''" not in targets[4] and not targets[4].endswith("'"):
        assert loaded["excerpt"] == targets[4]


@pytest.mark.parametrize(
    "text", ["---\n\nUn mot\n\n---\n", "---\n- a\n---\n", "--- a\ntitle: b\n---\n", "a\n---\ntitle: b\n---\n"]
)
def test_a_thematic_break_opens_no_front_matter(text: str) -> None:
    assert find_front_matter(text, None) == (0, [])


@pytest.mark.parametrize(
    "value",
    [
        "[1, true]",
        "[a: b]",
        "[[a]]",
        "{a: b}",
        "&x y",
        "*x",
        "!x y",
        "null",
        "true",
        "12",
        "2026-01-01",
        '"a" b',
        "a\n\n  b",
        '"a\n\n  b"',
    ],
)
def test_values_that_are_no_text_are_left_alone(value: str) -> None:
    assert find_front_matter(f"---\ntitle: {value}\n---\n", None)[1] == []


@pytest.mark.parametrize("value", ["Un titre # note", "Un titre\n  long", '"Un titre\n  long"', "'Un titre'  # note"])
def test_comments_and_continued_lines_are_understood(value: str) -> None:
    text = f"---\ntitle: {value}\nlang: fr\n---\nLe corps.\n"
    shown = read_texts(text)[0]
    assert shown == (BlockKind.TITLE, yaml.safe_load(f"title: {value}")["title"])
    written = publish(text, {0: "A: title"})
    assert yaml.safe_load(written.split("\n---\n")[0]) == {"title": "A: title", "lang": "fr"}


NESTED_YAML = """\
---
title: Le tir
cover:
  image: a.jpg
  alt: "Une \\u00e9tape"  # note
  caption: >-
    Une légende
    longue
tags: [vol habité, "a, b", 'l''étage', 12]
keywords:
  - premier mot
  - "deuxième mot"
  - src: x
    title: 'Un fichier'
resources:
- name: r
  title: Une pièce
other: |
  cover:
    alt: pas une clé
seo: {title: pas lu}
---
Le corps.
"""
NESTED_TOML = """\
+++
title = "Le tir"
tags = ["vol habité",  # note
  'a, b']
other = \"\"\"
alt = "pas une clé"
\"\"\"
[cover]
alt = "Une \\u00e9tape"
meta.caption = 'Une légende'
[[resources]]
title = "Une pièce"
+++
Le corps.
"""
KEYS = ("title", "cover.alt", "Cover.Caption", "tags", "keywords", "resources.title", "cover.meta.caption")
TEXTS = st.one_of(
    VALUES, st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), max_size=8).filter(lambda t: t.split() == [t])
)


def read_nested(text: str) -> Article:
    return documents.read_bytes(text.encode(), PurePath("a.md"), language="fr", metadata_keys=KEYS)


def test_keys_inside_others_and_lists_are_read() -> None:
    assert [s.source for s in whole_segments(read_nested(NESTED_YAML))] == [
        "Le tir", "Une étape", "Une légende longue", "vol habité", "a, b", "l'étage", "premier mot", "deuxième mot",
        "Une pièce", "Le corps.",
    ]  # fmt: skip
    assert [s.source for s in whole_segments(read_nested(NESTED_TOML))] == [
        "Le tir", "vol habité", "a, b", "Une étape", "Une légende", "Une pièce", "Le corps.",
    ]  # fmt: skip


@given(st.dictionaries(st.integers(0, 8), TEXTS, min_size=1))
def test_nested_yaml_says_what_the_targets_say(targets: dict[int, str]) -> None:
    article = read_nested(NESTED_YAML)
    written = documents.write(article, whole_segments(article), targets).decode()
    wanted = yaml.safe_load(NESTED_YAML.split("\n---\n", maxsplit=1)[0])
    for number, target in targets.items():
        if number == 1:
            wanted["cover"]["alt"] = target
        elif number in {3, 4, 5}:
            wanted["tags"][number - 3] = target
        elif number in {6, 7}:
            wanted["keywords"][number - 6] = target
        elif number == 8:
            wanted["resources"][0]["title"] = target
    loaded = yaml.safe_load(written.split("\n---\n")[0])
    loaded["cover"]["caption"] = wanted["cover"]["caption"]
    loaded["title"] = wanted["title"]
    assert loaded == wanted


@given(st.dictionaries(st.integers(0, 5), TEXTS, min_size=1))
def test_nested_toml_says_what_the_targets_say(targets: dict[int, str]) -> None:
    article = read_nested(NESTED_TOML)
    written = documents.write(article, whole_segments(article), targets).decode()
    loaded = tomllib.loads(written.split("+++")[1])
    found = [
        loaded["title"], *loaded["tags"], loaded["cover"]["alt"], loaded["cover"]["meta"]["caption"],
        loaded["resources"][0]["title"],
    ]  # fmt: skip
    sources = [s.source for s in whole_segments(article)]
    assert found == [targets.get(number, sources[number]) for number in range(6)]


@given(
    st.text(min_size=1, max_size=12).filter(lambda t: t.split(" ") == t.split() and t.strip()), st.sampled_from("'\"")
)
def test_a_quoted_value_is_shown_as_it_reads(words: str, quote: str) -> None:
    value = yaml.safe_dump(words, default_style=quote, width=10_000).strip()
    article = documents.read_bytes(f"---\ntitle: {value}\n---\nMot.\n".encode(), PurePath("a.md"), language="fr")
    shown = whole_segments(article)[0]
    if shown.context == "title" and "\n" not in value:
        assert re.sub(r"<\d+/>", "", shown.source) == (_visible(words).replace("\t", " ") if value[0] == '"' else words)


def _visible(words: str) -> str:
    """What can be shown of a text: the others are tags, and a tabulator is a space."""
    kept = (c for c in words if c == "\t" or unicodedata.category(c) not in {"Cc", "Cn", "Co", "Cs", "Zl", "Zp"})
    return "".join(kept)
