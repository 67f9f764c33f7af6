"""The command: once, all or nothing, into an empty database only."""

from datetime import date, datetime, time
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.models import User
from clusterix.demonstration import load as loading
from clusterix.demonstration import people
from core import clock
from core.models import Mail
from peergroups.models import Session
from regions.models import Partnership
from regions.tests.factories import make_partnership, make_region

pytestmark = pytest.mark.django_db


@pytest.fixture
def first_chapter_only(monkeypatch):
    """What the other chapters tell is tested beside them."""
    monkeypatch.setattr(loading, "CHAPTERS", (people,))


def load_demo(*arguments):
    out = StringIO()
    call_command("load_demo", *arguments, stdout=out)
    return out.getvalue()


def test_each_chapter_says_that_it_is_done(first_chapter_only):
    assert load_demo().startswith("people: ")


def test_a_second_time_nothing_is_changed(first_chapter_only):
    load_demo()
    before = list(User.objects.values())
    assert load_demo() == "The demonstration is loaded already; nothing was changed.\n"
    assert list(User.objects.values()) == before


def test_the_day_of_the_story_can_be_set(first_chapter_only):
    load_demo("--today", "2031-07-15")
    assert Partnership.objects.get().starts_on == date(2029, 7, 1)


def test_without_a_day_the_story_is_told_as_of_today(first_chapter_only):
    with clock.at(timezone.make_aware(datetime.combine(date(2030, 3, 31), time(9)))):
        load_demo()
    assert Partnership.objects.get().starts_on == date(2028, 3, 1)


@pytest.mark.parametrize("make", [make_partnership, make_region], ids=["place", "region"])
def test_a_database_with_data_of_its_own_is_refused_with_a_sentence(first_chapter_only, make):
    make()
    with pytest.raises(CommandError, match="This database holds data of its own") as refused:
        load_demo()
    assert str(refused.value).count(".") == 1
    assert User.objects.count() == 0


def test_when_asked_for_an_empty_one_only_it_is_left_alone(first_chapter_only):
    make_region()
    assert load_demo("--if-empty") == ""
    assert Partnership.objects.count() == 0


def test_a_chapter_that_fails_leaves_nothing(first_chapter_only, monkeypatch):
    def fail(*_):
        raise RuntimeError

    monkeypatch.setattr("clusterix.demonstration.people.make_people", fail)
    with pytest.raises(RuntimeError):
        load_demo()
    assert Partnership.objects.count() == 0


def test_letters_of_the_story_count_as_sent(first_chapter_only, monkeypatch):
    from core.mail import post

    def write(demo):
        post(to="eva@example.org", subject="s", body="b")

    monkeypatch.setattr("clusterix.demonstration.people.make_people", write)
    load_demo()
    assert Mail.objects.get().sent_at is not None


def test_the_accounts_are_printed_for_a_demonstration_only(first_chapter_only):
    out = StringIO()
    call_command("demo_accounts", stdout=out)
    assert out.getvalue() == "This database holds no demonstration; use your own account.\n"
    load_demo()
    call_command("demo_accounts", stdout=out)
    assert "administrator@clusterix.example" in out.getvalue()


def test_the_whole_story_is_told_for_any_day_and_writes_to_nobody():
    said = load_demo("--today", "2027-03-01").split("\n")
    chapters = [each.__name__.rpartition(".")[2] for each in loading.CHAPTERS]
    assert [line.partition(":")[0] for line in said if line] == chapters
    assert Mail.objects.filter(sent_at__isnull=True).count() == 0
    in_two_rooms = Session.objects.filter(exchange__title="Peers in two rooms")
    assert [each.seatings.count() for each in in_two_rooms] == [11, 11]
    assert [each.agenda.count() for each in in_two_rooms] == [3, 3]
    out = StringIO()
    call_command("demo_accounts", stdout=out)
    assert "room code" in out.getvalue()
