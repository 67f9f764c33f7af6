"""The catalogue's tables, one file per noun."""

from practices.models.content import (
    CONTENT_FIELDS,
    Content,
    DatePrecision,
    Instrument,
    Kind,
    Maturity,
    PlaceLevel,
)
from practices.models.practice import RESERVED_SLUGS, Practice, Theme
from practices.models.revision import (
    EvidenceStatement,
    Requirement,
    RequirementKind,
    Revision,
    RevisionState,
)
from practices.models.transfer import Transfer, TransferStatus

__all__ = [
    "CONTENT_FIELDS",
    "RESERVED_SLUGS",
    "Content",
    "DatePrecision",
    "EvidenceStatement",
    "Instrument",
    "Kind",
    "Maturity",
    "PlaceLevel",
    "Practice",
    "Requirement",
    "RequirementKind",
    "Revision",
    "RevisionState",
    "Theme",
    "Transfer",
    "TransferStatus",
]
