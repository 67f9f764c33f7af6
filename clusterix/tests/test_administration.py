"""The admin site: for administrators, behind a second step, and hardly to change anything."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.test import override_settings

from core import clock
from core.admin import ReadOnlyAdmin
from core.audit import record
from core.models import Mail
from exchanges.tests.factories import make_exchange
from peergroups.models import PeerGroup
from plans.tests.factories import make_plan
from practices.models import Practice
from practices.tests.factories import make_draft, make_practice, make_transfer
from regions.models import Partnership

URL = "/admin/"
EDITABLE = {"Partnership", "Industry", "Theme"}


def test_it_is_there_for_administrators_only(visitor, guest, member, lead, coordinator, steering):
    for person in (visitor, guest, member, lead, coordinator, steering):
        for url in (URL, "/admin/login/", "/admin/accounts/user/", "/admin/nonsense/"):
            assert person.get(url).status_code == 404


@override_settings(IS_LOCAL=True)
def test_on_this_machine_an_administrator_walks_in(administrator):
    page = administrator.get(URL).content.decode()
    assert "/admin/core/activity/" in page
    assert administrator.get("/admin/accounts/user/").status_code == 200


@pytest.mark.rights("Y03")
@override_settings(IS_LOCAL=False)
def test_elsewhere_a_second_step_is_needed_first(administrator):
    response = administrator.get(URL, follow=True)
    assert response.redirect_chain[0] == ("/accounts/2fa/", 302)
    assert "Set up the second step of signing in first." in response.content.decode()
    Authenticator.objects.create(
        user=administrator.user, type=Authenticator.Type.TOTP, data={"secret": "x"}
    )
    assert administrator.get(URL).status_code == 200


def test_almost_everything_is_there_to_look_at_only():
    ours = {
        model.__name__: model_admin
        for model, model_admin in admin.site._registry.items()
        if model._meta.app_label != "procrastinate"
    }
    changing = {name for name, each in ours.items() if not isinstance(each, ReadOnlyAdmin)}
    assert changing == EDITABLE


@pytest.mark.rights("Y03")
def test_ratings_decisions_reports_and_the_audit_trail_cannot_be_changed(administrator, member):
    from django.db import transaction

    with transaction.atomic():
        line = record(by=member.reader, verb="x.done", obj=member.user)
    url = f"/admin/core/activity/{line.pk}/"
    assert administrator.get(f"{url}change/").status_code == 200
    assert administrator.post(f"{url}change/", {"verb": "y"}).status_code == 403
    assert administrator.post(f"{url}delete/", {"post": "yes"}).status_code == 403
    for name in ("assessments/rating", "assessments/decision", "reports/report"):
        assert administrator.get(f"/admin/{name}/").status_code == 200
        assert administrator.get(f"/admin/{name}/add/").status_code == 403


def test_what_people_say_and_what_opens_accounts_is_not_shown(administrator, db):
    hidden = {"value", "obstacle", "comment", "rationale", "token_hash", "password", "body"}
    request = administrator.get(URL).wsgi_request
    shown = {
        (model.__name__, name)
        for model, each in admin.site._registry.items()
        for name in each.get_fields(request)
        if name in hidden
    }
    assert shown == set()


def test_a_letter_is_listed_without_its_text(administrator):
    words = {"subject": "To check: SECRETTITLE", "body": "SECRETLINK"}
    Mail.objects.create(message_id="<1@x>", to="a@example.org", **words)
    pk = Mail.objects.get().pk
    for url in ("/admin/core/mail/", f"/admin/core/mail/{pk}/change/"):
        page = administrator.get(url).text
        assert ("a@example.org" in page, "SECRET" in page) == (True, False)
    assert "a@example.org" not in administrator.get("/admin/core/mail/?q=SECRETTITLE").text


def test_of_practices_it_shows_what_everybody_reads(administrator, small):
    """P04, P16: a draft and what was taken down are not an administrator's."""
    public = make_practice(partner=small.home.partner, title="Open school")
    draft = make_draft(partner=small.home.partner, title="Secret school")
    gone = make_practice(partner=small.home.partner, title="Gone school")
    for practice in (public, draft, gone):
        make_transfer(practice, small.other.region)
    Practice.objects.filter(pk=gone.pk).update(taken_down_at=clock.now(), takedown_reason="x")
    assert "Open school" in administrator.get("/admin/practices/transfer/").text
    for url in ("/admin/practices/practice/", "/admin/practices/transfer/"):
        page = administrator.get(url).text
        for hidden in (draft, gone):
            assert hidden.title not in page
            assert hidden.slug not in page
    for hidden, status in ((public, 200), (draft, 302), (gone, 302)):
        url = f"/admin/practices/practice/{hidden.pk}/change/"
        assert administrator.get(url).status_code == status


def test_names_of_what_is_not_public_stand_nowhere(administrator, small, room):
    """PL01, EX02, GR01: plans in writing, meetings and groups of the members alone."""
    make_exchange(host=small.home.partner, title="A quiet meeting", is_public=False)
    PeerGroup.objects.update(name="A quiet group", is_public=False)
    plan = make_plan(region=small.home.region, title="A quiet plan")
    kinds = ("exchanges/exchange", "peergroups/peergroup", "peergroups/session", "plans/plan")
    for kind in kinds:
        page = administrator.get(f"/admin/{kind}/")
        assert (page.status_code, "quiet" in page.text) == (200, False)
    assert administrator.get(f"/admin/plans/plan/{plan.pk}/change/").status_code == 403


def test_the_texts_of_the_place_can_be_changed(administrator, small):
    data = {"name": "Nordlys", "full_name": "", "programme": "", "funding_sentence": "Paid."}
    response = administrator.post("/admin/regions/partnership/1/change/", data)
    assert response.status_code == 302
    assert (Partnership.objects.get().name, Partnership.objects.count()) == ("Nordlys", 1)
    assert administrator.get("/admin/regions/partnership/add/").status_code == 403


def test_tables_of_other_packages_are_not_there(administrator):
    page = administrator.get(URL).content.decode()
    for name in ("emailaddress", "authenticator", "group", "tag"):
        assert f"/{name}/" not in page
