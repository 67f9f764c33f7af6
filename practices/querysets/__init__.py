"""Reads of the catalogue, named for the reader. Every list starts from `visible_to(reader)`."""

from practices.querysets.ageing import BETWEEN_LETTERS, STILL_TRUE_LINK
from practices.querysets.discussion import CommentQuerySet, FollowQuerySet
from practices.querysets.documents import ENTRY_DOCUMENT_LINK, DocumentQuerySet
from practices.querysets.exporting import ExportFileQuerySet
from practices.querysets.finding import SavedSearchQuerySet, TopicQuerySet
from practices.querysets.importing import ImportRunQuerySet
from practices.querysets.needs import NeedQuerySet
from practices.querysets.practices import (
    IN_PLACE,
    NOT_CONSIDERED,
    ORIGIN,
    RANK_WEIGHTS,
    TAKEN_UP,
    UNDER_WAY,
    PracticeQuerySet,
    Standing,
    ThemeQuerySet,
)
from practices.querysets.questions import OwnerQuestionQuerySet
from practices.querysets.revisions import (
    ENTRY_LINK,
    RevisionQuerySet,
    TransferQuerySet,
    reads_every_status,
    transfers_of,
)
from practices.querysets.tags import TaggingQuerySet, TagQuerySet

__all__ = [
    "BETWEEN_LETTERS",
    "ENTRY_DOCUMENT_LINK",
    "ENTRY_LINK",
    "IN_PLACE",
    "NOT_CONSIDERED",
    "ORIGIN",
    "RANK_WEIGHTS",
    "STILL_TRUE_LINK",
    "TAKEN_UP",
    "UNDER_WAY",
    "CommentQuerySet",
    "DocumentQuerySet",
    "ExportFileQuerySet",
    "FollowQuerySet",
    "ImportRunQuerySet",
    "NeedQuerySet",
    "OwnerQuestionQuerySet",
    "PracticeQuerySet",
    "RevisionQuerySet",
    "SavedSearchQuerySet",
    "Standing",
    "TagQuerySet",
    "TaggingQuerySet",
    "ThemeQuerySet",
    "TopicQuerySet",
    "TransferQuerySet",
    "reads_every_status",
    "transfers_of",
]
