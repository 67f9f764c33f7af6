"""What the board and the wall show of a session, and what a board brings that was offline."""

from peergroups.board.agenda import lines_of, rounds_by_item
from peergroups.board.page import read_board

__all__ = ["lines_of", "read_board", "rounds_by_item"]
