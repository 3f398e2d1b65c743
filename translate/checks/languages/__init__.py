"""What checks know of a language: one table each; a language without one gets the neutral table."""

from translate.checks.languages.table import NEUTRAL, Language, find_language

__all__ = ["NEUTRAL", "Language", "find_language"]
