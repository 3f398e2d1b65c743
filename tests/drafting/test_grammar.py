"""English grammar around a term."""

from __future__ import annotations

import pytest

from tests.drafting.engines import Imitation
from tests.drafting.policies import ask
from translate.drafting import grammar
from translate.drafting.ladder import hold_terms


@pytest.mark.parametrize(
    ("word", "article"),
    [
        ("Ariane 6", "an"),
        ("Soyuz-2", "a"),
        ("RD-180 engine", "an"),
        ("ISS module", "an"),
        ("NASA mission", "a"),
        ("ESA mission", "an"),
        ("SSTL satellite", "an"),
        ("JAXA probe", "a"),
        ("European probe", "a"),
        ("uncrewed flight", "an"),
        ("unit", "a"),
        ("hour", "an"),
        ("orbital station", "an"),
        ("one-way trip", "a"),
        ("8-ton payload", "an"),
        ("10-ton payload", "a"),
        ("étage", "an"),
        ("CNES engineer", "a"),
    ],
)
def test_indefinite_article(word: str, article: str) -> None:
    assert grammar.article_for(word) == article


@pytest.mark.parametrize(
    ("source", "output", "target"),
    [
        ("Dmitri Bakanov a parlé.", "The ｟0｠ spoke.", "Dmitry Bakanov spoke."),
        (
            "La délégation de Dmitri Bakanov est là.",
            "The ｟0｠ delegation is here.",
            "The Dmitry Bakanov delegation is here.",
        ),
        ("L'équipe de Dmitri Bakanov.", "｟0｠'s team.", "Dmitry Bakanov's team."),
        ("Un Soyouz-2 décolle.", "An ｟0｠ lifts off.", "A Soyuz-2 lifts off."),
        ("Le lanceur décolle.", "The ｟0｠ lifts off.", "The launch vehicle lifts off."),
        ("Les gens d'Roscosmos.", "The people l'｟0｠.", "The people Roscosmos."),
        ("Des lanceur arrivent.", "｟0｠s arrive.", "Launch vehicles arrive."),
        ("Vu à Baïkonour :", "Seen at｟0｠ :", "Seen at Baikonur:"),
        ("« Roscosmos avance » dit-il.", "« ｟0｠ advances » he says.", '"Roscosmos advances" he says.'),
        ("Le directeur général de Roscosmos.", "The ｟1｠ ｟0｠.", "The Roscosmos director general."),
    ],
)
def test_terms_fit_their_sentence(source: str, output: str, target: str) -> None:
    (held,) = hold_terms([ask(source)], Imitation(lambda _: output))

    assert held.target == target


@pytest.mark.parametrize(
    ("text", "tidied"),
    [
        ("Who is it ?", "Who is it?"),
        ("Notice : read", "Notice: read"),
        ("« word »", '"word"'),
        ("two  spaces", "two spaces"),
        ("at 14:05 and ... so", "at 14:05 and ... so"),
        ("an end .", "an end."),
        ("It was an British colony and a open port", "It was a British colony and an open port"),
        ("an hour, a unit, an honest man", "an hour, a unit, an honest man"),
        ("vitamin a or b, plan A and so on", "vitamin a or b, plan A and so on"),
        ("code :-) stays", "code :-) stays"),
    ],
)
def test_tidy(text: str, tidied: str) -> None:
    assert grammar.tidy(text) == tidied
