"""What people write about a document or picture of a draft."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from practices.forms.fields import LimitedText, column_limit
from practices.models import Document


class DocumentForm(forms.Form):
    """One document; several of these stand on a page, so each has its own prefix."""

    title = LimitedText(
        label=_("Title"),
        limit=column_limit(Document, "title"),
        counts=False,
        required=False,
        help_text=_("Empty: the name of the file."),
    )
    alt = LimitedText(
        label=_("What the picture shows"),
        limit=column_limit(Document, "alt"),
        required=False,
        help_text=_("One sentence for people who cannot see it."),
    )

    def __init__(self, document: Document, data: QueryDict | None = None) -> None:
        initial = {"title": document.title, "alt": document.alt}
        super().__init__(data, prefix=f"document-{document.pk}", initial=initial)
        if not document.is_picture:
            del self.fields["alt"]
