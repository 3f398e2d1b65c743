"""LibreTranslate's `/translate` on a JSON list of texts from standard input; run by drafting.py, in its environment.

The application answers in this process, without a server between. Its sentence splitter would have to be downloaded;
the texts are single sentences already, so it gives each back as it is, at no cost: that is in LibreTranslate's favour.
"""

import json
import os
import shutil
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path


def main():
    """Print the version and the cost as JSON."""
    texts = json.load(sys.stdin)
    package = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as home:
        os.environ.update(HOME=home, XDG_DATA_HOME=home, XDG_CONFIG_HOME=home, XDG_CACHE_HOME=home)
        shutil.copytree(package, Path(home) / "argos-translate" / "packages" / "translate-fr_en")
        os.chdir(home)
        sys.argv = ["libretranslate", "--disable-files-translation"]
        from argostranslate import sbd

        sbd.MiniSBDSentencizer.split_sentences = lambda _self, text: [text]
        from libretranslate import init
        from libretranslate.app import create_app
        from libretranslate.main import get_args

        # It would fetch the index of all packages.
        init.check_and_install_models = lambda *_arguments, **_options: None
        client = create_app(get_args()).test_client()

        def post(batch):
            answer = client.post("/translate", json={"q": batch, "source": "fr", "target": "en"})
            if answer.status_code != 200:
                sys.exit(answer.get_data(as_text=True))
            return answer.get_json()["translatedText"]

        post(texts[:1])
        start, busy = time.perf_counter(), time.process_time()
        found = post(texts)
        took = time.perf_counter() - start, time.process_time() - busy
        if len(found) != len(texts):
            sys.exit("some texts have no answer")
    print(json.dumps({"version": version("libretranslate"), "wall": took[0], "processor": took[1]}))


main()
