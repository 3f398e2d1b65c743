"""What tests of commands share: the type of the function that runs one, and an article with the usual troubles."""

from __future__ import annotations

from collections.abc import Callable

from typer.testing import Result

Run = Callable[..., Result]

ARTICLE = """\
Un second lanceur Soyouz-2 décolle de Vostotchny

Dmitri Bakanov, directeur général de Roscosmos, a suivi le tir mardi 12 mai à 14 h 05. [NDLR : ne pas confondre avec \
Dmitry Baranov. Le premier dirige l'agence.]La fusée emportait 3,5 tonnes de charge utile.

« Tout s'est passé comme prévu », a déclaré Dmitry Bakanov.
Crédits photographiques : Roscosmos
"""
