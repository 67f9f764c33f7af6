"""What members write to each other about a practice."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import PlainForm
from practices.forms.fields import LimitedText, column_limit
from practices.models import Comment
from practices.talking.mentions import mentioned_in, naming
from regions.models import Partner

LONGEST_REPORT = 300


class CommentForm(PlainForm, forms.Form):
    """A comment. `partners` can be told by "@" and their short name; a draft tells nobody else."""

    status = 400  # of the answer, when it cannot be taken

    parent = forms.IntegerField(required=False, widget=forms.HiddenInput)
    text = LimitedText(
        label=_("Your comment"),
        limit=column_limit(Comment, "text"),
        rows=4,
        error_messages={"required": _("Write your comment.")},
    )

    def __init__(self, *args: Any, partners: Sequence[Partner] = (), **kwargs: Any) -> None:
        super().__init__(*args, auto_id="talk_%s", **kwargs)
        self.partners = partners
        self.fields["text"].widget.attrs["data-preview"] = "comment"
        if partners:
            self.fields["tell"] = _tell(partners)
            self.fields["text"].widget.attrs["data-mention"] = "talk_tell"

    def clean(self) -> dict[str, Any]:
        """The text names everybody who is told, so that its readers see it, too."""
        cleaned: dict[str, Any] = super().clean() or {}
        chosen = [each for each in self.partners if str(each.pk) == cleaned.get("tell")]
        if chosen and cleaned.get("text"):
            cleaned["text"] = naming(cleaned["text"], chosen[0])
        return cleaned

    @property
    def mentions(self) -> list[Partner]:
        return mentioned_in(self.cleaned_data["text"], self.partners)


def _tell(partners: Sequence[Partner]) -> forms.ChoiceField:
    """For pages without scripts; with them a list opens behind "@"."""
    names = [(str(each.pk), f"{each.short}, {each.region}") for each in partners]
    return forms.ChoiceField(
        label=_("Tell a partner"),
        choices=[("", _("Nobody in particular")), *names],
        required=False,
        help_text=_("Its people get a notice. Or write @ and its short name."),
        error_messages={"invalid_choice": _("Choose a partner from the list.")},
    )


class HideForm(forms.Form):
    reason = LimitedText(
        label=_("Reason"),
        limit=column_limit(Comment, "hidden_reason"),
        rows=3,
        help_text=_("The author gets it, with a notice and by mail."),
        error_messages={"required": _("Write the reason. The author gets it.")},
    )


class ReportForm(forms.Form):
    reason = LimitedText(
        label=_("Why should the coordinator look at it?"),
        limit=LONGEST_REPORT,
        rows=3,
        required=False,
    )
