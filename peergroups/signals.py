"""What happens to rounds below moves the boards above."""

from typing import Any

from django.db.models import F
from django.dispatch import receiver

from assessments.models import Round
from assessments.signals import round_changed
from peergroups.models import Session


@receiver(round_changed, sender=Round)
def move_boards(round_id: int, **_more: Any) -> None:
    """Let the boards of the round's session fetch themselves anew."""
    Session.objects.filter(agenda__rounds__round_id=round_id).update(revision=F("revision") + 1)
