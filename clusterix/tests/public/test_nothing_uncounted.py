"""A kept page shows nothing whose change would not be counted: tried on every row and column."""

import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVectorField
from django.db import DatabaseError, connection, models, transaction
from django.db.models import F, Value
from django.db.models.functions import Concat
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver

from clusterix.tests.rights.routes import routes
from core import clock
from core.public_changes import public_state

# Read by kept pages, yet without a trigger of their own.
UNCOUNTED = {
    "core_publicchange": "the number itself",
    "django_content_type": "names of our tables",
    "practices_revision": "joined to find the parts; the words shown are the practice's",
    "assessments_assessment": "joined to find the practice of a plan's action; never moves",
    "assessments_mitigation": "joined as well",
    "practices_formerslug": "a practice leaves an address and gets another one in one transaction",
    "reports_figure": "locked with its report, which counts when it is published",
    "reports_figurerecord": "locked as well",
}
# Computed from counted rows, in their transactions: they say nothing of their own.
DERIVED = {"practices_catalogueentry", "practices_cataloguevalue"}
ROWS = 3  # of a table
# What a mistake in a column of these would say: the form of a whole value, not its words.
NOT_TRIED = (models.JSONField, models.BinaryField, ArrayField, SearchVectorField)


def read_by(client, urls) -> set[str]:
    tables: set[str] = set()
    for url in urls:
        with CaptureQueriesContext(connection) as made:
            assert client.get(url).status_code == 200, url
        for each in made.captured_queries:
            tables |= set(re.findall(r'(?:FROM|JOIN) "(\w+)"', each["sql"]))
    return tables


def counted() -> set[str]:
    """Tables with the trigger, as the database has them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
            " WHERE tgname LIKE '%public_change%'"
        )
        return {name for (name,) in cursor.fetchall()}


@pytest.fixture
def tables(face, visitor) -> set[str]:
    visitor.get("/")
    return read_by(visitor, face.pages)


def test_every_table_that_a_kept_page_reads_is_counted(tables):
    assert tables - counted() - set(UNCOUNTED) - DERIVED == set()


def test_reasons_belong_to_tables_that_are_there(db):
    known = {model._meta.db_table for model in apps.get_models()} | {"django_content_type"}
    without = set(UNCOUNTED) | DERIVED
    assert without <= known
    assert not without & counted()


def test_every_kept_page_is_tried(face):
    kept = {route.name for route in routes() if getattr(route.callback, "keeps_public_page", False)}
    tried = {get_resolver().resolve(url.partition("?")[0]).url_name for url in face.pages}
    assert kept - tried == set()


def other_value(field: models.Field, now: object) -> object:
    """What the column could say instead; nothing where there is no other value."""
    match field:
        case models.ForeignKey():
            others = field.related_model._base_manager.exclude(pk=now)
            return others.order_by("pk").values_list("pk", flat=True).first()
        case models.BooleanField():
            return not now
        case models.CharField() | models.TextField():
            if field.choices:
                return next((value for value, _label in field.flatchoices if value != now), None)
            return Concat(F(field.name), Value("x"))
        case models.DateTimeField():
            return clock.now() - timedelta(days=40)
        case models.DateField():
            return clock.today() - timedelta(days=40)
        case models.TimeField():
            return clock.now().time()
        case models.IntegerField() | models.FloatField() | models.DecimalField():
            return F(field.name) + 1
    return None


def change_in_silence(model: type[models.Model], silent: str) -> list[str]:
    """Change whatever can be changed in the table while the number stays; what that was."""
    done = []
    for row in model._base_manager.order_by("-pk")[:ROWS]:
        for field in model._meta.concrete_fields:
            if field.primary_key or isinstance(field, NOT_TRIED):
                continue
            value = other_value(field, getattr(row, field.attname))
            try:
                with transaction.atomic():
                    model._base_manager.filter(pk=row.pk).update(**{field.name: value})
                    if public_state() == silent:
                        done.append(f"{model._meta.label} {row.pk} {field.name}")
                    else:
                        transaction.set_rollback(True)
            except DatabaseError:
                continue  # a constraint does not let it happen
    return done


def seen(client, urls) -> dict[str, tuple[int, bytes]]:
    answers = {url: client.get(url) for url in urls}
    return {url: (answer.status_code, answer.content) for url, answer in answers.items()}


def test_what_is_not_counted_is_not_seen(face, visitor, tables, committed):
    """Whatever is changed in a table: either the number moves, or every page stays as it was."""
    committed()
    silent, pages, tried = public_state(), seen(visitor, face.pages), 0
    for model in apps.get_models(include_auto_created=True):
        if model._meta.db_table in tables - {"core_publicchange"} - DERIVED:
            with transaction.atomic():
                if done := change_in_silence(model, silent):
                    now = seen(visitor, face.pages)
                    differing = [url for url in face.pages if now[url] != pages[url]]
                    assert not differing, (differing, done)
                transaction.set_rollback(True)
            tried += len(done)
    assert tried > 100
