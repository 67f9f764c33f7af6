"""Input of the assessment: answers to obstacles, rounds at home."""

from assessments.forms.answering import SCALE, AnswerForm, value_of
from assessments.forms.finishing import FinishForm, MitigationForm
from assessments.forms.home import (
    HomeRoundForm,
    InviteForm,
    JoinForm,
    MoveEndForm,
    OtherForm,
    PassForm,
    PasteForm,
    PickForm,
)

__all__ = [
    "SCALE",
    "AnswerForm",
    "FinishForm",
    "HomeRoundForm",
    "InviteForm",
    "JoinForm",
    "MitigationForm",
    "MoveEndForm",
    "OtherForm",
    "PassForm",
    "PasteForm",
    "PickForm",
    "value_of",
]
