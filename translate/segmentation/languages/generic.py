"""Any language without a table of its own: what many languages share, and no guess at words."""

from translate.segmentation.rules import Rules, words

RULES = Rules(
    leading=words("dr mr mrs ms prof st jr vs cf"),
    inner=words("inc ltd co corp approx ca"),
    closing=words("etc"),
    numbered=words("p pp no nr n vol art fig chap ch sec"),
    units=words("km m cm mm kg g t h min s sec"),
)
