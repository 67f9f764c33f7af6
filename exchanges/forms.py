"""Input about exchanges and the people in them."""

from dataclasses import replace
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from exchanges.actions import Details, Person
from exchanges.models import Exchange, ExchangeKind, Form, Reach, ReflectionStep
from exchanges.zones import zone_choices
from practices.models import Practice
from practices.querysets import PracticeQuerySet
from regions.countries import COUNTRIES
from regions.models import Level, Membership, Partner
from regions.querysets import MembershipQuerySet, PartnerQuerySet

type Dates = forms.DateInput
EARLIEST_YEAR, LATEST_YEAR = 1990, 2100


class HoursForm(forms.Form):
    """From when until when, where and how: the same questions for all that takes place."""

    starts_at = forms.TimeField(
        label=_("From"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    ends_at = forms.TimeField(
        label=_("Until"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    timezone = forms.ChoiceField(
        label=_("Time zone"), choices=zone_choices, initial=settings.TIME_ZONE, required=False
    )
    form = forms.ChoiceField(
        label=_("How people come together"),
        choices=Form,
        initial=Form.IN_PERSON,
        required=False,
        widget=forms.RadioSelect(attrs={"data-look": "seg"}),
    )
    place = forms.CharField(label=_("Place"), max_length=160, required=False)
    online_link = forms.URLField(
        label=_("Link to join online"),
        required=False,
        max_length=200,
        assume_scheme="https",
        help_text=_("Only people who take part see it."),
    )

    def check_hours(self, values: dict[str, Any], *, is_one_day: bool) -> None:
        begin, finish = values.get("starts_at"), values.get("ends_at")
        if begin and finish and is_one_day and finish <= begin:
            self.add_error("ends_at", _("Choose an end after the start."))
        if finish and not begin:
            self.add_error("starts_at", _("Say from when, too."))

    def zone_and_form(self, exchange: Exchange | None) -> dict[str, str]:
        """Both as chosen; what was left out stays, or is what it mostly is."""
        zone, form = self.cleaned_data["timezone"], self.cleaned_data["form"]
        return {
            "timezone": zone or (exchange.timezone if exchange else settings.TIME_ZONE),
            "form": form or (exchange.form if exchange else Form.IN_PERSON),
        }


class ExchangeForm(HoursForm):
    """What everybody must know of a meeting: what, when, where, with whom."""

    field_order = ("title", "kind", "starts_on", "ends_on")
    title = forms.CharField(label=_("Title"), max_length=160)
    kind = forms.ChoiceField(label=_("Kind"), choices=ExchangeKind)
    starts_on = forms.DateField(
        label=_("First day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    ends_on = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Empty: one day."),
    )
    country = forms.ChoiceField(label=_("Country"), required=False)
    host = forms.ModelChoiceField(
        label=_("Host"), queryset=Partner.objects.none(), empty_label=None
    )
    reach = forms.ChoiceField(label=_("Reach"), choices=Reach)
    our_part = forms.CharField(label=_("Our part"), max_length=200, required=False)
    notes = forms.CharField(
        label=_("What it is about, or what happened"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    practices = forms.ModelMultipleChoiceField(
        label=_("Good practices shown"),
        queryset=Practice.objects.none(),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text=_("To choose several, hold Ctrl, or Cmd on a Mac."),
    )
    is_public = forms.BooleanField(
        label=_("Public: everybody sees title, date, place, host and text"), required=False
    )

    def __init__(
        self,
        *args: Any,
        hosts: PartnerQuerySet,
        shown: PracticeQuerySet,
        may_be_without_host: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        host, practices = self.fields["host"], self.fields["practices"]
        assert isinstance(host, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        assert isinstance(practices, forms.ModelMultipleChoiceField)  # noqa: S101 - as above
        host.queryset = hosts
        practices.queryset = shown
        if may_be_without_host:
            host.required = False
            host.empty_label = _("Nobody of the partnership")
        country = self.fields["country"]
        assert isinstance(country, forms.ChoiceField)  # noqa: S101 - as above
        country.choices = [("", "–"), *COUNTRIES.items()]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        start, end = values.get("starts_on"), values.get("ends_on")
        if start and not EARLIEST_YEAR <= start.year <= LATEST_YEAR:
            self.add_error("starts_on", _("Choose a day between 1990 and 2100."))
        elif start and end and end < start:
            self.add_error("ends_on", _("Choose a last day that is not before the first."))
        elif end and end.year > LATEST_YEAR:
            self.add_error("ends_on", _("Choose a day between 1990 and 2100."))
        self.check_hours(values, is_one_day=(end or start) == start)
        return values

    def details(self, exchange: Exchange | None = None) -> Details:
        """What was typed; what the form does not ask stays as it is."""
        typed = dict(self.cleaned_data)
        typed["ends_on"] = typed["ends_on"] or typed["starts_on"]
        typed |= self.zone_and_form(exchange)
        typed["practices"] = tuple(typed["practices"])
        return replace(Details.of(exchange), **typed) if exchange else Details(**typed)


class InviteForm(forms.Form):
    """A person of a partner, or a guest by name."""

    member = forms.ModelChoiceField(
        label=_("A person with an account"),
        queryset=Membership.objects.none(),
        required=False,
        empty_label=_("Choose a person"),
    )
    name = forms.CharField(
        label=_("Or a guest by name"),
        max_length=120,
        required=False,
        help_text=_("Guests need no account: they pick this name from a list in the room."),
    )
    partner = forms.ModelChoiceField(
        label=_("Partner of the guest"),
        queryset=Partner.objects.none(),
        required=False,
        empty_label="–",
    )
    level = forms.ChoiceField(
        label=_("Level of the guest"), choices=[("", "–"), *Level.choices], required=False
    )
    email = forms.EmailField(
        label=_("E-mail of the guest"),
        required=False,
        help_text=_(
            "For the invitation, with the entry for a calendar, and the minutes. Erased 30 days"
            " after the meeting is over."
        ),
    )

    def __init__(
        self, *args: Any, members: MembershipQuerySet, partners: PartnerQuerySet, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        member, partner = self.fields["member"], self.fields["partner"]
        assert isinstance(member, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        assert isinstance(partner, forms.ModelChoiceField)  # noqa: S101 - as above
        member.queryset = members
        partner.queryset = partners

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if bool(values.get("member")) == bool(values.get("name")):
            self.add_error("member", _("Choose a person, or write the name of a guest."))
        elif values.get("name"):
            for field in ("partner", "level"):
                if not values.get(field):
                    self.add_error(field, _("Say for which partner and level the guest speaks."))
        if values.get("member") and values.get("email"):
            self.add_error("email", _("This person has an account. Letters go to its address."))
        return values

    @property
    def person(self) -> Person:
        typed = self.cleaned_data
        if typed["member"]:
            held: Membership = typed["member"]
            user: User = held.user
            return Person(held.partner, held.level, user=user)
        return Person(typed["partner"], typed["level"], name=typed["name"], email=typed["email"])


class ReflectionForm(forms.Form):
    """One of the three steps of what somebody took home."""

    step = forms.ChoiceField(label=_("Step"), choices=ReflectionStep, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("In a few sentences"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    has_increased_capacity = forms.BooleanField(label=_("I can do more now"), required=False)
