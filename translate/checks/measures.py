"""Units of measurement, and whether one measure is another one converted.

Factors are those of the International System of Units and of the international yard and pound (1959).
"""

from __future__ import annotations

from dataclasses import dataclass

ROUNDING = 0.13
"""How far, as a share, a converted figure may be from the exact one: people round 4,800 km to 3,000 miles."""

EXACT = 0.02
"""The same for parts of a day, which nobody rounds: an hour and a half is 90 minutes, not 80."""
_PARTS_OF_A_DAY = frozenset({"second", "minute", "hour"})


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit's dimension, and what a figure in it is in the dimension's base unit: `figure * factor + offset`."""

    dimension: str
    factor: float = 1.0
    offset: float = 0.0


UNITS = {
    "km": Unit("length", 1000),
    "m": Unit("length"),
    "cm": Unit("length", 0.01),
    "mm": Unit("length", 0.001),
    "mile": Unit("length", 1609.344),
    "foot": Unit("length", 0.3048),
    "inch": Unit("length", 0.0254),
    "yard": Unit("length", 0.9144),
    "km2": Unit("area", 1e6),
    "mile2": Unit("area", 1609.344**2),
    "kmh": Unit("speed", 1 / 3.6),
    "ms": Unit("speed"),
    "kms": Unit("speed", 1000),
    "mph": Unit("speed", 0.44704),
    "kg": Unit("mass"),
    "g": Unit("mass", 0.001),
    "t": Unit("mass", 1000),
    "pound": Unit("mass", 0.45359237),
    "celsius": Unit("temperature"),
    "fahrenheit": Unit("temperature", 5 / 9, -160 / 9),
    "second": Unit("time"),
    "minute": Unit("time", 60),
    "hour": Unit("time", 3600),
    "day": Unit("time", 86400),
    "week": Unit("time", 604800),
    "month": Unit("time", 2629746),
    "year": Unit("time", 31556952),
    "litre": Unit("volume"),
    "gallon": Unit("volume", 3.785411784),
    "watt": Unit("power"),
    "kilowatt": Unit("power", 1e3),
    "megawatt": Unit("power", 1e6),
    "newton": Unit("force"),
    "kilonewton": Unit("force", 1e3),
    "hertz": Unit("frequency"),
    "kilohertz": Unit("frequency", 1e3),
    "megahertz": Unit("frequency", 1e6),
    "gigahertz": Unit("frequency", 1e9),
    "bar": Unit("pressure"),
    "hectopascal": Unit("pressure", 1e-3),
    "kilopascal": Unit("pressure", 1e-2),
    "megapascal": Unit("pressure", 10),
    "atmosphere": Unit("pressure", 1.01325),
    "percent": Unit("share"),
    "euro": Unit("euro"),
    "dollar": Unit("dollar"),
    "rouble": Unit("rouble"),
    "yen": Unit("yen"),
    "yuan": Unit("yuan"),
    "sterling": Unit("sterling"),
}
"""The units that figures are checked for; each currency is a dimension of its own, for rates change."""

_ALIKE = {frozenset({"pound", "sterling"})}


def is_converted(figure: float, unit: str, other: float, other_unit: str) -> bool:
    """Tell whether `other` in `other_unit` is, but for rounding, `figure` in `unit`."""
    one, two = UNITS[unit], UNITS[other_unit]
    if one.dimension != two.dimension or unit == other_unit:
        return False
    exact = figure * one.factor + one.offset
    rounding = EXACT if unit in _PARTS_OF_A_DAY and other_unit in _PARTS_OF_A_DAY else ROUNDING
    return abs(other * two.factor + two.offset - exact) <= rounding * max(abs(exact), 1e-9)


def is_same_unit(unit: str, other: str) -> bool:
    """Tell whether two keys may name one unit: "pounds" are money or mass."""
    return unit == other or frozenset({unit, other}) in _ALIKE
