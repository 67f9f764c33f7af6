"""The person's notices."""

from typing import Any, Final

from django.contrib import messages
from django.core.paginator import InvalidPage, Page, Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.actions import read_all_notices, read_notice
from core.audit import Actor
from core.errors import BadInput
from core.guard import PAGE
from core.idempotency import once
from core.models import Notice

ROWS: Final = 30


class PersonsRequest(HttpRequest):
    """Django's request with whoever reads; for annotations only."""

    reader: Actor


@require_safe
def notice_list(request: PersonsRequest) -> HttpResponse:
    """What is new for this person, the unread first (NO01)."""
    notices = Notice.objects.visible_to(request.reader)
    page = _page(notices.unread_first(), request.GET.get("page") or "1")
    return render(
        request,
        "core/notice_list.html",
        {
            "page": page,
            "unread": [each for each in page if each.read_at is None],
            "read": [each for each in page if each.read_at is not None],
        },
    )


@require_POST
def notice_open(request: PersonsRequest, pk: int) -> HttpResponse:
    """Mark a notice as read and go to what it is about."""
    notice = get_object_or_404(Notice.objects.visible_to(request.reader), pk=pk)
    once(request, lambda: read_notice(notice=notice, by=request.reader))
    return HttpResponseRedirect(notice.url)


@require_POST
def notice_read_all(request: PersonsRequest) -> HttpResponse:
    """Mark all as read."""
    once(request, lambda: read_all_notices(by=request.reader))
    messages.success(request, _("All notices are marked as read."))
    return redirect("notice_list")


def _page(rows: Any, number: str) -> Page[Notice]:
    try:
        return Paginator(rows, ROWS).page(number)
    except InvalidPage:
        raise BadInput(PAGE) from None
