"""The words behind codes: what a cell says, and what a person may write into it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Self, cast

from django.db.models import TextChoices
from django.utils.translation import get_language_info, override

from practices.forms.fields import TagsField
from practices.forms.text import PracticeForm, language_choices
from practices.models import Instrument, Kind, Maturity, PlaceLevel, RequirementKind, Tag, Theme
from practices.sheets.cells import folded
from practices.writing.spelling import fold
from regions.countries import COUNTRIES
from regions.models import Industry
from regions.reader import Reader

CHOICES: Mapping[str, type[TextChoices]] = {
    "level": PlaceLevel,
    "kind": Kind,
    "instrument": Instrument,
    "maturity": Maturity,
    "requirement": RequirementKind,
}


class KnownTags(TagsField):
    """As the form takes tags; what they are called now was looked up for the whole file."""

    def __init__(self, names: Mapping[str, str]) -> None:
        longest = cast(TagsField, PracticeForm.base_fields["tags"]).max_length
        super().__init__(required=False, max_length=longest)
        self.names = names

    def _names_for(self, words: Collection[str]) -> dict[str, str]:
        return {key: self.names[key] for key in map(fold, words) if key in self.names}


class Words:
    """The values of one column: each with its word, and found by word or code."""

    def __init__(self, pairs: Mapping[str, str], also: Mapping[str, str] | None = None) -> None:
        self.words = dict(pairs)
        self._found = {folded(name): value for name, value in (also or {}).items()}
        self._found |= {folded(value): value for value in pairs}
        self._found |= {folded(word): value for value, word in pairs.items()}

    def word(self, value: str) -> str:
        """What stands in the cell; a code whose word is gone stands for itself."""
        return self.words.get(value, value)

    def value(self, text: str) -> str | None:
        return self._found.get(folded(text))

    def nearest(self, text: str) -> str:
        """The word that was meant, perhaps; else nothing."""
        known = {folded(word): word for word in self.words.values()}
        near = get_close_matches(folded(text), known, n=1, cutoff=0.75)
        return known[near[0]] if near else ""


@dataclass(frozen=True)
class Names:
    """All lists that an instance offers: a few queries. English, so that files travel."""

    themes: Words
    industries: Words
    countries: Words
    languages: Words
    choices: Mapping[str, Words]
    tags: KnownTags

    @classmethod
    def for_reader(cls, reader: Reader, tags: Collection[str] = ()) -> Self:
        """`tags` are those that will be read, in any spelling."""
        called = Tag.objects.names_for(tags, reader) if tags else {}
        themes = list(Theme.objects.visible_to(reader))
        with override("en"):
            return cls(
                themes=Words(
                    {str(each.pk): each.name for each in themes},
                    {each.code: str(each.pk) for each in themes},
                ),
                industries=Words(
                    {each.code: each.name for each in Industry.objects.order_by("name")}
                ),
                countries=Words({code: str(name) for code, name in COUNTRIES.items()}),
                languages=_languages(),
                choices={
                    name: Words({value: str(label) for value, label in kind.choices})
                    for name, kind in CHOICES.items()
                },
                tags=KnownTags(called),
            )


def _languages() -> Words:
    known = language_choices()
    also = {get_language_info(code)["name"]: code for code, _local in known}
    return Words(dict(known), also)
