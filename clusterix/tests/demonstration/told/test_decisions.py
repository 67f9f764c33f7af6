"""What regions make of the answers, told through the acts that people use."""

from collections import Counter
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command

from assessments.models import Assessment, Decision, Dissent, Mark, Mitigation, Round, Seat
from clusterix.demonstration import decisions
from clusterix.demonstration.decided import AT_HOME, DECIDED
from clusterix.testing.persona import Persona
from core import clock
from practices.models import Transfer

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 25)


@pytest.fixture(scope="module")
def demo(told):
    with told(decisions) as story:
        yield story


def competence_map(demo):
    return Assessment.objects.get(
        transfer__practice=demo.practices["competence-map"], transfer__region=demo.regions["SE22"]
    )


def test_the_worked_example_is_there_with_its_obstacle_open(demo):
    assessment = competence_map(demo)
    assert (assessment.relevance, assessment.feasibility, assessment.suggestion) == (
        Decimal("1.3000"),
        Decimal("0.3826"),
        "learn",
    )
    assert (assessment.state, assessment.mitigations.count()) == ("draft", 0)
    lead = Persona(user=demo.people["SE22:policy_maker:1"])
    with clock.at(demo.moment(0, 12)):
        page = lead.get(assessment.get_absolute_url()).text
    for words in (
        "We suggest: take ideas. Money is open; once it is answered: adapt to us."
        " It could easily change.",
        "range +1.18 to +1.49",
        "range +0.30 to +0.51",
        "“No budget line for interviews before next year”",
    ):
        assert words in page


def test_all_four_kinds_are_decided_and_some_are_public(demo):
    in_force = Decision.objects.in_force()
    kinds = Counter(in_force.values_list("outcome", flat=True))
    assert sorted(kinds) == ["adapt", "adopt", "learn", "not_now"]
    assert min(kinds.values()) >= 4
    assert Decision.objects.count() == len(DECIDED) == in_force.count() + 2
    assert 8 <= Decision.objects.filter(is_public=True).count() < len(DECIDED)
    assert len({each.region for each in DECIDED}) == 9


def test_one_is_decided_again_a_year_later_against_dissent(demo):
    newest = Decision.objects.in_force().get(
        transfer__practice=demo.practices["competence-map"], transfer__region=demo.regions["RO32"]
    )
    assert (newest.supersedes.outcome, newest.outcome) == ("not_now", "adapt")
    assert (newest.decided_on - newest.supersedes.decided_on).days == 368
    assert (newest.body, newest.assessment.state) == ("Regional development council", "final")
    said = Dissent.objects.filter(decision=newest).values_list("level", "by_self")
    assert list(said) == [("practitioner", False), ("intermediary", False), ("policy_maker", True)]


def test_a_good_part_of_the_pairs_is_public(demo):
    whole = Transfer.objects.count()
    assert whole / 3 < Transfer.objects.filter(is_public=True).count() < whole


def test_obstacles_are_answered_before_the_decision(demo):
    for mitigation in Mitigation.objects.filter(assessment__decisions__isnull=False):
        decided = mitigation.assessment.decisions.earliest("made_at")
        assert mitigation.made_at < mitigation.assessment.final_at < decided.made_at
    assert Mitigation.objects.count() == 5


def test_nothing_invented_lies_in_the_future(demo):
    end = demo.moment(1, 0)
    assert not Decision.objects.filter(made_at__gte=end).exists()
    assert not Mark.objects.filter(at__gte=end).exists()


def test_one_round_at_home_is_open_and_blind(demo):
    opened = Round.objects.open().get(kind="home")
    assert opened.ends_on == demo.day(AT_HOME[3])
    finished = Seat.objects.filter(round=opened, finished_at__isnull=False)
    assert (opened.seats.count(), finished.count()) == (2, 1)


def test_what_is_stored_is_what_the_kernel_computes(demo):
    said = StringIO()
    call_command("check_results", stdout=said)
    assert said.getvalue().endswith(" results compared, 0 differ.\n")
