"""Which file is read, and for whom."""

from typing import Any, cast

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from core.forms import PlainForm
from core.ui.numbers import number
from regions.models import Partner
from regions.reader import Reader


class ImportForm(PlainForm, forms.Form):
    """A file with practices. Only who may import for several partners is asked for whom."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("XLSX or CSV, at most %(rows)s rows and %(megabytes)s MB.")
        % {
            "rows": number(settings.PRACTICE_IMPORT["rows"]),
            "megabytes": settings.PRACTICE_IMPORT["megabytes"],
        },
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
        error_messages={
            "empty": _("The file is empty. Send one with headings and rows."),
            "max_length": _("The name of the file is too long. Give it a shorter one."),
        },
        max_length=150,
    )
    partner = forms.TypedChoiceField(
        label=_("For which partner"),
        coerce=int,
        help_text=_("For rows that name no partner themselves."),
    )

    def __init__(self, *args: Any, partners: list[Partner], by: Reader, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.partners = {each.pk: each for each in partners}
        if len(partners) < 2:
            del self.fields["partner"]
            return
        chosen = cast(forms.ChoiceField, self.fields["partner"])
        chosen.choices = [(each.pk, each.short) for each in partners]
        chosen.initial = by.partner_id

    @property
    def chosen_partner(self) -> Partner:
        """Call it when valid."""
        [first, *_others] = self.partners
        return self.partners[self.cleaned_data.get("partner") or first]


class RunForm(forms.Form):
    """Which plan was seen, and whether its faulty rows are left out."""

    seen = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
    leave_out = forms.BooleanField(label=_("Leave out these rows"), required=False)
