"""One-line articles: how many French ones are refused as another language, and how many others are taken for French.

    PYTHONPATH=. python benchmarks/languages.py [--lines 300] [--seed 1]

The lines are made from patterns of our own, in the ways of a newsroom, with names in French transliteration put into
them: headlines, captions and lists of names in French; headlines, captions and sentences in seven other languages. Some
of the patterns were written after the rule had been chosen; the table tells these, unseen, apart. Lines in capitals
and lines that are names alone are counted by themselves. The last rows are for pieces of the sample articles: as many
of their words without a capital letter, in their order, as make so many letters. The workspace's language is French,
the threshold that of the settings. Exit code 0.
"""

from __future__ import annotations

import argparse
import random
import re
from pathlib import Path
from typing import TYPE_CHECKING

from translate import documents
from translate.errors import LanguageError
from translate.workflow.language import require_language

if TYPE_CHECKING:
    from collections.abc import Iterator

THRESHOLD = 60
"""That of a new workspace."""
PEOPLE = (
    "Anatoli Ivanichine",
    "Sergueï Prokopiev",
    "Ivan Vagner",
    "Oleg Kononenko",
    "Nikolaï Tchoub",
    "Alexandre Grebionkine",
    "Dmitri Peteline",
    "Andreï Fediaïev",
    "Oleg Artemiev",
    "Denis Matveïev",
    "Sergueï Korsakov",
    "Mikhaïl Korniïenko",
    "Piotr Doubrov",
    "Oleg Novitski",
    "Konstantin Borissov",
    "Iouri Malentchenko",
    "Valeri Poliakov",
    "Guennadi Padalka",
    "Elena Serova",
    "Anna Kikina",
    "Igor Komarov",
    "Vladimir Solovtsov",
    "Boris Jdanovitch",
    "Stepan Kroutov",
    "Lev Zelionyi",
    "Marina Vasnetsova",
    "Pavel Tchernychov",
    "Timofeï Rybnikov",
)
PLACES = (
    "Baïkonour",
    "Vostotchny",
    "Plessetsk",
    "Samara",
    "Korolev",
    "Krasnoïarsk",
    "Omsk",
    "Perm",
    "Voronej",
    "Khimki",
    "Jeleznogorsk",
    "Toula",
)
CRAFT = (
    "Soyouz MS-28",
    "Progress MS-33",
    "Angara-A5",
    "Luna-26",
    "Bion-M",
    "Resurs-P",
    "Kondor-FKA",
    "Soyouz-2.1b",
    "Meteor-M",
    "Elektro-L",
    "Ekspress-AT",
    "Proton-M",
    "Sphère",
    "Yamal-601",
)
FRENCH = {
    "seen": (
        "Décollage réussi pour {c} et {c} depuis {l} : {p}, {p} et {p} en route",
        "{p} et {p} à {l} avec {p}, directeur du cosmodrome, et {p}",
        "L'équipage de {c} : {p}, {p}, {p} et leurs doublures {p} et {p}",
        "De gauche à droite : {p}, {p}, {p}, {p} (photo Roscosmos)",
        "Ont participé à la réunion : {p}, {p}, {p}, {p} et {p}",
        "{c} au pas de tir de {l}, le lanceur emporte un satellite de télécommunications",
        "Liste des invités : {p} ; {p} ; {p} ; {p} ; {p}",
        "Rencontre entre {p} et {p} au centre Khrounitchev de {l}, au sujet de {c}",
        "{p}, {p}, {p} : trois cosmonautes pour {c}, deux remplaçants pour {c}",
        "Report du tir de {c} à {l} : {p} évoque un capteur défaillant",
        "Crédits : {p}, {p}, {p}, {p} et le service de presse de {l}",
        "Nominations : {p} succède à {p}, {p} remplace {p} à {l}",
        "{p} décoré à {l}, {p} et {p} promus",
        "Sur la photo, {p} (à gauche), {p} et {p} devant la coiffe de {c}",
        "Équipe de {l} : {p} (chef), {p} (adjoint), {p}, {p}, {p}",
        "Une seconde campagne d'essais au sol pour {c} avant le départ vers {l}",
        "Arrivée de {p}, {p} et {p} à {l} en vue du vol {c}",
        "Hommage : {p}, {p}, {p} et {p}, pionniers de {l}",
        "Prochains vols : {c}, {c}, {c}, puis {c} depuis {l}",
        "{c} : la mission prolongée de six mois, annonce {p} à {l}",
    ),
    "unseen": (
        "Adieux à {l} : {p}, {p}, {p} et leurs familles",
        "{p}, nouvel ingénieur en chef de {l}, et son prédécesseur {p}",
        "Photos : {p} / {p} / {p} / {l}",
        "Essai moteur interrompu à {l}, sept secondes au lieu de cent",
        "Trombinoscope : {p}, {p}, {p}, {p}, {p}, {p}",
        "{c}, {c}, {c} : calendrier provisoire",
        "Cérémonie au monument de {l} : {p} dépose une gerbe, {p} prononce un discours",
        "Amarrage automatique confirmé, écoutille ouverte : {p} accueille {p}",
        "Médailles : or pour {p}, argent pour {p}, bronze pour {p}",
        "Contrat signé : {l} livrera neuf étages, cinq coiffes, deux adaptateurs",
    ),
}
OTHERS = {
    "en": {
        "seen": (
            "{p} and {p} have left for {l}, where the crew of {c} will spend the last weeks before the launch",
            "Launch of {c} from {l} put off by two days because of a faulty valve, says {p}",
            "From left to right: {p}, {p} and {p} in front of the launcher that will carry {c}",
            "The satellite was built in {l} and should reach its orbit before the end of the year",
            "Engineers at {l} are looking into what went wrong with the upper stage of {c}",
            "{p}, who has flown three times, will command the next mission to the station with {p}",
            "No date has been set for the flight of {c}, but {p} hopes it will be this spring",
            "A new test stand for rocket engines has been opened near {l} by {p}",
        ),
        "unseen": (
            "{p} replaces {p} as head of the centre in {l}",
            "Photo: {p}, {p} and {p} during their last training at {l}",
            "Why {c} was lost three minutes after it had left {l}",
        ),
    },
    "de": {
        "seen": (
            "{p} und {p} sind nach {l} gereist, wo die Mannschaft von {c} die letzten Wochen vor dem Start verbringt",
            "Start von {c} in {l} wegen eines defekten Ventils um zwei Tage verschoben, sagt {p}",
            "Von links nach rechts: {p}, {p} und {p} vor der Rakete, die {c} tragen wird",
            "Der Satellit wurde in {l} gebaut und soll noch vor dem Jahresende seine Umlaufbahn erreichen",
            "Ingenieure in {l} untersuchen, was mit der Oberstufe von {c} nicht in Ordnung war",
            "{p}, der schon dreimal geflogen ist, wird den nächsten Flug zur Station mit {p} leiten",
            "Für den Flug von {c} gibt es noch keinen Termin, aber {p} hofft auf das Frühjahr",
            "Ein neuer Prüfstand für Raketentriebwerke wurde bei {l} von {p} eröffnet",
        ),
        "unseen": (
            "{p} löst {p} an der Spitze des Zentrums in {l} ab",
            "Foto: {p}, {p} und {p} während ihres letzten Trainings in {l}",
            "Warum {c} drei Minuten nach dem Abheben in {l} verloren ging",
        ),
    },
    "es": {
        "seen": (
            "{p} y {p} han salido hacia {l}, donde la tripulación de {c} pasará las últimas semanas antes del vuelo",
            "El lanzamiento de {c} desde {l} se aplaza dos días por una válvula averiada, dice {p}",
            "De izquierda a derecha: {p}, {p} y {p} delante del cohete que llevará {c}",
            "El satélite se construyó en {l} y debería alcanzar su órbita antes de que acabe el año",
            "Los ingenieros de {l} investigan qué falló en la etapa superior de {c}",
            "{p}, que ya ha volado tres veces, mandará la próxima misión a la estación con {p}",
            "Todavía no hay fecha para el vuelo de {c}, pero {p} espera que sea esta primavera",
            "Un nuevo banco de pruebas para motores de cohete se ha abierto cerca de {l} con {p}",
        ),
        "unseen": (
            "{p} sustituye a {p} al frente del centro de {l}",
            "Foto: {p}, {p} y {p} durante su último entrenamiento en {l}",
            "Por qué se perdió {c} tres minutos después de salir de {l}",
        ),
    },
    "it": {
        "seen": (
            "{p} e {p} sono partiti per {l}, dove l'equipaggio di {c} passerà le ultime settimane prima del volo",
            "Il lancio di {c} da {l} rinviato di due giorni per una valvola guasta, dice {p}",
            "Da sinistra a destra: {p}, {p} e {p} davanti al razzo che porterà {c}",
            "Il satellite è stato costruito a {l} e dovrebbe raggiungere la sua orbita entro la fine dell'anno",
            "Gli ingegneri di {l} cercano di capire che cosa non ha funzionato nello stadio superiore di {c}",
            "{p}, che ha già volato tre volte, comanderà la prossima missione verso la stazione con {p}",
            "Non c'è ancora una data per il volo di {c}, ma {p} spera che sia in primavera",
            "Un nuovo banco di prova per motori a razzo è stato aperto vicino a {l} da {p}",
        ),
        "unseen": (
            "{p} prende il posto di {p} alla guida del centro di {l}",
            "Foto: {p}, {p} e {p} durante il loro ultimo addestramento a {l}",
            "Perché {c} è andato perduto tre minuti dopo aver lasciato {l}",
        ),
    },
    "ru": {
        "seen": (
            "Экипаж корабля прибыл на космодром, где проведёт последние недели перед стартом",
            "Пуск ракеты отложен на двое суток из-за неисправного клапана, сообщил директор",
            "Слева направо: Иван Вагнер, Олег Артемьев и Анна Кикина у ракеты",
            "Спутник построен в Железногорске и должен выйти на орбиту до конца года",
            "Инженеры выясняют, что произошло с верхней ступенью носителя",
            "Олег Кононенко, летавший уже трижды, возглавит следующий полёт к станции",
            "Дата полёта пока не назначена, но ждать его стоит этой весной",
            "Новый стенд для испытаний двигателей открыт под Пермью",
        ),
        "unseen": (
            "Иван Вагнер сменил Олега Артемьева во главе центра подготовки",
            "На снимке: экипаж во время последней тренировки в Королёве",
            "Почему аппарат был потерян через три минуты после старта",
        ),
    },
    "sl": {
        "seen": (
            "{p} in {p} sta odpotovala v {l}, kjer bo posadka plovila {c} preživela zadnje tedne pred izstrelitvijo",
            "Izstrelitev {c} iz {l} je zaradi pokvarjenega ventila prestavljena za dva dni, pravi {p}",
            "Od leve proti desni: {p}, {p} in {p} pred raketo, ki bo ponesla {c}",
            "Satelit so izdelali v mestu {l} in naj bi dosegel svojo tirnico še pred koncem leta",
            "Inženirji v mestu {l} ugotavljajo, kaj je šlo narobe z zgornjo stopnjo {c}",
            "{p}, ki je letel že trikrat, bo vodil naslednjo odpravo na postajo skupaj s {p}",
            "Datuma za polet {c} še ni, vendar {p} upa, da bo to spomladi",
            "Novo preskuševališče raketnih motorjev je blizu mesta {l} odprl {p}",
        ),
        "unseen": (
            "{p} je zamenjal {p} na čelu središča v mestu {l}",
            "Fotografija: {p}, {p} in {p} med zadnjim urjenjem v mestu {l}",
            "Zakaj je bil {c} izgubljen tri minute po vzletu iz mesta {l}",
        ),
    },
    "pl": {
        "seen": (
            "{p} i {p} wyruszyli do {l}, gdzie załoga {c} spędzi ostatnie tygodnie przed startem",
            "Start {c} z {l} przełożono o dwa dni z powodu uszkodzonego zaworu, mówi {p}",
            "Od lewej do prawej: {p}, {p} oraz {p} przed rakietą, która wyniesie {c}",
            "Satelita został zbudowany w {l} i powinien znaleźć się na orbicie przed końcem roku",
            "Inżynierowie w {l} badają, co stało się z górnym stopniem {c}",
            "{p}, który leciał już trzy razy, pokieruje następną wyprawą na stację wraz z {p}",
            "Nie ma jeszcze daty lotu {c}, ale {p} liczy na wiosnę tego roku",
            "Nowe stanowisko do prób silników rakietowych otworzył niedaleko {l} {p}",
        ),
        "unseen": (
            "{p} zastąpił {p} na czele ośrodka w mieście {l}",
            "Zdjęcie: {p}, {p} i {p} podczas ostatniego treningu w mieście {l}",
            "Dlaczego {c} zaginął trzy minuty po starcie z miasta {l}",
        ),
    },
}


