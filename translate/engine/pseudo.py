"""Pseudo-translation: the source with accents and brackets, to see what a layout does with a target."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from translate.model import Alignment, Hypothesis

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_ACCENTS = str.maketrans("ACDEGHIKLMNOPRSTUWYZacdeghiklmnoprstuwyz", "ÁČĎÉĞĤÍĶĻḾÑÓṔŘŠŤÚŴÝŽáčďéğĥíķļḿñóṕřšťúŵýž")
_HELD = re.compile(r"｟[^｠]*｠|</?[^<>]*>|\S+://\S+")
"""Placeholders, tags and addresses, which are left as they are."""
_WORD = re.compile(r"\S+")


class PseudoEngine:
    """An engine that needs no model: "Le lanceur" becomes "[Ļé ļáñčéúř]"."""

    name = "pseudo"
    signature = "pseudo 1"
    placeholders = tuple(f"｟{number}｠" for number in range(10))

    def translate(
        self,
        sources: Sequence[str],
        *,
        hypotheses: int = 1,  # noqa: ARG002 - there is only one
        align: bool = False,
        progress: Callable[[int], None] | None = None,
    ) -> list[list[Hypothesis]]:
        """Return each source with accents on its letters, in brackets; see `translate.protocols.Engine`.

        Placeholders, tags, addresses, digits and punctuation stay. A source without a letter comes back as it is.
        """
        if progress is not None and sources:
            progress(len(set(sources)))
        return [[_pseudo_translate(source, align=align)] for source in sources]


def _pseudo_translate(source: str, *, align: bool) -> Hypothesis:
    if not any(character.isalpha() for character in source):
        return Hypothesis(source, 0.0)
    text = ""
    end = 0
    for match in _HELD.finditer(source):
        text += source[end : match.start()].translate(_ACCENTS) + match[0]
        end = match.end()
    text += source[end:].translate(_ACCENTS)
    links = tuple(
        Alignment(match.start() + 1, match.end() + 1, match.start(), match.end(), 1.0)
        for match in (_WORD.finditer(source) if align else ())
    )
    return Hypothesis(f"[{text}]", 0.0, links)
