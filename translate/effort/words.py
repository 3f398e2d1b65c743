"""The words and marks that a text is made of, as differences between texts are counted in them."""

from __future__ import annotations

import re

_ATOM = re.compile(r"</?\d+/?>|\d+(?:[.,]\d+)*|\w+(?:['’]\w+)*|\s+|[^\w\s]")


def split_atoms(text: str) -> list[str]:
    """Return the pieces of `text`, which joined are the text: tags, figures, words, marks and runs of white space."""
    return _ATOM.findall(text)


def split_words(text: str) -> list[str]:
    """Return the tags, figures, words and marks of `text`, each mark for itself, without the white space."""
    return [atom for atom in _ATOM.findall(text) if not atom.isspace()]
