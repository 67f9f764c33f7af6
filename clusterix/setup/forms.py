"""Input of day one, one form per step; each can fill itself from the draft."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from clusterix.setup.emblem import MOST_BYTES, NotAnEmblem, cleaned
from clusterix.setup.fields import FIELDS_OF_STRENGTH
from regions.forms import WelcomeForm


class NameForm(forms.Form):
    """Name, programme, emblem, funding sentence, languages."""

    name = forms.CharField(
        label=_("Short name"), max_length=80, help_text=_("As people call the partnership.")
    )
    full_name = forms.CharField(label=_("Full name"), max_length=200, required=False)
    programme = forms.CharField(
        label=_("Programme"), max_length=120, required=False, help_text=_("For example Interreg.")
    )
    funding_sentence = forms.CharField(
        label=_("Funding sentence"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("As the programme asks for it; at the foot of every page."),
    )
    emblem = forms.FileField(
        label=_("Emblem"),
        required=False,
        help_text=_("A PNG picture of at most 200 kB, beside the funding sentence."),
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        choices=settings.LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
        initial=["en"],
    )

    def clean_emblem(self) -> bytes | None:
        upload = self.cleaned_data["emblem"]
        if not upload:
            return None
        if upload.size > MOST_BYTES:
            raise ValidationError(str(NotAnEmblem.sentence))
        try:
            return cleaned(upload.read())
        except NotAnEmblem as refusal:
            raise ValidationError(str(refusal)) from None


class PartnersForm(forms.Form):
    """The pasted rows; what they mean is read elsewhere."""

    text = forms.CharField(
        label=_("Partners, one in a row"),
        max_length=50_000,
        widget=forms.Textarea(attrs={"rows": 8, "class": "paste", "spellcheck": "false"}),
        help_text=_(
            "Organisation, short name, region and NUTS code, parted by tabs, semicolons or "
            "commas. With a line of headings the columns may come in any order."
        ),
    )
    lead = forms.IntegerField(required=False, min_value=0)


class StartForm(forms.Form):
    """When the project begins and how many periods it has."""

    starts_on = forms.DateField(
        label=_("First day"), widget=forms.DateInput(attrs={"type": "date"})
    )
    periods = forms.IntegerField(
        label=_("Number of periods"),
        min_value=1,
        max_value=20,
        initial=6,
        help_text=_("Each has six months; contributions are due two weeks after its end."),
    )

    def clean_starts_on(self) -> Any:
        day = self.cleaned_data["starts_on"]
        if not 1990 <= day.year <= 2100:
            raise ValidationError(_("Choose a first day between 1990 and 2100."))
        return day


class ThemesForm(forms.Form):
    """Themes and fields of strength, one in a line."""

    themes = forms.CharField(
        label=_("Themes, one in a line"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("A name; if you like, a colon and one sentence about it. Up to twelve."),
    )
    industries = forms.CharField(
        label=_("Fields of strength, one in a line"),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("What clusters can be good at. Regions and practices choose from this list."),
        initial=lambda: "\n".join(str(name) for name in FIELDS_OF_STRENGTH),
    )

    def clean_themes(self) -> list[list[str]]:
        pairs = [[part.strip() for part in line.split(":", 1)] for line in self._lines("themes")]
        if len(pairs) > 12:
            raise ValidationError(_("Enter at most twelve themes."))
        if any(len(pair[0]) > 80 or len(pair[-1]) > 300 for pair in pairs):
            raise ValidationError(_("A name has at most 80 characters, a sentence at most 300."))
        self._refuse_twice([pair[0] for pair in pairs])
        return [[pair[0], pair[1] if len(pair) > 1 else ""] for pair in pairs]

    def clean_industries(self) -> list[str]:
        names = self._lines("industries")
        if any(len(name) > 80 for name in names):
            raise ValidationError(_("A name has at most 80 characters."))
        self._refuse_twice(names)
        return names

    def _lines(self, name: str) -> list[str]:
        return [line.strip() for line in self.cleaned_data[name].splitlines() if line.strip()]

    def _refuse_twice(self, names: list[str]) -> None:
        if len({name.casefold() for name in names}) != len(names):
            raise ValidationError(_("A name is in the list twice. Remove one."))


class PeopleForm(forms.Form):
    """The coordinator, and one lead per partner; a lead can also be invited later."""

    coordinator_name = forms.CharField(label=_("Name"), max_length=120, required=False)
    coordinator = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        help_text=_("The lead partner's editor, who publishes practices and runs meetings."),
    )

    def __init__(self, *args: Any, rows: list[dict[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in rows:
            self.fields[f"lead_{row['code']}"] = forms.EmailField(
                label=row["organisation"], max_length=254, required=False
            )

    def clean_coordinator(self) -> str:
        return str(self.cleaned_data["coordinator"]).lower()

    @property
    def lead_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("lead_")]

    def leads(self) -> dict[str, str]:
        """The lead's address by NUTS code."""
        return {
            name.removeprefix("lead_"): email.lower()
            for name, email in self.cleaned_data.items()
            if name.startswith("lead_")
        }


class AdministratorForm(WelcomeForm):
    """Whoever opens the place gets its first account."""

    email = forms.EmailField(label=_("Your e-mail"), max_length=254)
    field_order = ["name", "email", "password", "again"]
