"""Everything that takes place."""

from exchanges.models.exchange import (
    Exchange,
    ExchangeKind,
    ExchangePractice,
    Form,
    ProgrammeItem,
    Reach,
)
from exchanges.models.participation import (
    Participation,
    ParticipationState,
    Reflection,
    ReflectionStep,
)
from practices.models import DatePrecision

__all__ = [
    "DatePrecision",
    "Exchange",
    "ExchangeKind",
    "ExchangePractice",
    "Form",
    "Participation",
    "ParticipationState",
    "ProgrammeItem",
    "Reach",
    "Reflection",
    "ReflectionStep",
]
