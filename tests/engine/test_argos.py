"""The bundled model at work."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translate.engine.argos import LONGEST, ArgosEngine
from translate.engine.opening import ENGINE_NAMES, open_engine
from translate.engine.options import EngineOptions
from translate.engine.packages import PackageInfo, find_route
from translate.errors import ConfigurationError

pytestmark = pytest.mark.model

SENTENCES = [
    "Le lanceur a décollé hier soir.",
    "Le directeur de l’agence a visité l’usine de Toulouse, où sont montés les satellites.",
    "La pluie a retardé le vol de deux heures.",
    "Où est la clé ?",
    "L’équipage dort.",
]
WIDE = st.text(alphabet=st.characters(codec="utf-8"), max_size=30)
MESSY_WORDS = (
    "la fusée|d’essai|Дмитрий|長征|10⁵ kg|«|»|(|)|…|.|,|e\u0301te\u0301|｟0｠|<1>|</1>|\u00ad|\u202f!|Tōru|12,5|\n|_|▁|"
    "😀|https://exemple.fr/a_b"
)
MESSY = st.lists(st.sampled_from(MESSY_WORDS.split("|")), max_size=12).map(" ".join)


def one(engine: ArgosEngine, source: str) -> str:
    return engine.translate([source])[0][0].text


def test_sentences_come_out_in_english(engine: ArgosEngine) -> None:
    wanted = {
        "La pluie a retardé le lancement de la fusée.": {"rain", "delayed", "launch", "of", "rocket"},
        "Le directeur de l’usine a refusé de répondre à nos questions.": {"director", "refused", "answer", "questions"},
        "Ils ont construit une nouvelle route entre Paris et Berlin.": {"built", "new", "road", "between", "and"},
    }
    found = sum(len(words & set(one(engine, source).lower().rstrip(".").split())) for source, words in wanted.items())
    assert found >= 0.7 * sum(map(len, wanted.values()))


def test_as_many_results_as_sources_and_in_their_order(engine: ArgosEngine) -> None:
    sources = [*SENTENCES, SENTENCES[0], "", SENTENCES[1]]
    results = engine.translate(sources)
    assert [outputs[0].text for outputs in results] == [one(engine, source) for source in sources]


@pytest.mark.parametrize(
    "source", ["", " ", "\u202f\n", "12,5 %", "— 1 234 —", "***", "｟0｠", "｟0｠ ｟1｠", "Роскосмос", "東京"]
)
def test_what_has_nothing_to_translate_comes_back_as_it_is(engine: ArgosEngine, source: str) -> None:
    (outputs,) = engine.translate([source], hypotheses=3)
    assert [output.text for output in outputs] == [source]


@given(source=WIDE | MESSY)
@settings(max_examples=60)
def test_any_text_gets_an_answer_with_its_outer_white_space(engine: ArgosEngine, source: str) -> None:
    (output,) = engine.translate([source])[0]
    lead = source[: len(source) - len(source.lstrip())]
    trail = source[len(source.rstrip()) :]
    assert output.text.startswith(lead)
    assert output.text.endswith(trail)
    assert output.score <= 0


@given(sources=st.lists(st.sampled_from(SENTENCES) | MESSY, max_size=6))
@settings(max_examples=25)
def test_progress_counts_every_distinct_source_once(engine: ArgosEngine, sources: list[str]) -> None:
    steps: list[int] = []
    engine.translate(sources, progress=steps.append)
    assert sum(steps) == len(set(sources))
    assert all(step > 0 for step in steps)


@given(source=MESSY)
@settings(max_examples=60)
def test_alignments_lie_in_their_texts_and_follow_the_target(engine: ArgosEngine, source: str) -> None:
    (output,) = engine.translate([source], align=True)[0]
    end = 0
    for link in output.alignments:
        assert end <= link.target_start < link.target_end <= len(output.text)
        assert 0 <= link.source_start < link.source_end <= len(source)
        assert 0 <= link.weight <= 1
        end = link.target_end


def test_alignments_join_words_that_mean_the_same(engine: ArgosEngine) -> None:
    source = "L’usine de Toulouse (Роскосмос) a été fermée."
    (output,) = engine.translate([source], align=True)[0]
    for name in ("Toulouse", "Роскосмос"):
        there, here = source.index(name), output.text.index(name)
        links = [link for link in output.alignments if here <= link.target_start < here + len(name)]
        right = [link for link in links if there <= link.source_start < there + len(name)]
        assert len(right) > len(links) / 2


def test_alignments_do_not_change_the_text(engine: ArgosEngine) -> None:
    assert [outputs[0].text for outputs in engine.translate(SENTENCES, align=True)] == [
        outputs[0].text for outputs in engine.translate(SENTENCES)
    ]


def test_hypotheses_are_different_and_come_best_first(engine: ArgosEngine) -> None:
    for outputs in engine.translate(SENTENCES, hypotheses=4):
        assert len({output.text for output in outputs}) == len(outputs) == 4
        assert outputs[0].score > min(output.score for output in outputs)


def test_the_score_is_the_mean_log_probability_of_a_token(engine: ArgosEngine) -> None:
    (output,) = engine.translate([SENTENCES[1]])[0]
    tokenizer, decoder = engine._tokenizer, engine._decoder
    (scored,) = decoder._translator.score_batch([tokenizer.encode(SENTENCES[1])], [tokenizer.encode(output.text)])
    assert output.score == pytest.approx(sum(scored.log_probs) / len(scored.log_probs), abs=1e-3)


def test_a_source_longer_than_the_model_takes_is_translated_to_its_end(engine: ArgosEngine) -> None:
    places = ["Paris", "Berlin", "Rome", "Madrid", "Londres", "Vienne", "Moscou", "Bruxelles"]
    clauses = [f"les ingénieurs de {place} ont livré ｟{n % 9}｠ au printemps" for n, place in enumerate(places * 3)]
    source = ", ".join([*clauses, "et ｟9｠ est venue de Lyon"])
    assert len(engine._tokenizer.encode(source)) > 2 * LONGEST
    (output,) = engine.translate([source])[0]
    assert output.text.count("｟") >= 18
    assert "Lyon" in output.text[-40:]
    assert len(output.text) > 0.7 * len(source)


def test_a_word_longer_than_the_model_takes_does_no_harm(engine: ArgosEngine) -> None:
    (output,) = engine.translate(["lanceur" * 1000])[0]
    assert output.text


@pytest.mark.parametrize(
    "kept",
    ["Роскосмос", "长征五号", "Stanisław Kołodziejczak", "10⁵", "https://exemple.fr/vol_12?a=b", "−180", "m³/s", "😀"],
)
def test_what_the_vocabulary_cannot_write_is_carried(engine: ArgosEngine, kept: str) -> None:
    (output,) = engine.translate([f"Le rapport de l’agence ({kept}) a été lu hier à la radio."])[0]
    assert output.text.count(kept) == 1
    assert output.warnings == ()


def test_soft_hyphens_and_decomposed_accents_change_nothing(engine: ArgosEngine) -> None:
    assert one(engine, "Le lan\u00adceur a de\u0301colle\u0301 hier soir.") == one(engine, SENTENCES[0])


def test_underscores_of_the_source_survive(engine: ArgosEngine) -> None:
    assert "vol_12" in one(engine, "Le fichier vol_12 est perdu.")


def test_two_openings_give_the_same_bytes(engine: ArgosEngine) -> None:
    other = open_engine("argos", "fr", "en", EngineOptions(threads=1, package="bundled"))
    assert other.translate(SENTENCES, hypotheses=2) == engine.translate(SENTENCES, hypotheses=2)


def test_the_order_of_the_sources_changes_no_output(engine: ArgosEngine) -> None:
    forth = engine.translate(SENTENCES)
    back = engine.translate(SENTENCES[::-1])
    assert [outputs[0].text for outputs in forth] == [outputs[0].text for outputs in back[::-1]]


def test_a_loop_is_decoded_again_and_what_stays_wrong_is_told(
    engine: ArgosEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = "Le directeur de l’agence a visité l’usine."
    # A guard that refuses every output: the ladder of searches is climbed to its end, and the warning stays.
    monkeypatch.setattr("translate.engine.argos.find_warnings", lambda *_: ("repetition",))
    (output,) = engine.translate([source])[0]
    assert output.warnings == ("repetition",)
    assert output.text


def test_a_repetition_of_the_source_is_no_loop(engine: ArgosEngine) -> None:
    (output,) = engine.translate(["Je vais à la plage. Je vais à la plage. Je vais à la plage."])[0]
    assert output.warnings == ()
    assert output.text.count("beach") == 3


def test_the_placeholders_are_read_from_the_vocabulary(engine: ArgosEngine) -> None:
    assert engine.placeholders == tuple(f"｟{number}｠" for number in range(10))


def test_the_signature_names_what_changes_the_output(engine: ArgosEngine) -> None:
    package = find_route("fr", "en", "bundled")[0]
    signatures = {
        ArgosEngine(package, options).signature
        for options in (
            EngineOptions(),
            EngineOptions(beam_size=2),
            EngineOptions(length_penalty=1),
            EngineOptions(compute_type="float32"),
        )
    }
    assert len(signatures) == 4
    assert all(package.version in one and package.digest in one and "\n" not in one for one in signatures)
    assert ArgosEngine(package, EngineOptions(threads=7, batch_tokens=99)).signature in signatures


def test_no_model_is_loaded_before_the_first_translation() -> None:
    package = PackageInfo("fr", "en", "1", "gone", find_route("fr", "en", "bundled")[0].path, bundled=True, size=0)
    opened = ArgosEngine(package, EngineOptions())
    assert opened.signature
    assert "_package" not in vars(opened)
    assert "_decoder" not in vars(opened)


def test_an_unknown_engine_is_refused_with_the_names_of_those_there_are() -> None:
    with pytest.raises(ConfigurationError, match=r"'deepl'.*argos, pseudo") as caught:
        open_engine("deepl", "fr", "en")
    assert all(name in str(caught.value) for name in ENGINE_NAMES)


@pytest.mark.parametrize(
    "settings",
    [
        {"beam_size": 0},
        {"batch_tokens": 0},
        {"threads": -1},
        {"compute_type": "int3"},
        {"length_penalty": float("nan")},
    ],
)
def test_impossible_options_are_refused(settings: dict[str, float]) -> None:
    with pytest.raises(ConfigurationError, match="Choose"):
        EngineOptions(**settings)  # type: ignore[arg-type]
