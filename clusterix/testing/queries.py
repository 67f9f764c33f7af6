"""Counts the queries of a page, without those that every page of a signed-in person makes."""

import re
from typing import Any, Final

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

# Beside session, user and membership; savepoints ask nothing; whether the instance is set up is
# asked once per process; the bell in the header asks for its number, however much a page shows; a
# visitor's page is tagged once.
UNCOUNTED: Final = re.compile(
    r'FROM "(django_session|accounts_user|regions_membership)"'
    r'|(UPDATE|INTO) "django_session"'
    r"|^(SAVEPOINT|RELEASE SAVEPOINT|ROLLBACK TO)"
    r'|^SELECT 1 AS "a" FROM "regions_partnership"'
    r'|^SELECT DISTINCT "core_notice"."object_type" AS "object_type" FROM "core_notice" WHERE'
    r'|^SELECT COUNT\(\*\) FROM \(SELECT "core_notice".*LIMIT 100\) subquery$'
    r"|^SELECT coalesce\(sum\(step\), 0\)::text FROM core_publicchange"
)
AT_MOST: Final = 12


def queries_of(client: Client, url: str, **extra: Any) -> list[str]:
    """The counted statements of `GET url`, which must answer 200."""
    with CaptureQueriesContext(connection) as captured:
        response = client.get(url, **extra)
    assert response.status_code == 200, f"{url} answered {response.status_code}, not 200."
    statements = [each["sql"] for each in captured.captured_queries]
    return [each for each in statements if not UNCOUNTED.search(each)]


def count_queries(client: Client, url: str, **extra: Any) -> int:
    """How many queries `GET url` makes beside session, user and membership."""
    return len(queries_of(client, url, **extra))


def assert_few_queries(client: Client, url: str, *, at_most: int = AT_MOST) -> None:
    """Fail with the statements when the page asks the database too often."""
    made = queries_of(client, url)
    listing = "\n".join(made)
    assert len(made) <= at_most, f"{url} makes {len(made)} queries, not {at_most}:\n{listing}"
