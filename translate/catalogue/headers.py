"""The header of a PO file: its fields, and how gettext spells languages and plural rules."""

from __future__ import annotations

import re

from translate import __version__

_SCRIPT_MODIFIERS = {"Latn": "latin", "Cyrl": "cyrillic", "Arab": "arabic", "Deva": "devanagari"}
"""ISO 15924 codes of the scripts that glibc locales name by a modifier (`sr@latin`)."""

_ONE_FORM = "nplurals=1; plural=0;"
_NOT_ONE = "nplurals=2; plural=(n != 1);"
_ABOVE_ONE = "nplurals=2; plural=(n > 1);"
_EAST_SLAVIC = "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
_PLURAL_FORMS = {
    **dict.fromkeys(("id", "ja", "ko", "lo", "ms", "my", "th", "vi", "zh"), _ONE_FORM),
    **dict.fromkeys(
        ("bg", "ca", "da", "de", "el", "en", "eo", "es", "et", "eu", "fi", "gl", "he", "hu", "it", "nb", "nl", "nn",
         "no", "pt", "sv"),
        _NOT_ONE,
    ),
    **dict.fromkeys(("fa", "fr", "hi", "hy", "oc", "pt-BR", "tr", "wa"), _ABOVE_ONE),
    **dict.fromkeys(("be", "bs", "hr", "ru", "sr", "uk"), _EAST_SLAVIC),
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);",
    "cs": "nplurals=3; plural=(n==1 ? 0 : n>=2 && n<=4 ? 1 : 2);",
    "sk": "nplurals=3; plural=(n==1 ? 0 : n>=2 && n<=4 ? 1 : 2);",
    "pl": "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
    "ro": "nplurals=3; plural=(n==1 ? 0 : n==0 || (n%100>0 && n%100<20) ? 1 : 2);",
    "sl": "nplurals=4; plural=(n%100==1 ? 0 : n%100==2 ? 1 : n%100==3 || n%100==4 ? 2 : 3);",
}  # fmt: skip
"""Plural rules as the GNU gettext manual gives them, section "Plural forms", by BCP 47 tag."""


def to_gettext_language(tag: str) -> str:
    """Return gettext's spelling of a BCP 47 tag: `pt-BR` is `pt_BR`, `sr-Latn-RS` is `sr_RS@latin`."""
    language, *rest = tag.split("-")
    script = next((part.title() for part in rest if len(part) == 4 and part.isalpha()), "")
    region = next((part.upper() for part in rest if re.fullmatch(r"[A-Za-z]{2}|[0-9]{3}", part)), "")
    modifier = _SCRIPT_MODIFIERS.get(script, script)
    return language.lower() + (f"_{region}" if region else "") + (f"@{modifier}" if modifier else "")


def from_gettext_language(name: str) -> str:
    """Return the BCP 47 tag of a gettext language name such as `pt_BR` or `sr@latin`; "" stays ""."""
    code, _, modifier = name.partition("@")
    language, *rest = code.partition(".")[0].replace("-", "_").split("_")
    script = next((tag for tag, word in _SCRIPT_MODIFIERS.items() if modifier in (tag, word)), "")
    return "-".join(part for part in (language.lower(), script, *rest) if part)


def plural_forms(tag: str) -> str:
    """Return the `Plural-Forms` of a BCP 47 tag, "" for a language that the table lacks."""
    return _PLURAL_FORMS.get(tag) or _PLURAL_FORMS.get(tag.partition("-")[0], "")


def field_value(header: str, name: str) -> str:
    """Return the value of a header field, "" where `header` (the header entry's target) has none of that name."""
    for line in header.split("\n"):
        key, colon, value = line.partition(":")
        if colon and key.strip().lower() == name.lower():
            return value.strip()
    return ""


def set_field(header: str, name: str, value: str) -> str:
    """Return `header` with the field's value put in place, or added at the end; all else stays as it is."""
    if field_value(header, name) == value:
        return header
    lines = header.split("\n")
    for number, line in enumerate(lines):
        if line.partition(":")[0].strip().lower() == name.lower():
            lines[number] = f"{name}: {value}"
            return "\n".join(lines)
    return f"{header}{'' if header.endswith(chr(10)) or not header else chr(10)}{name}: {value}\n"


def new_header(*, source_language: str, target_language: str, article: str, source_digest: str) -> str:
    """Return the header of a fresh catalogue.

    It holds no date and no person: the same article must always give the same bytes, and both belong to the editor
    that a person saves the file with.
    """
    rule = plural_forms(target_language)
    fields = {
        "Project-Id-Version": article,
        "PO-Revision-Date": "",
        "Last-Translator": "",
        "Language-Team": "",
        "Language": to_gettext_language(target_language),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        **({"Plural-Forms": rule} if rule else {}),
        "X-Generator": f"translate-desk {__version__}",
        "X-Source-Language": source_language,
        "X-Source-Article": article,
        "X-Source-Digest": source_digest,
    }
    return "".join(f"{name}: {value}\n" for name, value in fields.items())


def refreshed_header(
    header: str, *, source_language: str, target_language: str, article: str, source_digest: str
) -> str:
    """Return `header` with this program's own fields up to date; what editors wrote stays."""
    former = field_value(header, "X-Source-Article")
    if former and field_value(header, "Project-Id-Version") == former:
        header = set_field(header, "Project-Id-Version", article)
    for name, value in (
        ("X-Source-Language", source_language),
        ("X-Source-Article", article),
        ("X-Source-Digest", source_digest),
    ):
        header = set_field(header, name, value)
    for name, value in (
        ("Language", to_gettext_language(target_language)),
        ("Content-Type", "text/plain; charset=UTF-8"),
    ):
        if not field_value(header, name):
            header = set_field(header, name, value)
    return header
