"""What a region looks for: stated, changed, removed and brought back by its people."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from core import clock
from core.audit import action, record
from core.errors import BadInput
from practices.models import Need, Theme
from practices.refusals import NotAsThingsAre, NotYours, Vanished, refuse
from practices.rules.needs import need_blockers, need_refusals
from regions.models import Industry, Region
from regions.reader import Reader


class SaysNotOfWhat(BadInput):
    sentence = _("Choose a theme, a field of strength or an instrument: practices are found by it.")


class NeedGone(Vanished):
    sentence = _("This need was removed in the meantime.")


@action
def state_need(
    *,
    region: Region,
    text: str,
    by: Reader,
    theme: Theme | None = None,
    industry: Industry | None = None,
    instrument: str = "",
) -> Need:
    """Say what the region looks for, as of today."""
    region = _region_of(region.pk, by)
    refuse(NotAsThingsAre, need_blockers(region.needs.count()))
    need = Need(region=region, as_of=clock.today())
    return _keep(need, "need.stated", by, text, theme, industry, instrument)


@action
def change_need(
    *,
    need: Need,
    text: str,
    by: Reader,
    theme: Theme | None = None,
    industry: Industry | None = None,
    instrument: str = "",
) -> Need:
    """Say it in other words, or tie it to something else; it is of today then."""
    _region_of(need.region_id, by)
    need = _locked(need)
    need.as_of = clock.today()
    return _keep(need, "need.changed", by, text, theme, industry, instrument)


@action
def remove_need(*, need: Need, by: Reader) -> Region:
    """Take it off the page; what `kept_of` returned before brings it back."""
    region = _region_of(need.region_id, by)
    need = _locked(need)
    record(by=by, verb="need.removed", obj=need, changes={"region_id": region.pk})
    need.delete()
    return region


@action
def bring_back_need(*, region: Region, kept: Mapping[str, Any], by: Reader) -> Need:
    """Undo the last change or removal: `kept` is what `kept_of` returned before it."""
    region = _region_of(region.pk, by)
    need = region.needs.filter(pk=kept["pk"]).first()
    if need is None:
        refuse(NotAsThingsAre, need_blockers(region.needs.count()))
        need = Need(region=region)
    need.as_of = date.fromisoformat(kept["as_of"])
    theme = Theme.objects.filter(pk=kept["theme_id"] or 0).first()
    industry = Industry.objects.filter(pk=kept["industry_id"] or 0).first()
    return _keep(need, "need.brought_back", by, kept["text"], theme, industry, kept["instrument"])


def _region_of(pk: int, by: Reader) -> Region:
    """The region, locked: two people who state the twelfth need wait for each other."""
    region = Region.objects.select_for_update().get(pk=pk)
    refuse(NotYours, need_refusals(by, pk))
    return region


def _locked(need: Need) -> Need:
    found = Need.objects.select_for_update(of=("self",)).filter(pk=need.pk).first()
    if found is None:
        raise NeedGone
    return found


def _keep(
    need: Need,
    verb: str,
    by: Reader,
    text: str,
    theme: Theme | None,
    industry: Industry | None,
    instrument: str,
) -> Need:
    if not (theme or industry or instrument):
        raise SaysNotOfWhat
    need.text, need.theme, need.industry, need.instrument = text, theme, industry, instrument
    need.save()
    record(by=by, verb=verb, obj=need, changes={"region_id": need.region_id})
    return need
