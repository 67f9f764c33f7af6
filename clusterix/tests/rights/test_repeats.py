"""Every form of the product: sent twice with one key it has one effect and one answer."""

from uuid import uuid4

import pytest
from django.urls import reverse

from clusterix.tests.rights.ask import undone
from clusterix.tests.rights.fixtures import fixtures
from clusterix.tests.rights.routes import routes
from clusterix.tests.rights.table import may, rows
from clusterix.tests.rights.test_rows import addresses, has_own_side
from core.models import Activity

pytestmark = pytest.mark.django_db

NO_FORMS = {"session_acts"}  # a delivery of acts, each with a key of its own
OURS = {route.name for route in routes() if route.is_ours}


def writer(row):
    """The first role that may, on an own object if it can have one; None where nobody may."""
    for role in ("M", "L", "C", "SC", "Mod", "A", "G", "V"):
        for is_own in (True, False):
            if is_own and not has_own_side(row, role):
                continue
            if may(row, role, is_own, parent="P02"):
                return role, is_own
    return None


WRITES = [
    (row.id, url_name)
    for row in rows().values()
    for url_name, method in addresses(row)
    if method == "POST" and url_name in OURS - NO_FORMS and writer(row)
]


@pytest.mark.parametrize(("row_id", "url_name"), WRITES)
def test_a_form_that_is_sent_twice(row_id, url_name, stage):
    row = rows()[row_id]
    role, is_own = writer(row)
    with undone():
        target = fixtures()[row.fixture](stage, stage.side(role, is_own=is_own)).at(url_name)
        client = stage.client(role)
        if target.prepare:
            target.prepare(client)
        address = reverse(url_name, kwargs=dict(target.kwargs) or None)
        data = target.data() if callable(target.data) else dict(target.data)
        form = data | {"idempotency_key": str(uuid4())}
        before = Activity.objects.count()
        first = client.post(address, form)
        lines = Activity.objects.count() - before
        again = client.post(address, form)
        assert (first.status_code, first.headers.get("Location")) == (
            again.status_code,
            again.headers.get("Location"),
        )
        assert first.status_code in (target.ok or (200, 201, 204, 302, 303))
        assert Activity.objects.count() - before == lines
        other = client.post(address, form | {"one_field_more": "x"})
        assert other.status_code == 422
