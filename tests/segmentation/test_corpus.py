"""The splitter finds exactly the boundaries of the corpus."""

import pytest

from tests.segmentation.cases import Case, read_cases, show
from translate.segmentation import find_boundaries, split

CASES = read_cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.place)
def test_every_case_of_the_corpus_is_split_as_marked(case: Case):
    found = find_boundaries(case.text, case.language)
    assert show(case.text, found) == show(case.text, case.boundaries)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.place)
def test_a_sentence_of_the_corpus_is_not_split_again(case: Case):
    for start, end in split(case.text, case.language):
        assert find_boundaries(case.text[start:end], case.language) == []


def test_the_corpus_covers_each_language_and_each_kind_of_trouble():
    french = [case for case in CASES if case.language == "fr"]
    assert len(french) >= 150
    assert {case.kind for case in french} >= {"abbreviations", "initials", "quotes", "notes", "captions", "negative"}
    assert {case.language for case in CASES} == {"de", "en", "es", "fr", "it", "pt", "ru", "xx"}
    assert all(not case.boundaries for case in french if case.kind == "negative")
