"""The yearly question: who is asked when, and what an answer does."""

from datetime import UTC, date, datetime, timedelta

import pytest

from core import clock
from core.models import Activity, Mail
from core.signed_links import SignedLink
from practices.actions import (
    answer_still_true,
    approve,
    archive,
    ask_owner,
    ask_owners,
    propose_revision,
    restore,
    submit,
)
from practices.actions.still_true import NoAnswer, NobodyToAsk, NothingToAsk
from practices.models import Practice, Revision
from practices.querysets import STILL_TRUE_LINK
from practices.refusals import NotAsThingsAre, NotYours
from practices.rules import ARCHIVED
from practices.tasks import ask_whether_still_true
from practices.tests.factories import make_practice
from practices.upkeep.ageing import NOT_A_YEAR, STUB, age_in_words, is_ageing
from regions.models import Membership
from regions.reader import Reader
from regions.tests.factories import make_membership

DAY = timedelta(days=1)
OLD = datetime(2025, 5, 4, 9, 0, tzinfo=UTC)  # a year before `frozen`, to the day


@pytest.fixture
def old(small, lead, coordinator, frozen):
    """Published a year ago by nobody who is still here."""
    return make_practice(partner=small.home.partner, title="Cluster school", published_at=OLD)


def now(practice):
    return Practice.objects.get(pk=practice.pk)


def link_for(practice, user):
    return SignedLink.make(
        purpose=STILL_TRUE_LINK, object_id=practice.pk, recipient_id=user.pk, valid_for=90 * DAY
    )


def letters():
    return list(Mail.objects.order_by("pk").values_list("to", "subject"))


def last_line():
    line = Activity.objects.order_by("pk").last()
    return (line.actor_id, line.verb, line.changes)


def reasons_of(error):
    return [str(reason) for reason in error.value.reasons]


@pytest.mark.parametrize(
    ("published", "confirmed", "words", "old"),
    [
        (datetime(2025, 5, 5, 9, tzinfo=UTC), None, "", False),
        (OLD, None, "Not confirmed since 2025", True),
        (datetime(2023, 1, 1, 9, tzinfo=UTC), None, "Not confirmed since 2023", True),
        (
            datetime(2020, 1, 1, 9, tzinfo=UTC),
            date(2026, 3, 9),
            "Last confirmed by the owner in March 2026",
            False,
        ),
        (datetime(2020, 1, 1, 9, tzinfo=UTC), date(2024, 3, 9), "Not confirmed since 2024", True),
        (
            datetime(2025, 8, 1, 9, tzinfo=UTC),
            date(2024, 3, 9),
            "Last confirmed by the owner in March 2024",
            False,
        ),
    ],
)
def test_how_old_it_is_in_words(published, confirmed, words, old, small, frozen):
    practice = make_practice(published_at=published, confirmed_on=confirmed)
    assert age_in_words(practice, clock.today()) == words
    assert is_ageing(practice, clock.today()) is old
    assert (practice in Practice.objects.ageing_on(clock.today())) is old


def test_what_is_not_listed_or_not_described_does_not_grow_old(small, frozen):
    make_practice(published_at=OLD, archived_at=OLD)
    make_practice(published_at=OLD, taken_down_at=OLD, takedown_reason="x")
    stub = make_practice(published_at=OLD, is_stub=True)
    assert list(Practice.objects.ageing_on(clock.today())) == []
    assert age_in_words(stub, clock.today()) == ""


def test_the_coordinator_asks_the_lead_and_who_wrote_last(old, lead, member, coordinator):
    Revision.objects.update(edited_by=member.user)
    ask_owner(practice=old, by=coordinator.reader)
    assert (now(old).asked_still_true_on, now(old).still_true_letters) == (date(2026, 5, 4), 1)
    assert last_line() == (coordinator.user.pk, "practice.owner_asked", {})
    assert letters() == [
        (lead.user.email, "Is it still true? Cluster school"),
        (member.user.email, "Is it still true? Cluster school"),
    ]
    body = Mail.objects.first().body
    assert "this good practice of Agency of Skåne" in body
    assert f"/practices/confirm/still-true/{link_for(old, lead.user).token}/" in body
    assert "until 2 August 2026." in body


def test_where_the_authors_have_left_the_others_are_asked(old, lead, coordinator, colleague):
    Membership.objects.filter(user=lead.user).update(ended_at=clock.now())
    ask_owner(practice=old, by=coordinator.reader)
    assert [to for to, _subject in letters()] == [colleague.user.email]


def test_where_nobody_is_left_nobody_is_asked(old, lead, coordinator):
    Membership.objects.filter(user=lead.user).update(ended_at=clock.now())
    with pytest.raises(NobodyToAsk):
        ask_owner(practice=old, by=coordinator.reader)
    assert now(old).asked_still_true_on is None
    ask_whether_still_true()
    assert letters() == []


