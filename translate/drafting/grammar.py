"""Make English grammar agree with a term that was put into a finished sentence.

Each function takes a target with its terms in place and the spans where they stand, and is the identity on a text
that needs no repair. A term's own letters are never changed, its first letter at a sentence's start excepted where
the term is a common noun.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from translate.forms import COMMON_NOUNS
from translate.model import TermKind, TermMatch

if TYPE_CHECKING:
    from collections.abc import Sequence


_ARTICLE_BEFORE = re.compile(r"(?i)(?<![\w'’])(?P<article>an?|the)[ \u00a0]+$")
_ELISION_BEFORE = re.compile(r"(?i)(?<![\w'’])(?:l|d|qu|j|s|n|c)['’][ \u00a0]?$")
_GENITIVE_BEFORE = re.compile(r"(?i)(?<!\w)(?:d[eu]|des|aux?|à|d['’])[ \u00a0]?$")
_NOUN_AFTER = re.compile(
    r"[ \u00a0-](?!(?:a[mnst]?|after|also|and|are|as|at|be|been|before|but|by|can|could|did|do|does|during|for|from|had"
    r"|has|have|he|in|into|is|it|its|may|might|must|of|on|or|said|says|should|since|than|that|the|then|they|this|to|told|under|until|was|were"
    r"|when|where|which|while|who|will|with|would)\b|\w+ed\b)[a-z]"
)
_PROPER_BODY = re.compile(r"(?:RKTs|RSC|NPO|NPP|OKB|KB|GRTs|TsSKB|GK) ")
"""What the Russian names of works begin with: such a name takes no article, however many words it has."""
_SPELT_AGENCIES = frozenset({"ASI", "CMSA", "CNES", "CNSA", "DLR", "ESA", "UKSA"})
"""Agencies that English names without an article although their letters are spelt out."""
_AT_A_TIME = re.compile(r"(?i)(?<!\w)(?:in|on)(?P<space>[ \u00a0]+)$")
_TIME = re.compile(r"\d{1,2}:\d\d(?::\d\d)?|[TH][-+\u2212\u2013].*")
_NAMES_WITH_ARTICLE = re.compile(
    r"Kremlin|Duma|(?:\w+ )+(?:Academy|Agency|Commission|Corporation|Council|Emirates|Federation|Nations|Parliament"
    r"|Station|Union)(?: of (?:\w+ )*\w+)?"
)
_FRENCH_ARTICLE = re.compile(r"(?i)(?<!\w)(?:l['’]|(?:la|les?|du|des|aux?|en)\s)\Z")
_DEFINITE_ARTICLES = frozenset({"l'", "l’", "la", "le", "les"})
_PREPOSITION_BEFORE = re.compile(
    r"(?i)(?<!\w)(?:about|at|by|for|from|in|into|of|on|over|to|toward|towards|with|within)[ \u00a0]\Z"
)
_PLACES_WITH_ARTICLE = re.compile(
    r"Antarctic|Arctic|Atlantic|Baltic|Caspian|Caucasus|Crimea|Duma|Earth|Hague|Kremlin|Moon|Netherlands|Pacific|Philippines"
    r"|Sahara|Sun|Urals|Vatican|Volga"
)
_PLURAL_END = re.compile(r"[^\Wsuic\d_A-Z]s\Z")
_INDEFINITE = re.compile(r"(?<![\w'’-])an?(?P<rest> (?P<word>[A-Za-z][a-z]{2,}))")
# Words whose first sound does not follow their first letter.
_CONSONANT_SOUND = re.compile(r"(?i)(?:eu|ewe|one(?!i)|once|ouija|u(?:[bcfhjkqrst][aeiou]|ni(?!n|m)))")
_SPACES = " \u00a0\u202f"
_VOWEL_SOUND = re.compile(r"(?i)(?:hour|honest|honou?r|heir)")
_LETTERS_WITH_VOWEL_SOUND = frozenset("AEFHILMNORSX")


def article_for(word: str) -> str:
    """Return "a" or "an" for the word that follows it, by the sound it starts with.

    A run of capitals is spelt out letter by letter ("an RD-180", "an SSI"), unless it is long enough and has the
    vowels of a word that is said as one ("a NASA", "an ESA"). So is a small letter before capitals ("an mRNA").
    """
    match = re.match(r"[\W_]*(\w+)", word)
    head = match.group(1) if match else word
    capitals = re.match(r"[A-Z]+(?![a-z])", head)
    if re.match(r"[a-z][A-Z]{2}", head):
        return "an" if head[0].upper() in _LETTERS_WITH_VOWEL_SOUND else "a"
    if capitals and not _said_as_word(capitals.group()):
        return "an" if head[0] in _LETTERS_WITH_VOWEL_SOUND else "a"
    if re.match(r"(?:8|11(?!\d)|18(?!\d))", head):
        return "an"
    if _VOWEL_SOUND.match(head):
        return "an"
    if _CONSONANT_SOUND.match(head):
        return "a"
    return "an" if head[:1].lower() in set("aeiouàâäéèêëîïôöùûü") else "a"


def _said_as_word(capitals: str) -> bool:
    vowels = sum(letter in "AEIOUY" for letter in capitals)
    return len(capitals) >= 4 and vowels >= 2 and bool(re.match(r"[^AEIOU]?[AEIOUY]", capitals))


def mend_before(left: str, match: TermMatch, source_left: str, right: str) -> str:
    """Return the text before a term with its article and elision put right.

    `left` is the target before the term, `source_left` the source before it, `right` the target after it.
    A French elision is dropped, an article is not doubled, "a" and "an" follow the term's first sound, the
    name of a person, a place or a company loses an article that no noun after it has a use for, and what happens "à" a
    time of day happens "at" it.
    """
    left = _ELISION_BEFORE.sub("", left)
    if (
        match.term.kind is TermKind.FIGURE
        and _TIME.fullmatch(match.form)
        and re.search(r"(?i)(?<!\w)à\s*$", source_left)
    ):
        return _AT_A_TIME.sub(lambda found: ("At" if found[0][0].isupper() else "at") + found["space"], left)
    found = _ARTICLE_BEFORE.search(left)
    if not found:
        return left + _missing_article(left, match, source_left, right)
    article, stem = found.group("article"), left[: found.start()]
    if re.match(r"(?i)(?:the|an?)\b", match.form):
        return stem
    if article.lower() == "the" and _goes_bare(match) and not _keeps_article(match, source_left, right):
        return stem
    if article.lower() == "the":
        return left
    wanted = article_for(match.form)
    return stem + (wanted.capitalize() if article[0].isupper() else wanted) + left[found.start() + len(article) :]


def _missing_article(left: str, match: TermMatch, source_left: str, right: str) -> str:
    """Return the article that a name such as European Union needs and a model left out, else nothing.

    It is put at a sentence's start and after a preposition, where the source has one and no noun follows the name.
    """
    if match.term.kind in COMMON_NOUNS or not _NAMES_WITH_ARTICLE.fullmatch(match.form):
        return ""
    if not left.strip(' "([') and source_left.strip(' «“"([\u00a0\u202f').lower() in _DEFINITE_ARTICLES:
        return "The "
    if not _FRENCH_ARTICLE.search(source_left) or _NOUN_AFTER.match(right) or re.match(r"[ \u00a0-][\uff5f<]", right):
        return ""
    return "the " if _PREPOSITION_BEFORE.search(left) else ""


def _goes_bare(match: TermMatch) -> bool:
    """Tell whether a name takes no article of its own: a person's, or a place's or a body's that is one word.

    A body's letters take one where they are spelt out (the FAA), unless they name a space agency.
    """
    form = match.form
    if match.term.kind is TermKind.ORGANISATION and (_PROPER_BODY.match(form) or form in _SPELT_AGENCIES):
        return True
    if match.term.kind not in (TermKind.PLACE, TermKind.ORGANISATION):
        return match.term.kind is TermKind.PERSON
    spelt = match.term.kind is TermKind.ORGANISATION and form.isupper() and not _said_as_word(form)
    return form.isalpha() and not spelt and not _PLACES_WITH_ARTICLE.fullmatch(form)


def _keeps_article(match: TermMatch, source_left: str, right: str) -> bool:
    """Tell whether "the" before a name belongs to a noun after it, as in "the Bakanov delegation".

    The noun may still be a placeholder; before a body's name French needs no "de" (le groupe Safran).
    """
    if match.term.kind is TermKind.ORGANISATION:
        return bool(_NOUN_AFTER.match(right) or re.match(r"[ \u00a0-][\uff5f<]", right))
    return bool(_GENITIVE_BEFORE.search(source_left)) and bool(_NOUN_AFTER.match(right))


def mend_after(right: str, match: TermMatch) -> tuple[str, str]:
    """Return the term's form and the text after it when a model glued letters to the placeholder.

    A stray plural "s" is taken into the form where the term has a plural, and dropped where it has none. The possessive
    of a common noun that ends in a plural "s" is an apostrophe alone.
    """
    if glued := re.match(r"(?:s|es)(?!\w)", right):
        plural = match.term.plural
        return (plural or match.form), right[glued.end() :]
    if (
        match.term.kind in COMMON_NOUNS
        and _PLURAL_END.search(match.form)
        and (owner := re.match(r"(['’])s(?!\w)", right))
    ):
        return match.form, owner[1] + right[owner.end() :]
    if right[:1].isalnum():
        return match.form, " " + right
    return match.form, right


def capitalise_start(target: str, source: str, names: Sequence[str]) -> str:
    """Return `target` with a capital first letter where the source starts with one.

    A target that starts with one of the `names` ("iBOOST", "van Allen"), or with a figure ("1st"), stays as it is.
    """
    opening = next((char for char in source if char.isalpha()), "")
    first = next((offset for offset, char in enumerate(target) if char.isalpha()), -1)
    if (
        not opening.isupper()
        or first < 0
        or target[:first][-1:].isdigit()
        or any(target.startswith(name, first) for name in names)
    ):
        return target
    return target[:first] + target[first].upper() + target[first + 1 :]


def tidy(target: str) -> str:
    """Return a draft with English marks and articles: straight quotes, no stray spaces, "a" or "an" by sound."""
    target = re.sub(r"«[ \u00a0\u202f]*|[ \u00a0\u202f]*»", '"', target)
    target = re.sub(r"(?<=[\w｠\])\"'’%])[ \u00a0\u202f]+(?=[;:!?](?:[ \u00a0\u202f]|$))", "", target)
    target = re.sub(r"(?<=\S)[ \u00a0\u202f]+(?=[,.](?:\s|$))", "", target)
    target = re.sub(r"(?<=[(\[])[ \u00a0\u202f]+(?=[^ \])])|(?<=[^ (\[])[ \u00a0\u202f]+(?=[)\]])", "", target)
    target = re.sub(r"[ \u00a0\u202f]{2,}", " ", _close_quotes(target))
    return _INDEFINITE.sub(lambda match: article_for(match.group("word")) + match.group("rest"), target)


def _close_quotes(target: str) -> str:
    """Return a draft without the spaces inside its straight quotation marks; where one has no partner, as it is.

    A mark right behind a word or mark closes, and what follows it stands outside: `fine," he says, "and it flies.`
    """
    pieces = target.split('"')
    if len(pieces) % 2 == 0:
        return target
    for place in range(1, len(pieces), 2):
        if not re.search(r"[\w\uff60,.;!?…)\]%]\Z", pieces[place - 1]):
            pieces[place] = pieces[place].lstrip(_SPACES)
        if not re.match(r"[\w\uff5f]", pieces[place + 1]):
            pieces[place] = pieces[place].rstrip(_SPACES)
    return '"'.join(pieces)
