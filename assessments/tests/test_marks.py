"""Marks on the practice page: what one person thinks; they decide nothing."""

import pytest
from django.db import IntegrityError, transaction

from assessments.actions import Choice, decide, remove_mark, set_mark
from assessments.actions.marking import CannotMark
from assessments.models import Mark
from assessments.tests.pairs import lead_of, make_clear, make_strange_practice, open_at_home
from clusterix.testing.queries import count_queries
from practices.models import Transfer
from practices.tests.factories import make_practice, make_transfer

pytestmark = pytest.mark.django_db


def address(practice, act="mark"):
    return f"/assessments/pair/{practice.slug}/SE22/{act}/"


def panel_of(client, practice):
    html = client.get(practice.get_absolute_url()).text
    return html.partition('aria-labelledby="ours">')[2].partition("</section>")[0]


def test_one_tap_marks_interest_and_moves_the_status(small, member):
    practice = make_strange_practice()
    member.post(address(practice), {"kind": "interested"})
    assert (Mark.objects.get().kind, Transfer.objects.get().status) == ("interested", "interested")
    assert "You marked it “Interested”." in panel_of(member, practice)


@pytest.mark.parametrize(
    "data", [{"kind": "not_for_us", "reason_kind": "money"}, {"kind": "ask_at_home"}]
)
def test_other_marks_leave_the_status(small, member, data):
    practice = make_strange_practice()
    member.post(address(practice), data)
    assert Mark.objects.get().kind == data["kind"]
    assert not Transfer.objects.exists()


def test_not_for_us_needs_a_reason(small, member):
    practice = make_strange_practice()
    page = member.post(address(practice), {"kind": "not_for_us"})
    assert page.status_code == 409
    assert "Choose why it is not for you." in page.text


def test_a_mark_can_be_changed_and_undone(small, member):
    practice = make_strange_practice()
    member.post(address(practice), {"kind": "interested"})
    member.post(address(practice), {"kind": "not_for_us", "reason_kind": "staff"})
    assert (Mark.objects.get().reason_kind, Transfer.objects.get().status) == ("staff", "proposed")
    member.post(address(practice, "mark/remove"))
    assert not Mark.objects.exists()


def test_interest_of_somebody_else_stays(small, member, colleague):
    practice, region = make_strange_practice(), small.home.region
    for person in (member, colleague):
        set_mark(practice=practice, region=region, kind="interested", by=person.reader)
    remove_mark(practice=practice, region=region, by=member.reader)
    assert Transfer.objects.get().status == "interested"


def test_undo_does_not_touch_what_has_gone_further(small, member):
    practice = make_strange_practice()
    set_mark(practice=practice, region=small.home.region, kind="interested", by=member.reader)
    Transfer.objects.update(status="assessing")
    remove_mark(practice=practice, region=small.home.region, by=member.reader)
    assert Transfer.objects.get().status == "assessing"


@pytest.mark.parametrize("persona", ["stranger", "stranger_lead", "coordinator", "administrator"])
def test_nobody_marks_for_another_region(small, request, persona):
    practice = make_strange_practice()
    page = request.getfixturevalue(persona).post(address(practice), {"kind": "interested"})
    assert page.status_code == 403
    assert "Only people of Skåne can do this." in page.text
    assert not Mark.objects.exists()


def test_the_own_practice_is_not_marked(small, member):
    own = make_practice(origin_region=small.home.region)
    with pytest.raises(CannotMark, match="This practice comes from your region"):
        set_mark(practice=own, region=small.home.region, kind="interested", by=member.reader)
    assert panel_of(member, own) == ""


def test_an_unknown_mark_is_refused(small, member):
    assert member.post(address(make_strange_practice()), {"kind": "loved"}).status_code == 400


def test_the_lead_sees_the_marks_of_the_region_with_their_levels(small, lead, member, colleague):
    practice = make_strange_practice()
    set_mark(
        practice=practice,
        region=small.home.region,
        kind="not_for_us",
        reason_kind="money",
        by=member.reader,
    )
    panel = panel_of(lead, practice)
    assert "Member: Not for us" in panel
    assert "No money in reach" in panel
    assert "#r-cp" in panel
    assert "Member: Not for us" not in panel_of(colleague, practice)


def test_strangers_and_visitors_see_no_marks(small, member, stranger, visitor):
    practice = make_strange_practice()
    set_mark(practice=practice, region=small.home.region, kind="interested", by=member.reader)
    assert "Member" not in panel_of(stranger, practice)
    assert panel_of(visitor, practice) == ""


def test_the_panel_leads_on(small, lead, member):
    practice = make_strange_practice()
    assert "Open a round at home" in panel_of(lead, practice)
    assert "Open a round at home" not in panel_of(member, practice)
    assessment = make_clear(small.home.region, practice)
    assert assessment.get_absolute_url() in panel_of(member, practice)
    opened = open_at_home(small.home.region, practice, lead.reader)
    assert f"/assessments/home/{opened.pk}/rate/" in panel_of(member, practice)


def test_the_lead_shows_and_hides_the_status(small, lead, member, visitor):
    practice = make_strange_practice()
    make_transfer(practice, small.home.region, "adapt")
    word = "Adapt to us"
    assert word not in visitor.get(practice.get_absolute_url()).text
    assert member.post(address(practice, "public"), {"is_public": "yes"}).status_code == 403
    lead.post(address(practice, "public"), {"is_public": "yes"})
    assert word in visitor.get(practice.get_absolute_url()).text
    lead.post(address(practice, "public"), {"is_public": "no"})
    assert word not in visitor.get(practice.get_absolute_url()).text


def test_a_mark_is_kept_once_and_with_its_reason(small, member):
    practice, region = make_strange_practice(), small.home.region
    set_mark(practice=practice, region=region, kind="interested", by=member.reader)
    with pytest.raises(IntegrityError, match="mark_once"), transaction.atomic():
        Mark.objects.create(practice=practice, region=region, user=member.user, kind="interested")
    with pytest.raises(IntegrityError, match="mark_not_for_us_has_reason"), transaction.atomic():
        Mark.objects.update(kind="not_for_us")


def test_the_practice_page_asks_no_more_for_more_marks_and_decisions(small, lead, member):
    practice = make_strange_practice()
    region = small.home.region
    set_mark(practice=practice, region=region, kind="interested", by=member.reader)
    url = practice.get_absolute_url()
    before = count_queries(lead, url)
    set_mark(practice=practice, region=region, kind="ask_at_home", by=lead.reader)
    for place in (small.home, small.other, small.third):
        decide(
            practice=practice,
            region=place.region,
            choice=Choice(outcome="not_now", reason_kind="time"),
            by=lead_of(place.region),
        )
    assert count_queries(lead, url) == before <= 12
