"""The catalogue's tables, one file per noun."""

from practices.models.catalogue import CatalogueEntry, CatalogueValue
from practices.models.content import (
    CONTENT_FIELDS,
    Content,
    DatePrecision,
    Instrument,
    Kind,
    Maturity,
    PlaceLevel,
)
from practices.models.discussion import Comment, Follow
from practices.models.document import Document, DocumentKind
from practices.models.exporting import ExportFile, ExportOf
from practices.models.finding import FormerSlug, SavedSearch, Topic, TopicEntry
from practices.models.importing import ImportRun, ImportState, ImportUpload
from practices.models.need import Need
from practices.models.practice import RESERVED_SLUGS, Practice, StillTrue, Theme
from practices.models.question import OwnerQuestion, QuestionState
from practices.models.revision import (
    EvidenceStatement,
    Requirement,
    Revision,
    RevisionState,
)
from practices.models.tag import Tag, Tagging
from practices.models.transfer import Transfer, TransferStatus
from practices.models.translation import TRANSLATED_FIELDS, Translation
from practices.models.word import LONGEST_WORD, Word
from regions.models import RequirementKind

__all__ = [
    "CONTENT_FIELDS",
    "LONGEST_WORD",
    "RESERVED_SLUGS",
    "TRANSLATED_FIELDS",
    "CatalogueEntry",
    "CatalogueValue",
    "Comment",
    "Content",
    "DatePrecision",
    "Document",
    "DocumentKind",
    "EvidenceStatement",
    "ExportFile",
    "ExportOf",
    "Follow",
    "FormerSlug",
    "ImportRun",
    "ImportState",
    "ImportUpload",
    "Instrument",
    "Kind",
    "Maturity",
    "Need",
    "OwnerQuestion",
    "PlaceLevel",
    "Practice",
    "QuestionState",
    "Requirement",
    "RequirementKind",
    "Revision",
    "RevisionState",
    "SavedSearch",
    "StillTrue",
    "Tag",
    "Tagging",
    "Theme",
    "Topic",
    "TopicEntry",
    "Transfer",
    "TransferStatus",
    "Translation",
    "Word",
]
