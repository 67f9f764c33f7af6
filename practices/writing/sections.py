"""The sections of the form, and what each still needs: the marks and the list beside the text."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from practices.rules import Gap
from practices.writing.manuscript import Manuscript
from practices.writing.versions import Conflict, slots

SECTIONS: tuple[tuple[str, str | Promise, tuple[str, ...]], ...] = (
    (
        "s1",
        gettext_lazy("Title and place"),
        (
            *("title", "summary", "is_stub", "organisation", "theme", "theme_id", "place"),
            *("level", "countries", "nuts_codes", "starts", "ends", "is_ongoing", "period_text"),
        ),
    ),
    ("s2", gettext_lazy("Problem and how it works"), ("problem", "how_it_works")),
    ("s3", gettext_lazy("Stakeholders"), ("stakeholders",)),
    (
        "s4",
        gettext_lazy("Evidence of success"),
        ("statements", "evidence", "has_no_evidence_yet"),
    ),
    ("s5", gettext_lazy("Resources"), ("resources",)),
    ("s6", gettext_lazy("Challenges"), ("challenges",)),
    ("s7", gettext_lazy("Potential"), ("potential",)),
    ("s8", gettext_lazy("Requirements"), ("requirements",)),
    (
        "s9",
        gettext_lazy("Tags and sources"),
        (
            *("kind", "instrument", "maturity", "tag_names", "industry_codes", "sources"),
            *("language", "further_information", "caveats"),
        ),
    ),
    ("documents", gettext_lazy("Documents and pictures"), ()),
)
ALWAYS_FILLED = {"language", "title"}


@dataclass(frozen=True)
class Section:
    """One line of the contents. `state` is ok, todo, conf or empty; `words` say it."""

    id: str
    label: str | Promise
    state: str
    words: str


def sections_of(
    text: Manuscript, gaps: Iterable[Gap], conflicts: Iterable[Conflict] = ()
) -> list[Section]:
    """The contents with their marks; what nobody asks for and is empty has none."""
    open_fields = {gap.field.partition("-")[0] for gap in gaps}
    disputed = {conflict.slot for conflict in conflicts}
    values = slots(text)
    return [
        _section(id_, label, fields, open_fields, disputed, values)
        for id_, label, fields in SECTIONS
    ]


@dataclass(frozen=True)
class Check:
    """One line of “Before it goes out”; an open one leads to its field."""

    words: str | Promise
    anchor: str = ""
    is_done: bool = False


def checks_of(
    gaps: Iterable[tuple[str, str | Promise]],
    problems: Iterable[tuple[str, str | Promise]],
    disputed: Iterable[tuple[str, str | Promise]],
) -> list[Check]:
    """What is done and what is open; the three kinds are pairs of anchor and sentence."""
    missing = [Check(sentence, anchor) for anchor, sentence in gaps]
    known = {each.anchor for each in missing}
    wrong = [Check(sentence, anchor) for anchor, sentence in problems if anchor not in known]
    both = [Check(_("Two versions of “%s”") % label, anchor) for anchor, label in disputed]
    done = []
    if all("-dated_on" in each.anchor for each in missing):
        done.append(Check(_("All required fields have text"), is_done=True))
    if not wrong:
        done.append(Check(_("No field is over its limit"), is_done=True))
    return [*done, *missing, *wrong, *both]


def _section(
    id_: str,
    label: str | Promise,
    fields: Collection[str],
    open_fields: set[str],
    disputed: set[str],
    values: dict[str, Any],
) -> Section:
    if disputed.intersection(fields):
        return Section(id_, label, "conf", _("two versions"))
    if missing := len(open_fields.intersection(fields)):
        words = _("something is missing") if missing == 1 else _("some things are missing")
        return Section(id_, label, "todo", words)
    filled = any(values.get(field) for field in fields if field not in ALWAYS_FILLED)
    return Section(id_, label, "ok" if filled else "", _("complete") if filled else "")
