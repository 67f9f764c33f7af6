"""Texts entered for a partner inside the site: beginning, reviewing, answering, asking again."""

from datetime import timedelta

import pytest
from django.urls import reverse

from clusterix.testing.queries import assert_few_queries, count_queries
from core import clock
from core.models import Mail
from practices.models import Practice, Revision
from practices.next_steps import next_steps
from practices.tests.reading import text_of
from practices.tests.writing import make_entered, sent

NEW = "/practices/new/"
DESK = "/practices/desk/"
KEY = {"idempotency_key": "3f0c6a1e-0000-4000-8000-000000000042"}
WEEK = timedelta(days=7)
pytestmark = pytest.mark.rights("P06")


def url(act, revision):
    return reverse(f"practice_{act}", args=[revision.practice.slug])


@pytest.fixture
def asked(small, lead, coordinator, frozen):
    return make_entered(
        partner=small.home.partner, asked_at=clock.now(), title="Cluster school", problem="Silence."
    )


def steps_of(person):
    return [(str(each.title), str(each.act)) for each in next_steps(person.reader, clock.today())]


def test_the_coordinator_chooses_among_all_partners_the_own_first(small, coordinator, member):
    form = coordinator.get(NEW).context["form"]
    partners = [small.third.partner, small.home.partner, small.other.partner]
    assert [label for _pk, label in form.fields["partner"].choices][1:] == [
        each.short for each in partners
    ]
    assert "partner" not in member.get(NEW).context["form"].fields


def test_what_is_begun_for_another_partner_is_entered(small, coordinator, stranger):
    partner = small.other.partner
    answer = coordinator.post(NEW, sent(partner=partner.pk) | KEY)
    revision = Revision.objects.get()
    assert (answer.status_code, answer.url) == (302, url("edit", revision))
    assert (revision.practice.partner, revision.is_entered_for_partner) == (partner, True)
    assert coordinator.get(answer.url).status_code == 200
    assert stranger.get(answer.url).status_code == 200


def test_what_is_begun_for_the_own_partner_is_not(small, coordinator):
    coordinator.post(NEW, sent(partner=small.third.partner.pk))
    assert not Revision.objects.get().is_entered_for_partner


@pytest.mark.parametrize("role", ["member", "steering", "moderator"])
def test_nobody_else_writes_for_others(role, small, request):
    person = request.getfixturevalue(role)
    answer = person.post(NEW, sent(partner=small.other.partner.pk))
    assert answer.status_code == 403
    assert not Practice.objects.filter(partner=small.other.partner).exists()


def test_submitting_asks_the_partner_and_says_so(small, coordinator, stranger_lead):
    form = sent(partner=small.other.partner.pk, act="submit")
    answer = coordinator.post(NEW, form, follow=True)
    said = text_of(answer)
    partner = small.other.partner.short
    assert f"Asked. The people of {partner} get a mail with a link." in said
    assert "With the partner" in said
    assert "Approve and publish" not in said
    assert Mail.objects.get().to == stranger_lead.user.email


def test_its_people_answer_on_the_page_and_others_do_not(
    asked, member, coordinator, steering, stranger
):
    page = member.get(url("review", asked))
    assert "Yes, this is our practice" in text_of(page)
    for person in (coordinator, steering):
        assert "Yes, this is our practice" not in text_of(person.get(url("review", asked)))
        assert person.post(url("confirm", asked), {"answer": "yes"}).status_code == 403
    assert stranger.post(url("confirm", asked), {"answer": "yes"}).status_code == 404
    for _time in range(2):
        answer = member.post(url("confirm", asked), {"answer": "yes"} | KEY)
        assert (answer.status_code, answer.url) == (302, url("review", asked))
    assert not Revision.objects.get().waits_for_partner
    said = text_of(coordinator.get(url("review", asked)))
    assert "Agency of Skåne confirmed it: 4 May 2026" in said
    assert "Approve and publish" in said


def test_a_no_without_remarks_keeps_the_page(asked, member, coordinator):
    refused = member.post(url("confirm", asked), {"answer": "no", "remarks": ""})
    assert refused.status_code == 400
    assert "Write what is wrong, so that the coordinator knows what to do." in text_of(refused)
    member.post(url("confirm", asked), {"answer": "no", "remarks": "It ended."})
    said = text_of(coordinator.get(url("review", asked)))
    assert "Remarks of Agency of Skåne It ended." in said


