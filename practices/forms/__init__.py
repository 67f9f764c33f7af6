"""Input of the people who write, check and keep practices."""

from practices.forms.checking import AddressForm, ApproveForm, ReturnForm, TakeDownForm
from practices.forms.confirming import EntryForm
from practices.forms.discussion import CommentForm, HideForm, ReportForm
from practices.forms.documents import DocumentForm
from practices.forms.questions import AnswerForm, DeclineForm, QuestionForm
from practices.forms.searches import SearchForm
from practices.forms.still_true import AgeingForm, StillTrueForm
from practices.forms.whole import Writing

__all__ = [
    "AddressForm",
    "AgeingForm",
    "AnswerForm",
    "ApproveForm",
    "CommentForm",
    "DeclineForm",
    "DocumentForm",
    "EntryForm",
    "HideForm",
    "QuestionForm",
    "ReportForm",
    "ReturnForm",
    "SearchForm",
    "StillTrueForm",
    "TakeDownForm",
    "Writing",
]
