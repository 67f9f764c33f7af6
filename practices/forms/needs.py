"""What a region looks for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import PlainForm
from practices.actions.needs import SaysNotOfWhat
from practices.forms.fields import LimitedText, column_limit
from practices.models import Instrument, Need, Theme
from regions.models import Industry

ANY = _("Any")


class NeedForm(PlainForm, forms.Form):
    """One sentence, and at least one of three things that practices have, too."""

    text = LimitedText(
        label=_("What do you look for?"),
        limit=column_limit(Need, "text"),
        help_text=_("One sentence, as you would say it to a colleague from another region."),
        error_messages={"required": _("Say in one sentence what you look for.")},
    )
    theme = forms.ModelChoiceField(
        label=_("Theme"), queryset=Theme.objects.order_by("position", "name"), required=False
    )
    industry = forms.ModelChoiceField(
        label=_("Field of strength"), queryset=Industry.objects.order_by("name"), required=False
    )
    instrument = forms.ChoiceField(label=_("Instrument"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"].empty_label = ANY  # type: ignore[attr-defined]  # of model choices
        self.fields["industry"].empty_label = ANY  # type: ignore[attr-defined]  # of model choices
        self.fields["instrument"].choices = [("", ANY), *Instrument.choices]  # type: ignore[attr-defined]  # of choices

    def clean(self) -> dict[str, Any]:
        entered: dict[str, Any] = super().clean() or self.cleaned_data
        if not any(entered.get(name) for name in ("theme", "industry", "instrument")):
            self.add_error("theme", str(SaysNotOfWhat.sentence))
        return entered
