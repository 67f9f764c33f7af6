"""Words of public texts, to guess from when a search finds nothing."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from core.public_changes import CountsAsPublic
from practices.querysets.words import WordQuerySet

LONGEST_WORD = 30


class Word(models.Model):
    """A word that was published once, as it was written.

    `practices.finding.misspelling` guesses from it.

    It says nothing by itself: a guess is shown only after the list of its reader was asked for it,
    so that a word may stay here when its text leaves the catalogue.
    """

    text = models.CharField(max_length=LONGEST_WORD, unique=True)
    folded = models.CharField(max_length=LONGEST_WORD)

    objects = WordQuerySet.as_manager()

    class Meta:
        verbose_name = _("word")
        verbose_name_plural = _("words")
        ordering = ["folded", "text"]
        indexes = [
            GinIndex(OpClass(F("folded"), name="gin_trgm_ops"), name="word_trigrams"),
        ]
        triggers = [CountsAsPublic()]

    def __str__(self) -> str:
        return self.text
