"""Input of the people who write, check and keep practices."""

from practices.forms.checking import ApproveForm, ReturnForm, TakeDownForm
from practices.forms.whole import Writing

__all__ = ["ApproveForm", "ReturnForm", "TakeDownForm", "Writing"]
