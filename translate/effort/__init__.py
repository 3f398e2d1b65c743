"""How much people changed a machine's draft, and what."""

from translate.effort.differences import Piece, PieceKind, compare
from translate.effort.measures import Effort, measure

__all__ = ["Effort", "Piece", "PieceKind", "compare", "measure"]
