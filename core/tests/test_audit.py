"""Every act leaves its line in its own transaction, and nothing changes it later."""

from uuid import uuid4

import pytest
from django.contrib.auth import get_user_model
from django.db import ProgrammingError, transaction
from django.db.transaction import TransactionManagementError

from core import clock
from core.audit import NotAudited, action, record
from core.contexts import request_id
from core.models import Activity, Mail


class BrokenError(Exception):
    """Something else went wrong."""


class By:
    """Whoever acts."""

    def __init__(self, user_id=None, person_key=None, partner_id=None):
        self.user_id, self.person_key, self.partner_id = user_id, person_key, partner_id


@action
def write(*, by, is_recorded=True, fails=False):
    """Write one letter."""
    mail = Mail.objects.create(message_id=str(uuid4()), to="a@example.org", subject="s", body="b")
    if is_recorded:
        record(by=by, verb="mail.written", obj=mail, changes={"to": "id only"})
    if fails:
        raise BrokenError
    return mail


@pytest.fixture
def activity(db):
    write(by=By())
    return Activity.objects.get()


@pytest.mark.django_db
def test_an_act_leaves_one_line_with_everything_about_it(frozen):
    user = get_user_model().objects.create_user("a@example.org", name="A")
    token = request_id.set("42")
    mail = write(by=By(user_id=user.pk, partner_id=7))
    request_id.reset(token)
    values = Activity.objects.values().get()
    del values["id"]
    assert values == {
        "actor_id": user.pk,
        "person_key": None,
        "partner_id": 7,
        "verb": "mail.written",
        "object_type": "core.mail",
        "object_id": str(mail.pk),
        "changes": {"to": "id only"},
        "request_id": "42",
        "at": clock.now(),
    }


@pytest.mark.django_db
def test_an_action_without_a_line_is_undone():
    with pytest.raises(NotAudited, match=r"test_audit\.write left no audit line"):
        write(by=By(), is_recorded=False)
    assert (Mail.objects.count(), Activity.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_line_and_effect_fail_together():
    with pytest.raises(BrokenError):
        write(by=By(), fails=True)
    assert (Mail.objects.count(), Activity.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_a_line_of_an_inner_action_is_enough():
    @action
    def outer(*, by):
        return write(by=by)

    outer(by=By())
    assert Activity.objects.count() == 1


@pytest.mark.django_db
def test_an_earlier_line_does_not_count(activity):
    with pytest.raises(NotAudited):
        write(by=By(), is_recorded=False)


@pytest.mark.django_db(transaction=True)
def test_a_line_needs_a_transaction():
    with pytest.raises(TransactionManagementError):
        record(by=By(), verb="x", obj=Mail(pk=1))


def test_an_action_is_known_as_one():
    assert write.is_action
    assert (write.__name__, write.__doc__) == ("write", "Write one letter.")


@pytest.mark.parametrize(
    "change",
    [
        lambda activity: Activity.objects.update(verb="other"),
        lambda activity: Activity.objects.filter(pk=activity.pk).delete(),
        lambda activity: activity.save(),
        lambda activity: activity.delete(),
        lambda activity: Activity.objects.bulk_update([activity], ["verb"]),
    ],
)
def test_the_database_refuses_to_change_a_line(activity, change):
    with (
        pytest.raises(ProgrammingError, match="pgtrigger: Cannot update or delete rows"),
        transaction.atomic(),
    ):
        change(activity)
    assert [each.verb for each in Activity.objects.all()] == ["mail.written"]
