"""The decision sheet: one page, the same as HTML and PDF, and nobody recognisable on it."""

import re
from dataclasses import asdict, replace
from datetime import timedelta

import pytest

from assessments.actions import (
    Answer,
    Choice,
    Voice,
    add_dissent,
    close_round,
    decide,
    finish_assessment,
    record_mitigation,
    send_answers,
)
from assessments.actions.criteria import make_set
from assessments.deciding.sheet_content import sheet_of
from assessments.deciding.sheet_file import pdf_of
from assessments.deciding.sheet_words import ROOMY, TIGHT, shortened
from assessments.default_sets import QUESTIONS
from assessments.models import Assessment, Decision
from assessments.tests.factories import criterion_of, reader_of
from assessments.tests.pairs import (
    lead_of,
    make_clear,
    make_example,
    make_met,
    make_people,
    make_strange_practice,
    open_at_home,
    sit,
)
from clusterix.testing.queries import assert_few_queries
from core import clock
from regions.models import Level
from regions.reader import Reader

pytestmark = pytest.mark.django_db

LONG = "Wirtschaftsförderungsgesellschaften Zuwendungsvoraussetzungen Mittelstandsfinanzierung "
TODAY = clock.today()


def words(length):
    """A text of exactly that length, of long words."""
    return (LONG * (length // len(LONG) + 1))[: length - 1] + "n"


def pages_of(pdf):
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def sheet(assessment, decision=None, reader=None):
    fresh = Assessment.objects.for_page().get(pk=assessment.pk)
    known = Decision.objects.of_assessment(fresh).get(pk=decision.pk) if decision else None
    return sheet_of(fresh, known, reader or Reader.system())


def answered(region, **fields):
    """The worked example with its obstacle answered, and finished."""
    assessment = make_example(region, **fields)
    lead = lead_of(region)
    record_mitigation(
        assessment=assessment,
        criterion=assessment.criteria_set.criteria.get(code="F3"),
        text="Start with one field.",
        owner="Cluster 55",
        due_on=TODAY,
        by=lead,
    )
    return finish_assessment(assessment=assessment, by=lead)


def decided(assessment, **choice):
    transfer = assessment.transfer
    values = {"outcome": "adapt", "rationale": "Start with food only."} | choice
    return decide(
        practice=transfer.practice,
        region=transfer.region,
        choice=Choice(**values),
        by=lead_of(transfer.region),
    )


def test_it_says_everything_on_one_page(small):
    assessment = answered(small.home.region)
    made = decided(
        assessment,
        body="Growth board",
        reference="RS-118",
        dissents=[Voice("It will end.", Level.PRACTITIONER)],
    )
    found = sheet(assessment, made)
    assert (found.outcome, found.say, found.why) == ("adapt", "Adapt to us", made.rationale)
    assert found.decided[:2] == (
        f"Decided by Growth board on {day(TODAY)}.",
        "Reference: RS-118.",
    )
    assert [(each.words, each.label) for each in found.dissents] == [
        ("It will end.", "Cluster practitioner")
    ]
    assert [(part.heading, part.figures, len(part.lines)) for part in found.parts] == [
        ("Do we need it?", "relevance +1.30, range +1.18 to +1.49", 6),
        ("Can we do it?", "feasibility +0.38, range +0.30 to +0.51", 10),
    ]
    money = found.parts[1].lines[2]
    assert (money.code, money.middle, money.agreement) == ("F3", "−1.5", "mixed 0.54")
    assert [each.words for each in found.people] == [
        "2 policy makers",
        "1 intermediary",
        "1 practitioner",
    ]
    assert found.answered[-1] == (
        "Agreement over all (alpha, ordinal) 0.55: not reliable, read the profile."
    )
    assert found.obstacles == (
        "Money blocks (middle answer −1.5). Answer: Start with one field. Cluster 55,"
        f" by {day(TODAY)}.",
    )
    assert "Leaving out one person gives feasibility +0.30 to +0.51." in found.saw
    assert found.changes.startswith("Money up by 0.86 steps, or its importance below 1.52")
    assert found.changes.endswith("without the intermediary it reads “Adopt as it is”.")
    assert found.address == f"/assessments/{assessment.pk}/sheet/?decision={made.pk}"


def day(value):
    return f"{value.day} {value:%B %Y}"


def test_page_and_pdf_are_drawn_from_it(small, member):
    assessment = answered(small.home.region)
    made = decided(assessment)
    page = member.get(f"/assessments/{assessment.pk}/sheet/").text
    found = sheet(assessment, made, member.reader)
    for each in (found.source, *found.decided, *found.answered, found.why, found.parts[0].figures):
        assert each in page
    assert assessment.input_hash[:4] in page
    pdf = member.get(f"/assessments/{assessment.pk}/sheet.pdf")
    assert pdf["Content-Type"] == "application/pdf"
    assert f"decision-sheet-{assessment.pk}-{made.pk}.pdf" in pdf["Content-Disposition"]
    assert b"pdfuaid" in pdf.content
    assert b"StructTreeRoot" in pdf.content
    assert pages_of(pdf.content) == 1


def test_undecided_it_says_so(small, member):
    page = member.get(f"/assessments/{make_clear(small.home.region).pk}/sheet/").text
    assert "Not decided yet" in page
    assert "<h2>Why</h2>" not in page


def test_a_replaced_decision_stays_printable_as_it_was(small, member):
    assessment = answered(small.home.region)
    first = decided(assessment)
    with clock.at(first.made_at + timedelta(days=365)):
        second = decided(assessment, outcome="not_now", reason_kind="money", rationale="No.")
        newest = member.get(f"/assessments/{assessment.pk}/sheet/").text
        assert f"Until {day(second.decided_on)}: Adapt to us." in newest
        old = member.get(f"/assessments/{assessment.pk}/sheet/?decision={first.pk}").text
    assert f"Replaced on {day(second.decided_on)}: Not for us now." in old
    assert "Start with food only." in old


def test_a_newer_assessment_has_its_own_decision(small, member):
    assessment = answered(small.home.region)
    first = decided(assessment)
    practice, region = assessment.transfer.practice, small.home.region
    with clock.at(first.made_at + timedelta(days=365)):
        make_met(region, practice, *make_people(3, R1=-2, R2=-2, R6=-2, F1=1, F3=1, F5=1))
        newer = Assessment.objects.get(transfer=assessment.transfer, state="draft")
        second = decided(newer, outcome="not_now", reason_kind="money", rationale="No need.")
        assert second.supersedes == first
        final = finish_assessment(assessment=newer, by=lead_of(region))
        third = decided(final, outcome="learn", rationale="Only ideas.")
    for found, says in ((assessment, "Adapt to us"), (final, "Take ideas")):
        assert f"{says}</p>" in member.get(f"/assessments/{found.pk}/sheet/").text
    wrong = f"/assessments/{assessment.pk}/sheet/?decision={third.pk}"
    assert member.get(wrong).status_code == 404
    assert member.get(f"/assessments/{final.pk}/sheet/?decision={second.pk}").status_code == 200
    assert member.get(f"/assessments/{final.pk}/sheet/?decision=x").status_code == 404


def test_few_people_of_another_region_stay_unrecognised(small, member, stranger):
    practice = make_strange_practice()
    make_met(small.home.region, practice, *make_people(2, R1=2, F1=-1))
    draft = Assessment.objects.get(transfer__practice=practice)
    final = finish_assessment(assessment=draft, reason="Two is all.", by=lead_of(small.home.region))
    own = member.get(f"/assessments/{final.pk}/sheet/").text
    assert "Does it fit our strategy?" in own
    assert "agreed" not in own
    theirs = stranger.get(f"/assessments/{final.pk}/sheet/").text
    assert "Their answers stay in the region." in theirs
    assert "Does it fit our strategy?" not in theirs
    assert sheet(final, reader=stranger.reader).people == ()


@pytest.mark.parametrize("persona", ["visitor", "guest"])
def test_visitors_have_no_sheet_of_a_public_decision(small, request, persona):
    assessment = answered(small.home.region)
    made = decided(assessment, is_public=True)
    client = request.getfixturevalue(persona)
    assert client.get(made.get_absolute_url()).status_code == 200
    for name in ("sheet/", "sheet.pdf"):
        assert client.get(f"/assessments/{assessment.pk}/{name}").status_code == 404


def make_longest(region):
    """Everything as long as its field takes: sixteen obstacles, twelve people, eight dissents."""
    questions = [replace(each, topic=words(60), question=words(80)) for each in QUESTIONS]
    make_set(code="home", name=words(80), questions=questions, by=Reader.system())
    practice, lead = make_strange_practice(title=words(100)), lead_of(region)
    opened = open_at_home(region, practice, lead)
    for number in range(12):
        seat = sit(opened, [*Level][number % 3])
        sent = [
            Answer(criterion_of(opened, each.code), number % 5 - 2, obstacle=words(200))
            for each in QUESTIONS
        ]
        send_answers(seat=seat, answers=sent, by=reader_of(seat))
    close_round(round_=opened, by=lead)
    assessment = Assessment.objects.for_page().get(transfer__practice=practice)
    for criterion in assessment.criteria_set.criteria.all():
        record_mitigation(
            assessment=assessment,
            criterion=criterion,
            text=words(500),
            owner=words(120),
            due_on=TODAY,
            by=lead,
        )
    return finish_assessment(assessment=assessment, by=lead)


def test_the_longest_fits_on_one_page(small, member):
    region = small.home.region
    type(region).objects.filter(pk=region.pk).update(name=words(120))
    region.refresh_from_db()
    assessment = make_longest(region)
    made = decided(
        assessment,
        rationale=words(2000),
        body=words(160),
        reference=words(80),
        review_on=TODAY + timedelta(days=1),
        dissents=[Voice(words(500), Level.PRACTITIONER)] * 5,
    )
    add_dissent(decision=made, words=words(500), by=member.reader)
    found = sheet(assessment, made)
    assert found.why.endswith("… (shortened, see page)")
    assert found.more_dissents == f"{6 - TIGHT.dissents} more, see page."
    assert found.obstacles[-1] == f"{16 - TIGHT.obstacles} more, see page."
    pdf = pdf_of(found)
    assert pages_of(pdf) == 1
    assert b"pdfuaid" in pdf


def test_short_texts_stay_whole():
    assert shortened("One\n two", 40) == "One two"
    assert shortened("One two three", 9) == "One two … (shortened, see page)"
    assert all(getattr(TIGHT, name) <= value for name, value in asdict(ROOMY).items())


def test_queries(small, member):
    assessment = answered(small.home.region)
    decided(assessment, dissents=[Voice("No.", Level.PRACTITIONER)])
    assert_few_queries(member, f"/assessments/{assessment.pk}/sheet/")
    assert_few_queries(member, f"/assessments/{assessment.pk}/sheet.pdf")
