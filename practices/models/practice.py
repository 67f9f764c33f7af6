"""A good practice and its theme."""

from typing import TYPE_CHECKING

import pgtrigger
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager

from core import clock
from core.public_changes import CountsAsPublic
from practices.models.content import Content
from practices.models.shown import IS_PUBLIC
from practices.querysets import PracticeQuerySet, Standing, ThemeQuerySet
from regions.models import Industry, Partner, Region

if TYPE_CHECKING:
    from practices.models.transfer import Transfer

# Addresses below /practices/ that are pages of their own.
RESERVED_SLUGS = (
    *("new", "map", "compare", "feed", "import", "export", "desk", "suggest", "searches"),
    *("tags", "topics", "ageing", "questions", "confirm", "self-check"),
)


class Theme(models.Model):
    """One of the partnership's themes: data, not code."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=80)
    heading = models.CharField(_("heading"), max_length=80, blank=True)
    text = models.CharField(_("text"), max_length=300, blank=True)
    glyph = models.CharField(  # which of the three drawn signs and colours it uses
        _("sign"),
        max_length=2,
        choices=[("ta", _("Points on axes")), ("tb", _("Coins")), ("tc", _("Linked rings"))],
        default="ta",
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = ThemeQuerySet.as_manager()

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ["position", "name"]
        triggers = [CountsAsPublic()]

    def __str__(self) -> str:
        return self.name


class StillTrue(models.TextChoices):
    """What an owner answers once a year."""

    YES = "yes", _("Yes, still true")
    CHANGED = "changed", _("It has changed")
    ENDED = "ended", _("It has ended")


# Columns of a public practice that are nobody's business.
INTERNAL = (
    *("created_at", "takedown_reason", "project_relation"),
    *("asked_still_true_on", "still_true_letters", "owner_said_at"),
)


class Practice(Content):
    """A good practice as the public reads it: the text of its approved revision.

    Only `practices.actions` writes here. `published_revision` empty = never published.
    """

    slug = models.SlugField(max_length=80, unique=True)
    partner = models.ForeignKey(
        Partner, on_delete=models.PROTECT, related_name="practices", verbose_name=_("partner")
    )
    origin_region = models.ForeignKey(
        Region,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="own_practices",
        verbose_name=_("origin region"),
    )
    industries = models.ManyToManyField(
        Industry, blank=True, related_name="practices", verbose_name=_("fields of strength")
    )
    tags = TaggableManager(blank=True, through="practices.Tagging")
    published_revision = models.OneToOneField(
        "practices.Revision", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    first_published_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)
    taken_down_at = models.DateTimeField(null=True, blank=True)
    takedown_reason = models.CharField(max_length=300, blank=True)
    confirmed_on = models.DateField(null=True, blank=True)  # "Still true?" was answered with yes
    asked_still_true_on = models.DateField(null=True, blank=True)  # the last letter
    still_true_letters = models.PositiveSmallIntegerField(default=0)  # since the last answer
    owner_said = models.CharField(max_length=10, choices=StillTrue, blank=True)
    owner_said_at = models.DateTimeField(null=True, blank=True)
    is_projects_own = models.BooleanField(_("named by the project itself"), default=False)
    project_relation = models.CharField(max_length=40, blank=True)
    title_sort = models.CharField(max_length=120, editable=False, default="")
    created_at = models.DateTimeField(default=clock.now, editable=False)

    objects = PracticeQuerySet.as_manager()

    # By `transfers_of(reader)` and in lists, where a page shows them.
    readable_transfers: "list[Transfer] | list[Standing]"
    tag_labels: list[dict[str, str]]  # code and name, in lists and by `with_page()`
    industry_labels: list[dict[str, str]]

    class Meta:
        verbose_name = _("good practice")
        verbose_name_plural = _("good practices")
        ordering = ["title_sort", "pk"]
        indexes = [
            # For suggestions: the beginnings of words, without accents.
            GinIndex(SearchVector("title", config="catalogue_simple"), name="practice_title_words"),
            GinIndex(
                SearchVector("organisation", config="catalogue_simple"), name="practice_owner_words"
            ),
            models.Index(F("first_published_at").desc(nulls_last=True), name="practice_latest"),
        ]
        constraints = [
            models.CheckConstraint(
                name="practice_published_has_date",
                condition=Q(published_revision__isnull=True) | Q(first_published_at__isnull=False),
            ),
            models.CheckConstraint(
                name="practice_takedown_has_reason",
                condition=Q(taken_down_at__isnull=True) | ~Q(takedown_reason=""),
            ),
            models.CheckConstraint(
                name="practice_slug_not_reserved",
                condition=~Q(slug__in=RESERVED_SLUGS),
            ),
            models.CheckConstraint(
                name="practice_answer_has_date",
                condition=Q(owner_said="", owner_said_at__isnull=True)
                | (~Q(owner_said="") & Q(owner_said_at__isnull=False)),
            ),
        ]
        triggers = [
            CountsAsPublic(IS_PUBLIC, hidden=INTERNAL),
            pgtrigger.Trigger(
                name="slug_never_reused",
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("slug"),
                when=pgtrigger.Before,
                func=(
                    "IF EXISTS (SELECT 1 FROM practices_formerslug former"
                    " WHERE former.slug = NEW.slug AND former.practice_id <> NEW.id) THEN"
                    " RAISE EXCEPTION 'pgtrigger: the address was another practice''s';"
                    " END IF; RETURN NEW;"
                ),
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("practice_detail", args=[self.slug])

    @property
    def is_published(self) -> bool:
        return self.published_revision_id is not None and self.taken_down_at is None

    @property
    def can_be_rated(self) -> bool:
        """Stubs have no text to rate; archived and hidden practices are closed."""
        return self.is_published and self.archived_at is None and not self.is_stub
