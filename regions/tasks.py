"""What the worker does for regions while nobody waits."""

from contextlib import suppress

from core import clock
from regions.actions import ask_for_context
from regions.actions.context import NothingToAsk
from regions.models import Region
from regions.reader import Reader


def ask_whether_context_is_true() -> None:
    """The yearly question to leads; one transaction for each region."""
    for region in Region.objects.to_ask_about_context(clock.today()).order_by("pk"):
        with suppress(NothingToAsk):
            ask_for_context(region=region, by=Reader.system())
