"""What the models promise stands in the database, switched on."""

import pgtrigger
import pytest
from django.apps import apps
from django.db import connection

from clusterix.tests.architecture.tree import HEIGHT, refuse

pytestmark = pytest.mark.django_db


def names(query):
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {row[0] for row in cursor.fetchall()}


def test_every_trigger_is_installed_and_on():
    promised = {trigger.get_pgid(model) for model, trigger in pgtrigger.registered()}
    # "O" fires on every ordinary connection; "D" is switched off, "R" is for copies only.
    installed = names("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'O'")
    refuse(sorted(promised - installed), "Make a migration: the database lacks these triggers.")


def test_every_constraint_is_installed_and_valid():
    promised = {
        constraint.name
        for model in apps.get_models()
        if model._meta.app_label in HEIGHT
        for constraint in model._meta.constraints
    }
    installed = names("SELECT conname FROM pg_constraint WHERE convalidated")
    # a unique constraint with a condition or an expression is an index
    installed |= names("SELECT indexrelid::regclass::text FROM pg_index WHERE indisvalid")
    refuse(sorted(promised - installed), "Make a migration: the database lacks these constraints.")


def test_rows_of_record_cannot_be_deleted_through_their_parents():
    """A cascade would reach a trigger that refuses it, and the person would see a fault."""
    protected = {
        model._meta.label
        for model, trigger in pgtrigger.registered()
        if isinstance(trigger, pgtrigger.Protect) and "DELETE" in str(trigger.operation).upper()
        if trigger.condition is None
    }
    wrong = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model._meta.label in protected
        for field in model._meta.local_fields
        if field.remote_field and field.remote_field.on_delete.__name__ == "CASCADE"
    ]
    refuse(wrong, "Use on_delete=models.PROTECT: this table is append-only.")
