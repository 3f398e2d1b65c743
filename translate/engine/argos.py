"""Translation by an Argos Translate package, decoded by CTranslate2."""

from __future__ import annotations

import threading
from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from translate.engine.alignment import align_pieces
from translate.engine.chunks import Chunk, cut, cut_around, join
from translate.engine.decoding import Decoder, Output, Search
from translate.engine.digests import keep_digest
from translate.engine.guards import LOST, count_sentences, find_warnings, measure_loop
from translate.engine.holding import Held, Holder
from translate.engine.library import OpenPackage, open_package
from translate.engine.packages import find_route
from translate.engine.pivot import PivotEngine
from translate.engine.probing import probe_placeholders
from translate.engine.progress import Progress
from translate.engine.tokens import Tokenizer
from translate.model import Alignment, Hypothesis

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from translate.engine.options import EngineOptions
    from translate.engine.packages import PackageInfo
    from translate.protocols import Engine

LONGEST = 128
"""Tokens in a source that is decoded whole: models are trained on sentences, the bundled one on up to 143 tokens."""

_RETRIES: tuple[dict[str, Any], ...] = (
    {"no_repeat_ngram_size": 4, "coverage_penalty": 0.2},
    {"no_repeat_ngram_size": 3, "repetition_penalty": 1.2, "length_penalty": 1.0},
    {"beam_size": 1, "no_repeat_ngram_size": 3},
)
"""Searches tried in turn for an output that the guards refuse."""


def open_argos(source: str, target: str, options: EngineOptions) -> Engine:
    """Return the engine for a pair of BCP 47 tags. Raises EngineError when no package leads there."""
    engines = [ArgosEngine(package, options) for package in find_route(source, target, options.package)]
    return engines[0] if len(engines) == 1 else PivotEngine(engines[0], engines[1])


