"""HTML: whole pages and fragments, read by offset and written by splicing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from translate.documents.html_blocks import make_blocks, splice_texts
from translate.documents.html_charset import declared_charset
from translate.documents.html_reading import find_texts
from translate.documents.html_tokens import TokenKind, attributes, tokenize
from translate.model import Article

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import PurePath

    from translate.model import Segment

__all__ = ["declare_language", "declared_charset", "read", "write"]


def read(path: PurePath, text: str, language: str) -> Article:
    """Return the article of an HTML text: a block for each text that readers see, and MARKUP for all between them.

    Texts in attributes are blocks of their own, or insets where they stand inside a sentence. What `translate="no"`
    or the class "notranslate" covers is markup.
    """
    return Article(path, language, make_blocks(text, find_texts(text)))


def write(article: Article, segments: Sequence[Segment], targets: Mapping[int, str]) -> str:
    """Return the article's text with targets in the place of their segments, as characters, not as markup.

    `&`, `<` and `>` are written by name, and by number what the file's encoding lacks.
    """
    return "".join(splice_texts(article, segments, targets, find_texts(article.text)))


def declare_language(text: str, language: str) -> str:
    """Return the page with `lang` and `xml:lang` of its `html` element, where it has them, set to a BCP 47 tag.

    What names that language already, if only with a region, is kept.
    """
    for token in tokenize(text):
        if token.kind is TokenKind.OPEN and token.name == "html":
            for attribute in reversed(attributes(text, token)):
                present = text[attribute.start : attribute.end]
                known = not present or names_language(present, language) or "{" in present or "<" in present
                if attribute.name in {"lang", "xml:lang"} and not known:
                    text = text[: attribute.start] + language + text[attribute.end :]
            return text
        if token.kind in {TokenKind.OPEN, TokenKind.CLOSE}:
            return text
    return text


def names_language(present: str, language: str) -> bool:
    """Return whether a tag names a language or one of its regional forms: `en-GB` names `en`."""
    present, language = present.strip().lower(), language.lower()
    return present == language or present.startswith(language + "-")
