"""Function words by which a short text shows its language, where its letters are too few for n-grams alone.

They extend the checks' tables, which hold words of French and English that hardly any other language shares. Here a
language may share some with another: comparing two, only those count that are of one and not of the other.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from translate.checks.languages.table import find_language, words

if TYPE_CHECKING:
    from collections.abc import Mapping

_MORE: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "de": words(
            "der die das den dem des ein eine einen einem einer eines und oder aber ist sind war waren wird werden "
            "wurde wurden hat haben hatte hatten kann soll sollen muss will nicht kein keine keinen noch schon nur "
            "auch mehr wieder sich sie er wir ihr ihre ihren ihrem ihrer ihres sein seine seinen seinem seiner "
            "seines mit von vom für bei beim nach aus auf zu zum zur in im an am ab vor über unter um durch gegen "
            "ohne seit während zwischen wegen wie als wenn weil dass wer was wo warum doch diese dieser dieses "
            "diesen es so da bis"
        ),
        "en": words("a an in on or as no so"),
        "es": words(
            "el los las del al un una unos unas y o pero es son fue era ha han había será está están no más ya "
            "también que quien cuando donde como por para con sin sobre entre hasta desde hacia según tras durante a "
            "de en se su sus lo la le les me te si este esta estos estas qué cómo"
        ),
        "fr": words("a à d de en et l n on qu s sa se son un y"),
        "it": words(
            "il lo la le i gli l un una del dello della dei degli delle al allo alla agli alle dal dalla dai nel "
            "nello nella nei nelle sul sulla a d di da in con per tra fra e ed o ma è sono era ha hanno sarà stato "
            "stata non più già anche che chi quando dove come perché se si suo sua suoi loro questo questa questi "
            "dopo prima durante verso ancora"
        ),
        "nl": words(
            "de het een en van voor met op over te tot aan bij naar uit om door zonder tijdens tussen in is was zijn "
            "waren werd worden wordt had heeft hebben zal niet geen nog al ook maar weer dat dit deze die wie wat "
            "waar waarom hoe als dan toen zich hij zij ze hun na"
        ),
        "pt": words(
            "o a os as um uma umas de do da dos das no na nos nas em ao aos à às pelo pela pelos pelas por para com "
            "sem sobre entre até e ou mas é foi são era está estão ter não já também que se quem quando onde como "
            "seu sua seus suas isto isso após durante num numa mais"
        ),
    }
)


def find_function_words(language: str) -> frozenset[str]:
    """Return the function words of a language, a BCP 47 tag, in small letters; none where there is no table of it."""
    primary = language.partition("-")[0].lower()
    return find_language(primary).function_words | _MORE.get(primary, frozenset())
