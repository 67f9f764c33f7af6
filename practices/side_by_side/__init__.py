"""Two to four practices side by side: line by line, with the lines in which they differ marked."""

from practices.side_by_side.page import Comparison
from practices.side_by_side.picks import Picks, Ticked

__all__ = ["Comparison", "Picks", "Ticked"]
