"""Who sees a decision differently: written down by the lead, or added by oneself."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from assessments.actions import Choice, Voice, add_dissent, decide
from assessments.actions.dissenting import CannotDissent
from assessments.actions.finishing import NotYourRegion
from assessments.models import Decision, Dissent
from assessments.tests.pairs import lead_of, make_strange_practice
from core import clock
from core.models import Notice

pytestmark = pytest.mark.django_db

NOT_NOW = Choice(outcome="not_now", reason_kind="money", rationale="No money.", is_public=True)


def decided(region, choice=NOT_NOW, practice=None):
    practice = practice or make_strange_practice()
    return decide(practice=practice, region=region, choice=choice, by=lead_of(region))


def address(practice, region):
    return f"/assessments/pair/{practice.slug}/{region.code}/decide/"


def lines(*voices):
    sent = {"dissents-TOTAL_FORMS": len(voices), "dissents-INITIAL_FORMS": 0}
    for place, (words, level) in enumerate(voices):
        sent |= {f"dissents-{place}-words": words, f"dissents-{place}-level": level}
    return {"outcome": "not_now", "reason_kind": "money", **sent}


def test_the_lead_writes_down_what_others_say(small, lead, member):
    practice = make_strange_practice()
    sent = lines(("Too soon to stop.", "practitioner"), ("", ""), ("Ask again.", "intermediary"))
    lead.post(address(practice, small.home.region), sent)
    found = Dissent.objects.values_list("words", "level", "by_self", "made_by")
    assert list(found) == [
        ("Too soon to stop.", "practitioner", False, lead.user.pk),
        ("Ask again.", "intermediary", False, lead.user.pk),
    ]
    page = member.get(Decision.objects.get().get_absolute_url()).text
    assert "<q>Too soon to stop.</q>" in page


def test_one_more_line_keeps_everything_and_records_nothing(small, lead):
    practice = make_strange_practice()
    sent = lines(("Too soon.", "practitioner")) | {"rationale": "Thought", "act": "add-dissents"}
    page = lead.post(address(practice, small.home.region), sent)
    assert page.status_code == 200
    assert "Too soon.</textarea>" in page.text
    assert "Thought</textarea>" in page.text
    assert 'name="dissents-1-words"' in page.text
    assert 'name="dissents-2-words"' not in page.text
    assert not Decision.objects.exists()


def test_there_are_at_most_five(small, lead):
    practice = make_strange_practice()
    four = lines(*[("No", "practitioner")] * 4) | {"act": "add-dissents"}
    page = lead.post(address(practice, small.home.region), four).text
    assert 'name="dissents-4-words"' in page
    assert 'value="add-dissents"' not in page


def test_a_line_needs_words_and_level(small, lead):
    practice = make_strange_practice()
    sent = lines(("Too soon.", ""), ("", "practitioner"))
    page = lead.post(address(practice, small.home.region), sent)
    assert page.status_code == 400
    assert "Choose the level of who says so." in page.text
    assert "Write their words, or clear the line." in page.text
    assert "Too soon.</textarea>" in page.text
    assert not Decision.objects.exists()


def test_people_of_the_region_add_their_own_and_the_lead_is_told(small, member, lead):
    made = decided(small.home.region)
    response = member.post(f"{made.get_absolute_url()}dissent/", {"words": " I would try it. "})
    assert response.headers["Location"] == f"{made.get_absolute_url()}#dissent"
    own = Dissent.objects.get()
    assert (own.words, own.level, own.by_self, own.made_by) == (
        "I would try it.",
        member.reader.level,
        True,
        member.user,
    )
    told = Notice.objects.visible_to(lead.reader).get(kind="dissent")
    assert "I would try it." not in told.text
    assert told.url == f"{made.get_absolute_url()}#dissent"
    page = lead.get(made.get_absolute_url()).text
    assert "<q>I would try it.</q>" in page


def test_nobody_says_it_twice(small, member):
    made = decided(small.home.region)
    add_dissent(decision=made, words="No.", by=member.reader)
    again = member.post(f"{made.get_absolute_url()}dissent/", {"words": "And no."})
    assert again.status_code == 409
    assert "Your words stand there already." in again.text
    assert "I see it differently" not in member.get(made.get_absolute_url()).text


def test_it_takes_thirty_days(small, member):
    made = decided(small.home.region)
    with clock.at(made.made_at + timedelta(days=31)):
        assert "I see it differently" not in member.get(made.get_absolute_url()).text
        with pytest.raises(CannotDissent, match="30 days ago"):
            add_dissent(decision=made, words="Late.", by=member.reader)
    with clock.at(made.made_at + timedelta(days=30)):
        add_dissent(decision=made, words="In time.", by=member.reader)


def test_a_replaced_decision_takes_none(small, member):
    made = decided(small.home.region)
    decided(small.home.region, practice=made.transfer.practice)
    with pytest.raises(CannotDissent, match="replaced"):
        add_dissent(decision=made, words="Old.", by=member.reader)


@pytest.mark.parametrize("persona", ["stranger", "stranger_lead", "coordinator"])
def test_others_only_read(small, request, persona):
    made = decided(
        small.home.region, Choice(**vars(NOT_NOW) | {"dissents": [Voice("No!", "practitioner")]})
    )
    client = request.getfixturevalue(persona)
    page = client.get(made.get_absolute_url()).text
    assert "<q>No!</q>" in page
    assert "I see it differently" not in page
    with pytest.raises(NotYourRegion):
        add_dissent(decision=made, words="I!", by=client.reader)


@pytest.mark.rights("DE06")
def test_visitors_read_the_decision_without_dissent(small, visitor):
    made = decided(
        small.home.region, Choice(**vars(NOT_NOW) | {"dissents": [Voice("No!", "practitioner")]})
    )
    page = visitor.get(made.get_absolute_url()).text
    assert "No money." in page
    assert "No!" not in page
    assert "Dissent" not in page


def test_the_database_keeps_it_as_it_is(small, member):
    own = add_dissent(decision=decided(small.home.region), words="No.", by=member.reader)
    for change in (lambda rows: rows.update(words="Yes."), lambda rows: rows.delete()):
        with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
            change(Dissent.objects.filter(pk=own.pk))
