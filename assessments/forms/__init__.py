"""Input of the assessment: answers to obstacles, decisions, marks, rounds at home."""

from assessments.forms.answering import SCALE, AnswerForm, value_of
from assessments.forms.deciding import DecisionForm, FinishForm, MitigationForm
from assessments.forms.home import HomeRoundForm, JoinForm

__all__ = [
    "SCALE",
    "AnswerForm",
    "DecisionForm",
    "FinishForm",
    "HomeRoundForm",
    "JoinForm",
    "MitigationForm",
    "value_of",
]
