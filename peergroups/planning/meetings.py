"""At which meetings somebody can plan: where they read the people anyway."""

from datetime import date

from django.db.models import Q

from exchanges.models import Exchange, Participation
from exchanges.querysets import ExchangeQuerySet
from peergroups.models import Session
from regions.reader import Reader


def plannable_by(reader: Reader, today: date) -> ExchangeQuerySet:
    """Coming meetings whose list of people the reader may read (S03).

    Planning for a meeting shows its people, so it is no way around who may read them.
    """
    coming = Exchange.objects.visible_to(reader).coming(today)
    if reader.is_system or reader.is_coordinator or reader.is_steering:
        return coming
    own = Participation.objects.of(reader).taking_part()
    led = Session.objects.moderated_by(reader)
    return coming.filter(
        Q(pk__in=own.values("exchange"))
        | Q(pk__in=led.values("exchange"))
        | Q(host_id__in=reader.lead_partner_ids)
    )
