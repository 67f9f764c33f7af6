"""Two to four practices side by side: line by line, with the lines in which they differ marked."""

from practices.side_by_side.page import Comparison
from practices.side_by_side.picks import MOST, Picks, picked_elsewhere

__all__ = ["MOST", "Comparison", "Picks", "picked_elsewhere"]