def test_once_a_week_is_enough(old, coordinator, frozen):
    ask_owner(practice=old, by=coordinator.reader)
    with clock.at(frozen + 6 * DAY), pytest.raises(NotAsThingsAre) as error:
        ask_owner(practice=old, by=coordinator.reader)
    assert reasons_of(error) == ["Asked on 4 May 2026. You can ask again from 11 May 2026 on."]
    with clock.at(frozen + 7 * DAY):
        ask_owner(practice=old, by=coordinator.reader)
    assert now(old).still_true_letters == 2


def test_nobody_else_asks_and_not_about_everything(old, small, lead, coordinator):
    with pytest.raises(NotYours):
        ask_owner(practice=old, by=lead.reader)
    for fields, sentence in (
        ({}, NOT_A_YEAR),
        ({"published_at": OLD, "is_stub": True}, STUB),
        ({"published_at": OLD, "archived_at": OLD}, ARCHIVED),
    ):
        practice = make_practice(partner=small.home.partner, **fields)
        with pytest.raises(NotAsThingsAre) as error:
            ask_owner(practice=practice, by=coordinator.reader)
        assert reasons_of(error) == [str(sentence)]


def test_a_yes_confirms_it_today(old, lead):
    answer_still_true(practice=old, answer="yes", by=lead.reader)
    stands = now(old)
    assert (stands.confirmed_on, stands.owner_said) == (date(2026, 5, 4), "yes")
    assert last_line() == (lead.user.pk, "practice.still_true", {"answer": "yes"})
    assert not is_ageing(stands, clock.today())


@pytest.mark.parametrize("answer", ["changed", "ended"])
def test_another_answer_is_noted_and_confirms_nothing(answer, old, member):
    answer_still_true(practice=old, answer=answer, by=member.reader)
    stands = now(old)
    assert (stands.owner_said, stands.confirmed_on) == (answer, None)
    assert is_ageing(stands, clock.today())


def test_an_answer_is_one_of_three(old, lead):
    with pytest.raises(NoAnswer):
        answer_still_true(practice=old, answer="perhaps", by=lead.reader)
    archived = make_practice(partner=lead.reader.partner, archived_at=OLD)
    with pytest.raises(NotAsThingsAre):
        answer_still_true(practice=archived, answer="yes", by=lead.reader)


@pytest.mark.rights("LK01")
def test_the_holder_of_the_link_answers_once(old, lead, coordinator, frozen):
    ask_owner(practice=old, by=coordinator.reader)
    holder = Reader(link=link_for(old, lead.user))
    with clock.at(frozen + DAY):
        assert list(Practice.objects.asked_of(holder)) == [old]
        answer_still_true(practice=old, answer="yes", by=holder)
        assert last_line() == (
            None,
            "practice.still_true",
            {"answer": "yes", "link": "practice-still-true", "link_sent_to": lead.user.pk},
        )
        assert list(Practice.objects.asked_of(holder)) == []
        with pytest.raises(NotYours):
            answer_still_true(practice=old, answer="ended", by=holder)
    assert now(old).still_true_letters == 0


def test_an_earlier_letter_still_opens_after_a_reminder(old, lead, coordinator, frozen):
    ask_owner(practice=old, by=coordinator.reader)
    holder = Reader(link=link_for(old, lead.user))
    with clock.at(frozen + 28 * DAY):
        ask_whether_still_true()
        assert list(Practice.objects.asked_of(holder)) == [old]


def test_nobody_else_answers(old, small, stranger, coordinator, steering, lead):
    ask_owner(practice=old, by=coordinator.reader)
    other = make_practice(partner=small.home.partner, published_at=OLD)
    entry = SignedLink.make(
        purpose="practice-entry", object_id=old.pk, recipient_id=lead.user.pk, valid_for=DAY
    )
    readers = [stranger.reader, coordinator.reader, steering.reader, Reader()]
    for by in (*readers, Reader(link=link_for(other, lead.user)), Reader(link=entry)):
        with pytest.raises(NotYours):
            answer_still_true(practice=old, answer="yes", by=by)


@pytest.mark.parametrize("then", ["restored", "new version"])
def test_a_used_link_stays_closed_whatever_happens_to_the_answer(
    then, old, lead, member, coordinator, frozen
):
    ask_owner(practice=old, by=coordinator.reader)
    holder = Reader(link=link_for(old, lead.user))
    with clock.at(frozen + DAY):
        answer_still_true(practice=old, answer="ended", by=holder)
        if then == "restored":
            archive(practice=old, by=lead.reader)
            restore(practice=old, by=lead.reader)
        else:
            revision = propose_revision(practice=old, by=member.reader)
            Revision.objects.filter(pk=revision.pk).update(caveats="No theme.")
            submit(revision=revision, by=member.reader)
            approve(revision=revision, by=coordinator.reader)
    assert now(old).owner_said == ""
    assert list(Practice.objects.asked_of(holder)) == []
    with pytest.raises(NotYours):
        answer_still_true(practice=old, answer="ended", by=holder)


