"""What a new version of a text takes over beside its words and lines."""

from practices.models import TRANSLATED_FIELDS, Revision, Translation
from practices.writing.translations import translation_of

TAKEN_OVER = (
    *("language", *TRANSLATED_FIELDS, "original_hash", "original"),
    *("translated_by_id", "translated_at"),
)


def copy_translation(*, earlier: Revision, revision: Revision) -> None:
    """The second language version of the earlier text, as old as it is."""
    translation = translation_of(earlier)
    if translation is not None:
        values = {name: getattr(translation, name) for name in TAKEN_OVER}
        Translation.objects.create(revision=revision, **values)
