"""The good-practice form: every field but the repeated lines."""

from collections.abc import Collection
from typing import Any, cast

from django import forms
from django.conf.locale import LANG_INFO
from django.db.models import TextChoices
from django.urls import reverse
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from core import clock
from practices.forms.fields import (
    NutsCodesField,
    PartialDateField,
    TagsField,
    limited,
    marked_up,
    short,
)
from practices.models import Content, Instrument, Kind, Maturity, PlaceLevel, Theme
from practices.partial_dates import PartialDate, comes_before
from regions.countries import COUNTRIES
from regions.models import Industry, Partner
from regions.reader import Reader

NUTS_TO_ISO = {"EL": "GR", "UK": "GB"}
LANGUAGES = (
    *("bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr", "hu", "is", "it"),
    *("lt", "lv", "mk", "nb", "nl", "pl", "pt", "ro", "sk", "sl", "sq", "sr", "sv", "tr", "uk"),
)
NOT_STATED = _("Not stated")
RUNNING = [("", _("Not known")), ("yes", _("Yes")), ("no", _("No"))]


def country_choices(chosen: Collection[str]) -> list[tuple[str, str]]:
    """The chosen ones, then the others by name; NUTS' own codes for two countries are left out."""
    named = ((code, str(name)) for code, name in COUNTRIES.items() if code not in NUTS_TO_ISO)
    return sorted(named, key=lambda each: (each[0] not in chosen, each[1].casefold()))


def language_choices() -> list[tuple[str, str]]:
    known = [code for code in LANGUAGES if code in LANG_INFO]
    return [(code, get_language_info(code)["name_local"]) for code in known]


def choices_of(enum: type[TextChoices]) -> list[tuple[str, Any]]:
    """Every one of these may stay open."""
    return [("", NOT_STATED), *enum.choices]


def partners_for(reader: Reader) -> list[Partner]:
    """For whom the person may write: their own partners; the coordinator for every other, too."""
    held = [each.partner for each in reader.memberships]
    if not reader.is_coordinator:
        return held
    active = Partner.objects.visible_to(reader).active().with_region().in_strip_order()
    return held + [each for each in active if each.pk not in reader.partner_ids]


