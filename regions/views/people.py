"""The directory, a person's page with the roles, and the switch between partners."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from accounts.security import security_events_of
from core.errors import BadInput, NotAllowed
from core.idempotency import once
from regions import actions
from regions.directory import RoleRow, addresses_shown, role_rows
from regions.forms import RoleForm
from regions.http import HttpRequest
from regions.middleware import ACTING_KEY
from regions.models import Membership, Partner
from regions.rules import (
    Role,
    admin_blockers,
    end_blockers,
    erasure_blockers,
    second_step_blockers,
)

PER_PAGE = 50


@require_safe
def person_list(request: HttpRequest) -> HttpResponse:
    """Everybody who acts for a partner, for members only (U01)."""
    reader = request.reader
    if not (reader.is_member or reader.is_admin):
        raise Http404
    found = Membership.objects.visible_to(reader).with_people().in_directory_order()
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    shown = addresses_shown(reader, page)
    context = {
        "page": page,
        "rows": [(each, each.user_id in shown) for each in page],
        "administrators": User.people.visible_to(reader).administrators()
        if reader.is_admin
        else [],
        "may_invite": Partner.objects.inviting(reader).exists(),
    }
    return render(request, "regions/person_list.html", context)


@require_safe
def person_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A person with their memberships, and what the reader may change about them."""
    reader = request.reader
    person = get_object_or_404(User.people.visible_to(reader), pk=pk)
    found = Membership.objects.visible_to(reader).with_people().filter(user=person)
    memberships = list(found.in_directory_order())
    rows: list[RoleRow] = [row for each in memberships for row in role_rows(reader, each)]
    context = {
        "person": person,
        "memberships": [(each, end_blockers(reader, each)) for each in memberships],
        "rows": rows,
        "sees_email": reader.is_admin or person.pk in addresses_shown(reader, memberships),
        "may_make_admin": not admin_blockers(reader, person.pk),
        "may_erase": not erasure_blockers(reader, person),
        "may_reset": not second_step_blockers(reader, person.pk),
        "events": security_events_of(person) if reader.is_admin else [],
    }
    return render(request, "regions/person_detail.html", context)


@require_POST
def membership_role(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a role or take it back."""
    membership = get_object_or_404(Membership.objects.visible_to(request.reader), pk=pk)
    form = RoleForm(request.POST)
    if not form.is_valid():
        raise BadInput
    role = Role(form.cleaned_data["role"])
    act = actions.grant_role if form.cleaned_data["is_held"] else actions.withdraw_role
    once(request, lambda: act(by=request.reader, membership=membership, role=role))
    messages.success(request, _("The roles are changed; the person gets a mail about it."))
    return redirect("person_detail", pk=membership.user_id)


@require_http_methods(["GET", "POST"])
def membership_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks once more, then ends what a person does for a partner."""
    readable = Membership.objects.visible_to(request.reader).with_people()
    membership = get_object_or_404(readable, pk=pk)
    if reasons := end_blockers(request.reader, membership):
        raise NotAllowed(*reasons)
    if request.method == "POST":
        once(request, lambda: actions.end_membership(by=request.reader, membership=membership))
        messages.success(request, _("The membership has ended."))
        return redirect("person_list")
    return render(request, "regions/membership_end.html", {"membership": membership})


@require_POST
def person_admin(request: HttpRequest, pk: int) -> HttpResponse:
    """Make somebody administrator, or take it back."""
    person = get_object_or_404(User.people.visible_to(request.reader), pk=pk)
    is_held = request.POST.get("is_held") == "on"
    act = actions.grant_admin if is_held else actions.withdraw_admin
    once(request, lambda: act(by=request.reader, user=person))
    messages.success(request, _("The roles are changed; all administrators get a mail about it."))
    return redirect("person_detail", pk=pk)


@require_http_methods(["GET", "POST"])
def person_erase(request: HttpRequest, pk: int) -> HttpResponse:
    """Says what is lost, then erases an account (U11)."""
    person = get_object_or_404(User.people.visible_to(request.reader), pk=pk)
    if reasons := erasure_blockers(request.reader, person):
        raise NotAllowed(*reasons)
    if request.method == "POST":
        once(request, lambda: actions.erase_user(by=request.reader, user=person))
        messages.success(request, _("The account is erased. Rows of record stay without a name."))
        return redirect("person_list")
    return render(request, "regions/person_erase.html", {"person": person})


@require_POST
def person_second_step(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove the second step of somebody who lost it."""
    person = get_object_or_404(User.people.visible_to(request.reader), pk=pk)
    once(request, lambda: actions.reset_second_step(by=request.reader, user=person))
    messages.success(request, _("The second step is removed; the person gets a mail about it."))
    return redirect("person_detail", pk=pk)


@require_POST
def person_tokens(request: HttpRequest, pk: int) -> HttpResponse:
    """End every token of a person."""
    person = get_object_or_404(User.people.visible_to(request.reader), pk=pk)
    once(request, lambda: actions.revoke_tokens_of(by=request.reader, user=person))
    messages.success(request, _("The tokens open nothing any more; the person gets a mail."))
    return redirect("person_detail", pk=pk)


@require_POST
def acting_for(request: HttpRequest) -> HttpResponse:
    """Act for another of one's own partners from now on, in this browser."""
    wanted = request.POST.get("partner", "")
    held = {str(membership.partner_id): membership for membership in request.reader.memberships}
    if wanted not in held:
        raise Http404
    request.session[ACTING_KEY] = held[wanted].partner_id
    sentence = _("You now act for %(partner)s.")
    messages.success(request, sentence % {"partner": held[wanted].partner.organisation})
    back = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure())
    return redirect(back if is_ours else "home")
