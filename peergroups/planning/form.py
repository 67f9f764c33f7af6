"""What somebody asks of a plan; it comes by address, so that nothing is stored."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.models import CriteriaSet
from exchanges.models import Exchange
from peergroups.forms import questions_of_meetings
from peergroups.models import PeerGroup
from peergroups.planner.slot import LEAST_MINUTES

MINUTES: Final = 75
MOST_GROUPS: Final = 8
MOST_PRACTICES: Final = 16


class PlanForm(forms.Form):
    """Meeting, group, minutes and number of groups; the practices are ticked beside it."""

    exchange = forms.ChoiceField(label=_("Meeting"))
    group = forms.ChoiceField(label=_("Peer group"))
    minutes = forms.IntegerField(label=_("Minutes"), min_value=LEAST_MINUTES, max_value=240)
    groups = forms.TypedChoiceField(
        label=_("Groups"),
        coerce=int,
        empty_value=None,
        required=False,
        choices=[("", _("As proposed")), *((n, n) for n in range(1, MOST_GROUPS + 1))],
    )
    q = forms.CharField(label=_("Look for more in the catalogue"), max_length=100, required=False)

    def __init__(
        self, *args: Any, exchanges: Sequence[Exchange], groups: Sequence[PeerGroup], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.exchanges = {each.slug: each for each in exchanges}
        self.peer_groups = {each.slug: each for each in groups}
        for name, found in (("exchange", self.exchanges), ("group", self.peer_groups)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
            field.choices = [(slug, str(each)) for slug, each in found.items()]
            field.error_messages["invalid_choice"] = _("Choose one of the list.")

    @property
    def chosen_exchange(self) -> Exchange:
        return self.exchanges[self.cleaned_data["exchange"]]

    @property
    def chosen_group(self) -> PeerGroup:
        return self.peer_groups[self.cleaned_data["group"]]


class MakeForm(forms.Form):
    """What the sessions are called and ask; they are made from the plan as it stands."""

    title = forms.CharField(label=_("Title"), max_length=140)
    criteria_set = forms.ModelChoiceField(
        label=_("Questions"),
        queryset=CriteriaSet.objects.released(),
        empty_label=None,
        initial=questions_of_meetings,
    )
