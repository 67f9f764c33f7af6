"""The steps of day one, and what each leaves in the draft."""

from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

type Draft = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Step:
    """One page of the wizard; `key` is its address and its place in the draft."""

    key: str
    title: str | Promise


STEPS: Final = (
    Step("name", _("Name and funding")),
    Step("partners", _("Partners")),
    Step("start", _("Start and periods")),
    Step("themes", _("Themes")),
    Step("people", _("Coordinator and leads")),
    Step("open", _("Check and open")),
)
KEYS: Final = tuple(step.key for step in STEPS)


@dataclass(frozen=True)
class Mark:
    """A step as the list on the left shows it."""

    number: int
    step: Step
    is_past: bool
    is_current: bool
    summary: str


def marks(draft: Draft, current: str) -> list[Mark]:
    """All steps with what was entered so far."""
    return [
        Mark(
            number=number,
            step=step,
            is_past=step.key in draft,
            is_current=step.key == current,
            summary=summary(draft, step.key),
        )
        for number, step in enumerate(STEPS, 1)
    ]


def next_step(draft: Draft) -> str:
    """The first step that is not done yet; the last one when all are."""
    return next((key for key in KEYS[:-1] if key not in draft), KEYS[-1])


def after(key: str) -> str:
    return KEYS[min(KEYS.index(key) + 1, len(KEYS) - 1)]


def before(key: str) -> str:
    return KEYS[max(KEYS.index(key) - 1, 0)]


def summary(draft: Draft, key: str) -> str:
    """What a finished step holds, in a few words."""
    held = draft.get(key)
    if not held:
        return ""
    if key == "name":
        return ", ".join(part for part in (held["name"], held["programme"]) if part)
    if key == "start":
        return ngettext("%(n)d period", "%(n)d periods", held["periods"]) % {"n": held["periods"]}
    if key == "partners":
        n = len(held["rows"])
        return ngettext("%(n)d partner", "%(n)d partners", n) % {"n": n}
    if key == "themes":
        n = len(held["themes"])
        return ngettext("%(n)d theme", "%(n)d themes", n) % {"n": n}
    n = sum(1 for email in held["leads"].values() if email) + 1
    return ngettext("%(n)d invitation", "%(n)d invitations", n) % {"n": n}
