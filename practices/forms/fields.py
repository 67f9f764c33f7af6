"""Fields of the good-practice form that Django does not have."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.ui.numbers import number
from practices.models import Tag
from practices.partial_dates import NotADateError, PartialDate, parse
from practices.writing.spelling import fold, has_letters, tidy
from regions.models import nuts_code
from regions.reader import Reader

MOST_CODES = 20
MOST_TAGS = 12
LONGEST_TAG = 50


class LimitedText(forms.CharField):
    """A text with a limit that the page counts and the server checks.

    The browser does not stop at the limit: what was pasted is kept, and shown as too long.
    `counts=False` leaves the counter out where nobody comes near the limit.
    """

    def __init__(self, *, limit: int, rows: int = 0, counts: bool = True, **kwargs: Any) -> None:
        self.limit = limit
        if rows:
            kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(**kwargs)
        if counts:
            self.widget.attrs["data-limit"] = str(limit)

    def to_python(self, value: Any) -> Any:
        """A line break counts as one character, as people count it."""
        text = super().to_python(value)
        return text.replace("\r\n", "\n").replace("\r", "\n") if text else text

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and len(value) > self.limit:
            raise ValidationError(
                _("Shorten this text: it has %(used)s characters, the limit is %(limit)s."),
                params={"used": number(len(value)), "limit": number(self.limit)},
            )


def column_limit(model: type[models.Model], column: str) -> int:
    """How many characters the column holds, where the settings set no limit."""
    return int(getattr(model._meta.get_field(column), "max_length", None) or 0)


def limited(name: str, *, rows: int = 0, **kwargs: Any) -> LimitedText:
    """The text of that name with its limit from the settings."""
    kwargs.setdefault("required", False)
    return LimitedText(limit=settings.PRACTICE_LIMITS[name], rows=rows, **kwargs)


def marked_up(name: str, **kwargs: Any) -> LimitedText:
    """A long text that is shown as Markdown: the page can preview it."""
    made = limited(name, **kwargs)
    made.widget.attrs["data-preview"] = name
    return made


def short(model: type[models.Model], column: str, **kwargs: Any) -> LimitedText:
    """A text of one line as long as its column; too long is said, not cut off."""
    limit = column_limit(model, column)
    return LimitedText(limit=limit, counts=False, required=False, **kwargs)


class PartialDateField(forms.CharField):
    """2011, 2011-04, 2011-04-05 or April 2011; cleans to a `PartialDate` or None."""

    sentence: str | Promise = _("Write a year, a month or a day: 2011, April 2011 or 2011-04-05.")

    def to_python(self, value: Any) -> Any:
        if isinstance(value, PartialDate):
            return value
        text = super().to_python(value)
        if not text:
            return None
        try:
            return parse(text)
        except NotADateError:
            raise ValidationError(str(self.sentence)) from None

    def prepare_value(self, value: Any) -> Any:
        return str(value) if isinstance(value, PartialDate) else value


class WordsField(forms.CharField):
    """Several short values in one line; cleans to a tuple without repetitions."""

    separators = ","

    def to_python(self, value: Any) -> Any:
        if isinstance(value, list | tuple):
            return tuple(value)
        text = super().to_python(value) or ""
        for separator in self.separators:
            text = text.replace(separator, "\n")
        words = (" ".join(each.split()) for each in text.split("\n"))
        return tuple(dict.fromkeys(self.fold(word) for word in words if word))

    def fold(self, word: str) -> str:
        return word

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list | tuple) else value


class TagsField(WordsField):
    """Tags in one spelling: that of the catalogue where it has the word, else small letters."""

    separators = ",;"
    reader = Reader.visitor()  # the form says for whom

    def fold(self, word: str) -> str:
        return tidy(word).lower()

    def to_python(self, value: Any) -> Any:
        words = super().to_python(value)
        names = self._names_for(words)
        self.removed = [word for word in words if names.get(fold(word)) == ""]
        called = (names.get(fold(word)) or word for word in words)
        return tuple({fold(name): name for name in called}.values())

    def prepare_value(self, value: Any) -> Any:
        """Of a stored text: as the tags are called now, without those that were removed."""
        if isinstance(value, list | tuple):
            names = self._names_for(value)
            value = [name for word in value if (name := names.get(fold(word), word))]
        return super().prepare_value(value)

    def _names_for(self, words: Collection[str]) -> dict[str, str]:
        return Tag.objects.names_for(words, self.reader) if words else {}

    def validate(self, value: Any) -> None:
        super().validate(value)
        for word in self.removed:
            raise ValidationError(
                _("The coordinator took the tag “%(word)s” out. Choose another one."),
                params={"word": word},
            )
        if len(value) > MOST_TAGS:
            raise ValidationError(
                _("Keep the %(most)s most useful tags."), params={"most": MOST_TAGS}
            )
        for word in value:
            if not has_letters(word):
                raise ValidationError(
                    _("“%(word)s” is no tag: it needs a letter or a digit."),
                    params={"word": word},
                )
            if max(len(word), len(fold(word))) > LONGEST_TAG:
                raise ValidationError(
                    _("“%(word)s…” is too long for a tag. Use at most %(limit)s characters."),
                    params={"word": word[:20], "limit": LONGEST_TAG},
                )


class NutsCodesField(WordsField):
    """NUTS codes, separated by commas or spaces."""

    separators = ",; \t"

    def fold(self, word: str) -> str:
        return word.upper()

    def validate(self, value: Any) -> None:
        super().validate(value)
        if len(value) > MOST_CODES:
            raise ValidationError(
                _("Give at most %(most)s NUTS codes."), params={"most": MOST_CODES}
            )
        for code in value:
            nuts_code(code)
