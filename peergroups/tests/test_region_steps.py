"""What a region does next with a practice: chosen by whoever is present, the last one stands."""

import pytest

from assessments.models import Mark
from clusterix.testing.queries import assert_few_queries
from core.models import Mail, Notice
from peergroups.actions import choose_step
from peergroups.actions.outcome import NoSuchStep, NotPresent
from peergroups.actions.sessions import CannotChange
from peergroups.models import Minutes, RegionStep, Session
from peergroups.tests.factories import guest_of, open_in, say, seat_member, show, three_guests
from practices.models import Transfer

pytestmark = pytest.mark.django_db


@pytest.fixture
def shown(room, small, moderator):
    """A practice about which people of two regions have answered, and were shown the answers."""
    people = [*three_guests(room, small.home), *three_guests(room, small.other)]
    opened = open_in(room, moderator)
    for each in people:
        say(opened, each, R1=1)
    show(opened, moderator)
    Transfer.objects.update(status="proposed")
    return people


def post(persona, room, place, kind, line="", **more):
    form = {"item": room.item.pk, "region": place.region.pk, "kind": kind, "line": line}
    return persona.post(f"/sessions/{room.session.pk}/step/", form | more)


def status_of(place) -> str:
    return Transfer.objects.get(region=place.region).status


def test_a_guest_chooses_and_the_pair_is_interested(room, small, shown):
    guest = guest_of(shown[0])
    rate = f"/sessions/{room.session.pk}/rate/"

    assert f"What does {small.home.region} do next?" in guest.get(rate).text
    answer = post(guest, room, small.home, "interested", "we  want the guide", back="rate")

    assert (answer.status_code, answer["Location"]) == (302, rate)
    step = RegionStep.objects.get()
    assert (step.kind, step.line, step.chosen_by) == ("interested", "we want the guide", shown[0])
    assert (status_of(small.home), status_of(small.other)) == ("interested", "proposed")
    assert not Mark.objects.exists()
    assert "we want the guide" in guest.get(rate).text


def test_the_last_choice_stands_and_is_shown_by_role_everywhere(
    room, small, shown, moderator, member
):
    place = seat_member(room, small.home, member, level="intermediary")
    post(guest_of(shown[0]), room, small.home, "interested", "yes")
    post(member, room, small.home, "not_for_us", "we have our own")

    step = RegionStep.objects.get()
    assert (step.kind, step.chosen_by) == ("not_for_us", place)
    role = f"Intermediary, {place.partner.short}"
    page = f"/sessions/{room.session.pk}/"
    assert role in moderator.get(page).text
    assert role in moderator.get(f"{page}board/").text
    for url in (page, f"{page}board/", room.practice.get_absolute_url()):
        assert "we have our own" in moderator.get(url).text
        assert "Not for us" in moderator.get(url).text


def test_somebody_with_an_account_marks_the_pair_with_it(room, small, shown, member):
    seat_member(room, small.home, member)

    post(member, room, small.home, "interested")
    assert [(each.user, each.kind) for each in Mark.objects.all()] == [(member.user, "interested")]
    assert status_of(small.home) == "interested"
    post(member, room, small.home, "not_for_us")
    assert not Mark.objects.exists()
    assert status_of(small.home) == "proposed"


def test_asking_at_home_tells_the_leads_once(room, small, shown, lead, moderator):
    url = f"/assessments/home/{room.practice.slug}/{small.home.region.code}/open/"

    post(guest_of(shown[0]), room, small.home, "ask_at_home", "two clusters")
    post(guest_of(shown[1]), room, small.home, "ask_at_home", "three clusters")

    mail = Mail.objects.get(subject=f"Ask at home: {room.practice.title}")
    assert mail.to == lead.user.email
    assert url in mail.body
    notice = Notice.objects.get()
    assert (notice.user, notice.kind, notice.url) == (lead.user, "session.ask_at_home", url)
    assert lead.get(url).status_code == 200
    assert status_of(small.home) == "proposed"
    assert RegionStep.objects.get().line == "three clusters"


def test_the_moderator_chooses_for_a_region_in_the_room(room, small, shown, moderator):
    board = f"/sessions/{room.session.pk}/board/"

    form = moderator.get(f"/sessions/{room.session.pk}/step/?back=board&item={room.item.pk}").text
    assert small.other.region.name in form
    assert f'value="{small.third.region.pk}"' not in form  # the practice comes from there
    answer = post(moderator, room, small.other, "interested", back="board")

    assert answer["Location"] == f"{board}#steps"
    step = RegionStep.objects.get()
    assert (step.chosen_by, step.recorded_by) == (None, moderator.user)
    assert "entered by the moderator" in moderator.get(board).text
    assert status_of(small.other) == "interested"


def test_nobody_chooses_for_another_region_or_for_the_own_practice(
    room, small, shown, stranger, coordinator, moderator
):
    owner = guest_of(room.seat_person(small.third))
    absent = room.seat_person(small.home)
    absent.joined_at = None
    absent.save()

    assert post(stranger, room, small.home, "interested").status_code == 404
    assert post(coordinator, room, small.home, "interested").status_code == 403
    assert post(guest_of(absent), room, small.home, "interested").status_code == 403
    assert post(guest_of(shown[0]), room, small.other, "interested").status_code == 400
    assert post(owner, room, small.third, "interested").status_code == 409
    with pytest.raises(NotPresent):
        choose_step(
            item=room.item, region=small.other.region, kind="interested",
            by=guest_of(shown[0]).reader,
        )  # fmt: skip
    with pytest.raises(NoSuchStep):
        choose_step(item=room.item, region=small.home.region, kind="?", by=moderator.reader)
    assert not RegionStep.objects.exists()


def test_only_after_the_answers_were_shown_and_before_the_minutes_stand(
    room, small, moderator, frozen
):
    people = three_guests(room, small.home)
    opened = open_in(room, moderator)
    assert post(guest_of(people[0]), room, small.home, "interested").status_code == 409
    show(opened, moderator)
    assert post(guest_of(people[0]), room, small.home, "interested").status_code == 302
    Session.objects.update(closed_at=frozen, confirmed_at=frozen)
    Minutes.objects.create(
        session=room.session, state="confirmed", confirmed_at=frozen, sha256="0" * 64
    )
    with pytest.raises(CannotChange) as refused:
        choose_step(item=room.item, region=small.home.region, kind="not_for_us",
                    by=guest_of(people[0]).reader)  # fmt: skip
    assert [str(each) for each in refused.value.reasons] == [
        "The minutes are confirmed. Correct them first."
    ]


def test_what_is_typed_wrongly_stays_in_the_form(room, small, shown):
    answer = post(guest_of(shown[0]), room, small.home, "interested", "long " * 50)

    assert answer.status_code == 400
    assert ("long " * 50).strip() in answer.text
    assert not RegionStep.objects.exists()


def test_few_queries(room, small, shown, moderator):
    for place in (small.home, small.other):
        post(moderator, room, place, "interested")
    assert_few_queries(guest_of(shown[0]), f"/sessions/{room.session.pk}/rate/")
    assert_few_queries(guest_of(shown[0]), f"/sessions/{room.session.pk}/")
    assert_few_queries(moderator, f"/sessions/{room.session.pk}/")
    assert_few_queries(moderator, f"/sessions/{room.session.pk}/step/")
