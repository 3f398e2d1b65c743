"""What holds of every text, and what protects a stretch of it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translate.segmentation import Rules, find_boundaries, rules_for, split

WORDS = (
    "Le",
    "lanceur",
    "M.",
    "Petit",
    "étc.",
    "etc.",
    "J.-P.",
    "3",
    "1.",
    "n° 5",
    "https://a.fr/b.C",
    "l'ESA",
    "Fin",
    "À",
)
MARKS = (
    ".",
    "!",
    "?",
    "…",
    "...",
    " »",
    "« ",
    '"',
    "(",
    ")",
    "[",
    "]",
    ",",
    ":",
    " — ",
    "\u00a0",
    "\u202f",
    "\n",
    " ",
    " ",
    " ",
)
TEXTS = st.lists(st.sampled_from(WORDS + MARKS), max_size=40).map("".join) | st.text(max_size=80)
LANGUAGES = st.sampled_from(("fr", "en", "de", "ru", "es", "it", "pt", "cs"))
LAWS = settings(max_examples=200, deadline=None)


@LAWS
@given(TEXTS, LANGUAGES)
def test_spans_and_gaps_are_the_text_and_the_gaps_are_white_space(text: str, language: str):
    position = 0
    for start, end in split(text, language):
        assert text[position:start].strip() == ""
        assert start < end
        assert text[start:end] == text[start:end].strip()
        position = end
    assert text[position:].strip() == ""


@LAWS
@given(TEXTS, LANGUAGES)
def test_every_piece_holds_a_letter_or_a_digit_when_the_text_does(text: str, language: str):
    boundaries = find_boundaries(text, language)
    assert boundaries == sorted(set(boundaries))
    for start, end in zip([0, *boundaries], [*boundaries, len(text)], strict=True):
        assert not boundaries or any(character.isalnum() for character in text[start:end])


@LAWS
@given(TEXTS, LANGUAGES, st.lists(st.tuples(st.integers(0, 80), st.integers(0, 20)), max_size=4))
def test_no_boundary_falls_inside_a_protected_span(text: str, language: str, starts: list[tuple[int, int]]):
    spans = [(min(start, len(text)), min(start + length, len(text))) for start, length in starts]
    for boundary in find_boundaries(text, language, spans):
        assert not any(start < boundary < end for start, end in spans)


@LAWS
@given(TEXTS, st.sampled_from((" ", "  ", "\n", "\u00a0")))
def test_white_space_around_a_text_moves_its_boundaries_and_changes_none(text: str, space: str):
    moved = [boundary + len(space) for boundary in find_boundaries(text, "fr")]
    assert find_boundaries(space + text + space, "fr") == moved


NOTES = ("[KN: le tir est reporté.]", "[NDLR : oui ! On l'a dit.]", "(Le site est fermé.)", "[La base a rouvert…]")
OPENINGS = (
    "M. Orlov",
    "MM. Orlov et Petit",
    "Mme Roy",
    "S. P. Orlov",
    "A.Petit",
    "NASA et ESA",
    "L'ESA",
    "« Oui », dit-il, et il",
    "ISS ou pas, il",
    "Le chef",
    "À Samara, il",
    "Dr. Roy",
)


@LAWS
@given(st.sampled_from(("", "Le tir est annulé. ")), st.sampled_from(NOTES), st.sampled_from(OPENINGS))
def test_a_note_ends_alike_with_and_without_a_space_behind_it(before: str, note: str, opening: str):
    glued = split(f"{before}{note}{opening} attend. Fin.", "fr")
    spaced = split(f"{before}{note} {opening} attend. Fin.", "fr")
    assert [end - start for start, end in glued] == [end - start for start, end in spaced]
    assert len(before) + len(note) in find_boundaries(f"{before}{note}{opening} attend. Fin.", "fr")


@LAWS
@given(
    st.sampled_from(("www.tir.example", "https://tir.example", "http://a-b.tir.example")),
    st.sampled_from(("", "/vol", "/vol?id=3.2", "/a.B")),
    st.sampled_from(("Le chef", "Soyez là", "L'usine", "À midi, il")),
)
def test_a_sentence_glued_to_a_host_begins_behind_its_full_stop(host: str, path: str, opening: str):
    assert find_boundaries(f"Voir {host}{path}. {opening} attend.", "fr") == [len(f"Voir {host}{path}.")]
    assert find_boundaries(f"Voir {host}.{opening} attend.", "fr") == [len(f"Voir {host}.")]


COUNTED = ("km", "kg", "kW", "MHz")
NOUNS = ("jours", "panneaux", "heures", "personnes", "essais")


@LAWS
@given(st.integers(1, 999), st.sampled_from(COUNTED), st.integers(2, 9999), st.sampled_from(NOUNS))
def test_a_number_with_its_noun_begins_a_sentence_behind_a_unit_with_and_without_a_space(
    measure: int, unit: str, count: int, noun: str
):
    number = f"{count:,}".replace(",", "\u202f")
    first = f"Il reste {measure} {unit}."
    assert find_boundaries(f"{first}{number} {noun} plus tard, il part.", "fr") == [len(first)]
    assert split(f"{first} {number} {noun} plus tard, il part.", "fr")[0] == (0, len(first))
    assert find_boundaries(f"{first}{number}.", "fr") == []


@LAWS
@given(st.sampled_from(("PS", "PPS", "NDLR", "NB", "P.S", "P.-S")), st.sampled_from(OPENINGS), st.sampled_from("«[( "))
def test_what_heads_a_note_stays_with_its_sentence(heading: str, opening: str, mark: str):
    text = f"{mark}{heading}. {opening} attend"
    assert find_boundaries(text, "fr") == []


@LAWS
@given(
    st.lists(st.sampled_from(("Nantes", "Bilan", "le budget", "Le Havre", "essais")), min_size=2, max_size=12),
    st.sampled_from(
        (("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"), ("I", "II", "III", "IV", "V", "VI"))
    ),
    st.sampled_from((", ", " ; ", " ")),
    st.sampled_from(("", "Au programme : ", "Le tir a réussi. ")),
)
def test_a_list_in_running_text_stays_in_its_sentence(items: list[str], numbers: tuple[str, ...], link: str, lead: str):
    listed = lead + link.join(f"{number}. {item}" for number, item in zip(numbers, items, strict=False))
    assert len(split(f"{listed}. La séance est levée.", "fr")) == (3 if lead.endswith(". ") else 2)


@LAWS
@given(
    st.sampled_from(("restau", "mag", "fac", "5B", "8h", "clim")),
    st.sampled_from(sorted(rules_for("fr").predicates)),
)
def test_a_verb_in_small_letters_opens_no_sentence_without_its_subject(token: str, verb: str):
    assert len(split(f"Le {token}. {verb} fermé.", "fr")) == 1
    assert len(split(f"Le vol est fini. {verb}-elle prévenue ?", "fr")) == 2


@pytest.mark.parametrize("language", ["fr", "fr-FR", "fr_CA", "FR"])
def test_the_region_and_the_case_of_a_language_do_not_matter(language: str):
    assert rules_for(language) is rules_for("fr")


def test_an_unknown_language_gets_the_generic_rules():
    assert rules_for("tlh") is rules_for("und")
    assert find_boundaries("Qapla'! Dr. Worf jatlh.", "tlh") == [7]


def test_a_stop_inside_code_ends_nothing():
    text = "Lancez run. Demo puis attendez."
    assert find_boundaries(text, "fr") == [11]
    assert find_boundaries(text, "fr", [(7, 16)]) == []


def test_a_boundary_may_touch_a_protected_span():
    text = "Lancez demo. Attendez."
    assert find_boundaries(text, "fr", [(7, 11)]) == [12]


def test_a_project_can_add_its_own_abbreviations():
    text = "Le zav. Korolev ferme."
    assert find_boundaries(text, "fr") == [7]
    rules = rules_for("fr").extended(leading=frozenset({"zav"}))
    assert find_boundaries(text, "fr", rules=rules) == []
    assert isinstance(rules, Rules)


def test_brackets_that_never_close_do_not_hold_the_text_together():
    assert find_boundaries("Le tir (reporté. La suite demain. Merci.", "fr") == [16, 33]
    assert find_boundaries("Le tir) reporté. La suite [demain. Merci.", "fr") == [16, 34]


@pytest.mark.parametrize(
    "character", ["a", ".", "!", "(", ")", "[", '"', " ", "«", "»", "A.", "a.B", ".)", "(.", "[1]", "- "]
)
def test_a_long_monotonous_line_is_read_to_its_end(character: str):
    text = character * 20_000
    read = "".join(text[start:end] for start, end in split(text, "fr"))
    assert read.replace(" ", "") == text.replace(" ", "")