@pytest.mark.parametrize("what", ["archived", "taken down", "left", "other partner"])
def test_the_link_closes(what, old, lead, stranger, coordinator):
    ask_owner(practice=old, by=coordinator.reader)
    holder = Reader(link=link_for(old, lead.user))
    if what == "archived":
        Practice.objects.update(archived_at=OLD)
    elif what == "taken down":
        Practice.objects.update(taken_down_at=OLD, takedown_reason="x")
    elif what == "left":
        Membership.objects.filter(user=lead.user).update(ended_at=clock.now())
    else:
        holder = Reader(link=link_for(old, stranger.user))
    assert list(Practice.objects.asked_of(holder)) == []


def test_a_new_version_and_a_restoration_answer_for_themselves(old, lead, member, coordinator):
    answer_still_true(practice=old, answer="changed", by=lead.reader)
    revision = propose_revision(practice=old, by=member.reader)
    Revision.objects.filter(pk=revision.pk).update(caveats="No theme.")
    submit(revision=revision, by=member.reader)
    approve(revision=revision, by=coordinator.reader)
    assert (now(old).owner_said, now(old).owner_said_at) == ("", None)
    answer_still_true(practice=old, answer="ended", by=lead.reader)
    archive(practice=old, by=lead.reader)
    restore(practice=old, by=lead.reader)
    assert now(old).owner_said == ""


# --- the nightly work -----------------------------------------------------------------------


def asked_on():
    return dict(Practice.objects.values_list("title", "asked_still_true_on"))


def test_each_night_who_is_due_is_asked_with_one_letter(old, small, lead, stranger_lead):
    second = make_practice(partner=small.home.partner, title="Second", published_at=OLD - DAY)
    make_practice(partner=small.other.partner, title="Third", published_at=OLD)
    make_practice(partner=small.home.partner, title="New")
    for _night in range(2):
        ask_whether_still_true()
    today = clock.today()
    assert asked_on() == {"Cluster school": today, "Second": today, "Third": today, "New": None}
    assert letters() == [
        (lead.user.email, "Is it still true?"),
        (stranger_lead.user.email, "Is it still true? Third"),
    ]
    body = Mail.objects.first().body
    assert "these good practices of Agency of Skåne" in body
    for practice in (old, second):
        assert link_for(practice, lead.user).token in body
    lines = Activity.objects.filter(verb="practice.owner_asked")
    assert [line.actor_id for line in lines] == [None, None, None]


def test_after_four_weeks_it_reminds_once_and_then_waits_a_year(old, frozen):
    nights = {}
    for days in (0, 1, 27, 28, 60, 364, 365, 393):
        with clock.at(frozen + days * DAY):
            ask_whether_still_true()
            nights[days] = Mail.objects.count()
    assert nights == {0: 1, 1: 1, 27: 1, 28: 2, 60: 2, 364: 2, 365: 2, 393: 3}


def test_who_answered_is_asked_again_a_year_later(old, lead, frozen):
    ask_whether_still_true()
    with clock.at(frozen + DAY):
        answer_still_true(practice=old, answer="yes", by=lead.reader)
    counts = []
    for days in (30, 365, 366):
        with clock.at(frozen + days * DAY):
            ask_whether_still_true()
            counts.append(Mail.objects.count())
    assert counts == [1, 1, 2]


def test_a_partner_gets_one_letter_a_week_about_ten_practices(small, lead, frozen):
    for _number in range(12):
        make_practice(partner=small.home.partner, published_at=OLD)
    for days in (0, 3, 7):
        with clock.at(frozen + days * DAY):
            ask_whether_still_true()
    assert len(letters()) == 2
    assert Practice.objects.filter(asked_still_true_on=frozen.date()).count() == 10
    assert Practice.objects.filter(asked_still_true_on=frozen.date() + 7 * DAY).count() == 2


def test_what_was_answered_meanwhile_is_left_out(old, lead):
    due = list(Practice.objects.to_be_asked(clock.today()))
    answer_still_true(practice=old, answer="yes", by=lead.reader)
    with pytest.raises(NothingToAsk):
        ask_owners(practices=due, by=Reader.system())
    assert letters() == []


def test_asking_many_asks_the_database_little(small, lead, frozen, django_assert_max_num_queries):
    for _number in range(10):
        make_practice(partner=small.home.partner, published_at=OLD)
    make_membership(partner=small.home.partner, is_lead=True)
    with django_assert_max_num_queries(70):
        ask_whether_still_true()
