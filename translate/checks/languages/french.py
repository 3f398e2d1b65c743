"""French, as the language of sources."""

from __future__ import annotations

from translate.checks.languages.table import Language, pairs, spread, words

_SMALL = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit "
    "dix-neuf vingt"
)
_ORDINALS = (
    "premier deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième onzième douzième "
    "treizième quatorzième quinzième seizième dix-septième dix-huitième dix-neuvième vingtième"
)
_NUMERALS = {
    **{word: value for value, word in enumerate(_SMALL.split())},
    **{word: value for value, word in enumerate(_ORDINALS.split(), 1)},
    **pairs(
        "une=1 première=1 premiers=1 premières=1 unième=1 second=2 seconde=2 deux=2 trente=30 quarante=40 "
        "cinquante=50 soixante=60 septante=70 octante=80 nonante=90 vingts=20 cent=100 cents=100 centième=100 "
        "mille=1000 millième=1000 trentième=30 huitaine=8 dizaine=10 dizaines=10 douzaine=12 douzaines=12 "
        "quinzaine=15 vingtaine=20 trentaine=30 quarantaine=40 cinquantaine=50 soixantaine=60 centaine=100 "
        "centaines=100 millier=1000 milliers=1000 million=1e6 millions=1e6 milliard=1e9 milliards=1e9 "
        "demi=0.5 demie=0.5 moitié=0.5 tiers=3 quart=4 quarts=4 double=2 triple=3 quarantième=40 "
        "cinquantième=50 soixantième=60 centenaire=100 cinquantenaire=50 décennie=10 décennies=10 siècle=100 "
        "siècles=100 trimestre=3 semestre=6 couple=2"
    ),
}
_MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
_WEEKDAYS = "lundi mardi mercredi jeudi vendredi samedi dimanche"
_UNITS = {
    "km": "km kilomètre kilomètres",
    "m": "m mètre mètres",
    "cm": "cm centimètre centimètres",
    "mm": "mm millimètre millimètres",
    "km2": "km2 km² kilomètres carrés km carrés",
    "kmh": "km/h",
    "ms": "m/s",
    "kms": "km/s",
    "mile": "mile miles mille marin",
    "foot": "pied pieds ft",
    "kg": "kg kilogramme kilogrammes kilo kilos",
    "g": "g gramme grammes",
    "t": "t tonne tonnes",
    "pound": "lb lbs",
    "percent": "% pour cent",
    "celsius": "°c ° c degrés celsius degré celsius",
    "fahrenheit": "°f ° f degrés fahrenheit",
    "second": "s seconde secondes",
    "minute": "min mn minute minutes",
    "hour": "heure heures",
    "day": "jour jours",
    "week": "semaine semaines",
    "month": "mois",
    "year": "an ans année années",
    "euro": "€ euro euros",
    "dollar": "$ dollar dollars",
    "rouble": "rouble roubles ₽",
    "yen": "yen yens ¥",
    "yuan": "yuan yuans",
    "sterling": "£ livre sterling livres sterling",
    "litre": "l litre litres",
    "watt": "w watt watts",
    "kilowatt": "kw kilowatt kilowatts",
    "megawatt": "mw mégawatt mégawatts",
    "newton": "n newton newtons",
    "kilonewton": "kn kilonewton kilonewtons",
    "hertz": "hz",
    "kilohertz": "khz",
    "megahertz": "mhz",
    "gigahertz": "ghz",
    "bar": "bar bars",
    "hectopascal": "hpa hectopascal hectopascals",
    "kilopascal": "kpa kilopascal kilopascals",
    "megapascal": "mpa mégapascal mégapascals",
    "atmosphere": "atm",
}
_PHRASES: tuple[str, ...] = (
    "mille marin",
    "pour cent",
    "degrés celsius",
    "degré celsius",
    "degrés fahrenheit",
    "° c",
    "° f",
)
_PHRASES += ("livre sterling", "livres sterling", "kilomètres carrés", "km carrés")


FRENCH = Language(
    tag="fr",
    point=",",
    group=".",
    numerals=_NUMERALS,
    scales=pairs(
        "cents=100 cent=100 mille=1e3 million=1e6 millions=1e6 milliard=1e9 milliards=1e9 billion=1e12 "
        "billions=1e12 md=1e9 mds=1e9 mrd=1e9 mio=1e6"
    ),
    fractions=(
        (r"\b(?P<number>[^\W\d_]+)\s(?P<unit>[^\W\d_]+)\set\sdemie?\b", 1, 0.5),
        (r"\b(?P<number>)demi-(?P<unit>[^\W\d_]+)", 0.5, 0),
        (r"\b(?:(?P<number>trois|un)\s)?quarts?\sd['’](?P<unit>heure)", 0.25, 0),
    ),
    months={
        **{month: number for number, month in enumerate(_MONTHS.split(), 1)},
        **pairs("janv=1 févr=2 avr=4 juil=7 sept=9 oct=10 nov=11 déc=12"),
    },
    shares=pairs("moitié=50 tiers=33 quart=25 quarts=75 cinquième=20 dixième=10"),
    weekdays={day + ending: number for number, day in enumerate(_WEEKDAYS.split(), 1) for ending in ("", "s")},
    ambiguous=words("mars sept janv févr avr juil oct nov déc"),
    units=spread(_UNITS, _PHRASES),
    function_words=words(
        "le la les des du au aux une et est sont dans pour par sur avec qui que dont où ce cette ces ses leur leurs "
        "il elle ils elles nous vous ne pas plus mais été était avait avoir être fait sans sous entre depuis selon "
        "après aussi alors ainsi comme lors très même ont avaient étaient seront chez vers toujours déjà"
    ),
    repeats=frozenset({"nous", "vous"}),
    quotes=("«", "»"),
    spaced_marks=":;!?»%",
    idle_figures=r"\b24\s?h(?:eures)?(?:\ssur\s|/)24\b|\b7\s?j(?:ours)?(?:\ssur\s|/)7\b",
)
"""French notation, typography and words."""
