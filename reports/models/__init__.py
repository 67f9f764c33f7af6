"""What the steering committee reports: indicators, periods, contributions, locked reports."""

from reports.models.indicator import Indicator, IndicatorKind, ManualEntry, Period, Target
from reports.models.report import (
    Approval,
    ApprovalAnswer,
    Contribution,
    Figure,
    FigureRecord,
    Report,
    ReportState,
)

__all__ = [
    "Approval",
    "ApprovalAnswer",
    "Contribution",
    "Figure",
    "FigureRecord",
    "Indicator",
    "IndicatorKind",
    "ManualEntry",
    "Period",
    "Report",
    "ReportState",
    "Target",
]