class ArgosEngine:
    """One Argos Translate package. It is opened when it is first needed; several threads may use it at once."""

    name = "argos"

    def __init__(self, package: PackageInfo, options: EngineOptions) -> None:
        self._info = package
        self._options = options
        self._search = Search(options.beam_size, options.length_penalty)
        self._opening = threading.Lock()

    @cached_property
    def signature(self) -> str:
        """The package with its digest, and the settings that change the output. Reads the files, loads no model."""
        return (
            f"argos {self._info.sign(self._options.cache)} beam={self._options.beam_size} "
            f"length={self._options.length_penalty:g} compute={self._options.compute_type}"
        )

    @cached_property
    def placeholders(self) -> tuple[str, ...]:
        """The pieces that the vocabulary holds for the purpose, such as ｟0｠; else those found to be carried.

        Finding them out takes some seconds, once for a package, and is done only where `EngineOptions.cache` is set.
        """
        made = self._tokenizer.find_placeholders()
        if made or self._options.cache is None:
            return made
        return probe_placeholders(self, self._info.source, self._options.cache)

    def translate(
        self,
        sources: Sequence[str],
        *,
        hypotheses: int = 1,
        align: bool = False,
        progress: Callable[[int], None] | None = None,
    ) -> list[list[Hypothesis]]:
        """Translate each source; see `translate.protocols.Engine`.

        A source without a letter comes back as it is. One too long for the model is cut at clauses. An output that
        runs in circles, or is far too long or short, is decoded again with other settings, and the best one is
        kept; `Hypothesis.warnings` says what is still wrong with it.
        """
        search = self._search.change(num_hypotheses=max(1, hypotheses), return_attention=align)
        chunks = {source: cut(source, self._fits) for source in dict.fromkeys(sources)}
        texts = {source: [chunk.text for chunk in parts] for source, parts in chunks.items()}
        found = self._translate_texts(
            list(dict.fromkeys(text for parts in texts.values() for text in parts)), search, Progress(texts, progress)
        )
        results = {source: join(source, parts, found) for source, parts in chunks.items()}
        return [list(results[source]) for source in sources]

    def count_tokens(self, text: str) -> int:
        """Return how many tokens `text` is to the model. Raises EngineError."""
        return len(self._tokenizer.encode(self._holder.hold(text).text))

    def _translate_texts(self, texts: Sequence[str], search: Search, progress: Progress) -> dict[str, list[Hypothesis]]:
        """Return the outputs of each text."""
        found = self._copy_wordless(texts, search)
        doubtful: set[str] = set()
        for text, outputs in self._decode([text for text in texts if text not in found], search):
            found[text] = outputs
            if outputs[0].warnings:
                doubtful.add(text)
            else:
                progress.finish(text)
        for text, candidates in self._retry(doubtful, search).items():
            ranked = sorted([*found[text], *candidates], key=partial(_rank, text))
            found[text] = ranked[: search.num_hypotheses]
        for text in texts:
            progress.finish(text)
        return found

    def _retry(self, texts: Iterable[str], search: Search) -> dict[str, list[Hypothesis]]:
        """Return further outputs for texts whose first one is doubtful, until one is not."""
        found: dict[str, list[Hypothesis]] = {text: [] for text in texts}
        waiting = sorted(found)
        single = search.change(num_hypotheses=1)
        for settings in _RETRIES:
            for text, outputs in self._decode(waiting, single.change(**settings)):
                found[text] += outputs
            waiting = [text for text in waiting if all(one.warnings for one in found[text])]
        for text in waiting:
            found[text] += self._translate_parts(text, single)
        return found

    def _translate_parts(self, text: str, search: Search) -> list[Hypothesis]:
        """Return an output made of those for the text's parts, where it has parts."""
        parts = _cut_doubtful(text, self._holder.find(text))
        if len(parts) < 2:
            return []
        outputs = self._copy_wordless([part.text for part in parts], search)
        outputs.update(self._decode([part.text for part in parts if part.text not in outputs], search))
        lengths = len(self._tokenizer.encode(text))
        return [
            replace(made, warnings=find_warnings(text, made.text, lengths, len(self._tokenizer.encode(made.text))))
            for made in join(text, parts, outputs)
        ]

    def _decode(self, texts: Sequence[str], search: Search) -> Iterator[tuple[str, list[Hypothesis]]]:
        held = [self._holder.hold(text) for text in texts]
        tokens = [tuple(self._tokenizer.encode(one.text)) for one in held]
        with self._opening:
            decoder = self._decoder
        for number, outputs in decoder.decode(tokens, search):
            yield texts[number], [self._write(texts[number], held[number], tokens[number], one) for one in outputs]

    def _write(self, source: str, held: Held, tokens: Sequence[str], output: Output) -> Hypothesis:
        target, whole = held.restore(self._tokenizer.decode(output.tokens, source))
        warnings = find_warnings(source, target, len(tokens), len(output.tokens))
        links: tuple[Alignment, ...] = ()
        if output.attention:
            written = [[held.originals.get(token, token) for token in side] for side in (tokens, output.tokens)]
            links = align_pieces(source, written[0], target, written[1], output.attention)
        return Hypothesis(target, output.score, links, warnings if whole else (LOST, *warnings))

    @cached_property
    def _package(self) -> OpenPackage:
        package = open_package(self._info.path)
        if self._options.cache is not None:
            keep_digest(self._info.path, self._options.cache)
        return package

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        return Tokenizer(self._package.tokenizer, self._info.path)

    @cached_property
    def _decoder(self) -> Decoder:
        return Decoder(self._info.path, self._options, self._package.target_prefix)

    @cached_property
    def _holder(self) -> Holder:
        return Holder(self._tokenizer.writes, self._tokenizer.find_placeholders())

    def _fits(self, text: str) -> bool:
        # Hardly a piece writes more than forty characters: what is far longer need not be tokenised to know.
        if len(text) > LONGEST * 40:
            return False
        held = self._holder.hold(text)
        return held.complete and len(self._tokenizer.encode(held.text)) <= LONGEST

    def _copy_wordless(self, texts: Iterable[str], search: Search) -> dict[str, list[Hypothesis]]:
        """Return outputs for the texts in which nothing is to be translated: themselves."""
        return {
            text: [Hypothesis(text, 0.0, _link_whole(text) if search.return_attention else ())]
            for text in texts
            if not self._has_words(text)
        }

    def _has_words(self, text: str) -> bool:
        held = self._holder.hold(text)
        return any(character.isalpha() for character in held.text) and bool(self._tokenizer.encode(held.text))


def _rank(source: str, made: Hypothesis) -> tuple[int, float, float]:
    """Order the better output first: fewest warnings, then least running in circles, then the likelier."""
    return len(made.warnings), max(0.0, measure_loop(made.text) - measure_loop(source)), -made.score


def _link_whole(text: str) -> tuple[Alignment, ...]:
    return (Alignment(0, len(text), 0, len(text), 1.0),) if text else ()


def _cut_doubtful(text: str, lost: Sequence[tuple[int, int]]) -> list[Chunk]:
    """Return the parts to translate one by one: around what was lost, else the sentences, else the two halves."""
    if lost:
        return cut_around(text, lost)
    if count_sentences(text) > 1:
        return cut(text, lambda part: count_sentences(part) == 1)
    return cut(text, lambda part: len(part) < len(text))
