"""Notices: written once per person, shown as long as their object may be read (NO01)."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils.translation import gettext as _

from clusterix.navigation import unread_for
from clusterix.testing.queries import queries_of
from core import clock, notices
from core.models import Activity, Notice
from core.tests.factories import make_notice
from practices.models import Practice
from practices.tests.factories import make_draft, make_practice
from regions.reader import Reader

URL = "/notices/"


@pytest.fixture
def practice(small):
    return make_practice(partner=small.home.partner, title="Cluster school")


def post(obj, to, by=None, text="Something is new"):
    with transaction.atomic():
        return notices.post(
            to=to, kind="x", obj=obj, text=lambda: _(text), url="/x/", by=by or Reader.system()
        )


def shown_to(persona):
    return list(Notice.objects.visible_to(persona.reader).values_list("text", flat=True))


def test_each_person_is_told_once_and_whoever_acts_is_not(practice, member, colleague, stranger):
    stranger.user.is_active = False
    stranger.user.save()
    everybody = [member.user.pk, colleague.user.pk, member.user.pk, stranger.user.pk]
    post(practice, everybody, by=colleague.reader)
    made = Notice.objects.values_list("user", "object_type", "object_id", "url", "read_at")
    assert list(made) == [(member.user.pk, "practices.practice", str(practice.pk), "/x/", None)]


def test_a_long_text_is_shortened(practice, member):
    post(practice, [member.user.pk], text="é" * 301)
    assert Notice.objects.get().text == "é" * 299 + "…"


@pytest.mark.django_db(transaction=True)
def test_a_notice_needs_the_transaction_of_its_cause(member):
    with pytest.raises(transaction.TransactionManagementError):
        notices.post(to=[1], kind="x", obj=member.user, text=str, url="/x/", by=Reader.system())


def test_it_is_shown_only_while_its_object_may_be_read(practice, small, member, stranger):
    draft = make_draft(partner=small.home.partner)
    for person in (member, stranger):
        make_notice(person.user, practice, text="Public")
        make_notice(person.user, draft, text="Draft")
    assert sorted(shown_to(member)) == ["Draft", "Public"]
    assert shown_to(stranger) == ["Public"]
    assert Notice.objects.visible_to(stranger.reader).unread().counted() == 1
    practice.taken_down_at, practice.takedown_reason = clock.now(), "Wrong."
    practice.save()
    assert shown_to(member) == ["Draft"]
    assert shown_to(stranger) == []


def test_what_nobody_registered_is_shown_to_nobody(small, member, administrator):
    make_notice(member.user, small.home.region)
    make_notice(administrator.user, small.home.region)
    assert [shown_to(member), shown_to(administrator)] == [[], []]


def test_the_bell_counts_with_one_query_up_to_a_hundred(practice, member):
    for count, words in ((1, "1 unread notice<"), (3, "3 unread notices<")):
        make_notice(member.user, practice)
        if count == 3:
            make_notice(member.user, practice)
        assert words in member.get("/practices/").content.decode()
    asked = [each for each in queries_of(member, URL) if "core_notice" in each]
    assert len(asked) == 2  # the number of rows, and the rows; the bell's own is not counted
    for _each in range(100):
        make_notice(member.user, practice)
    assert "99+" in member.get(URL).content.decode()


def test_the_list_shows_the_unread_first(practice, member, colleague, frozen):
    old = make_notice(member.user, practice, text="Old", at=clock.now() - timedelta(days=2))
    make_notice(member.user, practice, text="Read", read_at=clock.now())
    make_notice(member.user, practice, text="New", at=clock.now() - timedelta(days=1))
    make_notice(colleague.user, practice, text="Of somebody else")
    html = member.get(URL).content.decode()
    assert [html.index(each) for each in (">New<", ">Old<", ">Read<")] == sorted(
        html.index(each) for each in (">New<", ">Old<", ">Read<")
    )
    assert "Of somebody else" not in html
    assert 'href="/somewhere/">Read<' in html
    assert f'action="/notices/{old.pk}/"' in html


def test_without_notices_the_page_says_so(member, visitor):
    assert "Nothing new." in member.get(URL).content.decode()
    assert visitor.get(URL).status_code == 404


def test_a_page_that_does_not_exist_is_refused(member):
    assert member.get(URL + "?page=2").status_code == 400


def test_opening_marks_as_read_and_leads_there(practice, member, colleague):
    notice = make_notice(member.user, practice, url="/practices/cluster-school/")
    answer = member.post(f"/notices/{notice.pk}/")
    assert (answer.status_code, answer.url) == (302, "/practices/cluster-school/")
    notice.refresh_from_db()
    first = notice.read_at
    assert first is not None
    member.post(f"/notices/{notice.pk}/")
    notice.refresh_from_db()
    assert notice.read_at == first
    assert member.get(f"/notices/{notice.pk}/").status_code == 405
    assert colleague.post(f"/notices/{notice.pk}/").status_code == 404
    assert Activity.objects.filter(verb="notice.read").count() == 2


def test_what_may_not_be_read_any_more_cannot_be_opened(practice, member):
    notice = make_notice(member.user, practice)
    Practice.objects.update(taken_down_at=clock.now(), takedown_reason="Wrong.")
    assert member.post(f"/notices/{notice.pk}/").status_code == 404


def test_all_can_be_marked_as_read(practice, member, colleague):
    for person in (member, member, colleague):
        make_notice(person.user, practice)
    answer = member.post(f"{URL}read/")
    assert (answer.status_code, answer.url) == (302, URL)
    unread = Notice.objects.filter(read_at__isnull=True)
    assert [each.user for each in unread] == [colleague.user]
    assert "0 unread" not in member.get(URL).content.decode()


def test_after_half_a_year_a_notice_is_forgotten(practice, member, frozen):
    make_notice(member.user, practice, at=clock.now() - timedelta(days=184))
    kept = make_notice(member.user, practice, at=clock.now() - timedelta(days=182))
    assert notices.forget_old() == 1
    assert list(Notice.objects.all()) == [kept]


def test_the_bell_counts_unread_ones_that_may_be_read(practice, small, member, stranger):
    draft = make_draft(partner=small.home.partner)
    for person in (member, stranger):
        make_notice(person.user, practice, text="Public")
        make_notice(person.user, draft, text="Draft")
        make_notice(person.user, practice, text="Read", read_at=clock.now())
        make_notice(person.user, person.user, text="Of a kind that nobody registered")
    assert unread_for(member.reader) == 2
    assert unread_for(stranger.reader) == 1
    assert unread_for(Reader.visitor()) == 0
