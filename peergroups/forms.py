"""Input about groups, sessions and the room."""

from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.actions.criteria import MEETING
from assessments.forms import SCALE
from assessments.models import CriteriaSet, Criterion
from assessments.querysets import SeatQuerySet
from exchanges.actions import Details
from exchanges.forms import EARLIEST_YEAR, LATEST_YEAR, HoursForm
from exchanges.models import Exchange, ExchangeKind
from exchanges.querysets import ExchangeQuerySet
from peergroups.room_codes import LENGTH, read_code
from practices.models import Practice, Theme
from practices.querysets import PracticeQuerySet
from regions.models import Partner, Region


class GroupForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120)
    theme = forms.ModelChoiceField(
        label=_("Theme"), queryset=Theme.objects.all(), required=False, empty_label=_("No theme")
    )
    purpose = forms.CharField(
        label=_("Purpose"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    is_public = forms.BooleanField(label=_("Public: everybody sees name and theme"), required=False)


def questions_of_meetings() -> CriteriaSet | None:
    """What a session asks unless something else is chosen: the newest of the short sets."""
    return CriteriaSet.objects.newest(MEETING).first()


class EventForm(HoursForm):
    """When and where a session is, if it is an event of its own."""

    field_order = ("starts_on",)
    starts_on = forms.DateField(
        label=_("Day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        self.check_hours(values, is_one_day=True)
        day = values.get("starts_on")
        if day and not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
            self.add_error("starts_on", _("Choose a day between 1990 and 2100."))
        return values

    def when_and_where(self, exchange: Exchange | None = None) -> dict[str, Any]:
        typed = self.cleaned_data
        names = ("starts_on", "starts_at", "ends_at", "place", "online_link")
        return {
            **{name: typed[name] for name in names},
            **self.zone_and_form(exchange),
            "title": typed["title"],
            "ends_on": typed["starts_on"],
        }


class SessionForm(EventForm):
    """A session at a meeting, or as an event of its own."""

    title = forms.CharField(label=_("Title"), max_length=160)
    exchange = forms.ModelChoiceField(
        label=_("At which meeting"),
        queryset=Exchange.objects.none(),
        required=False,
        empty_label=_("On its own"),
    )
    criteria_set = forms.ModelChoiceField(
        label=_("Questions"),
        queryset=CriteriaSet.objects.released(),
        empty_label=None,
        initial=questions_of_meetings,
    )
    invites_members = forms.BooleanField(
        label=_("Invite everybody of the group"), required=False, initial=True
    )

    def __init__(self, *args: Any, exchanges: ExchangeQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["exchange"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        field.queryset = exchanges

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if not values.get("exchange") and not values.get("starts_on"):
            self.add_error("starts_on", _("Choose a meeting, or say on which day."))
        return values

    def event(self, host: Partner | None) -> Details | None:
        """The event of a session on its own; None at a meeting."""
        if self.cleaned_data["exchange"]:
            return None
        return Details(kind=ExchangeKind.PEER_GROUP, host=host, **self.when_and_where())


class SessionEditForm(EventForm):
    """What can change of a session; date and place only where `is_own_event`."""

    title = forms.CharField(label=_("Title"), max_length=160)
    criteria_set = forms.ModelChoiceField(
        label=_("Questions"), queryset=CriteriaSet.objects.released(), empty_label=None
    )

    def __init__(self, *args: Any, is_own_event: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_own_event = is_own_event
        if is_own_event:
            self.fields["starts_on"].required = True
            return
        for name in EventForm.base_fields:
            del self.fields[name]

    def event(self, exchange: Exchange) -> Details | None:
        """The event as changed; None where it is not the session's own."""
        if not self.is_own_event:
            return None
        return replace(Details.of(exchange), **self.when_and_where(exchange))


class AgendaItemForm(forms.Form):
    practice = forms.ModelChoiceField(
        label=_("Good practice"),
        queryset=Practice.objects.none(),
        empty_label=_("Choose a practice"),
    )
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=240, initial=20)

    def __init__(self, *args: Any, practices: PracticeQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["practice"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        field.queryset = practices


class CodeForm(forms.Form):
    """Six characters, however they are typed."""

    code = forms.CharField(
        label=_("Six characters"),
        max_length=20,
        widget=forms.TextInput(
            attrs={
                "class": "codefield",
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
            }
        ),
        help_text=_(
            "Small or capital letters, with or without spaces. There is no letter O"
            " and no letter I."
        ),
    )

    def clean_code(self) -> str:
        code = read_code(self.cleaned_data["code"])
        if len(code) != LENGTH:
            raise forms.ValidationError(_("The code has six characters. Look at the wall again."))
        return code


class AddressForm(forms.Form):
    """Where a guest gets the minutes, if they want them."""

    email = forms.EmailField(
        label=_("E-mail, to get the minutes"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("Erased 30 days after the minutes are confirmed."),
    )


class RecordForm(forms.Form):
    """An answer entered by the moderator: for somebody present, or for a region's table."""

    who = forms.ChoiceField(label=_("For whom"))
    criterion = forms.ModelChoiceField(
        label=_("Question"), queryset=Criterion.objects.none(), empty_label=None
    )
    answer = forms.ChoiceField(label=_("Answer"), choices=SCALE, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=200,
        required=False,
        help_text=_("Needed for a person, as “phone is empty”. The person is told by mail."),
    )

    def __init__(
        self, *args: Any, criteria_set: CriteriaSet, seats: SeatQuerySet, tables: list[Region],
        **kwargs: Any,
    ) -> None:  # fmt: skip  # one parameter a line would hide the groups below
        super().__init__(*args, **kwargs)
        who, criterion = self.fields["who"], self.fields["criterion"]
        assert isinstance(who, forms.ChoiceField)  # noqa: S101 - for the type checker
        assert isinstance(criterion, forms.ModelChoiceField)  # noqa: S101 - as above
        self.seats = {f"seat-{seat.pk}": seat for seat in seats}
        self.tables = {f"table-{region.pk}": region for region in tables}
        who.choices = [
            (_("People"), [(key, seat_words(seat)) for key, seat in self.seats.items()]),
            (_("One agreed value of a table"), [(k, r.name) for k, r in self.tables.items()]),
        ]
        criterion.queryset = criteria_set.criteria.all()

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("who", "") in self.seats and not values.get("reason", "").strip():
            self.add_error("reason", _("Write the reason in a few words: it is kept."))
        return values


def seat_words(seat: Any) -> str:
    """Name, region and level of a seat."""
    return f"{seat.name or seat.user}, {seat.region}, {seat.get_level_display()}"


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=200)
