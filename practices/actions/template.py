"""A practice as the beginning of another one (P22)."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from django.utils.translation import gettext as _

from core.audit import action, record
from core.links import absolute
from practices.actions.draft import create_draft
from practices.models import Revision
from practices.refusals import NotAsThingsAre, Vanished, refuse
from practices.rules import TAKEN_DOWN
from practices.writing.manuscript import FIELDS, Manuscript
from regions.models import Partner
from regions.reader import Reader

# What is true of one place only: where, by whom, since when, and with which success.
OF_THE_PLACE: Final = (
    *("organisation", "place", "countries", "nuts_codes", "period_text", "is_ongoing"),
    *("starts_on", "starts_precision", "ends_on", "ends_precision"),
    *("evidence", "has_no_evidence_yet", "maturity", "caveats"),
)
LONGEST_TITLE: Final = 150  # of the source's line, which holds 200 characters


@action
def use_as_template(*, source: Revision, partner: Partner, by: Reader) -> Revision:
    """Begin a practice of the partner with the text of a revision that the person may read.

    Of another partner's text everything is left out that is true of their place only.
    """
    readable = Revision.objects.visible_to(by).with_practice().with_parts()
    found: Revision | None = readable.filter(pk=source.pk).first()
    if found is None:
        raise Vanished
    refuse(NotAsThingsAre, [TAKEN_DOWN] if found.practice.taken_down_at else [])
    text = _adapted(Manuscript.of(found), is_own=found.practice.partner_id == partner.pk)
    sources = [*text["sources"], _source_line(found)]
    text = replace(text, content={**text.content, "sources": sources})
    draft = create_draft(partner=partner, manuscript=text, by=by)
    changes = {"revision": draft.pk, "source": found.practice_id, "source_revision": found.pk}
    record(by=by, verb="practice.adapted", obj=draft.practice, changes=changes)
    return draft


def _adapted(text: Manuscript, *, is_own: bool) -> Manuscript:
    content: Mapping[str, Any] = {**text.content, "is_classified_by_us": False}
    if is_own:
        return replace(text, content=content)
    left_out = {name: FIELDS[name].get_default() for name in OF_THE_PLACE}
    return replace(text, content={**content, **left_out}, statements=())


def _source_line(revision: Revision) -> dict[str, str]:
    """Where the words come from; a practice that was never public has no lasting address."""
    practice = revision.practice
    is_public = practice.published_revision_id is not None
    return {
        "label": _("Adapted from “%(title)s”") % {"title": revision.title[:LONGEST_TITLE]},
        "url": absolute(practice.get_absolute_url()) if is_public else "",
    }
