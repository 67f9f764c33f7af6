"""What happens elsewhere and changes what the catalogue finds."""

from collections.abc import Sequence
from typing import Any, Final

from django.apps import AppConfig
from django.db.migrations import Migration
from django.db.models import Model
from django.db.models.signals import post_migrate, post_save, pre_save

from practices import search
from practices.models import Practice, Theme
from regions.models import Industry, Region
from regions.reader import Reader

# Practices are found by these words and counted under these codes: (columns, way to the practices).
NAMED: Final[dict[type[Model], tuple[tuple[str, ...], str]]] = {
    Region: (("code", "name", "local_name"), "origin_region"),
    Theme: (("code", "name"), "theme"),
    Industry: (("code", "name"), "industries"),
}

INDEX_MADE_BY: Final = "0010_catalogue_entry"


def connect(app: AppConfig) -> None:
    """Called when the apps are ready."""
    for model in NAMED:
        pre_save.connect(note_names, sender=model, dispatch_uid="practices.note_names")
        post_save.connect(follow_names, sender=model, dispatch_uid="practices.follow_names")
    post_migrate.connect(fill_index, sender=app, dispatch_uid="practices.fill_index")


def note_names(sender: type[Model], instance: Any, **_: Any) -> None:
    """Remember what it was called until now."""
    columns, _way = NAMED[sender]
    stored = sender._default_manager.filter(pk=instance.pk).values_list(*columns).first()
    instance.names_before = stored


def follow_names(sender: type[Model], instance: Any, **_: Any) -> None:
    """A renamed region, theme or field is found by its new name, in the same transaction."""
    columns, way = NAMED[sender]
    stored = sender._default_manager.filter(pk=instance.pk).values_list(*columns).first()
    if instance.names_before not in {None, stored}:
        listed = Practice.objects.listed_for(Reader.system()).filter(**{way: instance})
        search.index_all(listed.values_list("pk", flat=True))


def fill_index(*, plan: Sequence[tuple[Migration, bool]] = (), **_: Any) -> None:
    """After the update that made the tables of the index: fill them."""
    if any(migration.name == INDEX_MADE_BY and not backwards for migration, backwards in plan):
        search.rebuild()
