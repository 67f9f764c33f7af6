"""How an assessment computes: pure functions from answers to figures, scores and a suggestion.

Nothing here knows of a database, a request, a clock or a language.
"""

from .assess import assess
from .codec import KERNEL_VERSION, from_dict, input_hash, to_dict
from .model import (
    DEFAULT_THRESHOLD,
    Advice,
    Consensus,
    Criterion,
    Dimension,
    GateState,
    NoAlpha,
    Rater,
    Reliability,
)
from .result import (
    Agreement,
    Changes,
    CriterionFigures,
    Flip,
    Gate,
    Interval,
    LeaveOneOut,
    Range,
    Result,
    Score,
    Suggestion,
    Without,
)

__all__ = [
    "DEFAULT_THRESHOLD",
    "KERNEL_VERSION",
    "Advice",
    "Agreement",
    "Changes",
    "Consensus",
    "Criterion",
    "CriterionFigures",
    "Dimension",
    "Flip",
    "Gate",
    "GateState",
    "Interval",
    "LeaveOneOut",
    "NoAlpha",
    "Range",
    "Rater",
    "Reliability",
    "Result",
    "Score",
    "Suggestion",
    "Without",
    "assess",
    "from_dict",
    "input_hash",
    "to_dict",
]
