"""What a text needs before it goes out."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from practices.rules.reasons import Reasons

if TYPE_CHECKING:
    from practices.writing.manuscript import Manuscript


@dataclass(frozen=True)
class Gap:
    """Something that is missing, and the field of the form where it belongs."""

    field: str
    sentence: str | Promise


NO_TITLE = gettext_lazy("Give the practice a title.")
NO_SUMMARY = gettext_lazy("Write the summary: one sentence under the title.")
NO_DESCRIPTION = gettext_lazy("Say which problem it addresses or how it works.")
NO_EVIDENCE = gettext_lazy(
    "Give evidence of success, tick “None yet”, or say under “What is not certain” why it is not "
    "known."
)
NO_THEME = gettext_lazy("Choose a theme, or say under “What is not certain” why none fits.")
NO_ORGANISATION = gettext_lazy(
    "Name the main institution, or say under “What is not certain” why it is not known."
)
NO_PLACE = gettext_lazy(
    "Give a place or a country, or say under “What is not certain” why it is not known."
)
STUB_WITH_TEXT = gettext_lazy(
    "It has a description now. Untick “Description not yet collected”, or clear the text."
)
BOTH_ANSWERS = gettext_lazy("There is evidence of success. Untick “None yet”, or clear it.")


def completeness_gaps(text: "Manuscript") -> list[Gap]:
    """What the good-practice form asks for and the text does not say yet.

    A stub is known by its title alone: the rest is waived, and it must not have a description.
    Theme, institution, place and evidence may stay empty where the text says why.
    """
    if text["is_stub"]:
        gaps = [Gap("title", NO_TITLE)] if not text["title"] else []
        return gaps + ([Gap("is_stub", STUB_WITH_TEXT)] if has_description(text) else [])
    checks: list[tuple[bool, str, str | Promise]] = [
        (not text["title"], "title", NO_TITLE),
        (not text["summary"], "summary", NO_SUMMARY),
        (not (text["organisation"] or text["caveats"]), "organisation", NO_ORGANISATION),
        (not (text["theme_id"] or text["caveats"]), "theme", NO_THEME),
        (not (is_placed(text) or text["caveats"]), "place", NO_PLACE),
        (not has_description(text), "how_it_works", NO_DESCRIPTION),
        (not (answers_for_evidence(text) or text["caveats"]), "evidence", NO_EVIDENCE),
        (has_evidence(text) and text["has_no_evidence_yet"], "has_no_evidence_yet", BOTH_ANSWERS),
    ]
    gaps = [Gap(field, sentence) for is_open, field, sentence in checks if is_open]
    return gaps + undated_statements(text)


def has_description(text: "Manuscript") -> bool:
    return bool(text["problem"] or text["how_it_works"])


def is_placed(text: "Manuscript") -> bool:
    return bool(text["place"] or text["countries"])


def has_evidence(text: "Manuscript") -> bool:
    return bool(text["evidence"] or text.statements)


def answers_for_evidence(text: "Manuscript") -> bool:
    """“None yet” is an answer, too."""
    return has_evidence(text) or bool(text["has_no_evidence_yet"])


def undated_statements(text: "Manuscript") -> list[Gap]:
    """Evidence of success is dated; a year is enough."""
    return [
        Gap(
            f"statements-{number - 1}-dated_on",
            _("Statement %(number)s has no date. A year is enough.") % {"number": number},
        )
        for number, statement in enumerate(text.statements, start=1)
        if statement.dated_on is None
    ]


def completeness_blockers(text: "Manuscript") -> Reasons:
    """The same as sentences alone."""
    return [gap.sentence for gap in completeness_gaps(text)]
