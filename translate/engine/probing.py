"""Finding out which placeholders a model carries through, for packages whose vocabulary has none made for it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from translate.storage import write_bytes

if TYPE_CHECKING:
    from pathlib import Path

    from translate.protocols import Engine

SHAPES = ("｟{}｠", "⟦{}⟧", "[{}]", "({})", "<{}>", "{{{}}}", "§{}", "#{}", "XX{}", "X{}X", "__{}__", "%{}", "TERM{}")
"""What is tried, in this order; the number takes the place of the braces."""
COUNT = 10
"""Placeholders in a set that is found to be carried."""

SENTENCES = {
    "fr": (
        "{0} a quitté la base hier soir.",
        "Le directeur de {0} a refusé de répondre.",
        "D’après {0}, le vol durera onze heures.",
        "Les ingénieurs ont livré {0} à {1} au printemps.",
        "Nous avons rencontré {0}, qui dirige {1} depuis 2011.",
        "La fusée (voir {0}) sera assemblée près de {1}, puis peinte.",
    ),
    "en": (
        "{0} left the base last night.",
        "The head of {0} refused to answer.",
        "According to {0}, the flight will last eleven hours.",
        "The engineers delivered {0} to {1} in the spring.",
        "We met {0}, who has been leading {1} since 2011.",
        "The rocket (see {0}) will be assembled near {1}, then painted.",
    ),
    "es": (
        "{0} salió de la base anoche.",
        "El director de {0} no quiso contestar.",
        "Según {0}, el vuelo durará once horas.",
        "Los ingenieros entregaron {0} a {1} en primavera.",
        "Encontramos a {0}, que dirige {1} desde 2011.",
        "El cohete (véase {0}) se montará cerca de {1} y después se pintará.",
    ),
    "de": (
        "{0} hat die Basis gestern Abend verlassen.",
        "Der Leiter von {0} wollte nicht antworten.",
        "Laut {0} wird der Flug elf Stunden dauern.",
        "Die Ingenieure haben {0} im Frühjahr an {1} geliefert.",
        "Wir trafen {0}, der {1} seit 2011 leitet.",
        "Die Rakete (siehe {0}) wird in der Nähe von {1} montiert und dann lackiert.",
    ),
    "it": (
        "{0} ha lasciato la base ieri sera.",
        "Il direttore di {0} non ha voluto rispondere.",
        "Secondo {0}, il volo durerà undici ore.",
        "Gli ingegneri hanno consegnato {0} a {1} in primavera.",
        "Abbiamo incontrato {0}, che dirige {1} dal 2011.",
        "Il razzo (vedi {0}) sarà montato vicino a {1}, poi verniciato.",
    ),
    "pt": (
        "{0} deixou a base ontem à noite.",
        "O diretor de {0} não quis responder.",
        "Segundo {0}, o voo vai durar onze horas.",
        "Os engenheiros entregaram {0} a {1} na primavera.",
        "Encontrámos {0}, que dirige {1} desde 2011.",
        "O foguete (ver {0}) será montado perto de {1} e depois pintado.",
    ),
    "ru": (
        "{0} вчера вечером покинул базу.",
        "Директор {0} отказался отвечать.",
        "По данным {0}, полёт продлится одиннадцать часов.",
        "Весной инженеры доставили {0} в {1}.",
        "Мы встретили {0}, который руководит {1} с 2011 года.",
        "Ракету (см. {0}) соберут недалеко от {1}, а затем покрасят.",
    ),
}
"""Sentences to try a shape in, by language of the source."""


def probe_placeholders(engine: Engine, source: str, cache: Path) -> tuple[str, ...]:
    """Return ten placeholders that `engine` carries unchanged through every trial sentence in the language `source`.

    The tuple is empty when no shape survives or there are no sentences in that language. What is found is kept in the
    folder `cache` under the engine's signature, so that a package is tried once. Raises EngineError and StorageError.
    """
    file = cache / "placeholders.json"
    known = _read(file)
    key = f"{engine.signature} | {source}"
    if key not in known:
        known[key] = next((shape for shape in SHAPES if _survives(engine, source, shape)), "")
        _write(file, known)
    shape = known[key]
    return tuple(shape.format(number) for number in range(COUNT)) if shape else ()


def _survives(engine: Engine, source: str, shape: str) -> bool:
    sentences = SENTENCES.get(source.partition("-")[0].lower(), ())
    # Each number is tried as the first and as the second of a sentence, in one sentence or another.
    trials = [
        (shape.format(number % COUNT), shape.format((number + 3) % COUNT), sentence)
        for number, sentence in enumerate(sentences * 2)
    ]
    outputs = engine.translate([sentence.format(first, second) for first, second, sentence in trials])
    return bool(trials) and all(
        _holds(output[0].text, first) and ("{1}" not in sentence or _holds(output[0].text, second))
        for (first, second, sentence), output in zip(trials, outputs, strict=True)
    )


def _holds(text: str, placeholder: str) -> bool:
    """Return whether the placeholder stands in the text once and not as a part of a longer word."""
    return len(re.findall(rf"(?<!\w){re.escape(placeholder)}(?!\w)", text)) == 1 and text.count(placeholder) == 1


def _read(file: Path) -> dict[str, str]:
    """Return what is known; nothing when the file is not there or is not ours: then it is found out again."""
    try:
        known = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(known, dict):
        return {}
    return {key: shape for key, shape in known.items() if shape == "" or shape in SHAPES}


def _write(file: Path, known: dict[str, str]) -> None:
    write_bytes(file, json.dumps(known, ensure_ascii=False, indent=1, sort_keys=True).encode())
