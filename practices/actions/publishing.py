"""From the desk to the public: submit, withdraw, send back, approve."""

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core import clock
from core.audit import action, record
from core.errors import BadInput
from practices import search, words
from practices.actions.entry import ask_partner_to_confirm
from practices.actions.locking import lock_revision, refuse_unseen
from practices.actions.still_true import forget_answer
from practices.actions.tagging import keep_tags
from practices.models import CONTENT_FIELDS, Practice, Revision, RevisionState
from practices.refusals import NotAsThingsAre, NotYours, refuse
from practices.rules import (
    approve_blockers,
    check_blockers,
    checking_refusals,
    needs_reason,
    submit_blockers,
    text_refusals,
)
from practices.slugs import slug_for
from practices.talking import letters, news
from practices.writing.manuscript import Manuscript
from practices.writing.translations import language_blockers
from practices.writing.versions import kept_of
from regions.models import Industry, Region
from regions.names import sort_key
from regions.reader import Reader


class NoRemarks(BadInput):
    sentence = _("Write what has to change, so that the author knows what to do.")


class OwnWords(BadInput):
    """P11: publishing what one wrote last oneself needs a recorded reason."""

    sentence = _("You edited this text last. Say why you publish it yourself.")


@action
def submit(*, revision: Revision, by: Reader, seen: str = "") -> Revision:
    """Hand a complete draft to the coordinator; what they entered themselves goes to its partner.

    Who submits for the partner confirms with it that the text is theirs. `seen` as in `approve`.
    """
    revision = lock_revision(revision)
    refuse(NotYours, text_refusals(by, revision))
    refuse_unseen(revision, seen)
    text = Manuscript.of(revision)
    refuse(NotAsThingsAre, submit_blockers(revision, text) or language_blockers(revision))
    if revision.is_entered_for_partner:
        if revision.practice.partner_id not in by.partner_ids:
            return ask_partner_to_confirm(revision=revision, by=by)
        revision.partner_confirmed_at = clock.now()  # by handing it in themselves
    revision.submitted_at = clock.now()
    changed = ("submitted_at", "partner_confirmed_at")
    _move(revision, RevisionState.SUBMITTED, "practice.submitted", by, *changed)
    letters.tell_submitted(revision, by, reverse("practice_review", args=[revision.practice.slug]))
    return revision


@action
def withdraw(*, revision: Revision, by: Reader) -> Revision:
    """Take a submitted text back, to change it."""
    revision = lock_revision(revision)
    refuse(NotYours, text_refusals(by, revision))
    refuse(NotAsThingsAre, check_blockers(revision))
    _move(revision, RevisionState.DRAFT, "practice.withdrawn", by)
    return revision


@action
def send_back(*, revision: Revision, remarks: str, by: Reader) -> Revision:
    """Return a submitted text to its authors, with remarks."""
    revision = lock_revision(revision)
    refuse(NotYours, checking_refusals(by))
    refuse(NotAsThingsAre, check_blockers(revision))
    if not remarks.strip():
        raise NoRemarks
    revision.remarks = remarks.strip()
    revision.returned = kept_of(Manuscript.of(revision))
    _move(revision, RevisionState.DRAFT, "practice.returned", by, "remarks", "returned")
    path = reverse("practice_edit", args=[revision.practice.slug])
    letters.tell_returned(revision, by, path)
    news.tell_returned(revision, by, path)
    return revision


@action
def approve(
    *, revision: Revision, by: Reader, reason: str = "", slug: str = "", seen: str = ""
) -> Practice:
    """Publish a submitted text: the practice says from now on what this revision says.

    `reason` is needed when the same person edited it last. `slug` is the address wanted for a
    practice published for the first time (an import brings one); else the title makes it. `seen`
    is the `mark` of what was read; raises `ChangedSince` (412) where that is another text.
    """
    revision = lock_revision(revision)
    practice = revision.practice
    refuse(NotYours, checking_refusals(by))
    refuse_unseen(revision, seen)
    refuse(NotAsThingsAre, approve_blockers(revision, Manuscript.of(revision)))
    if needs_reason(revision, by) and not reason.strip():
        raise OwnWords
    _supersede(practice)
    revision.approved_by_id = by.user_id
    revision.approved_at = clock.now()
    revision.own_approval_reason = reason.strip() or _reason_of_entry(revision, by)
    revision.returned = {}
    changed = ("approved_by", "approved_at", "own_approval_reason", "returned")
    _move(revision, RevisionState.APPROVED, "practice.published", by, *changed)
    _copy_to_practice(revision, slug)
    letters.tell_published(revision, by, practice.get_absolute_url())
    news.tell_published(revision, by)
    return practice


def _move(revision: Revision, to: RevisionState, verb: str, by: Reader, *changed: str) -> None:
    """Change the state with its audit line."""
    changes = {"revision": revision.pk, "from": revision.state, "to": to}
    revision.state = to
    revision.save(update_fields=["state", *changed])
    record(by=by, verb=verb, obj=revision.practice, changes=changes)


def _reason_of_entry(revision: Revision, by: Reader) -> str:
    """P11 for what the coordinator typed for others: those read it."""
    if not revision.is_entered_for_partner or revision.edited_by_id != by.user_id:
        return ""
    partner = revision.practice.partner.short
    return gettext("Entered for %(partner)s, who confirmed it.") % {"partner": partner}


def _supersede(practice: Practice) -> None:
    """The text published so far becomes history."""
    earlier = practice.revisions.filter(state=RevisionState.APPROVED)
    earlier.update(state=RevisionState.SUPERSEDED)


def _copy_to_practice(revision: Revision, slug: str) -> None:
    """Everything that lists, pages and search read of a practice comes from its revision."""
    practice = revision.practice
    for name in CONTENT_FIELDS:
        setattr(practice, name, getattr(revision, name))
    practice.title_sort = sort_key(revision.title)
    practice.origin_region = _origin_of(revision)
    if practice.first_published_at is None:
        practice.slug = slug_for(slug or revision.title)
        practice.first_published_at = revision.approved_at
    practice.published_at = revision.approved_at
    forget_answer(practice)
    practice.published_revision = revision
    practice.save()
    search.hold_index()  # whoever merges tags holds it first, too
    keep_tags(practice)
    practice.industries.set(Industry.objects.filter(code__in=revision.industry_codes))
    search.index(practice)
    words.learn(practice)


def _origin_of(revision: Revision) -> Region | None:
    """The one partner region whose NUTS code the text names; a whole country is no region."""
    regions = list(Region.objects.filter(code__in=revision.nuts_codes))
    return regions[0] if len(regions) == 1 else None
