"""Puts one unique word per field where visitors may not read it."""

from itertools import count

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import IntegrityError, connection, models, transaction

from clusterix.tests.canary.fields import hidden_rows, planted_fields
from core.public_changes import CountsAsPublic

LETTERS = "bcdfghjklmnpqrstvwxz"
SHORTEST = 8


def word(number):
    """A word that nobody wrote and no stemmer cuts: "qzbbbbcd"."""
    letters = ""
    for _each in range(SHORTEST - 2):
        number, rest = divmod(number, len(LETTERS))
        letters = LETTERS[rest] + letters
    return f"qz{letters}"


def plant():
    """Plant every field that is not public; returns which field each word was planted in."""
    planted = {}
    numbers = count(1)
    with pgtrigger.ignore(*locks()):
        begin_counting()
        for model, field, may_be_public in planted_fields():
            rows = hidden_rows(model) if may_be_public else model._base_manager.all()
            keys = list(rows.values_list("pk", flat=True))
            words = [each for each in in_rows(model, field, keys, numbers) if each]
            assert words or not keys, f"No row of {model._meta.label} takes a word: {field.name}."
            planted |= dict.fromkeys(words, f"{model._meta.label}.{field.name}")
    return planted


def locks():
    """The triggers that would stand against it; those that count public changes go on counting."""
    return [
        trigger.get_uri(model)
        for model, trigger in pgtrigger.registered()
        if not isinstance(trigger, CountsAsPublic)
    ]


def begin_counting():
    """As if a transaction of its own began: one is counted once."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('clusterix.public_change', '', true)")


def in_rows(model, field, keys, numbers):
    """One word for all rows; where each needs its own, or some must stay empty, row by row."""
    if not keys:
        return []
    each = word(next(numbers))
    if write(model, field, keys, each):
        return [each]
    singly = [(pk, word(next(numbers))) for pk in keys]
    return [each for pk, each in singly if write(model, field, [pk], each)]


def write(model, field, keys, each):
    """False where a rule stands against it: a guest has no account, a name is taken."""
    try:
        with transaction.atomic():
            model._base_manager.filter(pk__in=keys).update(**{field.name: _value(field, each)})
    except IntegrityError:
        return False
    return True


def _value(field, each):
    if isinstance(field, ArrayField):
        return [each]
    if isinstance(field, models.JSONField):
        return {"canary": each}
    if field.max_length is not None and field.max_length < SHORTEST:
        raise AssertionError(f"{field} is too short for a word: name it among the codes.")
    if isinstance(field, models.EmailField):
        return f"{each}@canary.example"
    return (
        each if isinstance(field, models.SlugField) else f"{each} in a sentence"[: field.max_length]
    )
