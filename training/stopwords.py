"""Function words of the two languages: what tells a language, and what is never a term by itself."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FRENCH = _words("""
    le la les l un une des du de d et est sont a ont dans sur pour par avec que qui ne n pas ce c cet cette ces il elle
    ils elles on nous vous je j tu au aux en y son sa ses leur leurs plus mais ou où se s si été être avoir fait
""")
ENGLISH = _words("""
    the a an of and is are was were be been has have had in on for by with that which not this these those it he she
    they we you to at from his her its their more but or as will would do does did so if than then there here
""")
FUNCTION = FRENCH | ENGLISH
DETERMINERS = _words("""
    le la l les un une des du d de au aux ce cet cette ces son sa ses leur leurs notre nos votre vos mon ma mes ton ta
    tes chaque quelque plusieurs deux trois quatre cinq
""")
"""What a French noun phrase may follow."""
FRENCH_INNER = _words("de du des d l la le les à au aux en")
ENGLISH_INNER = _words("of the a an s in for")
"""Words that may stand inside a term without a counterpart of their own."""
