"""Writes of the catalogue."""

from practices.actions.transfer import move_transfer, set_transfer_public

__all__ = ["move_transfer", "set_transfer_public"]
