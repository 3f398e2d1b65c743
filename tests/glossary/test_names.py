"""Names that no row covers: carried over inside a sentence, doubted at its start."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.glossary.finder import TermFinder
from translate.glossary.matcher import Glossary
from translate.glossary.names import NameFinder
from translate.model import CaseRule, Term, TermKind

from .strategies import glossaries, texts


def names(text: str) -> list[str]:
    return [match.surface for match in NameFinder().find(text)]


def forms(text: str) -> list[str]:
    return [match.form for match in NameFinder().find(text)]


@given(texts)
def test_names_are_slices_in_order(text: str) -> None:
    matches = NameFinder().find(text)
    assert all(text[match.start : match.end] == match.surface for match in matches)
    assert all(left.end <= right.start for left, right in pairwise(matches))
    assert all(match.term.kind is TermKind.NAME for match in matches)


@given(glossaries, texts)
def test_names_fill_the_gaps_and_move_no_term(rows: list[Term], text: str) -> None:
    glossary = Glossary(rows)
    found = TermFinder(glossary).find(text)
    assert all(left.end <= right.start for left, right in pairwise(found))
    assert all(text[match.start : match.end] == match.surface for match in found)
    covered = [(match.start, match.end) for match in found]
    for term in glossary.find(text):
        assert any(start <= term.start and term.end <= end for start, end in covered)
    assert TermFinder(glossary, carry_names=False).find(text) == glossary.find(text)


@given(st.text(max_size=60))
def test_any_text_can_be_searched(text: str) -> None:
    assert all(text[match.start : match.end] == match.surface for match in NameFinder().find(text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Le vol d'Ariane a été retardé.", ["Ariane"]),
        ("La rencontre avec Min Aung Hlaing a eu lieu.", ["Min Aung Hlaing"]),
        ("Selon Jean-Yves Le Gall, tout va bien.", ["Jean-Yves Le Gall"]),
        ("Une idée de Wernher von Braun.", ["Wernher von Braun"]),
        ("Le président Charles de Gaulle l'a voulu.", ["Charles de Gaulle"]),
        ("Le prince Mohammed ben Salmane arrive.", ["Mohammed ben Salmane"]),
        ("Le directeur adjoint du RKTs Progress Ravil Akhmetov parle.", ["RKTs Progress", "Ravil Akhmetov"]),
        ("Le moteur RD-180 et le vaisseau MS-29 sont prêts.", ["RD-180", "MS-29"]),
        ("Le CNES, SpaceX et OneWeb ont signé.", ["CNES", "SpaceX", "OneWeb"]),
        ("Chez Airbus Defence and Space on attend.", ["Airbus Defence and Space"]),
        ("La sonde Voyager et le cargo Dragon reviennent.", ["Voyager", "Dragon"]),
        ("Un accord avec la Royal Society a suivi.", ["Royal Society"]),
        ("L'usine (près de Toronto) a fermé.", ["Toronto"]),
        ("Le journal Le Figaro l'annonce.", ["Le Figaro"]),
        ("Une lettre de M. Durand et de Mme Okafor.", ["Durand", "Okafor"]),
        ("Une note de V. Glouchkov est parue.", ["Glouchkov"]),
        ("On cite O'Neill et d'Escatha.", ["O'Neill", "Escatha"]),
        ("Pour Musk-là, rien ne change.", ["Musk"]),
        ("La ministre Florence Parly est à Florence.", ["Florence Parly"]),
        ("Le <1>CNES</1> a dit non.", ["CNES"]),
    ],
)
def test_inside_a_sentence(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Visite de la production.", "Rappelons le contexte.", "Source et crédits photographiques.",
        "Attention au départ.",
        "Baptisée hier, elle vole.", "Il part. Demain sera mieux.", "[Notons la date.]", "Il dit: « Venez vite ! »",
        "Bilan: Excellent départ.", "- Livraison prévue lundi", "1. Préparation du vol", "Cybersécurité : un an après.",
        "Au centre: Deux ingénieurs.", "L'Etat paiera.", "À gauche, une maquette.", "Selon nous, Interviewé hier.",
        "<1>Lancement</1> réussi.", "Pressurisation terminée.", "Est-ce la fin ?", "Peut-être demain.",
    ],
)  # fmt: skip
def test_an_ordinary_first_word_is_no_name(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "le premier lundi de Mars", "les Russes et les Kazakhs", "un Américain et une Italienne",
        "en Allemagne, à Londres",
        "les États-Unis et l'Union européenne", "entre la Terre et la Lune", "le Premier ministre et l'État",
        "au XXe siècle", "les Kényans et les Massaïs", "la Seconde Guerre mondiale",
        "le Conseil de sécurité des Nations unies",
        "à 18h45", "J-1", "vers le Nord", "la Station spatiale internationale", "le ministère de la Défense",
        "le Centre national d'études spatiales", "l'ONU et l'OTAN", "en Extrême-Orient", "le sommet Russie-Afrique",
        "l'Église et le Sénat", "la Voie lactée", "les Perséides", "fin Octobre",
    ],
)  # fmt: skip
def test_what_has_an_english_name_of_its_own_is_left_to_the_model(text: str) -> None:
    assert names(f"On parle de {text}, dit-il.") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Elon Musk a parlé.", ["Elon Musk"]),
        ("SpaceX a lancé.", ["SpaceX"]),
        ("Rocket Lab attend.", ["Rocket Lab"]),
        ("Kepler observe.", ["Kepler"]),
        ("Rogozine répond.", ["Rogozine"]),
        ("« Bakanov a tort »", ["Bakanov"]),
        ("Photo: Sergueï Mamontov", ["Sergueï Mamontov"]),
        ("M. Lavrov est venu.", ["Lavrov"]),
        ("RD-191: essai réussi", ["RD-191"]),
    ],
)
def test_at_the_start_other_evidence_counts(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("LE LANCEMENT DU VAISSEAU EST REPORTÉ", []),
        ("NOUVEAU RECORD POUR LE RD-180", ["RD-180"]),
        ("Le Lancement De La Nouvelle Fusée Est Reporté", []),
        ("Un Nouveau Vaisseau Pour SpaceX Et Poutine", ["SpaceX", "Poutine"]),
    ],
)
def test_a_headline_in_capitals(text: str, found: list[str]) -> None:
    assert names(text) == found


def test_addresses_are_left_alone() -> None:
    assert names("Voir www.Roscosmos.ru, @SpaceX ou Presse@Cnes.fr.") == []


def test_russian_names_come_in_english_spelling() -> None:
    assert forms("Hier Sergueï Krikounov a vu Choïgou à Tcheliabinsk.") == ["Sergey Krikunov", "Shoigu", "Chelyabinsk"]


def test_blanks_and_hyphens_come_out_as_english_has_them() -> None:
    assert forms("Un avion Saab\u00a0JAS\u201139C de Linda\u202fLindström.") == ["Saab JAS-39C", "Linda Lindström"]


def knowing(finder: TermFinder, article: str) -> TermFinder:
    return finder.knowing(finder.tell_names(article))


class TestArticle:
    GLOSSARY = Glossary([Term("Dmitri Bakanov", "Dmitry Bakanov", TermKind.PERSON, case=CaseRule.EXACT)])

    def test_a_word_seen_inside_a_sentence_is_a_name_at_a_start(self) -> None:
        finder = TermFinder(self.GLOSSARY)
        told = knowing(finder, "La société Cailabs recrute.\nCailabs attend.")
        assert [m.surface for m in finder.find("Cailabs attend.")] == []
        assert [m.surface for m in told.find("Cailabs attend.")] == ["Cailabs"]

    def test_a_surname_takes_the_form_it_has_behind_its_given_name(self) -> None:
        told = knowing(TermFinder(self.GLOSSARY), "Hier Iouri Orlovine est venu.\nOrlovine reviendra.")
        assert [m.form for m in told.find("Orlovine reviendra.")] == ["Orlovin"]

    def test_the_article_is_part_of_the_signature(self) -> None:
        finder = TermFinder(self.GLOSSARY)
        one, other = knowing(finder, "chez Cailabs"), knowing(finder, "chez Thales")
        assert len({finder.signature, one.signature, other.signature}) == 3
        assert knowing(finder, "chez Cailabs").signature == one.signature
        assert TermFinder(self.GLOSSARY, carry_names=False).signature not in (finder.signature, one.signature)

    def test_an_ordinary_word_never_becomes_a_name(self) -> None:
        told = knowing(TermFinder(self.GLOSSARY), "On doit tout à Jean Petit.")
        assert told.find("Petit lanceur, grands effets.") == ()

    def test_a_given_name_joins_a_surname_of_the_glossary(self) -> None:
        found = TermFinder(self.GLOSSARY).find("Hier Youri Bakanov et Bakanov ont parlé.")
        assert [(m.surface, m.form) for m in found] == [("Youri Bakanov", "Yuri Bakanov"), ("Bakanov", "Bakanov")]


class TestDesignations:
    FINDER = TermFinder(
        Glossary(
            [
                Term("Soyouz", "Soyuz", TermKind.LAUNCHER, case=CaseRule.EXACT),
                Term("Progress", "Progress", TermKind.SPACECRAFT, case=CaseRule.EXACT),
                Term("fusée Soyouz", "Soyuz rocket", TermKind.LAUNCHER, plural="Soyuz rockets", case=CaseRule.INITIAL),
            ]
        )
    )

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("Le Soyouz-2.1b est prêt.", [("Soyouz-2.1b", "Soyuz-2.1b")]),
            ("Le Soyouz-ST-B.", [("Soyouz-ST-B", "Soyuz-ST-B")]),
            ("Le cargo Progress MS-29 arrive.", [("Progress MS-29", "Progress MS-29")]),
            ("La fusée Soyouz-2.1b.", [("Soyouz-2.1b", "Soyuz-2.1b")]),
            ("Le Progress-Soyouz.", [("Progress", "Progress"), ("Soyouz", "Soyuz")]),
            ("Le Soyouz, MS-29 et le reste.", [("Soyouz", "Soyuz"), ("MS-29", "MS-29")]),
            ("Le Soyouz-là.", [("Soyouz", "Soyuz")]),
        ],
    )
    def test_a_designation_belongs_to_the_vehicle_before_it(self, text: str, found: list[tuple[str, str]]) -> None:
        assert [(match.surface, match.form) for match in self.FINDER.find(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "Crédits : Roscosmos / Agence spatiale européenne (ESA) – S. Corvelli",
        "Photo : S. Corvelli",
        "Crédits Photographiques : CNES / Arianespace / P. Corvelli",
    ],
)
def test_a_surname_behind_an_initial_is_a_name_in_a_line_of_capitals_too(text: str) -> None:
    assert "Corvelli" in [match.form for match in NameFinder().find(text)]


def test_a_letter_that_ends_a_sentence_is_no_initial() -> None:
    assert NameFinder().find("On passe au plan B. Les équipes attendent.") == ()


@given(
    st.sampled_from(
        (
            Term("Resours-P", "Resurs-P", TermKind.SPACECRAFT, case=CaseRule.EXACT),
            Term("Angara-A5", "Angara-A5", TermKind.LAUNCHER, case=CaseRule.EXACT),
        )
    ),
    st.sampled_from((" ", "\u00a0", "\u202f")),
    st.sampled_from(("n°", "N°", "nº")),
    st.sampled_from((" ", "\u00a0", "")),
    st.from_regex(r"[1-9][0-9]{0,2}(-[1-9])?", fullmatch=True),
)
def test_a_serial_number_belongs_to_its_vehicle(term: Term, before: str, sign: str, after: str, number: str) -> None:
    name = f"{term.source}{before}{sign}{after}{number}"
    text = f"Le satellite {name}, lui, attend."

    (match,) = TermFinder(Glossary([term])).find(text)

    assert (match.surface, match.form) == (name, f"{term.target} No. {number}")


@pytest.mark.parametrize(
    "text", ["Resours-P n° 5,2", "Resours-P n° 5e", "Resours-P, n° 5", "Resours-P n°", "Resours-P no 5a"]
)
def test_other_numbers_do_not_belong_to_it(text: str) -> None:
    term = Term("Resours-P", "Resurs-P", TermKind.SPACECRAFT, case=CaseRule.EXACT)

    assert TermFinder(Glossary([term])).find(text)[0].surface == "Resours-P"
