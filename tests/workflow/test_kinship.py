"""Which orphaned catalogues new articles come from."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.catalogue.histories import sentences
from translate.workflow import kinship

texts = st.lists(sentences, min_size=1, max_size=12)
NEW, OLD = Path("neuf.fr.txt"), Path("ancien.po")


def kin(articles: list[list[str]], catalogues: list[list[str]]) -> dict[Path, list[kinship.Kinship]]:
    return kinship.find_kin(
        {Path(f"{n}.fr.txt"): kinship.profile(text) for n, text in enumerate(articles)},
        {Path(f"{n}.po"): frozenset(text) for n, text in enumerate(catalogues)},
    )


@given(st.lists(texts, max_size=4), st.lists(texts, max_size=4))
def test_a_catalogue_goes_to_one_article_and_holds_half_of_it(
    articles: list[list[str]], catalogues: list[list[str]]
) -> None:
    found = kin(articles, catalogues)

    assert len({ones[0].catalogue for ones in found.values()}) == len(found)
    for path, ones in found.items():
        whole = kinship.profile(articles[int(path.name.split(".")[0])])
        for one in ones:
            held = catalogues[int(one.catalogue.stem)]
            words = sum(count for source, count in whole.items() if source in held)
            assert one.words == words >= kinship.PROOF
            assert 2 * words >= sum(whole.values())


@given(st.lists(texts, max_size=4), st.lists(texts, max_size=4), st.randoms())
def test_the_order_in_which_they_are_met_does_not_matter(
    articles: list[list[str]], catalogues: list[list[str]], chance: object
) -> None:
    new = {Path(f"{n}.fr.txt"): kinship.profile(text) for n, text in enumerate(articles)}
    old = {Path(f"{n}.po"): frozenset(text) for n, text in enumerate(catalogues)}
    shuffled = dict(sorted(old.items(), key=lambda _: chance.random()))
    assert kinship.find_kin(new, old) == kinship.find_kin(dict(reversed(new.items())), shuffled)


@given(texts, st.lists(st.text("abc ", min_size=1), max_size=12))
def test_what_an_article_gains_takes_nothing_of_what_it_shares(text: list[str], more: list[str]) -> None:
    held = frozenset(text)
    before = kinship.relate(NEW, kinship.profile(text), OLD, held)
    after = kinship.relate(NEW, kinship.profile([*text, *more]), OLD, held)
    assert after is None or (before is not None and before.shared <= after.shared)


LONG = [f"La phrase numéro {n} compte assez de mots pour prouver quelque chose." for n in range(12)]


def test_of_the_parts_of_a_split_article_the_longer_one_is_its_heir() -> None:
    assert list(kin([LONG[:5], LONG[5:]], [LONG])) == [Path("1.fr.txt")]


def test_joined_articles_leave_the_longer_ones_catalogue() -> None:
    (ones,) = kin([LONG], [LONG[:5], LONG[5:]]).values()
    assert [one.catalogue for one in ones] == [Path("1.po")]


def test_two_catalogues_of_much_the_same_are_both_told() -> None:
    (ones,) = kin([LONG], [LONG[:-1], LONG[:-2]]).values()
    assert [one.catalogue for one in ones] == [Path("0.po"), Path("1.po")]


def test_two_of_much_the_same_with_two_heirs_are_told_apart() -> None:
    found = kin([LONG, [*LONG[:-2], "Une fin toute nouvelle, sans rien de l'ancienne."]], [LONG, LONG[:-2]])
    assert {path.name: [one.catalogue.name for one in ones] for path, ones in found.items()} == {
        "0.fr.txt": ["0.po"],
        "1.fr.txt": ["1.po"],
    }


def test_two_headlines_prove_nothing() -> None:
    assert kin([["Un tir réussi", "Samara"]], [["Un tir réussi", "Samara"]]) == {}
