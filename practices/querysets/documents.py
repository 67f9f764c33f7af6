"""Documents follow their revision: who may read the text may read what hangs on it (P19)."""

from dataclasses import replace
from typing import TYPE_CHECKING

from django.db import models

from practices.querysets.relations import related_rows
from practices.querysets.revisions import ENTRY_LINK

if TYPE_CHECKING:
    from practices.models import Document  # noqa: F401 — the base class names it
    from practices.querysets.revisions import RevisionQuerySet
    from regions.reader import Reader

# The purpose of the address of a document on the page of such a link: "revision:edit:document".
ENTRY_DOCUMENT_LINK = "practice-entry-document"
# The columns of which a page shows a document; `with_page()` brings them with the practice.
SHOWN = ("id", "kind", "name", "title", "alt", "sha256", "content_type", "size", "width", "height")


class DocumentQuerySet(models.QuerySet["Document"]):
    def visible_to(self, reader: "Reader") -> "DocumentQuerySet":
        revisions: RevisionQuerySet = related_rows(self.model, "revision")
        return self.filter(revision__in=revisions.visible_to(reader))

    def opened_by(self, reader: "Reader") -> "DocumentQuerySet":
        """LK01: the one that such an address names, as long as the link to its text is open."""
        link = reader.link
        if link is None or link.purpose != ENTRY_DOCUMENT_LINK:
            return self.none()
        text, _sign, pk = link.object_id.rpartition(":")
        came_by = replace(reader, link=replace(link, purpose=ENTRY_LINK, object_id=text))
        revisions: RevisionQuerySet = related_rows(self.model, "revision")
        return self.filter(pk=pk, revision__in=revisions.opened_by(came_by))

    def with_practice(self) -> "DocumentQuerySet":
        """What its address needs."""
        return self.select_related("revision__practice")

    def of_drafts(self) -> "DocumentQuerySet":
        """Those of texts that are not closed yet, with whose they are."""
        open_texts = self.filter(revision__state__in=["draft", "submitted"])
        return open_texts.select_related("revision__practice__partner__region")