def fill(pattern: str, chance: random.Random) -> str:
    """Return a line: the pattern with people for {p}, places for {l}, and craft for {c}."""
    for slot, names in (("{p}", PEOPLE), ("{l}", PLACES), ("{c}", CRAFT)):
        count = pattern.count(slot)
        for name in chance.sample(names, count):
            pattern = pattern.replace(slot, name, 1)
    return pattern


def lines(patterns: tuple[str, ...], count: int, chance: random.Random) -> Iterator[str]:
    """Yield so many lines from patterns in turn."""
    for number in range(count):
        yield fill(patterns[number % len(patterns)], chance)


def names_alone(count: int, chance: random.Random) -> Iterator[str]:
    """Yield lists of names with nothing between them but commas."""
    for _ in range(count):
        yield ", ".join(chance.sample(PEOPLE, chance.randint(4, 9)))


def pieces(letters: int, count: int, chance: random.Random) -> Iterator[str]:
    """Yield pieces of the sample articles with so many letters, at least, in words that are no names."""
    samples = sorted(Path(__file__).parents[1].joinpath("articles").glob("*.fr.*"))
    text = " ".join(path.read_text("utf-8") for path in samples)
    words = [word for word in re.findall(r"[^\W\d_]+", text) if word[0].islower()]
    for _ in range(count):
        start = end = chance.randrange(len(words) - letters)
        while sum(map(len, words[start:end])) < letters:
            end += 1
        yield " ".join(words[start:end])


def refused(line: str) -> bool:
    """Tell whether an article of one line is refused as one in another language."""
    article = documents.read_bytes((line + "\n").encode(), Path("une.fr.txt"), language="fr")
    try:
        require_language(article, Path("une.fr.txt"), "fr", THRESHOLD)
    except LanguageError:
        return True
    return False


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    print("| lines | language | patterns | refused |\n|---|---|---|---:|")

    def tell(kind: str, language: str, half: str, made: Iterator[str]) -> None:
        found = [refused(line) for line in made]
        print(f"| {kind} | {language} | {half} | {100 * sum(found) / len(found):.1f} % |")

    for half, patterns in FRENCH.items():
        tell("one line", "fr", half, lines(patterns, arguments.lines, chance))
        tell("in capitals", "fr", half, (one.upper() for one in lines(patterns, arguments.lines, chance)))
    tell("names alone", "fr", "", names_alone(arguments.lines, chance))
    for language, halves in OTHERS.items():
        for half, patterns in halves.items():
            tell("one line", language, half, lines(patterns, arguments.lines, chance))
    for letters in (20, 30, 40, 60):
        tell(f"pieces of {letters} letters", "fr", "", pieces(letters, arguments.lines, chance))


if __name__ == "__main__":
    main()
