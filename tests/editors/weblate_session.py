"""What Weblate does to a catalogue when translators have saved units: its own format library, without its server.

    VENV/bin/python weblate_session.py OLD NEW

Run by the Python of an environment that has Weblate. The first unit with a target is rewritten and saved as translated,
the second approved as it is, the third rewritten and marked "needs editing"; one that waits for its changed source is
saved as it is. Then the header is brought up to date and the file saved, as
`Translation.update_units` of Weblate 5.14 does. Prints, as JSON, what Weblate has seen in the file before.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from importlib.util import find_spec
from unittest.mock import MagicMock


def start() -> None:
    """Set Django up with Weblate's example settings, on a database in memory that nothing is written to."""
    # They draw fonts and read screenshots, and are built with libraries that a trial of files can do without.
    for name in ("cairo", "gi", "tesserocr"):
        if find_spec(name) is None:
            sys.modules[name] = sys.modules[f"{name}.repository"] = MagicMock()

    import django
    from django.conf import settings
    from weblate import settings_example

    chosen = {name: getattr(settings_example, name) for name in dir(settings_example) if name.isupper()}
    folder = tempfile.gettempdir()
    chosen |= {
        "DATABASES": {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
        "CACHES": {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
        "SITE_DOMAIN": "example.com",
        "SECRET_KEY": "a trial",
        "DATA_DIR": folder,
        "CACHE_DIR": folder,
    }
    settings.configure(**chosen)
    django.setup()


def main(old: str, new: str) -> None:
    """Save what translators did to a copy of the file `old` as `new`."""
    from weblate.formats.ttkit import PoFormat
    from weblate.utils.state import STATE_APPROVED, STATE_FUZZY, STATE_TRANSLATED

    shutil.copy(old, new)
    store = PoFormat(new)
    units = [store.find_unit(unit.context, unit.source)[0] for unit in store.content_units]
    seen = [
        {
            "context": unit.context,
            "source": unit.source,
            "target": unit.target,
            "notes": unit.notes,
            "fuzzy": unit.is_fuzzy(),
            "previous": unit.previous_source,
        }
        for unit in units
    ]
    changed = [unit for unit in units if unit.previous_source]
    drafts = [unit for unit in units if unit.target and unit.is_fuzzy() and not unit.previous_source]
    drafts[0].set_target("A target that was written in Weblate")
    drafts[0].set_state(STATE_TRANSLATED)
    drafts[1].set_state(STATE_APPROVED)
    drafts[2].set_target("Half of it, in Weblate")
    drafts[2].set_state(STATE_FUZZY)
    for unit in changed:
        unit.set_target(unit.target)
        unit.set_state(STATE_TRANSLATED)
    store.update_header(
        last_translator="A Translator <translator@example.com>",
        plural_forms="nplurals=2; plural=n != 1;",
        language="en",
        PO_Revision_Date="2026-11-22 16:55+0000",
    )
    store.save()
    print(json.dumps(seen))  # noqa: T201 - what the test reads


if __name__ == "__main__":
    start()
    main(*sys.argv[1:])
