"""Using a practice as the beginning of another one."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.idempotency import once
from practices.actions import use_as_template
from practices.reading.page import PracticePage, find_practice
from practices.rules import creating_refusals
from regions.http import HttpRequest


@require_POST
def practice_copy(request: HttpRequest, slug: str) -> HttpResponse:
    """A draft of the own partner with the text that the person reads on the page (P22)."""
    reader = request.reader
    practice = find_practice(reader, slug)
    partner = reader.partner
    if partner is None or creating_refusals(reader):
        raise Http404
    source = PracticePage.of(practice, reader).revision
    draft = once(request, lambda: use_as_template(source=source, partner=partner, by=reader))
    if practice.partner_id == partner.pk:
        said = _("This draft holds the text of “%(title)s”. Change what is different.")
    else:
        said = _(
            "This draft holds the text of “%(title)s”. Place, institution, dates and evidence of "
            "success are for you to fill in."
        )
    messages.success(request, said % {"title": source.title})
    return redirect("practice_edit", draft.practice.slug)
