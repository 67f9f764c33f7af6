"""The yearly question on pages: by link, on the practice, in the coordinator's list."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from clusterix.testing.queries import assert_few_queries, count_queries
from core import clock
from core.models import Activity, Mail
from core.signed_links import SignedLink
from practices.models import Practice, Revision
from practices.next_steps import next_steps
from practices.querysets import STILL_TRUE_LINK
from practices.tests.factories import make_practice
from practices.tests.reading import text_of
from practices.tests.writing import make_open

AGEING = "/practices/ageing/"
KEY = {"idempotency_key": "3f0c6a1e-0000-4000-8000-000000000043"}
OLD = datetime(2025, 5, 4, 9, 0, tzinfo=UTC)
WEEK = timedelta(days=7)
CLOSED = "It was used, it is too old, or what it asked about has changed since."


@pytest.fixture
def old(small, lead, coordinator, frozen):
    return make_practice(
        partner=small.home.partner, title="Cluster school", published_at=OLD, problem="Silence."
    )


def act(name, practice):
    return reverse(f"practice_{name}", args=[practice.slug])


def address(practice, user, *, purpose=STILL_TRUE_LINK, valid_for=timedelta(days=90)):
    """As it stands in a letter that was sent."""
    Practice.objects.filter(pk=practice.pk).update(still_true_letters=1)
    link = SignedLink.make(
        purpose=purpose, object_id=practice.pk, recipient_id=user.pk, valid_for=valid_for
    )
    return reverse("still_true_by_link", args=[link.token])


def said_by_owner():
    return Practice.objects.get().owner_said


def steps_of(person):
    return [
        (str(each.title), str(each.act), each.url)
        for each in next_steps(person.reader, clock.today())
    ]


# --- by link --------------------------------------------------------------------------------


@pytest.mark.rights("LK01")
def test_whoever_holds_the_link_reads_the_text_and_answers_once(old, lead, visitor):
    here = address(old, lead.user)
    page = visitor.get(here)
    said = text_of(page)
    for words in ("Cluster school", "Silence.", "Not confirmed since 2025", "Yes, still true"):
        assert words in said
    assert {"private", "no-store"} <= set(page.headers["Cache-Control"].split(", "))
    assert page.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert said_by_owner() == ""
    for _time in range(2):
        answer = visitor.post(here, {"answer": "yes"} | KEY)
        assert (answer.status_code, answer.url) == (302, reverse("link_thanks"))
    assert Practice.objects.get().confirmed_on == date(2026, 5, 4)
    assert Activity.objects.filter(verb="practice.still_true").count() == 1
    assert "You confirmed it. The page says so." in text_of(visitor.get(answer.url))
    assert "Last confirmed by the owner in May 2026" in text_of(visitor.get(old.get_absolute_url()))
    for again in (visitor.get(here), visitor.post(here, {"answer": "ended"})):
        assert again.status_code == 404
        assert CLOSED in text_of(again)


def test_it_has_changed_leads_to_a_new_version(old, lead, visitor):
    answer = visitor.post(address(old, lead.user), {"answer": "changed"})
    thanks = text_of(visitor.get(answer.url))
    assert "You can write a new version of “Cluster school” now" in thanks
    assert act("propose", old) in visitor.get(answer.url).content.decode()
    assert said_by_owner() == "changed"


def test_the_page_of_thanks_names_no_practice_that_cannot_be_read(small, visitor):
    draft = make_open(partner=small.home.partner, title="Secret").practice
    page = visitor.get(reverse("link_thanks"), {"changed": draft.slug})
    assert (page.status_code, "Secret" in text_of(page)) == (200, False)


def test_it_has_ended_is_noted(old, lead, visitor):
    answer = visitor.post(address(old, lead.user), {"answer": "ended"})
    assert "Its lead and the coordinator are asked to archive it." in (
        text_of(visitor.get(answer.url))
    )
    assert said_by_owner() == "ended"


@pytest.mark.parametrize("data", [{}, {"answer": "perhaps"}])
def test_an_answer_that_is_none_is_refused(data, old, lead, visitor):
    page = visitor.post(address(old, lead.user), data)
    assert page.status_code == 400
    assert "Choose one of the three answers." in text_of(page)
    assert said_by_owner() == ""


@pytest.mark.parametrize("kind", ["forged", "old", "foreign", "archived", "taken down"])
def test_what_opens_nothing_looks_the_same(kind, old, lead, visitor):
    here = address(old, lead.user)
    if kind == "forged":
        here = reverse("still_true_by_link", args=["x" * 99])
    elif kind == "old":
        here = address(old, lead.user, valid_for=timedelta(0))
    elif kind == "foreign":
        here = address(old, lead.user, purpose="practice-entry")
    elif kind == "archived":
        Practice.objects.update(archived_at=OLD)
    else:
        Practice.objects.update(taken_down_at=OLD, takedown_reason="x")
    nothing = visitor.get(reverse("still_true_by_link", args=["no-such-thing"]))
    for response in (visitor.get(here), visitor.post(here, {"answer": "yes"})):
        assert response.status_code == 404
        assert plain(response) == plain(nothing)


def plain(response):
    """The page without what differs between any two answers."""
    here = re.escape(response.wsgi_request.path)
    return re.sub(rf"{here}|[A-Za-z0-9]{{64}}", "", response.content.decode())


def test_the_page_of_the_link_asks_seldom(old, lead, visitor):
    assert_few_queries(visitor, address(old, lead.user))


# --- on the page of the practice ------------------------------------------------------------


def test_the_owners_people_are_asked_on_the_page(
    old, small, member, stranger, coordinator, visitor
):
    here = old.get_absolute_url()
    assert "Is it still true?" in text_of(member.get(here))
    for person in (stranger, coordinator, visitor):
        said = text_of(person.get(here))
        assert "Is it still true?" not in said
        assert "Not confirmed since 2025" in said
    fresh = make_practice(partner=small.home.partner)
    said = text_of(member.get(fresh.get_absolute_url()))
    assert "Is it still true?" not in said
    assert "confirmed" not in said


@pytest.mark.rights("P42")
def test_only_the_owners_people_answer_there(old, member, stranger, coordinator, visitor):
    for person, status in ((stranger, 403), (coordinator, 403), (visitor, 302)):
        assert person.post(act("still_true", old), {"answer": "yes"}).status_code == status
    assert said_by_owner() == ""
    answer = member.post(act("still_true", old), {"answer": "yes"} | KEY)
    assert (answer.status_code, answer.url) == (302, old.get_absolute_url())
    assert said_by_owner() == "yes"
    assert member.post(act("still_true", old), {"answer": "x"}).status_code == 400


@pytest.mark.parametrize(
    ("role", "answer", "leads_to"),
    [("member", "changed", "propose"), ("lead", "ended", "archive"), ("member", "ended", "")],
)
def test_what_follows_is_one_click_away(role, answer, leads_to, old, request):
    person = request.getfixturevalue(role)
    sent = person.post(act("still_true", old), {"answer": answer})
    assert sent.url == (act(leads_to, old) if leads_to else old.get_absolute_url())


# --- what comes next ------------------------------------------------------------------------


def test_the_question_stands_on_the_first_page_until_it_is_answered(old, lead, member, coordinator):
    coordinator.post(act("ask_owner", old))
    question = ("Is “Cluster school” still true?", "Answer", f"{old.get_absolute_url()}#still-true")
    assert steps_of(lead) == [question]
    assert steps_of(member) == []
    Revision.objects.update(edited_by=member.user)
    assert steps_of(member) == [question]
    lead.post(act("still_true", old), {"answer": "yes"})
    assert steps_of(member) == []


def test_after_it_has_ended_somebody_archives_it(old, lead, member, coordinator, steering):
    member.post(act("still_true", old), {"answer": "ended"})
    step = ("Archive “Cluster school”", "Archive it", act("archive", old))
    assert [steps_of(person) for person in (lead, coordinator)] == [[step], [step]]
    assert [steps_of(person) for person in (member, steering)] == [[], []]
    lead.post(act("archive", old))
    assert steps_of(coordinator) == []


def test_after_it_has_changed_somebody_writes_it_down(old, lead, coordinator):
    lead.post(act("still_true", old), {"answer": "changed"})
    assert steps_of(lead) == [
        ("Write what has changed in “Cluster school”", "Write a new version", act("propose", old))
    ]
    assert steps_of(coordinator) == []
    make_open(old)
    assert steps_of(lead) == []


# --- the coordinator's list -----------------------------------------------------------------


@pytest.fixture
def three(old, small):
    """Two of the home partner, the older of which was confirmed once; one of the other."""
    make_practice(
        partner=small.home.partner,
        title="Second",
        published_at=datetime(2020, 1, 1, 9, tzinfo=UTC),
        confirmed_on=date(2024, 3, 1),
    )
    make_practice(partner=small.other.partner, title="Third", published_at=OLD - WEEK)
    make_practice(partner=small.home.partner, title="New")


def listed(page):
    return [row["practice"].title for row in page.context["rows"]]


@pytest.mark.rights("P43")
def test_the_list_is_the_coordinators(three, coordinator, lead, steering, administrator, visitor):
    assert listed(coordinator.get(AGEING)) == ["Second", "Third", "Cluster school"]
    said = text_of(coordinator.get(AGEING))
    assert "3 practices the oldest first" in said
    assert "Second Agency of Skåne, Skåne March 2024 confirmed Not asked yet Ask now" in said
    assert "Third Agency of Southern Denmark, Southern Denmark April 2025 published" in said
    for person in (lead, steering, administrator):
        assert person.get(AGEING).status_code == 403
    assert visitor.get(AGEING).status_code == 302


def test_the_list_is_narrowed_to_a_partner(three, coordinator):
    page = coordinator.get(AGEING, {"partner": "SE22"})
    assert listed(page) == ["Second", "Cluster school"]
    assert "Agency of Skåne (2)" in text_of(page)
    wrong = coordinator.get(AGEING, {"partner": "XX9"})
    assert (wrong.status_code, len(listed(wrong))) == (400, 3)
    assert "“XX9” has no such practice. Choose from the list." in text_of(wrong)
    assert coordinator.get(AGEING, {"page": "7"}).status_code == 400


def test_where_nothing_is_old_the_page_says_so(small, coordinator):
    make_practice()
    assert "Nothing has grown old" in text_of(coordinator.get(AGEING))


def test_asking_now_goes_back_to_the_list(old, coordinator, lead, frozen):
    for _time in range(2):
        answer = coordinator.post(act("ask_owner", old), {"partner": "SE22"} | KEY)
        assert (answer.status_code, answer.url) == (302, f"{AGEING}?partner=SE22")
    assert [mail.to for mail in Mail.objects.all()] == [lead.user.email]
    said = text_of(coordinator.get(answer.url))
    assert "Asked. The owner of “Cluster school” gets a mail with a link." in said
    assert "No answer yet asked on 4 May 2026 One letter a week" in said
    again = coordinator.post(act("ask_owner", old), follow=True)
    assert "Asked on 4 May 2026. You can ask again from 11 May 2026 on." in text_of(again)
    assert Mail.objects.count() == 1


def test_what_the_owner_said_stands_in_the_list(old, member, coordinator):
    member.post(act("still_true", old), {"answer": "ended"})
    page = coordinator.get(AGEING)
    assert "It has ended 4 May 2026 Archive it" in text_of(page)
    assert act("archive", old) in page.content.decode()


def test_the_number_of_queries_is_constant(old, coordinator, small):
    one = count_queries(coordinator, AGEING)
    for _time in range(2):
        make_practice(partner=small.other.partner, published_at=OLD)
    assert count_queries(coordinator, AGEING) == one
    assert_few_queries(coordinator, AGEING)
