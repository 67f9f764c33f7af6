"""The eight kinds of the context profile in one form, and two texts where two people wrote."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.forms import BoundField
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock
from core.forms import PlainForm
from regions.context.levels import EXAMPLES, HAS
from regions.context.profile import Profile, Said, print_of
from regions.models import ContextItem, RequirementKind

THEIRS: Final = "theirs"
YOURS: Final = "yours"
LONGEST: Final = ContextItem._meta.get_field("text").max_length

type Lines = dict[str, Said | None]


@dataclass(frozen=True)
class Conflict:
    """What both wrote about one kind, as sentences."""

    theirs: str
    yours: str


@dataclass(frozen=True)
class Row:
    """The fields of one kind."""

    kind: RequirementKind
    has: BoundField
    text: BoundField
    as_of: BoundField
    conflict: Conflict | None


class ContextForm(PlainForm, forms.Form):
    """Per kind a level with its words, a sentence and a day; saved together."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, conflicts: Mapping[str, Conflict] | None = None, **kwargs: Any
    ) -> None:
        self.conflicts = conflicts or {}
        super().__init__(*args, **kwargs)

    @property
    def rows(self) -> Iterator[Row]:
        for kind in RequirementKind:
            has, text, as_of = (self[name] for name in names_of(kind))
            yield Row(kind, has, text, as_of, self.conflicts.get(kind.value))

    def clean(self) -> dict[str, Any]:
        """A level needs its sentence; without a level there is nothing to say."""
        cleaned = super().clean() or {}
        for kind in RequirementKind:
            has, text, as_of = names_of(kind)
            if self.takes_theirs(kind):
                continue
            if cleaned.get(has) and not cleaned.get(text) and text not in self.errors:
                self.add_error(text, _("Say in a sentence what there is: %s.") % kind.label)
            if cleaned.get(text) and not cleaned.get(has) and has not in self.errors:
                self.add_error(has, _("Choose a level: %s.") % kind.label)
            if cleaned.get(as_of) and cleaned[as_of] > clock.today():
                self.add_error(as_of, _("Choose a day that is not in the future: %s.") % kind.label)
        return cleaned

    def takes_theirs(self, kind: str) -> bool:
        """Whether this person leaves what somebody else saved meanwhile."""
        return self.data.get(f"pick-{kind}") == THEIRS

    @property
    def lines(self) -> Lines:
        """What is to be written; kinds of which the other text was chosen stay as they are."""
        return {
            kind.value: said_of(self.cleaned_data, kind)
            for kind in RequirementKind
            if not self.takes_theirs(kind)
        }

    @property
    def prints(self) -> dict[str, str]:
        """What this person had before them, per kind."""
        words = (each.partition("=") for each in self.cleaned_data["seen"].split())
        return {kind: print_ for kind, _sign, print_ in words}


def _fields() -> Iterator[tuple[str, forms.Field]]:
    for kind in RequirementKind:
        has, text, as_of = names_of(kind)
        levels = [(str(n), f"{n} · {words}") for n, words in enumerate(HAS[kind])]
        yield (
            has,
            forms.ChoiceField(
                label=gettext_lazy("Level"),
                choices=[("", gettext_lazy("Not known yet")), *levels],
                required=False,
                widget=forms.RadioSelect,
            ),
        )
        yield (
            text,
            forms.CharField(
                label=gettext_lazy("In a sentence"),
                max_length=LONGEST,
                required=False,
                help_text=format_lazy(
                    gettext_lazy("For example: {example}"), example=EXAMPLES[kind]
                ),
            ),
        )
        yield as_of, forms.DateField(label=gettext_lazy("As of"), required=False)


def names_of(kind: str) -> tuple[str, str, str]:
    return f"{kind}-has", f"{kind}-text", f"{kind}-as_of"


ContextForm.base_fields.update(_fields())  # eight times the same three


def said_of(cleaned: Mapping[str, Any], kind: str) -> Said | None:
    """Without a day it is said today."""
    has, text, as_of = (cleaned.get(name) for name in names_of(kind))
    return Said(int(has), text or "", as_of or clock.today()) if has else None


def start_of(profile: Profile) -> dict[str, Any]:
    """What the form begins with."""
    start: dict[str, Any] = {"seen": " ".join(f"{k}={m}" for k, m in profile.prints.items())}
    for line in profile.lines:
        values = (
            (str(line.item.has), line.item.text, line.item.as_of) if line.item else ("", "", "")
        )
        start |= dict(zip(names_of(line.kind), values, strict=True))
    return start


def both(form: ContextForm, theirs: Profile) -> ContextForm:
    """A form that holds both: theirs where only they wrote, yours where you did.

    Where both wrote different things, both stand there and one is chosen.
    """
    data, conflicts = start_of(theirs), {}
    for kind, yours in form.lines.items():
        stored = theirs.items.get(kind)
        saved = Said.of(stored) if stored else None
        if print_of(yours) in {form.prints.get(kind), print_of(saved)}:
            continue
        data |= {name: form.data.get(name, "") for name in names_of(kind)}
        if print_of(saved) != form.prints.get(kind):
            conflicts[kind] = Conflict(_words(saved), _words(yours))
    return ContextForm(data, conflicts=conflicts)


def _words(said: Said | None) -> str:
    return said.words if said else _("Not known yet")
