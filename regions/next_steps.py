"""What the page of a region asks of its lead; what it needs was read with the membership."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from core.next_steps import NextStep
from core.ui.dates import day
from regions.models import Region
from regions.reader import Reader


def next_steps(reader: Reader, today: date) -> list[NextStep]:
    """The context profile of the own region, from the yearly question until its answer."""
    regions = [each.partner.region for each in reader.memberships if each.is_lead]
    return [_step(each) for each in regions if each.context_asked_on]


def _step(region: Region) -> NextStep:
    asked = {"date": day(region.context_asked_on)}
    return NextStep(
        title=_("Look at what %(region)s has") % {"region": region},
        detail=_("Asked on %(date)s whether it is true; practices are compared with it.") % asked,
        minutes=2,
        act=_("Look at it"),
        url=reverse("context_edit", args=[region.code]),
    )
