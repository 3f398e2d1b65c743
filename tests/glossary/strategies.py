"""Glossaries and texts that get in each other's way: nested, overlapping and inflected terms among lookalikes."""

from __future__ import annotations

from hypothesis import strategies as st

from translate.model import CaseRule, Term, TermKind

WORDS = (
    "étage", "étages", "engin", "spatial", "spatiaux", "lanceur", "corps", "eau", "Progress", "progrès", "Soyouz",
    "Soyouz-2", "RKTs", "Samara", "MS", "œuvre", "société", "Bakanov", "Baranov", "Dmitri", "Sergueï", "2",
    "aujourd'hui",
)  # fmt: skip
LINKS = (" ", " ", " ", " de ", "-", " l'")
GLUE = (" ", " ", " ", ", ", " (", ") ", " l'", " l’", " d'", "-", "\u00a0", "  ", ". ", " « ", " » ", "\n", "'", "")
FILLERS = ("le", "la", "un", "anti", "et", "Le", "A", "12", "x", "é", "<1>", "</1>", "[note]", "…")

phrases = st.builds(
    lambda words, link: link.join(words),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=3),
    st.sampled_from(LINKS),
)
kinds = st.sampled_from([kind for kind in TermKind if kind is not TermKind.NAME])


@st.composite
def terms(draw: st.DrawFn) -> Term:
    return Term(
        source=draw(phrases),
        target=draw(st.sampled_from(["alpha", "beta gamma", "Delta"])),
        kind=draw(kinds),
        variants=tuple(draw(st.lists(phrases, max_size=2))),
        plural=draw(st.sampled_from(["", "alphas"])),
        case=draw(st.sampled_from(list(CaseRule))),
    )


glossaries = st.lists(terms(), max_size=8)
texts = st.lists(st.one_of(st.sampled_from(WORDS), st.sampled_from(FILLERS), phrases), max_size=10).flatmap(
    lambda pieces: st.lists(st.sampled_from(GLUE), min_size=len(pieces), max_size=len(pieces)).map(
        lambda glue: "".join(piece + link for piece, link in zip(pieces, glue, strict=True))
    )
)
