"""The documents and pictures of a draft as the people who write it see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from practices.documents.kinds import accept_attribute, accepted_words, size_words
from practices.documents.limits import LIMITS
from practices.forms.documents import DocumentForm
from practices.models import Document, Revision


@dataclass(frozen=True)
class Entry:
    """One of them with its form; `is_open` shows the form at once."""

    document: Document
    form: DocumentForm
    is_first: bool
    is_last: bool

    @property
    def is_undescribed(self) -> bool:
        return self.document.is_picture and not self.document.alt

    @property
    def is_open(self) -> bool:
        return bool(self.form.errors)


@dataclass(frozen=True)
class Shelf:
    """All of a draft in two lists, and how much more there is room for."""

    revision: Revision
    pictures: Sequence[Entry]
    files: Sequence[Entry]

    @classmethod
    def of(cls, revision: Revision, sent: DocumentForm | None = None) -> Self:
        """One query. `sent` is the form that came back, with its faults."""
        documents = list(revision.documents.all())
        for each in documents:
            each.revision = revision  # whose practice is known, for the addresses
        return cls(
            revision,
            _entries([each for each in documents if each.is_picture], sent),
            _entries([each for each in documents if not each.is_picture], sent),
        )

    @property
    def entries(self) -> Sequence[Entry]:
        return [*self.pictures, *self.files]

    @property
    def is_full(self) -> bool:
        return len(self.entries) >= LIMITS["practice_files"]

    @property
    def used(self) -> str:
        return size_words(sum(each.document.size for each in self.entries))

    most_files = LIMITS["practice_files"]
    most_bytes = LIMITS["file_bytes"]

    @property
    def most_of_one(self) -> str:
        return size_words(LIMITS["file_bytes"])

    @property
    def most_of_all(self) -> str:
        return size_words(LIMITS["practice_bytes"])

    @property
    def accept(self) -> str:
        return accept_attribute()

    @property
    def accepted(self) -> str:
        return accepted_words()


def _entries(documents: Sequence[Document], sent: DocumentForm | None) -> list[Entry]:
    last = len(documents) - 1
    entries = []
    for number, document in enumerate(documents):
        form = DocumentForm(document)
        if sent is not None and sent.prefix == form.prefix:
            form = sent
        entries.append(Entry(document, form, number == 0, number == last))
    return entries
