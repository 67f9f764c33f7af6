"""The desk, the page where an open text is read before it goes out, and what happens there."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import clock
from core.errors import Refusal
from core.idempotency import once
from practices.actions import approve, delete_draft, send_back, submit, withdraw
from practices.forms import ApproveForm, CommentForm, EntryForm, ReturnForm
from practices.models import Practice, Revision, RevisionState
from practices.reading.acts import Entry
from practices.reading.authors import people_behind, role_of, roles_of
from practices.reading.page import OpenPage
from practices.refusals import NotYours, refuse
from practices.rules import (
    checking_refusals,
    completeness_gaps,
    delete_blockers,
    deleting_refusals,
    needs_reason,
    text_refusals,
)
from practices.talking.discussion import Asked, Talk
from practices.views.differences import since_public, since_return
from practices.writing.manuscript import Manuscript
from regions.http import HttpRequest
from regions.reader import Reader


@dataclass(frozen=True)
class DeskRow:
    """An open text, and who wrote it last by role."""

    revision: Revision
    written_by: str | Promise
    entry: Entry | None  # of what was entered for a partner

    @property
    def practice(self) -> Practice:
        return self.revision.practice

    @property
    def is_submitted(self) -> bool:
        return self.revision.state == RevisionState.SUBMITTED

    @property
    def waits_for_coordinator(self) -> bool:
        return self.is_submitted and not self.revision.waits_for_partner

    def is_entered_by(self, reader: Reader) -> bool:
        """For others: their answer is still to come."""
        is_own = self.practice.partner_id in reader.partner_ids
        return reader.is_coordinator and self.revision.waits_for_partner and not is_own


@require_safe
def practice_desk(request: HttpRequest) -> HttpResponse:
    """What is being written by the own partners, and what waits to be checked."""
    reader = request.reader
    texts = list(Revision.objects.visible_to(reader).for_desk())
    roles = roles_of(people_behind(texts), reader)
    now = clock.now()
    rows = [
        DeskRow(each, role_of(each.edited_by_id, roles), Entry.of(each, reader, now))
        for each in texts
    ]
    reads_all = reader.is_coordinator or reader.is_steering
    context = {
        "own": [each for each in rows if each.practice.partner_id in reader.partner_ids],
        "waiting": [each for each in rows if each.waits_for_coordinator] if reads_all else [],
        "entered": [each for each in rows if each.is_entered_by(reader)],
        "drafts_of_others": Revision.objects.drafts_counted_for(reader),
    }
    return render(request, "practices/desk.html", context)


@require_safe
def practice_review(request: HttpRequest, slug: str) -> HttpResponse:
    """The open text as it would be read, with its state beside it."""
    return review_page(request, open_text(request, slug))


@require_POST
def practice_submit(request: HttpRequest, slug: str) -> HttpResponse:
    """Hand the draft to the coordinator as it was read."""
    revision = open_text(request, slug)
    seen = request.POST.get("seen", "")
    submitted = once(request, lambda: submit(revision=revision, seen=seen, by=request.reader))
    messages.success(request, said_of(submitted))
    return redirect("practice_review", revision.practice.slug)


@require_POST
def practice_withdraw(request: HttpRequest, slug: str) -> HttpResponse:
    """Take the submitted text back."""
    revision = open_text(request, slug)
    once(request, lambda: withdraw(revision=revision, by=request.reader))
    messages.success(request, _("Withdrawn. It is a draft again, and you can change it."))
    return redirect("practice_edit", revision.practice.slug)


@require_POST
def practice_return(request: HttpRequest, slug: str) -> HttpResponse:
    """Send the submitted text back with remarks."""
    revision = open_text(request, slug)
    refuse(NotYours, checking_refusals(request.reader))
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return review_page(request, revision, return_form=form, status=400)
    remarks = form.cleaned_data["remarks"]
    try:
        once(request, lambda: send_back(revision=revision, remarks=remarks, by=request.reader))
    except Refusal as refusal:
        return review_page(request, revision, return_form=form, refusal=refusal)
    messages.success(request, _("Sent back. The authors get your remarks by mail."))
    return redirect("practice_desk")


@require_POST
def practice_approve(request: HttpRequest, slug: str) -> HttpResponse:
    """Publish the submitted text."""
    revision = open_text(request, slug)
    refuse(NotYours, checking_refusals(request.reader))
    form = ApproveForm(request.POST)
    if not form.is_valid():
        return review_page(request, revision, approve_form=form, status=400)
    reason, seen = form.cleaned_data["reason"], request.POST.get("seen", "")
    try:
        practice = once(
            request,
            lambda: approve(revision=revision, reason=reason, seen=seen, by=request.reader),
        )
    except Refusal as refusal:
        return review_page(request, revision, approve_form=form, refusal=refusal)
    messages.success(
        request, _("Published. Everybody can read it now, and the authors get a mail.")
    )
    return redirect(practice)


@require_http_methods(["GET", "POST"])
def practice_delete(request: HttpRequest, slug: str) -> HttpResponse:
    """Delete a draft that was never submitted, after asking."""
    revision = open_text(request, slug)
    if deleting_refusals(request.reader, revision):
        raise Http404
    blockers = delete_blockers(revision)
    if request.method == "POST":
        once(request, lambda: delete_draft(revision=revision, by=request.reader))
        messages.success(request, _("The draft is deleted."))
        return redirect("practice_desk")
    context = {"revision": revision, "practice": revision.practice, "blockers": blockers}
    return render(request, "practices/delete.html", context)


def said_of(revision: Revision) -> str:
    """What happens next with a text that was handed in."""
    if not revision.waits_for_partner:
        return _("Submitted. The coordinator gets a mail and reads it.")
    asked = _("Asked. The people of %(partner)s get a mail with a link.")
    return asked % {"partner": revision.practice.partner.short}


def open_text(request: HttpRequest, slug: str) -> Revision:
    """The open text that this person may read, else 404."""
    texts = Revision.objects.visible_to(request.reader).open().with_practice().with_translation()
    return get_object_or_404(texts, practice__slug=slug)


def review_page(
    request: HttpRequest,
    revision: Revision,
    *,
    status: int = 200,
    refusal: Refusal | None = None,
    return_form: ReturnForm | None = None,
    approve_form: ApproveForm | None = None,
    entry_form: EntryForm | None = None,
    comment_form: CommentForm | None = None,
) -> HttpResponse:
    """The open text with its state, the forms of the coordinator, and what is said about it."""
    reader = request.reader
    changes = since_public(revision, reader)
    roles = roles_of(people_behind([revision]), reader)
    is_submitted = revision.state == RevisionState.SUBMITTED
    is_own = not text_refusals(reader, revision)
    reads_remarks = is_own or reader.is_coordinator
    page = OpenPage(revision.practice, revision, (), reader, request.GET.get("lang", ""))
    context = {
        "revision": revision,
        "practice": revision.practice,
        "page": page,
        "text": page.text,
        "changes": changes,
        "since_return": since_return(revision, reader) if is_submitted and reads_remarks else None,
        "gaps": completeness_gaps(Manuscript.of(revision)),
        "written_by": role_of(revision.edited_by_id, roles),
        "is_own": is_own,
        "is_submitted": is_submitted,
        "reads_remarks": reads_remarks,
        "can_check": is_submitted and not checking_refusals(reader),
        "can_delete": not (deleting_refusals(reader, revision) or delete_blockers(revision)),
        "needs_reason": needs_reason(revision, reader),
        "refusal": refusal,
        "return_form": return_form or ReturnForm(),
        "approve_form": approve_form or ApproveForm(),
        "entry_form": entry_form or EntryForm(),
        "entry": Entry.of(revision, reader, clock.now()),
        "talk": Talk.of(
            revision.practice,
            reader,
            revision=revision,
            asked=Asked.of(request.GET),
            form=comment_form,
        ),
    }
    status = refusal.status if refusal else status
    return render(request, "practices/review.html", context, status=status)
