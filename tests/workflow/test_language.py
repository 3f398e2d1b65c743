"""In which language an article is: by its function words where they tell, else by the detector, with one verdict."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks import languages
from translate import documents
from translate.errors import LanguageError
from translate.workflow.function_words import find_function_words
from translate.workflow.language import common_words, detect, require_language, shows

FRENCH = (
    "Le lanceur a quitté son pas de tir dans la nuit, avec deux satellites que les équipes suivent depuis le centre.",
    "Selon les ingénieurs, la mission est un succès, mais il faut encore attendre les premières images du télescope.",
    "Elle avait été retardée une fois par le vent, puis par une panne qui ne concernait pas cette fusée.",
    "Les panneaux solaires se sont ouverts sans incident et leur courant alimente aussi les deux instruments.",
    "Nous avons fait très attention aux joints, qui étaient le point faible des essais entre mars et juin.",
    "Après cette étape, l'équipage sera sous la protection de la capsule, comme lors des vols précédents.",
    "Où sera le prochain site de lancement ? Ce choix dépend des budgets et de ceux dont la région dispose.",
    "Ils ont alors vérifié que ces valves étaient fermées, et que ses réservoirs ne fuyaient pas au sol.",
)
OTHERS = {
    "en": (
        "The launcher left its pad during the night, carrying two satellites that the teams are now following closely.",
        "According to the engineers the mission is a success, but they are still waiting for the first pictures.",
        "It had been put off once because of the wind, and then because of a fault that had nothing to do with it.",
    ),
    "es": (
        "El cohete salió de su plataforma durante la noche, con dos satélites que los equipos siguen desde el centro.",
        "Según los ingenieros, la misión es un éxito, pero todavía hay que esperar las primeras imágenes.",
        "La salida se había aplazado por el viento y después por una avería que no afectaba a este cohete.",
    ),
    "it": (
        "Il razzo ha lasciato la rampa nella notte, con due satelliti che le squadre seguono dal centro di controllo.",
        "Secondo gli ingegneri la missione è un successo, ma bisogna ancora aspettare le prime immagini.",
        "Il lancio era stato rinviato per il vento e poi per un guasto che non riguardava questo razzo.",
    ),
    "ca": (
        "El coet va deixar la rampa a la nit amb dos satèl·lits que els equips segueixen des del centre de control.",
        "Segons els enginyers la missió és un èxit, però encara cal esperar les primeres imatges del telescopi.",
        "La sortida s'havia ajornat per culpa del vent i després per una avaria que no afectava aquest coet.",
    ),
}
MIXED = st.lists(st.sampled_from([*FRENCH, *FRENCH, *(one for group in OTHERS.values() for one in group)]), max_size=20)


@given(MIXED)
@settings(deadline=None, max_examples=200)
def test_no_text_shows_a_language_that_less_than_a_quarter_of_its_sentences_are_in(sentences: list[str]) -> None:
    if shows("\n".join(sentences), "fr"):
        assert 4 * sum(one in FRENCH for one in sentences) >= len(sentences)


@given(st.lists(st.sampled_from(FRENCH), min_size=3, max_size=12), st.sampled_from(["", *OTHERS["en"]]))
@settings(deadline=None, max_examples=20)
def test_the_detector_agrees_where_the_rest_of_an_article_is_a_quotation(sentences: list[str], quotation: str) -> None:
    text = "\n".join((*sentences, quotation))
    if shows(text, "fr"):
        assert detect(common_words(text))[0] == "fr"


def test_an_article_in_french_shows_it() -> None:
    assert shows("\n".join(FRENCH), "fr")


def test_an_article_in_another_language_shows_no_french() -> None:
    for sentences in OTHERS.values():
        assert not shows("\n".join(sentences), "fr")


@given(st.text(max_size=80))
def test_a_language_without_a_table_is_never_shown(text: str) -> None:
    assert not shows("\n".join((*FRENCH, text)), "x-unknown")


PATTERNS = languages.read_patterns()
NAMES = st.builds(
    str.__add__,
    st.sampled_from("ABCDEFGIJKLMNOPRSTVZÉČŠŽЖ"),
    st.text("abcdefghiklmnoprstuvzšžčèéï", min_size=2, max_size=11),
)
LINES = st.sampled_from(
    [pattern for groups in PATTERNS.values() for patterns in groups.values() for pattern in patterns]
)


def put_names(pattern: str, names: list[str]) -> str:
    for number, slot in enumerate(("{p}", "{l}", "{c}")):
        while slot in pattern:
            pattern = pattern.replace(slot, names[number % len(names)], 1)
    return pattern


@given(LINES, st.lists(NAMES, min_size=3, max_size=3), st.lists(NAMES, min_size=3, max_size=3))
@settings(max_examples=40)
def test_the_verdict_on_a_line_is_the_same_whatever_names_stand_in_it(
    line: str, one: list[str], two: list[str]
) -> None:
    assert languages.refused(put_names(line, one)) == languages.refused(put_names(line, two))


@given(LINES, st.lists(NAMES, max_size=30), st.booleans())
@settings(max_examples=40)
def test_a_list_of_names_behind_a_line_changes_no_verdict(line: str, names: list[str], before: bool) -> None:
    line = put_names(line, ["Samara"])
    listed = ", ".join(names)
    assert languages.refused(f"{listed} {line}" if before else f"{line} {listed}") == languages.refused(line)


@given(st.lists(NAMES, min_size=1, max_size=40), st.sampled_from([", ", " ; ", " et ", " - ", "\n"]))
@settings(max_examples=40)
def test_names_alone_are_never_refused(names: list[str], between: str) -> None:
    if between != " et " or len(names) < 16:
        assert not languages.refused(between.join(names))


@pytest.mark.parametrize("pattern", [one for group in PATTERNS["fr"].values() for one in group])
def test_no_french_line_is_refused_in_capitals_or_not(pattern: str) -> None:
    line = put_names(pattern, ["Ivanichine", "Vostotchny", "Luna-26"])
    assert not languages.refused(line)
    assert not languages.refused(line.upper())


@pytest.mark.parametrize("language", [one for one in PATTERNS if one != "fr"])
def test_one_line_in_another_language_is_refused_where_it_has_words_enough(language: str) -> None:
    lines = [put_names(one, ["Samara"]) for one in PATTERNS[language]["seen"]]
    assert sum(map(languages.refused, lines)) >= len(lines) - 1


def test_most_short_lines_in_german_are_refused_though_its_nouns_look_like_names() -> None:
    lines = [put_names(one, ["Samara"]) for group in ("unseen", "short") for one in PATTERNS["de"][group]]
    assert sum(map(languages.refused, lines)) >= 0.6 * len(lines)


@given(
    st.sampled_from([one for group in PATTERNS["fr"].values() for one in group]),
    LINES.map(lambda line: put_names(line, ["Samara"])).filter(lambda line: len(line) < 78 and "«" not in line),
)
@settings(max_examples=60, deadline=None)
def test_no_french_line_is_refused_for_a_foreign_title_in_quotation_marks(line: str, title: str) -> None:
    assert not languages.refused(put_names(f"{line}, « {title} »", ["Samara"]))


@pytest.mark.parametrize("language", ["de", "en", "es", "fr", "it", "nl", "pt"])
def test_function_words_are_small_words_in_one_piece(language: str) -> None:
    assert all(word.isalpha() and word == word.lower() for word in find_function_words(language))
    assert find_function_words(f"{language}-XX") == find_function_words(language)


def test_a_language_without_a_table_has_no_function_words() -> None:
    assert not find_function_words("x-unknown")


def test_a_refusal_names_the_language_and_the_remedy() -> None:
    line = put_names(PATTERNS["sl"]["seen"][0], ["Vagner", "Samara", "Luna"])
    article = documents.read_bytes(line.encode(), Path("a.fr.txt"), language="fr")
    with pytest.raises(LanguageError, match=r"in Slovene \(sl\), not in French \(fr\).*--source fr"):
        require_language(article, Path("a.fr.txt"), "fr", languages.THRESHOLD)
