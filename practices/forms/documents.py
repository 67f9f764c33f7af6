"""What people write about a document or picture of a draft."""

from typing import Any

from django import forms
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

    def __init__(self, document: Document, *args: Any, **kwargs: Any) -> None:
        initial = {"title": document.title, "alt": document.alt}
        super().__init__(*args, prefix=f"document-{document.pk}", initial=initial, **kwargs)
        if not document.is_picture:
            del self.fields["alt"]
