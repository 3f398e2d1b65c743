"""Argos Translate's own API on the texts in a JSON list on standard input; run by drafting.py, in Argos' environment.

Its sentence splitters would have to be downloaded, and its module imports PyTorch for one of them. The texts are single
sentences already, so the splitter here gives each back as it is, at no cost: that is in Argos Translate's favour.
"""

import json
import sys
import tempfile
import time
import types
from importlib.metadata import version
from pathlib import Path

for name in ("stanza", "minisbd", "minisbd.models"):
    sys.modules[name] = types.ModuleType(name)
sys.modules["minisbd"].SBDetect = None
sys.modules["minisbd"].models = sys.modules["minisbd.models"]
sys.modules["minisbd"].models.list_models = lambda: ["en"]


class Whole:
    """A splitter for texts that are sentences."""

    def split_sentences(self, text):
        """Return the text as its one sentence."""
        return [text]


def main():
    """Print the version and the cost as JSON."""
    import os

    with tempfile.TemporaryDirectory() as home:
        os.environ.update(HOME=home, XDG_DATA_HOME=home, XDG_CONFIG_HOME=home, XDG_CACHE_HOME=home)
        from argostranslate import package, translate

        opened = package.Package(Path(sys.argv[1]))
        languages = [translate.Language(code, code) for code in ("fr", "en")]
        translation = translate.PackageTranslation(*languages, opened)
        translation.sentencizer = Whole()
        texts = json.load(sys.stdin)
        translation.translate(texts[0])
        start, busy = time.perf_counter(), time.process_time()
        for text in texts:
            translation.translate(text)
        took = time.perf_counter() - start, time.process_time() - busy
    print(json.dumps({"version": version("argostranslate"), "wall": took[0], "processor": took[1]}))


main()
