"""Lists of the catalogue that people keep under a name."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core import clock
from core.audit import action, record
from core.errors import BadInput
from practices.finding.saved_searches import KEPT, normalised
from practices.models import SavedSearch
from practices.refusals import NotAsThingsAre, NotYours, Vanished, refuse
from practices.rules import MOST_SEARCHES, searching_blockers, searching_refusals
from regions.reader import Reader


class NameTaken(BadInput):
    sentence = _("You have a search of this name. Choose another one.")


class TooLong(BadInput):
    sentence = _("These are too many filters to keep. Use fewer of them.")


@action
def save_search(
    *, query: str, name: str, by: Reader, is_shared: bool = False, sends_mail: bool = True
) -> SavedSearch:
    """Keep what the catalogue understands of this address."""
    refuse(NotYours, searching_refusals(by))
    _lock_searches(by)
    refuse(NotAsThingsAre, searching_blockers(_own(by).count()))
    kept = normalised(query, by)
    if len(kept) > (SavedSearch._meta.get_field("query").max_length or 0):
        raise TooLong
    name = _free(name, by)
    search = SavedSearch.objects.create(
        user_id=by.user_id or 0,
        partner_id=by.partner_id or 0,
        name=name,
        query=kept,
        is_shared=is_shared,
        sends_mail=sends_mail,
    )
    record(by=by, verb="search.saved", obj=search, changes={"is_shared": is_shared})
    return search


@action
def edit_search(
    *, search: SavedSearch, name: str, is_shared: bool, sends_mail: bool, by: Reader
) -> SavedSearch:
    """Rename it, share it with one's organisation or no more, switch its letter on or off."""
    _lock_searches(by)
    search = _lock(search, by)
    search.name = _free(name, by, but=search)
    search.is_shared = is_shared
    search.sends_mail = sends_mail
    if is_shared and search.partner_id not in by.partner_ids:
        search.partner_id = by.partner_id or 0  # those that the person left are no colleagues
    search.save(update_fields=["name", "is_shared", "sends_mail", "partner"])
    changes = {"is_shared": is_shared, "sends_mail": sends_mail}
    record(by=by, verb="search.edited", obj=search, changes=changes)
    return search


@action
def delete_search(*, search: SavedSearch, by: Reader) -> SavedSearch:
    """Take it away; what `kept_of` returned before brings it back."""
    search = _lock(search, by)
    pk = search.pk
    record(by=by, verb="search.deleted", obj=search)
    search.delete()
    search.pk = pk
    return search


@action
def restore_search(*, kept: Mapping[str, Any], by: Reader) -> SavedSearch:
    """Bring back what this person deleted a moment ago, as it was."""
    refuse(NotYours, searching_refusals(by))
    _lock_searches(by)
    values = {name: kept[name] for name in KEPT}
    for moment in ("made_at", "told_until"):
        values[moment] = datetime.fromisoformat(values[moment])
    values["name"] = _free(values["name"], by)
    if values["partner_id"] not in by.partner_ids:
        values["partner_id"] = by.partner_id
    search = SavedSearch.objects.create(user_id=by.user_id or 0, **values)
    record(by=by, verb="search.restored", obj=search)
    return search


@action
def keep_search(*, search: SavedSearch, by: Reader) -> SavedSearch:
    """Keep a colleague's search as one's own, with a letter of one's own about it."""
    refuse(NotYours, searching_refusals(by))
    _lock_searches(by)
    refuse(NotAsThingsAre, searching_blockers(_own(by).count()))
    own: SavedSearch | None = _own(by).filter(query=search.query).first()
    if own is None:
        own = SavedSearch(user_id=by.user_id or 0, partner_id=by.partner_id or 0)
        own.name = _free(search.name, by, finds_another=True)
        own.query = search.query
    own.sends_mail = True
    own.save()
    record(by=by, verb="search.kept", obj=own, changes={"from": search.pk})
    return own


@action
def see_search(*, search: SavedSearch, by: Reader) -> SavedSearch:
    """Somebody looks at what it finds: nothing of it is new any more."""
    search = _lock(search, by)
    search.told_until = clock.now()
    search.save(update_fields=["told_until"])
    record(by=by, verb="search.seen", obj=search)
    return search


def _own(by: Reader) -> Any:
    return SavedSearch.objects.filter(user_id=by.user_id or 0)


def _lock_searches(by: Reader) -> None:
    """Two saves at once by one person come one after the other."""
    User.objects.select_for_update().filter(pk=by.user_id or 0).first()


def _lock(search: SavedSearch, by: Reader) -> SavedSearch:
    found: SavedSearch | None = _own(by).select_for_update().filter(pk=search.pk).first()
    if found is None:
        raise Vanished(_("This search was deleted in the meantime."))
    return found


def _free(
    name: str, by: Reader, but: SavedSearch | None = None, *, finds_another: bool = False
) -> str:
    """The name, if no other search of theirs has it; with `finds_another` the next free one."""
    taken = set(_own(by).exclude(pk=but.pk if but else None).values_list("name", flat=True))
    name = name.strip()
    if name not in taken:
        return name
    if not finds_another:
        raise NameTaken
    numbered = (f"{name[:74]} ({number})" for number in range(2, MOST_SEARCHES + 3))
    return next(each for each in numbered if each not in taken)
