"""Input of the assessment: answers to obstacles, rounds at home."""

from assessments.forms.answering import SCALE, AnswerForm, value_of
from assessments.forms.finishing import FinishForm, MitigationForm
from assessments.forms.home import HomeRoundForm, JoinForm

__all__ = [
    "SCALE",
    "AnswerForm",
    "FinishForm",
    "HomeRoundForm",
    "JoinForm",
    "MitigationForm",
    "value_of",
]