def test_what_was_answered_meanwhile_is_not_answered_again(asked, member, colleague):
    member.post(url("confirm", asked), {"answer": "yes"})
    late = colleague.post(url("confirm", asked), {"answer": "no", "remarks": "No."})
    assert late.status_code == 409
    assert "The partner has confirmed this text already." in text_of(late)


def test_asking_again_takes_a_week(asked, coordinator, member, frozen):
    early = coordinator.post(url("ask", asked))
    assert early.status_code == 409
    assert "Asked on 4 May 2026. You can ask again from 11 May 2026 on." in text_of(early)
    assert member.post(url("ask", asked)).status_code == 403
    with clock.at(frozen + WEEK):
        assert "Ask again" in text_of(coordinator.get(url("review", asked)))
        for _time in range(2):
            answer = coordinator.post(url("ask", asked), KEY)
            assert (answer.status_code, answer.url) == (302, url("review", asked))
    assert Mail.objects.count() == 1


def test_publishing_is_refused_before_with_a_sentence(asked, coordinator):
    answer = coordinator.post(url("approve", asked))
    assert answer.status_code == 409
    assert "Agency of Skåne has not confirmed this text yet." in text_of(answer)
    assert Practice.objects.listed_for(coordinator.reader).count() == 0


def test_it_is_published_without_another_reason(asked, coordinator, member, visitor):
    Revision.objects.update(edited_by=coordinator.user)
    member.post(url("confirm", asked), {"answer": "yes"})
    answer = coordinator.post(url("approve", asked))
    assert answer.status_code == 302
    assert visitor.get(answer.url).status_code == 200
    history = text_of(coordinator.get(f"{answer.url}history/"))
    assert "Entered for Agency of Skåne, who confirmed it." in history
    assert "entered by the coordinator, confirmed by Agency of Skåne on 4 May 2026" in history


def test_the_desk_tells_what_waits_for_whom(asked, small, coordinator, member, frozen):
    draft = make_entered(partner=small.home.partner, title="Second")
    page = coordinator.get(DESK)
    assert [row.revision.title for row in page.context["entered"]] == ["Cluster school", "Second"]
    assert page.context["waiting"] == []
    said = text_of(page)
    assert "Waits for the partner 4 May 2026 One letter a week" in said
    assert "Draft not yet Go on writing" in said
    own = member.get(DESK)
    assert own.context["entered"] == []
    assert "entered by the coordinator: is it yours?" in text_of(own)
    with clock.at(frozen + WEEK):
        assert url("ask", asked) in coordinator.get(DESK).content.decode()
    assert url("ask", draft) not in coordinator.get(DESK).content.decode()


def test_what_comes_next_for_whom(asked, lead, member, coordinator, steering, frozen):
    assert steps_of(lead) == [("Say whether “Cluster school” is yours", "Read and answer")]
    for person in (member, coordinator, steering):
        assert steps_of(person) == []
    with clock.at(frozen + WEEK):
        assert steps_of(coordinator) == [("Ask again about “Cluster school”", "Ask again")]
    lead.post(url("confirm", asked), {"answer": "yes"})
    assert steps_of(coordinator) == [("Check “Cluster school”", "Check it")]
    assert steps_of(lead) == []


def test_after_a_no_the_coordinator_answers_the_remarks(asked, lead, coordinator):
    Revision.objects.update(edited_by=coordinator.user)
    lead.post(url("confirm", asked), {"answer": "no", "remarks": "It ended."})
    assert steps_of(coordinator) == [("Answer the remarks on “Cluster school”", "Change it")]


def test_the_pages_stay_within_their_queries(asked, small, coordinator, member):
    assert_few_queries(coordinator, url("review", asked))
    assert_few_queries(member, url("review", asked))
    assert_few_queries(coordinator, NEW)
    one = count_queries(coordinator, DESK)
    for _time in range(2):
        make_entered(partner=small.home.partner, asked_at=clock.now())
    assert count_queries(coordinator, DESK) == one
