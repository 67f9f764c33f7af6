"""What members do with comments, and following a practice."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import clock
from core.errors import Refusal
from core.forms import show_refusal
from core.idempotency import once
from practices.actions import (
    add_comment,
    delete_comment,
    edit_comment,
    follow,
    hide_comment,
    report_comment,
    unfollow,
    unhide_comment,
)
from practices.forms import CommentForm, HideForm, ReportForm
from practices.models import Comment, Practice, Revision
from practices.refusals import NotAsThingsAre, NotYours, refuse
from practices.rules import (
    comment_blockers,
    comment_edit_refusals,
    comment_refusals,
    hiding_refusals,
    report_refusals,
)
from practices.talking.chairs import chaired_by
from practices.talking.discussion import partners_to_tell, place_of
from practices.views import publish, read
from regions.http import HttpRequest


@require_POST
def practice_comment(request: HttpRequest, slug: str) -> HttpResponse:
    """Say something about a published practice (C03)."""
    practice = _discussed(request, slug)
    form = CommentForm(request.POST, partners=partners_to_tell(request.reader, None))
    if comment := _write(request, form, practice, None):
        return HttpResponseRedirect(place_of(comment, request.reader))
    return read.practice_page(request, practice, comment_form=form)


@require_POST
def draft_comment(request: HttpRequest, slug: str) -> HttpResponse:
    """Say something about an open text (C02, C03)."""
    revision = publish.open_text(request, slug)
    form = CommentForm(request.POST)
    if comment := _write(request, form, revision.practice, revision):
        return HttpResponseRedirect(place_of(comment, request.reader))
    return publish.review_page(request, revision, comment_form=form, status=form.status)


@require_safe
def comment_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The lasting address of a comment leads to where it stands (C01)."""
    return HttpResponseRedirect(place_of(_comment(request, pk), request.reader))


@require_http_methods(["GET", "POST"])
def comment_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change one's own words, for a quarter of an hour (C04)."""
    comment = _comment(request, pk)
    refuse(NotYours, comment_edit_refusals(request.reader, comment, clock.now()))
    refuse(NotAsThingsAre, comment_blockers(comment))
    partners = partners_to_tell(request.reader, comment.revision)
    form = CommentForm(request.POST or None, initial={"text": comment.text}, partners=partners)
    if request.method == "POST" and form.is_valid():
        entered = {"text": form.cleaned_data["text"], "mentions": form.mentions}
        once(request, lambda: edit_comment(comment=comment, by=request.reader, **entered))
        messages.success(request, _("Your comment is changed."))
        return HttpResponseRedirect(place_of(comment, request.reader))
    return _task(request, "practices/comment_edit.html", comment, form)


@require_http_methods(["GET", "POST"])
def comment_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's own words away, after asking (C04)."""
    comment = _comment(request, pk)
    refuse(NotYours, comment_refusals(request.reader, comment))
    if request.method == "POST":
        once(request, lambda: delete_comment(comment=comment, by=request.reader))
        messages.success(request, _("Your comment is deleted."))
        return HttpResponseRedirect(place_of(comment, request.reader))
    return _task(request, "practices/comment_delete.html", comment, None)


@require_http_methods(["GET", "POST"])
def comment_hide(request: HttpRequest, pk: int) -> HttpResponse:
    """Take somebody's words out of sight, with the reason (C05)."""
    comment = _comment(request, pk)
    refuse(NotYours, hiding_refusals(comment))
    form = HideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        once(request, lambda: hide_comment(comment=comment, reason=reason, by=request.reader))
        messages.success(request, _("Hidden. The author gets your reason."))
        return HttpResponseRedirect(place_of(comment, request.reader))
    return _task(request, "practices/comment_hide.html", comment, form)


@require_POST
def comment_unhide(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the words be read again, or let them stand (C05)."""
    comment = _comment(request, pk)
    once(request, lambda: unhide_comment(comment=comment, by=request.reader))
    messages.success(request, _("Everybody here can read the comment."))
    return HttpResponseRedirect(place_of(comment, request.reader))


@require_http_methods(["GET", "POST"])
def comment_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the coordinator to look at a comment (C03)."""
    comment = _comment(request, pk)
    refuse(NotYours, report_refusals(request.reader, comment))
    refuse(NotAsThingsAre, comment_blockers(comment))
    form = ReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        once(request, lambda: report_comment(comment=comment, reason=reason, by=request.reader))
        messages.success(request, _("Thank you. The coordinator looks at it."))
        return HttpResponseRedirect(place_of(comment, request.reader))
    return _task(request, "practices/comment_report.html", comment, form)


@require_POST
def practice_follow(request: HttpRequest, slug: str) -> HttpResponse:
    """Hear what is new about a practice."""
    practice = _discussed(request, slug)
    once(request, lambda: follow(practice=practice, by=request.reader))
    messages.success(request, _("You follow this practice: you are told what is new about it."))
    return redirect(practice)


@require_POST
def practice_unfollow(request: HttpRequest, slug: str) -> HttpResponse:
    """Hear no more of it."""
    practice = _discussed(request, slug)
    once(request, lambda: unfollow(practice=practice, by=request.reader))
    messages.success(request, _("You no longer follow this practice."))
    return redirect(practice)


def _discussed(request: HttpRequest, slug: str) -> Practice:
    """A published practice that this person may talk about, else 404."""
    rows = Practice.objects.discussed_by(request.reader).with_page()
    rows = rows.with_follow(request.reader)
    return get_object_or_404(rows, slug=slug)


def _comment(request: HttpRequest, pk: int) -> Comment:
    reader = request.reader
    rows = Comment.objects.visible_to(reader).with_practice()
    return get_object_or_404(rows.calmed_by(reader, chaired_by(reader, "practice")), pk=pk)


def _write(
    request: HttpRequest, form: CommentForm, practice: Practice, revision: Revision | None
) -> Comment | None:
    """The new comment; nothing, with the reasons in the form, where it cannot be taken."""
    if not form.is_valid():
        return None
    answered = form.cleaned_data["parent"]
    talk = Comment.objects.visible_to(request.reader).in_talk(practice, revision)
    parent = get_object_or_404(talk, pk=answered) if answered else None
    entered = {"text": form.cleaned_data["text"], "mentions": form.mentions}
    try:
        return once(
            request,
            lambda: add_comment(
                practice=practice, revision=revision, parent=parent, by=request.reader, **entered
            ),
        )
    except Refusal as refusal:
        form.status = refusal.status
        show_refusal(form, refusal)
        return None


def _task(
    request: HttpRequest, template: str, comment: Comment, form: object | None
) -> HttpResponse:
    context = {
        "comment": comment,
        "practice": comment.practice,
        "form": form,
        "back": place_of(comment, request.reader),
    }
    status = 400 if request.method == "POST" else 200
    return render(request, template, context, status=status)
