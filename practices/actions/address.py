"""A published practice gets another address; the old one keeps leading to it."""

from django.utils.translation import gettext_lazy as _

from core import clock
from core.audit import action, record
from core.errors import BadInput
from practices.actions.locking import lock_practice
from practices.models import FormerSlug, Practice
from practices.refusals import NotAsThingsAre, NotYours, refuse
from practices.slugs import address_blockers, address_refusals, hold_addresses, is_free_for
from regions.reader import Reader


class AddressTaken(BadInput):
    sentence = _("This address leads to another page or did so once. Choose another one.")


@action
def change_address(*, practice: Practice, slug: str, by: Reader) -> Practice:
    """Give the practice the address `slug`; its own former ones may come back."""
    practice = lock_practice(practice)
    hold_addresses()
    refuse(NotYours, address_refusals(by))
    refuse(NotAsThingsAre, address_blockers(practice))
    if not is_free_for(practice, slug):
        raise AddressTaken
    before = practice.slug
    if slug != before:
        FormerSlug.objects.filter(practice=practice, slug=slug).delete()
        FormerSlug.objects.create(practice=practice, slug=before, since=clock.now())
        practice.slug = slug
        practice.save(update_fields=["slug"])
    record(
        by=by, verb="practice.moved", obj=practice, changes={"from": before, "to": practice.slug}
    )
    return practice
