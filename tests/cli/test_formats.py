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
