"""Workbooks too large to wait for: asked for, made for one person, forgotten after a day."""

from datetime import timedelta
from typing import Final

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core import clock, progress
from core.audit import action, record
from core.ui.numbers import number
from practices.models import ExportFile, ExportOf
from practices.refusals import NotAsThingsAre, NotYours, refuse
from practices.rules import creating_refusals
from practices.sheets.made import Made, new_place
from regions.reader import Reader

MAKE: Final = "make a workbook"  # as it stands in the queue
TOO_LATE: Final = gettext_lazy("The file is there already, or it was called off before.")


@action
def ask_for_file(*, what: ExportOf, query: str, by: Reader) -> ExportFile:
    """Have the worker make a workbook of the list with these filters, or of the own drafts."""
    if by.user_id is None:
        raise NotYours  # nobody could fetch it
    if what == ExportOf.DRAFTS:
        refuse(NotYours, creating_refusals(by))
    name = f"{what.value}-{clock.today().isoformat()}.xlsx"
    file = ExportFile.objects.create(
        user_id=by.user_id, what=what, query=query, name=name, place=new_place()
    )
    file.work = progress.start(name=MAKE, by=by, title=name, url=file.get_absolute_url())
    file.save(update_fields=["work"])
    record(by=by, verb="export.asked", obj=file, changes={"what": what.value})
    return file


@action
def keep_file(*, file: ExportFile, made: Made, by: Reader) -> ExportFile:
    """Its bytes are there: from now on it can be downloaded for a day."""
    if file.work is None:
        raise progress.Cancelled
    file.size, file.ids = made.size, made.ids
    hours = settings.PRACTICE_WORKBOOK["hours_kept"]
    file.expires_at = clock.now() + timedelta(hours=hours)
    file.save(update_fields=["size", "ids", "expires_at"])
    record(by=by, verb="export.made", obj=file, changes={"rows": len(made.ids)})
    progress.finish(file.work, lambda: _ready(file))
    return file


@action
def cancel_file(*, file: ExportFile, by: Reader) -> ExportFile:
    """Call it off while it is being made; what was written of it is removed at night."""
    if file.work is None or not progress.cancel(file.work):
        raise NotAsThingsAre(TOO_LATE)
    record(by=by, verb="export.cancelled", obj=file)
    ExportFile.objects.filter(pk=file.pk).delete()
    return file


@action
def forget_file(*, file: ExportFile, by: Reader) -> ExportFile:
    """Nobody can download it any more; its bytes go with those that no row refers to."""
    record(by=by, verb="export.forgotten", obj=file)
    ExportFile.objects.filter(pk=file.pk).delete()
    return file


def _ready(file: ExportFile) -> str:
    count = len(file.ids)
    said = ngettext("%(file)s is ready: %(n)s row.", "%(file)s is ready: %(n)s rows.", count) % {
        "file": file.name,
        "n": number(count),
    }
    hours = settings.PRACTICE_WORKBOOK["hours_kept"]
    return said + " " + _("It is kept for %(hours)s hours.") % {"hours": hours}
