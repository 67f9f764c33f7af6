"""Where actions come from: decided practices that no action carries yet."""

from django.db.models import Exists, OuterRef

from assessments.models import Decision, Outcome
from plans.models import ActionSource
from regions.models import Region
from regions.reader import Reader


def decisions_to_plan(reader: Reader, region: Region) -> list[Decision]:
    """Decisions in force of the region to take something up, without an open or done action.

    `goes_on`: an action that an earlier decision on the practice brought is there already.
    """
    carried = (
        ActionSource.objects.filter(decision__isnull=False)
        .exclude(action__state="dropped")
        .values("decision")
    )
    earlier = ActionSource.objects.filter(decision__transfer=OuterRef("transfer")).exclude(
        action__state="dropped"
    )
    return list(
        Decision.objects.visible_to(reader)
        .in_force()
        .filter(transfer__region=region)
        .exclude(outcome=Outcome.NOT_NOW)
        .exclude(pk__in=carried)
        .annotate(goes_on=Exists(earlier))
        .select_related("transfer__practice", "transfer__region")
        .order_by("-made_at", "-pk")
    )
