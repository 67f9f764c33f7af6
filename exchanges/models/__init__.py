"""Everything that takes place."""

from exchanges.models.exchange import (
    DatePrecision,
    Exchange,
    ExchangeKind,
    ExchangePractice,
    ProgrammeItem,
    Reach,
)
from exchanges.models.participation import (
    Participation,
    ParticipationState,
    Reflection,
    ReflectionStep,
)

__all__ = [
    "DatePrecision",
    "Exchange",
    "ExchangeKind",
    "ExchangePractice",
    "Participation",
    "ParticipationState",
    "ProgrammeItem",
    "Reach",
    "Reflection",
    "ReflectionStep",
]
