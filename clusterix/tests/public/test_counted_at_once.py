"""What several transactions change at once is counted for each."""

from datetime import date

import pytest
from django.db import connection, transaction

from core.models import PublicChange
from regions.models import Partnership


@pytest.mark.django_db(transaction=True)
def test_one_transaction_waits_for_no_other():
    """Two open transactions change something public at once; both are counted."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM core_publicchange")
    other = connection.copy()
    try:
        with transaction.atomic():
            Partnership.objects.create(
                pk=1, name="Here", languages=["en"], starts_on=date(2026, 1, 1)
            )
            with other.cursor() as cursor:
                cursor.execute("SET lock_timeout = '2s'")
                cursor.execute(
                    "INSERT INTO practices_theme (code, name, heading, text, glyph, position)"
                    " VALUES ('there', 'There', '', '', 'ta', 1)"
                )
    finally:
        other.close()
    assert PublicChange.objects.count() == 2
