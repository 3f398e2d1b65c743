"""A page and an export go all the way: article, catalogue, published article."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.conftest import Run

PAGE = """\
<!DOCTYPE html>
<html lang="fr">
<head><meta charset="iso-8859-1"><title>Le d&eacute;collage est report&eacute;</title></head>
<body><p>La fusée décollera <a href="u" title="Le calendrier des vols">demain matin</a>. Les équipes sont prêtes.</p>
<pre>10 RUN</pre></body>
</html>
"""


def test_a_page_is_drafted_and_published_in_its_language_and_encoding(run: Run, workspace: Path) -> None:
    article = workspace / "articles" / "page.html"
    article.write_bytes(PAGE.encode("latin-1"))

    run("draft", "--engine", "pseudo", article)
    output = workspace / "page.en.html"
    run("publish", article, "--drafts", "--output", output)

    catalogue = (workspace / "locales" / "en" / "page.po").read_text("utf-8")
    assert 'msgid "Le décollage est reporté"' in catalogue
    assert 'msgid "Le calendrier des vols"' in catalogue
    published = output.read_bytes().decode("latin-1")
    assert '<html lang="en">' in published
    assert "<pre>10 RUN</pre>" in published
    assert "demain matin" not in published
    assert published.count("<") == PAGE.count("<")


def test_a_page_that_nobody_translated_is_published_as_it_is(run: Run, workspace: Path) -> None:
    article = workspace / "articles" / "page.html"
    article.write_bytes(PAGE.encode("latin-1"))

    run("draft", "--engine", "pseudo", article)
    output = workspace / "page.en.html"
    run("publish", article, "--output", output, code=None)

    assert output.read_bytes() == article.read_bytes()


NOTES = """\
---
titre: "La fusée est prête"
auteur: Anna
---
Le *décollage* est prévu mardi matin.
"""


def test_a_format_is_named_once_and_remembered(run: Run, workspace: Path) -> None:
    article = workspace / "articles" / "tir.fr.wiki"
    article.write_text(NOTES, "utf-8")
    (workspace / "articles" / "tir.fr.txt").unlink()
    assert "cannot be read" in run("draft", "--engine", "pseudo", article, code=2).stderr

    run("draft", "--engine", "pseudo", "--format", "markdown", article)

    catalogue = (workspace / "locales" / "en" / "tir.po").read_text("utf-8")
    assert '"X-Source-Format: markdown\\n"' in catalogue
    assert "<1>décollage</1>" in catalogue
    article.write_text(NOTES.replace("mardi", "mercredi"), "utf-8")
    assert "1 articles" not in run("update", "--engine", "pseudo").output
    assert "mercredi" in (workspace / "locales" / "en" / "tir.po").read_text("utf-8")
    run("check", article, code=None)
    output = workspace / "tir.en.wiki"
    run("publish", article, "--drafts", "--output", output)
    assert "*" in output.read_text("utf-8")
    assert "<1>" not in output.read_text("utf-8")
    assert "tir.fr.wiki" in run("status").output


def test_another_format_than_the_remembered_one_is_taken_and_kept(run: Run, workspace: Path) -> None:
    article = workspace / "articles" / "tir.fr.txt"
    article.write_text(NOTES, "utf-8")
    catalogue = workspace / "locales" / "en" / "tir.po"
    run("draft", "--engine", "pseudo", article)
    assert "*décollage*" in catalogue.read_text("utf-8")

    run("update", "--engine", "pseudo", "--format", "markdown", article)

    assert "<1>décollage</1>" in catalogue.read_text("utf-8")
    before = catalogue.read_bytes()
    run("update", "--engine", "pseudo", article)
    run("update", "--engine", "pseudo", "--format", "markdown", article)
    assert catalogue.read_bytes() == before


def test_settings_give_formats_by_pattern_and_the_keys_of_the_front_matter(run: Run, workspace: Path) -> None:
    settings = workspace / "translate.toml"
    text = settings.read_text("utf-8").replace("[formats]\n", '[formats]\n"*.wiki" = "markdown"\n')
    text = text.replace('keys = ["title", ', 'keys = ["titre", ')
    settings.write_text(text, "utf-8")
    (workspace / "articles" / "tir.fr.txt").unlink()
    (workspace / "articles" / "note.fr.wiki").write_text(NOTES, "utf-8")

    run("update", "--engine", "pseudo")

    catalogue = (workspace / "locales" / "en" / "note.po").read_text("utf-8")
    assert 'msgid "La fusée est prête"' in catalogue
    assert "X-Source-Format" not in catalogue
    assert "Anna" not in catalogue
    segments = run("segment", workspace / "articles" / "note.fr.wiki").output
    assert "La fusée est prête" in segments
    assert "titre:" in run("segment", "--format", "text", workspace / "articles" / "note.fr.wiki").output


def test_a_format_that_does_not_exist_is_refused_with_those_that_do(run: Run, workspace: Path) -> None:
    article = workspace / "articles" / "tir.fr.txt"
    message = run("draft", "--engine", "pseudo", "--format", "odt", article, code=2).stderr
    assert 'there is no format "odt"' in message
    assert "markdown" in message


def test_what_is_nested_too_deep_to_be_read_is_told_when_drafting_and_publishing(run: Run, workspace: Path) -> None:
    article = workspace / "articles" / "deep.fr.md"
    article.write_text("Un mot simple.\n\n" + "- " * 120 + "bas\n\n# Un titre\n", "utf-8")
    warning = f"{article}:3: blocks nested more than 100 deep are left untranslated."

    assert warning in run("draft", "--engine", "pseudo", article).stderr
    assert warning in run("publish", article, "--drafts").output
