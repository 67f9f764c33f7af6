"""Kept ways to practices: searches that people save, topics, and addresses of before a rename."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core import clock
from practices.models.practice import Practice
from practices.querysets import SavedSearchQuerySet, TopicQuerySet
from regions.models import Partner


class SavedSearch(models.Model):
    """A list of the catalogue under a name: `query` is the address without its question mark."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_searches"
    )
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=80)
    query = models.CharField(max_length=2000, blank=True)
    is_shared = models.BooleanField(_("shared with my organisation"), default=False)
    sends_mail = models.BooleanField(_("write to me about new matches"), default=True)
    made_at = models.DateTimeField(default=clock.now, editable=False)
    # Practices first published later are new to this search.
    told_until = models.DateTimeField(default=clock.now, editable=False)

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "name"], name="saved_search_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Topic(models.Model):
    """A question under which the coordinator brings practices together, a peer group perhaps."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    text = models.CharField(_("in one sentence"), max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = TopicQuerySet.as_manager()

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name


class TopicEntry(models.Model):
    """A practice stands under one topic."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="entries")
    practice = models.OneToOneField(Practice, on_delete=models.CASCADE, related_name="topic_entry")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("practice of a topic")
        verbose_name_plural = _("practices of a topic")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return f"{self.topic_id}: {self.practice_id}"


class FormerSlug(models.Model):
    """An address that a published practice once had; it leads to the present one for ever."""

    slug = models.SlugField(max_length=80, unique=True)
    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="former_slugs")
    since = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("former address")
        verbose_name_plural = _("former addresses")
        ordering = ["-since", "-pk"]
        triggers = [
            pgtrigger.Trigger(
                name="not_anothers_address",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                func=(
                    "IF EXISTS (SELECT 1 FROM practices_practice practice"
                    " WHERE practice.slug = NEW.slug AND practice.id <> NEW.practice_id) THEN"
                    " RAISE EXCEPTION 'pgtrigger: the address is another practice''s';"
                    " END IF; RETURN NEW;"
                ),
            )
        ]

    def __str__(self) -> str:
        return self.slug
