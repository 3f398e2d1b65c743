"""Figures change their notation between French and English, and nothing else does."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.drafting.policies import PlainPolicy
from translate.drafting.figures import FigurePolicy, find_figures
from translate.model import Term, TermKind, TermMatch


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("3,5 tonnes", {"3,5": "3.5"}),
        ("une masse de 1 250 kg", {"1 250": "1,250"}),
        ("22\u202f922 km", {"22\u202f922": "22,922"}),
        ("12 345 678,25 euros", {"12 345 678,25": "12,345,678.25"}),
        ("40 % des vols", {"40 %": "40%"}),
        ("3,5\u00a0% de plus", {"3,5\u00a0%": "3.5%"}),
        ("à 14 h 05, heure locale", {"14 h 05": "14:05"}),
        ("vers 9h30.", {"9h30": "9:30"}),
        ("pendant 3 h 55 min", {"3 h 55 min": "3 h 55 min"}),
        ("à T + 3\u202fh\u00a055\u00a0min du tir", {"T + 3\u202fh\u00a055\u00a0min": "T+3 h 55 min"}),
        ("à T+9h12min30s.", {"T+9h12min30s": "T+9 h 12 min 30 s"}),
        ("à H - 12 min", {"H - 12 min": "H-12 min"}),
        ("T+3 h 55, puis", {"T+3 h 55": "T+3 h 55 min"}),
        ("de 12 mn 28,5 sec", {"12 mn 28,5 sec": "12 min 28.5 s"}),
        ("à 14 h 5 min 30 s UTC", {"14 h 5 min 30 s": "14:05:30"}),
        ("12 h 03 min (heure de Moscou)", {"12 h 03 min": "12:03"}),
        ("pendant 12 min", {}),
        ("un vol de 3 h 40", {"3 h 40": "3 h 40 min"}),
        ("après un vol habité d'essai de près de 3h05, puis", {"3h05": "3 h 05 min"}),
        ("pendant 2 h 15, durant 1 h 10", {"2 h 15": "2 h 15 min", "1 h 10": "1 h 10 min"}),
        ("Le plein dure environ 1 h 30.", {"1 h 30": "1 h 30 min"}),
        ("il a duré 1 h 30", {"1 h 30": "1 h 30 min"}),
        ("d'une durée totale de 6 h 32", {"6 h 32": "6 h 32 min"}),
        ("au bout de 3 h 40 et en 4 h 50", {"3 h 40": "3 h 40 min", "4 h 50": "4 h 50 min"}),
        ("après 3 h 40 de vol", {"3 h 40": "3 h 40 min"}),
        ("soit 31 h 45 de sortie", {"31 h 45": "31 h 45 min"}),
        ("à T + 31 h 45", {"T + 31 h 45": "T+31 h 45 min"}),
        ("à 3 h 40, vers 3 h 45", {"3 h 40": "3:40", "3 h 45": "3:45"}),
        ("de 3 h 40 à 5 h", {"3 h 40": "3:40"}),
        ("une fenêtre de tir de 3 h 40 à 5 h", {"3 h 40": "3:40"}),
        ("le vol de 14 h 05 et celui de 15 h 10", {"14 h 05": "14:05", "15 h 10": "15:10"}),
        ("après 14 h 05, jusqu'à 15 h 10", {"14 h 05": "14:05", "15 h 10": "15:10"}),
        ("un vol prévu à 14 h 05", {"14 h 05": "14:05"}),
        ("dure jusqu'à 14 h 05", {"14 h 05": "14:05"}),
        ("le module T 12 min", {}),
        ("un contrat de 12,8 M€ sur dix ans", {"12,8 M€": "€12.8 million"}),
        ("3 Md€, 1 250 $ et 40 k£", {"3 Md€": "€3 billion", "1 250 $": "$1,250", "40 k£": "£40k"}),
        ("à 14 h", {}),
        ("en 2031", {}),
        ("les 12 et 13 mai", {}),
        ("12.04.1961", {}),
        ("les lots 1,2,3", {}),
        ("la version 2.1", {}),
        ("Ariane 6", {}),
        ("le 12 345 et le 6", {"12 345": "12,345"}),
        ("un numéro 06 12 34 56 78", {}),
        ("de 3,5 à 4,25 m", {"3,5": "3.5", "4,25": "4.25"}),
        ("le vol n° 5, puis le N°31/6", {"n° 5": "No. 5", "N°31/6": "No. 31/6"}),
        ("le n° 1er", {}),
        ("l'an 2 000", {"2 000": "2,000"}),
        ("les n°s 5 et 6, au nᵒ 7", {"n°s 5": "Nos. 5", "nᵒ 7": "No. 7"}),
        ("le 3e étage, la 2e et la 1re mission", {"3e": "3rd", "2e": "2nd", "1re": "1st"}),
        ("le 11ème, le 12e, le 13ᵉ et la 2nde", {"11ème": "11th", "12e": "12th", "13ᵉ": "13th", "2nde": "2nd"}),
        ("le 1 000e vol, le 21e", {"1 000e": "1,000th", "21e": "21st"}),
        ("le XIXe siècle et les XXᵉ et XXIe", {"XIXe": "19th", "XXᵉ": "20th", "XXIe": "21st"}),
        ("du Ier au Ve siècle", {"Ve": "5th"}),
        ("le Ier siècle", {"Ier": "1st"}),
        ("le 1er mars, le 1ᵉʳ avril, du 1er au 15", {}),
        ("le 1er étage", {"1er": "1st"}),
        ("Napoléon Ier, le xénon (Xe), Me Martin, De, Ce, Vie, 3es8", {}),
        ("en 2de vitesse, en 2D, la vitesse 5d", {"2de": "2nd"}),
    ],
)
def test_notation(text: str, figures: dict[str, str]) -> None:
    assert {match.surface: match.form for match in find_figures(text)} == figures


@given(st.text(alphabet="0123456789 ,.hmins%:/T+M€abc\u00a0-", max_size=30))
def test_digits_stay_the_same(text: str) -> None:
    for match in find_figures(text):
        assert text[match.start : match.end] == match.surface
        said = [c for c in match.form if c.isdigit()]
        written = [c for c in match.surface if c.isdigit()]
        assert said == written or (
            match.form.count(":") and [c for c in said if c != "0"] == [c for c in written if c != "0"]
        )


ENDINGS = {"1": "st", "2": "nd", "3": "rd"}


@given(st.integers(2, 99_999), st.sampled_from(["e", "ème", "ᵉ", "es"]))
def test_every_ordinal_gets_the_ending_that_is_said(number: int, ending: str) -> None:
    spoken = str(number)
    teens = spoken[-2:-1] == "1"
    (found,) = find_figures(f"le {number}{ending} vol")
    assert found.form == f"{number:,}{'th' if teens else ENDINGS.get(spoken[-1], 'th')}"


@given(st.integers(1, 39))
def test_every_century_is_counted(number: int) -> None:
    tens, ones = divmod(number, 10)
    roman = "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]
    (found,) = find_figures(f"au {roman}e siècle")
    assert found.form.rstrip("sthndr") == str(number)


@given(st.lists(st.sampled_from(["Soyouz-2", "3,5", "lanceur", "1 250", "et", "40 %"]), max_size=8))
def test_figures_never_overlap_terms(words: list[str]) -> None:
    matches = FigurePolicy(PlainPolicy()).find(" ; ".join(words))

    assert all(left.end <= right.start for left, right in pairwise(matches))
    assert len(matches) == sum(word != "et" for word in words)


class _EveryCapital:
    """Takes each word with a capital for a name."""

    signature = "capitals"

    def find(self, text: str) -> tuple[TermMatch, ...]:
        return tuple(
            TermMatch(*word.span(), word[0], Term(word[0], word[0], TermKind.NAME), word[0])
            for word in re.finditer(r"\b[A-ZÀ-Þ]\w*", text)
        )


@pytest.mark.parametrize("text", ["soit 1,2 Md€", "soit 3 M€", "à T+3 h 55 min", "soit 3 Mds$"])
def test_a_unit_is_no_name(text: str) -> None:
    (match,) = FigurePolicy(_EveryCapital()).find(text)

    assert match.term.kind is TermKind.FIGURE
