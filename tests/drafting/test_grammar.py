"""English grammar around a term."""

from __future__ import annotations

import pytest

from tests.drafting.engines import Imitation
from tests.drafting.policies import ask
from translate.drafting import grammar
from translate.drafting.ladder import hold_terms
from translate.drafting.request import Request
from translate.model import Term, TermKind, TermMatch


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
        ("mRNA vaccine", "an"),
        ("eROSITA image", "an"),
        ("uPVC pipe", "a"),
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
        ("Roscosmos a signé.", "The ｟0｠ has signed.", "Roscosmos has signed."),
        ("Le groupe Roscosmos a signé.", "The ｟0｠ group has signed.", "The Roscosmos group has signed."),
        ("La société d'État Roscosmos.", "The ｟0｠.", "The Roscosmos State Corporation."),
        ("Le directeur général Dmitri Bakanov.", "The ｟1｠ ｟0｠.", "The director general Dmitry Bakanov."),
        ("Le directeur général, Dmitri Bakanov.", "｟1｠ ｟0｠.", "Dmitry Bakanov director general."),
        ("Roscosmos[usine] a signé.", "｟0｠[ plant ] has signed.", "Roscosmos[plant] has signed."),
        ("Le « lanceur » est là.", 'The " ｟0｠ " is here.', 'The "launch vehicle" is here.'),
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
        ('a " word " and " two "', 'a "word" and "two"'),
        ('he said: " yes "', 'he said: "yes"'),
        ('24" and 36" wide', '24" and 36" wide'),
        ('one " mark alone', 'one " mark alone'),
        ('"The "inner" one"', '"The "inner" one"'),
        ('"The "｟0｠" one"', '"The "｟0｠" one"'),
        ("( in brackets ) and [ in others ]", "(in brackets) and [in others]"),
        ("[ ] to do, ( ) too", "[ ] to do, ( ) too"),
        ('fine," he says : "and it flies.', 'fine," he says: "and it flies.'),
        ('Fine!" he says, "it flies.', 'Fine!" he says, "it flies.'),
    ],
)
def test_tidy(text: str, tidied: str) -> None:
    assert grammar.tidy(text) == tidied


@pytest.mark.parametrize(
    ("plural", "right", "target"),
    [
        ("launch vehicles", "'s mass", "launch vehicles' mass"),
        ("launch vehicles", "’s mass", "launch vehicles’ mass"),
        ("spacecraft", "'s mass", "spacecraft's mass"),
        ("status", "'s change", "status's change"),
    ],
)
def test_the_possessive_of_a_plural_is_an_apostrophe(plural: str, right: str, target: str) -> None:
    match = TermMatch(0, 1, "x", Term("x", plural, TermKind.TERM), plural)

    assert "".join(grammar.mend_after(right, match)) == target


@pytest.mark.parametrize(
    ("kind", "form", "left", "mended"),
    [
        (TermKind.ORGANISATION, "NASA", "to the ", "to "),
        (TermKind.ORGANISATION, "ESA", "to the ", "to "),
        (TermKind.ORGANISATION, "FAA", "to the ", "to the "),
        (TermKind.ORGANISATION, "SpaceX", "to the ", "to "),
        (TermKind.ORGANISATION, "RSC Energia", "to the ", "to "),
        (TermKind.ORGANISATION, "Kremlin", "to the ", "to the "),
        (TermKind.ORGANISATION, "European Space Agency", "to the ", "to the "),
        (TermKind.SPACECRAFT, "Soyuz", "to the ", "to the "),
    ],
)
def test_a_body_goes_without_an_article(kind: TermKind, form: str, left: str, mended: str) -> None:
    match = TermMatch(0, 1, "x", Term("x", form, kind), form)

    assert grammar.mend_before(left, match, "à la ", ".") == mended
    assert grammar.mend_before(left, match, "à la ", " plant.") == left


@pytest.mark.parametrize(
    ("form", "source_left", "left", "mended"),
    [
        ("14:05", "parti à ", "left in ", "left at "),
        ("14:05", "À ", "In ", "At "),
        ("T-7 min", "vu à ", "seen on ", "seen at "),
        ("14:05", "de 9 h à ", "from 9 to ", "from 9 to "),
        ("14:05", "dans ", "in ", "in "),
        ("40%", "à ", "in ", "in "),
    ],
)
def test_what_happens_at_a_time_of_day(form: str, source_left: str, left: str, mended: str) -> None:
    match = TermMatch(0, 1, form, Term(form, form, TermKind.FIGURE), form)

    assert grammar.mend_before(left, match, source_left, ".") == mended


def test_the_possessive_of_a_name_stays_small_in_a_headline() -> None:
    name = Term("Roscosmos", "Roscosmos", TermKind.ORGANISATION)
    match = TermMatch(11, 20, "ROSCOSMOS", name, "Roscosmos")

    (held,) = hold_terms([Request("LE CHEF DE ROSCOSMOS", (), (match,))], Imitation(lambda _: "｟0｠'s head"))

    assert held.target == "Roscosmos's HEAD"


@pytest.mark.parametrize(
    ("form", "source_left", "left", "right", "mended"),
    [
        ("Soviet Union", "né en ", "born in ", ".", "born in the "),
        ("Kremlin", "vus au ", "seen at ", ".", "seen at the "),
        ("European Union", "L’", "", " agrees", "The "),
        ("European Union", "« L'", '"', " agrees", '"The '),
        ("European Space Agency", "un satellite de l'", "a satellite of ", ".", "a satellite of the "),
        ("European Space Agency", "un satellite de l'", "a satellite of ", " engineers", "a satellite of "),
        ("European Space Agency", "un satellite de l'", "an ", " satellite", "a "),
        ("European Space Agency", "Source : ", "Source: ", ".", "Source: "),
        ("European Space Agency", "au sein de l'", "within our ", ".", "within our "),
        ("Mir station", "dans la ", "in ", ".", "in "),
        ("SpaceX", "chez ", "at ", ".", "at "),
    ],
)
def test_a_name_with_an_article(form: str, source_left: str, left: str, right: str, mended: str) -> None:
    match = TermMatch(0, 1, "x", Term("x", form, TermKind.ORGANISATION), form)

    assert grammar.mend_before(left, match, source_left, right) == mended


def test_a_sentence_that_begins_with_a_figure_gets_no_capital_in_it() -> None:
    assert grammar.capitalise_start("1st flight", "La 1re", ()) == "1st flight"
    assert grammar.capitalise_start('"first flight', "Le", ()) == '"First flight'
