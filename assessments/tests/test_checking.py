"""`check_results`, and that stored results keep up with everything they rest on."""

from datetime import timedelta
from decimal import Decimal
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command

from assessments.actions import (
    finish_assessment,
    record_mitigation,
    rekey_seats,
    renew_result,
    reopen_assessment,
    void_rating,
)
from assessments.actions.renewing import CannotRenew, Comparison
from assessments.kernel import KERNEL_VERSION, from_dict
from assessments.models import Assessment, Rating, Round, Seat
from assessments.tests.pairs import (
    lead_of,
    make_clear,
    make_example,
    make_met,
    make_people,
    make_strange_practice,
    open_at_home,
)
from core import clock
from core.models import Activity
from regions.reader import Reader

pytestmark = pytest.mark.django_db


def check(*options):
    """What the command says, and whether it ended well."""
    said, code = StringIO(), 0
    try:
        call_command("check_results", *options, stdout=said)
    except CommandError as error:
        code = error.returncode
    return said.getvalue().splitlines(), code == 0


def make_older(assessment):
    """As kernel 1 stored it: without what would change it, and without the newer columns."""
    body = {key: value for key, value in assessment.result.items() if key != "changes"}
    Assessment.objects.filter(pk=assessment.pk).update(
        result=body | {"kernel_version": "1"}, kernel_version="1", uncapped=""
    )
    assessment.refresh_from_db()
    return assessment


def finish(assessment):
    return finish_assessment(assessment=assessment, by=lead_of(assessment.transfer.region))


def test_nothing_differs(small):
    make_example(small.home.region)
    assert check() == (["1 results compared, 0 differ."], True)


def test_a_draft_that_differs_is_told_and_left_alone(small):
    draft = make_example(small.home.region)
    Assessment.objects.filter(pk=draft.pk).update(relevance=Decimal("1.2"), uncapped="")
    assert check() == (
        [
            f"Assessment {draft.pk}: The column uncapped is empty, the kernel says adapt.",
            f"Assessment {draft.pk}: The column relevance is 1.2000, the kernel says 1.3000.",
            "1 results compared, 1 differ.",
        ],
        False,
    )
    draft.refresh_from_db()
    assert draft.relevance == Decimal("1.2")


def test_a_draft_is_computed_anew(small):
    draft = make_example(small.home.region)
    Assessment.objects.filter(pk=draft.pk).update(relevance=Decimal("1.2"), input_hash="")
    said, is_well = check("--write")
    assert is_well
    assert said[-2:] == [
        f"Assessment {draft.pk} (draft) is written anew.",
        "1 results compared, 0 differ, 1 written anew.",
    ]
    draft.refresh_from_db()
    assert draft.relevance == Decimal("1.3")
    assert check() == (["1 results compared, 0 differ."], True)


def test_a_final_of_an_earlier_kernel_keeps_what_it_says(small):
    final = make_older(finish(make_clear(small.home.region)))
    said, is_well = check()
    assert (said[:-1], is_well) == (
        [
            f"Assessment {final.pk}: The column uncapped is empty, the kernel says adopt.",
            f"Assessment {final.pk}: It was computed by kernel 1, now there is {KERNEL_VERSION}.",
        ],
        False,
    )
    before = (final.computed_at, final.final_at, final.input_hash, final.suggestion)
    said, is_well = check("--write")
    assert (said[-1], is_well) == ("1 results compared, 0 differ, 1 written anew.", True)
    final.refresh_from_db()
    assert (final.computed_at, final.final_at, final.input_hash, final.suggestion) == before
    assert (final.kernel_version, final.uncapped) == (KERNEL_VERSION, "adopt")
    assert from_dict(final.result).changes is not None


def test_a_final_without_a_suggestion_gets_none_from_a_newer_kernel(small):
    region, practice = small.home.region, make_strange_practice()
    draft, lead = make_clear(region, practice), lead_of(region)
    open_at_home(region, practice, lead)
    final = finish_assessment(assessment=draft, by=lead, reason="The board meets today.")
    make_older(final)
    assert check("--write")[1]
    final.refresh_from_db()
    assert (final.kernel_version, final.suggestion, final.uncapped) == (KERNEL_VERSION, "", "")


