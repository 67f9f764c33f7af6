"""The committee's page: answers, what stands against the lock, the password once more."""

import pytest
from django.urls import reverse

from regions.tests.factories import make_user
from reports.models import Approval, Report
from reports.sheet import sheet_of
from reports.tests.factories import make_answer, make_locked, make_report, sign_in_again

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


def address(name, report):
    return reverse(name, args=[report.pk])


def answer(report, **changes):
    given = {"answer": "agree", "remark": "", "seen": sheet_of(report).sha256}
    return {**given, **changes}


def page_of(persona, report):
    return persona.get(address("report_approve", report)).content.decode()


def test_an_answer_is_seen_by_the_committee_and_the_coordinator(steering, coordinator, lead):
    report = make_report()
    assert "None of one needed seat agrees." in page_of(steering, report)
    given = answer(report, answer="remark", remark="Well <b>done</b>.")
    response = steering.post(address("report_answer", report), given)
    assert (response.status_code, response.url) == (302, address("report_approve", report))
    for persona in (steering, coordinator):
        page = page_of(persona, report)
        assert "One seat agrees, enough to lock." in page
        assert "“Well &lt;b&gt;done&lt;/b&gt;.”" in page
    assert lead.get(address("report_approve", report)).status_code == 403


def test_an_objection_needs_its_words(steering):
    report = make_report()
    response = steering.post(address("report_answer", report), answer(report, answer="object"))
    assert response.status_code == 400
    page = response.content.decode()
    assert "Say what must change." in page
    assert Approval.objects.count() == 0


def test_the_button_is_inactive_with_its_reasons(steering, small):
    report = make_report()
    page = page_of(steering, report)
    assert "One more seat must agree." in page
    assert 'type="button" aria-disabled="true"' in page
    make_answer(report, small.third.partner)
    page = page_of(steering, report)
    assert "One more seat" not in page
    assert f'action="{address("report_lock", report)}"' in page


def test_lock_what_was_seen(steering, small):
    report = make_report()
    make_answer(report, small.third.partner)
    sign_in_again(steering)
    response = steering.post(address("report_lock", report), {"seen": sheet_of(report).sha256})
    assert (response.status_code, response.url) == (302, report.get_absolute_url())
    locked = Report.objects.get(pk=report.pk)
    assert (locked.state, locked.sha256) == ("locked", sheet_of(report).sha256)


def test_a_stale_page_locks_nothing(steering, small):
    report = make_report()
    make_answer(report, small.third.partner)
    seen = sheet_of(report).sha256
    Report.objects.filter(pk=report.pk).update(highlights="Changed.")
    sign_in_again(steering)
    response = steering.post(address("report_lock", report), {"seen": seen})
    assert response.status_code == 409
    assert "The report has changed since you opened it." in response.content.decode()
    assert Report.objects.get(pk=report.pk).state == "draft"


def test_whoever_locks_says_again_who_they_are(steering, small):
    steering.user.set_password("a password of some length")
    steering.user.save()
    steering.force_login(steering.user)
    report = make_report()
    make_answer(report, small.third.partner)
    given = {"seen": sheet_of(report).sha256, "idempotency_key": "once"}
    response = steering.post(address("report_lock", report), given)
    assert response.status_code == 302
    assert response.url.startswith(reverse("account_reauthenticate"))
    assert Report.objects.get(pk=report.pk).state == "draft"
    form = {"password": "a password of some length"}
    back = steering.post(response.url, form)
    assert (back.status_code, back.url) == (302, address("report_approve", report))
    assert steering.post(address("report_lock", report), given).url == report.get_absolute_url()
    assert Report.objects.get(pk=report.pk).state == "locked"


def test_publish(steering, coordinator, visitor):
    report = make_locked()
    assert coordinator.post(address("report_publish", report)).status_code == 403
    assert steering.post(address("report_publish", report)).status_code == 302
    assert visitor.get(report.get_absolute_url()).status_code == 200
    assert steering.post(address("report_publish", report)).status_code == 409


def test_a_locked_report_has_nothing_to_answer(steering):
    report = make_locked()
    response = steering.get(address("report_approve", report))
    assert (response.status_code, response.url) == (302, report.get_absolute_url())
    assert steering.post(address("report_answer", report), answer(report)).status_code == 409


def test_nobody_else_answers(member, lead, coordinator, stranger, visitor):
    report = make_report()
    make_user()
    for persona in (member, lead, coordinator, stranger):
        assert persona.post(address("report_answer", report), answer(report)).status_code == 403
        assert persona.post(address("report_lock", report), {"seen": "x"}).status_code == 403
    assert visitor.post(address("report_answer", report), answer(report)).status_code == 302
    assert Approval.objects.count() == 0
