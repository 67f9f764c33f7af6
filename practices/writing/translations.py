"""A text in a second language: which words it was made from, and which it stands in for; pure."""

import copy
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol, Self

from django.utils.functional import Promise
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from practices.models import TRANSLATED_FIELDS, Content, Revision, Translation

SAME_LANGUAGE = _(
    "Text and second language version are in the same language. Change one of the two languages."
)


class Text(Protocol):
    """A manuscript, or the columns of a saved text by name."""

    def __getitem__(self, column: str, /) -> Any: ...


def translation_of(revision: Revision | None) -> Translation | None:
    """Of a revision fetched `with_translation()`; else this asks the database."""
    return getattr(revision, "translation", None)


def words_of(text: Text | Content) -> dict[str, str]:
    """The words that a second language version is made from."""
    if isinstance(text, Content):
        return {name: getattr(text, name) for name in TRANSLATED_FIELDS}
    return {name: text[name] for name in TRANSLATED_FIELDS}


def own_words_of(translation: Translation | None) -> dict[str, str]:
    return {name: getattr(translation, name, "") for name in TRANSLATED_FIELDS}


def words_in(revision: Revision) -> dict[str, dict[str, str]]:
    """The words of the second language version by its language; empty without one."""
    translation = translation_of(revision)
    return {translation.language: own_words_of(translation)} if translation else {}


def mark_of(words: Mapping[str, str]) -> str:
    """SHA-256 of the words, whatever their line ends."""
    said = {name: text.replace("\r\n", "\n").strip() for name, text in words.items()}
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def seen_mark(revision: Revision) -> str:
    """Which words a writer has before them: those of the text and those of the version."""
    translation = translation_of(revision)
    theirs = {"language": translation.language if translation else "", **own_words_of(translation)}
    return f"{mark_of(words_of(revision))[:16]}:{mark_of(theirs)[:16]}"


def is_older(translation: Translation, text: Text | Content) -> bool:
    """Whether the text has other words now than those that were translated."""
    return translation.original_hash != mark_of(words_of(text))


def changed_since(translation: Translation, text: Text | Content) -> list[str]:
    """The fields whose words are others now; all that say something where none were kept."""
    now, then = words_of(text), translation.original
    return [name for name in TRANSLATED_FIELDS if now[name].split() != then.get(name, "").split()]


def in_language[C: Content](text: C, translation: Translation) -> C:
    """The text with the words that were translated: for reading, never to be saved."""
    shown = copy.copy(text)
    for name, words in own_words_of(translation).items():
        if words:
            setattr(shown, name, words)
    return shown


def language_blockers(revision: Revision) -> list[str | Promise]:
    """What stands against handing in a text with its second language version."""
    translation = translation_of(revision)
    is_same = translation is not None and translation.language == revision.language
    return [SAME_LANGUAGE] if is_same else []


def name_of(language: str) -> str:
    """ "Svenska": in the language itself, as who reads it looks for it."""
    name: str = get_language_info(language)["name_local"]
    return name[:1].upper() + name[1:]


@dataclass(frozen=True)
class Languages:
    """The two languages of a text, for pages that tell of them."""

    language: str
    second: str = ""
    is_older: bool = False

    @classmethod
    def of(cls, revision: Revision | None, text: Text | Content) -> Self:
        language = text.language if isinstance(text, Content) else text["language"]
        translation = translation_of(revision)
        if translation is None:
            return cls(language)
        return cls(language, translation.language, is_older(translation, text))

    @property
    def name(self) -> str:
        return name_of(self.language)

    @property
    def are_same(self) -> bool:
        return self.second == self.language

    @property
    def spoken(self) -> str:
        """In the language of the page, for sentences."""
        return str(get_language_info(self.language)["name_translated"])

    @property
    def second_name(self) -> str:
        return name_of(self.second) if self.second else ""
