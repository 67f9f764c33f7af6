"""What a person does with their own notices."""

from typing import Any

from django.contrib.auth import get_user_model

from core import clock
from core.audit import Actor, action, record
from core.models import Notice


@action
def read_notice(*, notice: Notice, by: Actor) -> Notice:
    """Mark one as read; one that was read keeps its time."""
    Notice.objects.filter(pk=notice.pk, read_at__isnull=True).update(read_at=clock.now())
    record(by=by, verb="notice.read", obj=notice)
    return notice


@action
def read_all_notices(*, by: Actor) -> Any:
    """Mark all of the person as read, also those that they may not see any more."""
    own = Notice.objects.filter(user_id=by.user_id or 0, read_at__isnull=True)
    count = own.update(read_at=clock.now())
    person = get_user_model()._base_manager.get(pk=by.user_id or 0)
    record(by=by, verb="notice.all_read", obj=person, changes={"count": count})
    return person
