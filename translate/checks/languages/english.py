"""English, as the language of targets."""

from __future__ import annotations

from translate.checks.languages.table import Language, pairs, spread, words

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
)
_NUMERALS = {
    **{word: value for value, word in enumerate(_SMALL.split())},
    **{word: value for value, word in enumerate(_ORDINALS.split(), 1)},
    **pairs(
        "thirty=30 forty=40 fifty=50 sixty=60 seventy=70 eighty=80 ninety=90 thirtieth=30 fortieth=40 "
        "fiftieth=50 sixtieth=60 hundredth=100 hundred=100 seventieth=70 eightieth=80 ninetieth=90 "
        "hundreds=100 thousand=1000 thousands=1000 million=1e6 millions=1e6 billion=1e9 billions=1e9 "
        "trillion=1e12 trillions=1e12 dozen=12 dozens=12 a=1 an=1 once=1 single=1 twice=2 double=2 pair=2 "
        "couple=2 both=2 triple=3 thrice=3 half=0.5 halves=0.5 third=3 thirds=3 quarter=4 quarters=4 "
        "fortnight=15 score=20 twenties=20 thirties=30 forties=40 fifties=50 sixties=60 seventies=70 "
        "eighties=80 nineties=90 decade=10 decades=10 century=100 centuries=100 noon=12 midday=12 midnight=0 "
        "centenary=100 week=7 none=0 no=0"
    ),
}
_MONTHS = "january february march april may june july august september october november december"
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday"
_UNITS = {
    "km": "km kms kilometre kilometres kilometer kilometers",
    "m": "m metre metres meter meters",
    "cm": "cm centimetre centimetres centimeter centimeters",
    "mm": "mm millimetre millimetres millimeter millimeters",
    "km2": "km2 km² square kilometres square kilometers sq km",
    "kmh": "km/h kph kmh",
    "ms": "m/s",
    "kms": "km/s",
    "mile": "mi mile miles",
    "mile2": "sq mi square miles",
    "mph": "mph",
    "foot": "ft foot feet",
    "inch": "inch inches",
    "yard": "yard yards",
    "kg": "kg kgs kilogram kilograms kilogramme kilogrammes kilo kilos",
    "g": "g gram grams gramme grammes",
    "t": "t ton tons tonne tonnes metric ton metric tons",
    "pound": "lb lbs pound pounds",
    "percent": "% percent per cent",
    "celsius": "°c ° c degrees celsius degrees c (c)",
    "fahrenheit": "°f ° f degrees fahrenheit degrees f (f)",
    "second": "s sec second seconds",
    "minute": "min mins minute minutes",
    "hour": "h hr hrs hour hours",
    "day": "day days",
    "week": "week weeks",
    "month": "month months",
    "year": "year years",
    "euro": "€ euro euros",
    "dollar": "$ dollar dollars",
    "rouble": "rouble roubles ruble rubles ₽",
    "yen": "yen ¥",
    "yuan": "yuan",
    "sterling": "£ pounds sterling pound sterling",
    "litre": "l litre litres liter liters",
    "gallon": "gallon gallons",
    "watt": "w watt watts",
    "kilowatt": "kw kilowatt kilowatts",
    "megawatt": "mw megawatt megawatts",
    "newton": "n newton newtons",
    "kilonewton": "kn kilonewton kilonewtons",
    "hertz": "hz hertz",
    "kilohertz": "khz kilohertz",
    "megahertz": "mhz megahertz",
    "gigahertz": "ghz gigahertz",
    "bar": "bar bars",
    "hectopascal": "hpa hectopascal hectopascals",
    "kilopascal": "kpa kilopascal kilopascals",
    "megapascal": "mpa megapascal megapascals",
    "atmosphere": "atm atmosphere atmospheres",
}
_PHRASES: tuple[str, ...] = (
    "sq mi",
    "metric tons",
    "metric ton",
    "per cent",
    "degrees celsius",
    "degrees fahrenheit",
    "degrees c",
)
_PHRASES += (
    "degrees f",
    "° c",
    "° f",
    "pounds sterling",
    "pound sterling",
    "square kilometres",
    "square kilometers",
    "sq km",
    "square miles",
)

ENGLISH = Language(
    tag="en",
    point=".",
    group=",",
    numerals=_NUMERALS,
    scales=pairs(
        "hundred=100 thousand=1e3 million=1e6 billion=1e9 trillion=1e12 dozen=12 bn=1e9 mn=1e6 millions=1e6 "
        "billions=1e9"
    ),
    fractions=(
        (r"\b(?P<number>[a-z]+)\s(?P<unit>[a-z]+)\sand\sa\shalf\b", 1, 0.5),
        (r"\b(?P<number>[a-z]+)\sand\sa\shalf\s(?P<unit>[a-z]+)", 1, 0.5),
        (r"\b(?P<number>)half[\s-](?:an?\s|of\sthe\s)?(?P<unit>[a-z]+)", 0.5, 0),
        (r"\b(?:(?P<number>[a-z]+)[\s-])?quarters?\sof\san?\s(?P<unit>[a-z]+)", 0.25, 0),
    ),
    months={
        **{month: number for number, month in enumerate(_MONTHS.split(), 1)},
        **pairs("jan=1 feb=2 mar=3 apr=4 jun=6 jul=7 aug=8 sep=9 sept=9 oct=10 nov=11 dec=12"),
    },
    shares=pairs("half=50 third=33 thirds=67 quarter=25 quarters=75 fifth=20 tenth=10"),
    weekdays={day + ending: number for number, day in enumerate(_WEEKDAYS.split(), 1) for ending in ("", "s")},
    ambiguous=words("may march mar jan apr jun sep sept oct dec"),
    units=spread(_UNITS, _PHRASES),
    function_words=words(
        "the of and to is are was were that this these those which who for with from by at it its his her their he "
        "she they we you not but has have had been be will would as an than then when there after before between "
        "during under also into about"
    ),
    repeats=frozenset({"had", "that", "do", "is", "you", "her", "very", "so", "no", "bye", "ha"}),
    repeat_errors=words(
        "the a an of to and for with from by at or as are was were be been will would this these has have his their "
        "its it not but which"
    ),
    quotes=("“", "”"),
    foreign_quotes="«»‹›„‟",
    spaced_marks="",
    idle_figures=r"\b24/7\b|\b24[\s-]hours?[\s-]a[\s-]day\b",
)
"""English notation, typography and words."""
