"""In which language an article is: by its function words where they tell, else by the detector, with one verdict."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from translate.workflow.language import detect, shows

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
        assert detect(text)[0] == "fr"


def test_an_article_in_french_shows_it() -> None:
    assert shows("\n".join(FRENCH), "fr")


def test_an_article_in_another_language_shows_no_french() -> None:
    for sentences in OTHERS.values():
        assert not shows("\n".join(sentences), "fr")


@given(st.text(max_size=80))
def test_a_language_without_a_table_is_never_shown(text: str) -> None:
    assert not shows("\n".join((*FRENCH, text)), "x-unknown")
