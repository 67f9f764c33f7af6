"""The second language version of a text: written, kept with its revision, removed."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from core import clock
from core.audit import action, record
from core.errors import BadInput, Gone, Stale
from practices.actions.draft import count_as_unconfirmed, propose_revision
from practices.actions.locking import lock_practice, lock_revision
from practices.models import TRANSLATED_FIELDS, Practice, Revision, Translation
from practices.refusals import NotAsThingsAre, NotYours, refuse
from practices.rules import edit_blockers, text_refusals, writing_refusals
from practices.writing.translations import (
    SAME_LANGUAGE,
    mark_of,
    seen_mark,
    translation_of,
    words_of,
)
from regions.reader import Reader


class SameLanguage(BadInput):
    sentence = SAME_LANGUAGE


class NoTranslation(Gone):
    sentence = _("This second language version was removed in the meantime.")


class TranslationOvertaken(Stale):
    """Text or version changed since the writer saw them; `revision` holds both as they are now."""

    def __init__(self, revision: Revision) -> None:
        super().__init__()
        self.revision = revision


@dataclass(frozen=True)
class Rendering:
    """What a person hands in. `fits`: it says what the text says as they saw it."""

    language: str
    words: Mapping[str, str]
    fits: bool = True


@action
def save_translation(
    *, practice: Practice, rendering: Rendering, seen: str, by: Reader
) -> Translation:
    """Keep the version with the open text; a published text gets a new version for it.

    Raises `TranslationOvertaken` (412) when text or version are not what `seen_mark()` said.
    """
    revision = _open_text(practice, by)
    if seen != seen_mark(revision):
        raise TranslationOvertaken(revision)
    if rendering.language == revision.language:
        raise SameLanguage
    translation = translation_of(revision) or Translation(revision=revision)
    if rendering.fits:
        translation.original = words_of(revision)
        translation.original_hash = mark_of(translation.original)
    translation.language = rendering.language
    for name in TRANSLATED_FIELDS:
        setattr(translation, name, rendering.words.get(name, ""))
    translation.translated_by_id = by.user_id
    translation.translated_at = clock.now()
    translation.save()
    _count_as_edited(revision, by)
    record(
        by=by,
        verb="practice.translated",
        obj=revision.practice,
        changes={"revision": revision.pk, "language": translation.language},
    )
    return translation


@action
def remove_translation(*, practice: Practice, by: Reader) -> Revision:
    """Take the version out of the open text; it goes from the public page when that is approved."""
    revision = _open_text(practice, by)
    translation = translation_of(revision)
    if translation is None:
        raise NoTranslation
    changes = {"revision": revision.pk, "language": translation.language}
    translation.delete()
    _count_as_edited(revision, by)
    record(by=by, verb="practice.translation_removed", obj=revision.practice, changes=changes)
    return revision


def _open_text(practice: Practice, by: Reader) -> Revision:
    """The open text, locked; a new one from the public text where there is none."""
    practice = lock_practice(practice)
    opened: Revision | None = practice.revisions.open().first()
    if opened is None:
        refuse(NotYours, writing_refusals(by, practice.partner))
        return propose_revision(practice=practice, by=by)
    opened.practice = practice
    revision = lock_revision(opened)
    refuse(NotYours, text_refusals(by, revision))
    refuse(NotAsThingsAre, edit_blockers(revision))
    return revision


def _count_as_edited(revision: Revision, by: Reader) -> None:
    """Who publishes or confirms the text does so with these words, too."""
    revision.edit += 1
    revision.edited_by_id = by.user_id
    revision.edited_at = clock.now()
    count_as_unconfirmed(revision, by)
    changed = ["edit", "edited_by", "edited_at", "partner_confirmed_at", "is_entered_for_partner"]
    revision.save(update_fields=changed)
