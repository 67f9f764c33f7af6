"""Who wrote, by role: "Intermediary, Cluster 55°"."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from practices.models import Revision
from regions.models import Membership
from regions.reader import Reader

SOMEBODY = _("Somebody who has left")


def roles_of(user_ids: Iterable[int | None], reader: Reader) -> dict[int, str]:
    """The role of each person who still acts for a partner, in one query (U01)."""
    wanted = {each for each in user_ids if each}
    if not wanted:
        return {}
    memberships = Membership.objects.visible_to(reader).filter(user_id__in=wanted).with_people()
    return {
        each.user_id: f"{each.get_level_display()}, {each.partner.short}"
        for each in memberships.order_by("-pk")
    }


def role_of(user_id: int | None, roles: dict[int, str]) -> str | Promise:
    return roles.get(user_id or 0, SOMEBODY)


def people_behind(revisions: Iterable[Revision]) -> set[int | None]:
    """Everybody whom a list of revisions names."""
    return {
        person
        for each in revisions
        for person in (each.created_by_id, each.edited_by_id, each.approved_by_id)
    }
