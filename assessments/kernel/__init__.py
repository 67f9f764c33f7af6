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
    CriterionFigures,
    Gate,
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
    "Consensus",
    "Criterion",
    "CriterionFigures",
    "Dimension",
    "Gate",
    "GateState",
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
