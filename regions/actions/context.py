"""What a region has: written together, confirmed together, and asked about once a year."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext_lazy as _

from core import clock
from core.audit import action, record
from core.errors import BadInput, NotAllowed, NotNow, Stale
from regions.actions.letters import ask_about_context
from regions.context.asking import confirming_refusals, context_refusals
from regions.context.profile import Profile, Said, is_old
from regions.models import ContextItem, Region
from regions.reader import Reader


class NotYourContext(NotAllowed):
    """Only people of the region write what it has."""


class ContextOvertaken(Stale):
    """412: somebody saved some of it since. Nothing was changed; `theirs` is what stands now."""

    def __init__(self, theirs: Profile) -> None:
        super().__init__()
        self.theirs = theirs


class NothingToConfirm(NotNow):
    sentence = _("Nothing is written yet that could be confirmed.")


class NothingToAsk(NotNow):
    sentence = _("Its lead has answered, or was asked less than a year ago.")


class InTheFuture(BadInput):
    sentence = _("Choose a day that is not in the future.")


@action
def save_context(
    *, by: Reader, region: Region, lines: Mapping[str, Said | None], seen: Mapping[str, str]
) -> Region:
    """Write what changed in `lines`; None says that a kind is not known any more.

    `seen` holds the prints of the kinds as they were on the page; raises `ContextOvertaken` (412)
    where one of them is another by now. What changed counts as confirmed today.
    """
    profile = _lock(region)
    if reasons := context_refusals(by, region.pk):
        raise NotYourContext(*reasons)
    if profile.prints != dict(seen):
        raise ContextOvertaken(profile)
    today = clock.today()
    if any(said and said.as_of > today for said in lines.values()):
        raise InTheFuture
    changed = {
        kind: said.has if said else None
        for kind, said in lines.items()
        if _keep(profile, kind, said, today)
    }
    _end_question(profile.region)
    record(by=by, verb="context.saved", obj=profile.region, changes=changed)
    return profile.region


def _keep(profile: Profile, kind: str, said: Said | None, today: date) -> bool:
    """Write one kind; whether anything changed."""
    item = profile.items.get(kind)
    before = Said.of(item) if item else None
    if said == before:
        return False
    if said is None:
        profile.region.context_items.filter(kind=kind).delete()
        return True
    profile.region.context_items.update_or_create(
        kind=kind, defaults={**vars(said), "confirmed_on": today, "changed_at": clock.now()}
    )
    return True


@action
def confirm_context(*, by: Reader, region: Region) -> Region:
    """Everything is still true: all of it was confirmed today."""
    profile = _lock(region)
    if reasons := confirming_refusals(by, profile):
        raise NotYourContext(*reasons)
    if not profile.items:
        raise NothingToConfirm
    profile.region.context_items.update(confirmed_on=clock.today())
    _end_question(profile.region)
    record(by=by, verb="context.confirmed", obj=profile.region)
    return profile.region


@action
def ask_for_context(*, by: Reader, region: Region) -> Region:
    """Ask the region's lead, or its people where it has none; by mail with a link to one answer."""
    if not by.is_system:
        raise NotYourContext
    profile = _lock(region)
    today = clock.today()
    if not Region.objects.to_ask_about_context(today).filter(pk=region.pk).exists():
        raise NothingToAsk
    profile.region.context_asked_on = today
    profile.region.save(update_fields=["context_asked_on"])
    if profile.items:  # what is missing is asked for on the lead's first page alone
        ask_about_context(profile)
    record(by=by, verb="context.asked", obj=profile.region)
    return profile.region


def _end_question(region: Region) -> None:
    """As soon as all of it is known to be true, nobody is waited for."""
    items = list(region.context_items.all())
    if items and not any(is_old(each, clock.today()) for each in items):
        region.context_asked_on = None
        region.save(update_fields=["context_asked_on"])


def _lock(region: Region) -> Profile:
    """The region's row, not its key, which texts that are being published may point to."""
    rows = Region.objects.select_for_update(of=("self",), no_key=True).with_partner()
    locked = rows.get(pk=region.pk)
    return Profile.of(locked, ContextItem.objects.filter(region=locked), clock.today())