def test_a_final_that_says_something_else_stays_as_it_is(small):
    final = finish(make_clear(small.home.region))
    wrong = final.result | {"threshold": "1"}
    Assessment.objects.filter(pk=final.pk).update(result=wrong)
    assert check("--write") == (
        [
            f"Assessment {final.pk}: The stored result says something else.",
            f"Assessment {final.pk} is final and stays as it is.",
            "1 results compared, 1 differ, 0 written anew.",
        ],
        False,
    )
    with pytest.raises(CannotRenew):
        renew_result(assessment=final, by=Reader.system())
    final.refresh_from_db()
    assert final.result == wrong


def test_a_result_that_cannot_be_read_differs(small):
    draft = make_example(small.home.region)
    Assessment.objects.filter(pk=draft.pk).update(result={"kernel_version": "0"})
    assert check()[0][0] == f"Assessment {draft.pk}: The stored result says something else."
    assert check("--write")[1]


def test_a_draft_without_an_answer_that_counts_cannot_be_computed(small):
    draft = make_clear(small.home.region)
    Round.objects.filter(revision=draft.revision).update(state="closed", revealed_at=None)
    assert check("--write") == (
        [
            f"Assessment {draft.pk}: No answer counts for it any more.",
            "1 results compared, 1 differ, 0 written anew.",
        ],
        False,
    )


def differences():
    return [Comparison.of(each).differences for each in Assessment.objects.for_page()]


def test_what_is_done_to_a_draft_leaves_nothing_behind(small):
    region = small.home.region
    draft, lead = make_example(region), lead_of(region)
    gate, other = (draft.criteria_set.criteria.get(code=code) for code in ("F3", "F4"))
    for criterion in (gate, other, gate):
        record_mitigation(
            assessment=draft,
            criterion=criterion,
            text="Start with one field.",
            owner="Cluster 55°",
            due_on=clock.today(),
            by=lead,
        )
        assert differences() == [[]]
    void_rating(rating=Rating.objects.filter(criterion=gate).first(), reason="Wrong", by=lead)
    assert differences() == [[]]
    final = finish_assessment(assessment=draft, by=lead)
    assert differences() == [[]]
    reopen_assessment(assessment=final, by=lead)
    assert differences() == [[]]


def rekey(key):
    new = uuid4()
    rekey_seats(old=key, new=new, by=Reader.system())
    return str(new)


def test_a_guest_on_another_browser_is_the_same_rater(small):
    """Two rounds about one practice: the guest must not count twice in between."""
    region, practice = small.home.region, make_strange_practice()
    met = make_met(region, practice, *make_people(3, R1=2, R2=2, R6=1, F1=1, F3=-2, F5=1))
    key = met.seats.order_by("pk").first().person_key
    final = finish(Assessment.objects.for_page().get())
    with clock.at(clock.now() + timedelta(hours=1)):
        again = make_met(region, practice, {"R1": 1})
    Seat.objects.filter(round=again).update(person_key=key)
    newest = Assessment.objects.for_page().get(state="draft")
    renew_result(assessment=newest, by=Reader.system())
    before = from_dict(final.result)
    new = rekey(key)
    for each in (final, newest):
        each.refresh_from_db()
        assert Comparison.of(each).differences == []
        result = from_dict(each.result)
        assert (len(result.raters), new in result.raters) == (3, True)
        assert str(key) not in str(each.result)
    after = from_dict(final.result)
    assert (after.figures, after.relevance.value) == (before.figures, before.relevance.value)
    assert Activity.objects.filter(verb="seats.rekeyed").count() == 2


def test_a_final_that_was_wrong_before_is_not_made_right_by_another_browser(small):
    final = finish(make_clear(small.home.region))
    Assessment.objects.filter(pk=final.pk).update(input_hash="")
    rekey(Rating.objects.first().seat.person_key)
    final.refresh_from_db()
    assert final.input_hash == ""