class PracticeForm(forms.Form):
    """What a person writes about a practice. A draft needs a title; the rest when it goes out."""

    # Which text the writer had before them, and what each field said there.
    seen = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    base = forms.CharField(required=False, max_length=4000, widget=forms.HiddenInput)
    partner = forms.TypedChoiceField(label=_("For which partner"), coerce=int, required=False)

    title = limited(
        "title",
        label=_("Title"),
        required=True,
        error_messages={"required": _("Give the practice a title.")},
    )
    summary = limited(
        "summary",
        rows=2,
        label=_("Summary"),
        help_text=_("One sentence under the title. It stands in every list."),
    )
    is_stub = forms.BooleanField(
        label=_("Description not yet collected"),
        required=False,
        help_text=_("Only the title is known. The page says so, and nobody can assess it."),
    )
    organisation = short(Content, "organisation", label=_("Main institution"))
    theme = forms.ModelChoiceField(
        label=_("Theme"), queryset=Theme.objects.none(), required=False, empty_label=NOT_STATED
    )
    place = short(Content, "place", label=_("Place"))
    level = forms.ChoiceField(label=_("Level"), required=False, choices=choices_of(PlaceLevel))
    countries = forms.MultipleChoiceField(
        label=_("Countries"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The chosen ones stand first."),
    )
    nuts_codes = NutsCodesField(
        label=_("NUTS codes"),
        required=False,
        help_text=_("Separated by commas or spaces, as in SE22, DK03."),
    )
    starts = PartialDateField(
        label=_("From"), required=False, help_text=_("2011, April 2011 or 2011-04-05")
    )
    ends = PartialDateField(label=_("Until"), required=False, help_text=_("empty: no end known"))
    is_ongoing = forms.ChoiceField(label=_("Still running"), required=False, choices=RUNNING)
    period_text = short(
        Content,
        "period_text",
        label=_("Timescale in words"),
        help_text=_("Where dates do not say it."),
    )
    problem = marked_up("problem", rows=3, label=_("Problem addressed"))
    how_it_works = marked_up(
        "how_it_works",
        rows=5,
        label=_("How it works"),
        help_text=_(
            "Stars make a list, two stars make **bold**. Say what somebody else would have to do."
        ),
    )
    stakeholders = marked_up("stakeholders", rows=3, label=_("Stakeholders and beneficiaries"))
    evidence = marked_up(
        "evidence",
        rows=2,
        label=_("Evidence in a few words"),
        help_text=_("What does not fit a dated statement."),
    )
    has_no_evidence_yet = forms.BooleanField(
        label=_("None yet, and the page says so"), required=False
    )
    resources = marked_up(
        "resources", rows=2, label=_("Resources needed"), help_text=_("Money and people.")
    )
    challenges = marked_up("challenges", rows=2, label=_("Challenges"))
    potential = marked_up(
        "potential",
        rows=3,
        label=_("Potential for learning or transfer"),
        help_text=_("What must stay as it is, and what can be changed?"),
    )
    caveats = marked_up(
        "caveats",
        rows=2,
        label=_("What is not certain"),
        help_text=_("Say here what is not known, and what you have assumed."),
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=choices_of(Kind))
    instrument = forms.ChoiceField(
        label=_("Instrument"), required=False, choices=choices_of(Instrument)
    )
    maturity = forms.ChoiceField(label=_("Maturity"), required=False, choices=choices_of(Maturity))
    language = forms.ChoiceField(label=_("Language of the text"), required=False)
    tags = TagsField(
        label=_("Tags"),
        required=False,
        help_text=_("Separated by commas, as in evaluation, cluster monitoring."),
    )
    industries = forms.MultipleChoiceField(
        label=_("Fields of strength"), required=False, widget=forms.CheckboxSelectMultiple
    )
    further_information = marked_up("further_information", rows=2, label=_("Further information"))

    def __init__(self, *args: Any, reader: Reader, is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._set_choices(reader)
        self._set_partners(reader, is_new)

    def _set_choices(self, reader: Reader) -> None:
        """What can be chosen comes from the database and the reader's language."""
        theme = cast("forms.ModelChoiceField[Theme]", self.fields["theme"])
        theme.queryset = Theme.objects.visible_to(reader)
        tags = cast(TagsField, self.fields["tags"])
        tags.reader = reader
        tags.widget.attrs |= {
            "data-suggest": reverse("tag_suggest"),
            "data-suggestions": _("Tags of other practices"),
        }
        self._offer("industries", list(Industry.objects.values_list("code", "name")))
        self._offer("countries", country_choices(self["countries"].value() or ()))
        self._offer("language", language_choices())

    def _offer(self, name: str, choices: list[tuple[Any, str]]) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = choices

    def _set_partners(self, reader: Reader, is_new: bool) -> None:
        """Only a person of several partners is asked, and only for whom a practice is begun."""
        held = [(each.pk, each.short) for each in partners_for(reader)] if is_new else []
        if len(held) < 2:
            del self.fields["partner"]
            return
        # Nothing is chosen before the person does: a draft that saves itself would belong to it.
        self._offer("partner", [("", str(_("Choose"))), *held])
        self.fields["partner"].required = True

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        starts: PartialDate | None = data.get("starts")
        ends: PartialDate | None = data.get("ends")
        if starts and ends and comes_before(ends, starts):
            self.add_error("ends", _("Choose an end after the start."))
        if ends and data.get("is_ongoing") == "yes" and ends.on < clock.today():
            self.add_error("is_ongoing", _("It has ended. Choose “No”, or clear the end."))
        if not data.get("countries"):
            codes = (code[:2] for code in data.get("nuts_codes") or ())
            data["countries"] = list(dict.fromkeys(NUTS_TO_ISO.get(code, code) for code in codes))
        return data

    def content(self) -> dict[str, Any]:
        """The columns of the text, but the sources; what is not valid counts as empty."""
        data: dict[str, Any] = dict.fromkeys(self.fields) | self.cleaned_data
        values = {name: data[name] for name in COLUMNS_AS_TYPED}
        theme: Theme | None = data["theme"]
        return values | {
            "theme_id": theme.pk if theme else None,
            "countries": list(data["countries"] or ()),
            "nuts_codes": list(data["nuts_codes"] or ()),
            "is_ongoing": {"yes": True, "no": False}.get(data["is_ongoing"] or ""),
            "language": data["language"] or "en",
            **_date_columns("starts", data["starts"]),
            **_date_columns("ends", data["ends"]),
        }


# Fields whose cleaned value is the column's.
COLUMNS_AS_TYPED = (
    *("title", "summary", "is_stub", "organisation", "place", "level", "period_text"),
    *("problem", "how_it_works", "stakeholders", "evidence", "has_no_evidence_yet"),
    *("resources", "challenges", "potential", "caveats", "kind", "instrument", "maturity"),
    "further_information",
)


# Fields whose columns or parts of the text have other names.
SLOTS = {"theme": "theme_id", "tags": "tag_names", "industries": "industry_codes"}


def _date_columns(name: str, known: PartialDate | None) -> dict[str, Any]:
    return {
        f"{name}_on": known.on if known else None,
        f"{name}_precision": known.precision if known else "year",
    }
