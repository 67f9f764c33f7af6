"""/practices/<slug>/history/?from=2&to=4: what differs between two versions."""

from datetime import date

import pytest
from django.urls import reverse

from clusterix.testing.queries import assert_few_queries
from core import clock
from practices.models import Revision
from practices.tests.factories import (
    make_practice,
    make_requirement,
    make_revision,
    make_statement,
    make_theme,
)
from practices.tests.writing import make_open, make_translation


def url(practice, query="?from=1&to=3"):
    return reverse("practice_history", args=[practice.slug]) + query


@pytest.fixture
def practice(small):
    """A superseded text, the public one, and a draft with words of its own."""
    made = make_practice(partner=small.home.partner, title="Cluster school")
    Revision.objects.update(number=2, resources="Money for an outside evaluator.")
    first = make_revision(made, number=1, state="superseded", resources="Money for an evaluator.")
    make_statement(first, text="Forty came.", dated_on=date(2012, 1, 1))
    make_requirement(first, text="Two people.", needed=1)
    draft = make_open(
        made,
        number=3,
        resources="Money for an <b>outside</b> evaluator.",
        level="local",
        theme=make_theme(name="Cluster financing"),
        tag_names=["clusters"],
    )
    make_statement(draft, text="Fifty came.", dated_on=date(2012, 1, 1), source="Report")
    make_requirement(draft, text="Two people.", needed=3)
    return made


def told(page):
    """Label and pieces of each difference."""
    return {
        str(each.label): [list(map(tuple, line)) for line in each.lines]
        or list(map(tuple, each.pieces))
        for each in page.context["changes"].differences
    }


def test_words_taken_out_and_put_in_are_marked_by_field(practice, member):
    page = member.get(url(practice))
    assert told(page) == {
        "Theme": [("in", "Cluster financing")],
        "Level": [("in", "Local")],
        "Evidence of success": [
            [
                *(("out", "Forty"), ("in", "Fifty"), ("same", " came. –")),
                *(("out", " 2012"), ("in", " 2012, Report")),
            ]
        ],
        "Resources needed": [
            ("same", "Money for an"),
            ("in", " <b>outside</b>"),
            ("same", " evaluator."),
        ],
        "What it needs": [
            [
                ("same", "Staff"),
                ("out", " (1"),
                ("in", " (3"),
                ("same", " of 3, core) – Two people."),
            ]
        ],
        "Tags": [[("in", "clusters")]],
    }
    html = page.content.decode()
    assert "What changed from revision 1 to revision 3" in html
    assert '<ins><span class="vh">Put in: </span>&lt;b&gt;outside&lt;/b&gt;</ins>' in html
    assert '<del><span class="vh">Taken out: </span>Forty</del>' in html
    assert "Title, Summary, Description not yet collected" in html


def test_the_address_carries_the_choice_in_both_directions(practice, member):
    forth, back = (member.get(url(practice, f"?from={a}&to={b}")) for a, b in ((2, 3), (3, 2)))
    assert told(forth)["Resources needed"][1] == ("out", " outside")
    assert told(back)["Level"] == [("out", "Local")]
    assert (back.context["from"], back.context["to"]) == (3, 2)


def test_one_version_alone_is_compared_with_the_one_before_it(practice, member):
    for query, chosen in (("?to=2", (1, 2)), ("?from=2", (2, 3)), ("?to=1", (1, 1))):
        changes = member.get(url(practice, query)).context["changes"]
        assert (changes.before.number, changes.after.number) == chosen
    assert "Both say the same." in member.get(url(practice, "?to=1")).content.decode()


def test_without_a_choice_the_last_step_is_offered(practice, member):
    page = member.get(url(practice, ""))
    assert page.context["changes"] is None
    assert (page.context["from"], page.context["to"]) == (2, 3)
    assert 'href="?from=1&amp;to=2#changes"' in page.content.decode()


@pytest.mark.parametrize(
    ("query", "status"),
    [("?from=x&to=2", 400), ("?from=1&to=9", 404), ("?from=-1", 400), ("?from=%C2%B2", 400)],
)
def test_versions_that_are_none_are_refused(practice, member, query, status):
    assert member.get(url(practice, query)).status_code == status


@pytest.mark.rights("P13")
def test_a_version_that_may_not_be_read_is_as_absent(practice, coordinator, stranger, visitor):
    """The coordinator reads from submitted on: the draft has no more number than the ninth."""
    hidden, nothing = (coordinator.get(url(practice, f"?from=2&to={n}")) for n in (3, 9))
    assert (hidden.status_code, nothing.status_code) == (404, 404)
    page = coordinator.get(url(practice, "?to=2"))
    assert "outside" in page.content.decode()
    assert "<b>" not in str(told(page))
    practice.revisions.filter(number=3).update(state="submitted", submitted_at="2026-03-01T09:00Z")
    assert coordinator.get(url(practice)).status_code == 200
    for person in (stranger, visitor):
        assert person.get(url(practice)).status_code == 404


def test_the_second_language_version_is_compared_too(practice, member):
    first, draft = (practice.revisions.get(number=number) for number in (1, 3))
    make_translation(first, language="sv", title="Klusterskola", summary="En rad.")
    make_translation(draft, language="sv", title="Klusterskolan", summary="En rad.")
    page = member.get(url(practice))
    assert told(page)["Title (Svenska)"] == [("out", "Klusterskola"), ("in", "Klusterskolan")]
    assert '<dd lang="sv">' in page.content.decode()
    draft.translation.delete()
    assert told(member.get(url(practice)))["Summary (Svenska)"] == [("out", "En rad.")]


def test_the_comparison_stays_within_its_queries(practice, member):
    make_translation(practice.revisions.get(number=1))
    assert_few_queries(member, url(practice))


def review(practice):
    return reverse("practice_review", args=[practice.slug])


def test_who_checks_a_new_version_reads_what_it_changes(practice, coordinator, steering, stranger):
    draft = practice.revisions.get(number=3)
    draft.state, draft.submitted_at = "submitted", "2026-03-01T09:00Z"
    draft.save()
    page = coordinator.get(review(practice))
    assert told(page)["Resources needed"] == [
        ("same", "Money for an"),
        *(("out", " outside"), ("in", " <b>outside</b>")),
        ("same", " evaluator."),
    ]
    assert "What changed since the public text" in page.content.decode()
    assert_few_queries(coordinator, review(practice))
    for person in (steering, stranger):
        assert person.get(review(practice)).status_code == 404
        assert review(practice) not in person.get(practice.get_absolute_url()).text


def test_of_a_pending_revision_the_steering_committee_learns_nothing(practice, small, steering):
    """P13, beside P05: a practice that was handed in for the first time they read."""
    pending = practice.revisions.get(number=3)
    pending.state, pending.title, pending.submitted_at = "submitted", "Nobody knows", clock.now()
    pending.save()
    new = make_open(partner=small.home.partner, state="submitted", title="Handed in")
    desk = steering.get(reverse("practice_desk")).text
    assert ("Handed in" in desk, "Nobody knows" in desk) == (True, False)
    assert steering.get(review(new.practice)).status_code == 200
    assert set(Revision.objects.visible_to(steering.reader).open()) == {new}


def test_a_text_that_was_never_public_is_compared_with_nothing(small, member):
    draft = make_open(partner=small.home.partner)
    page = member.get(review(draft.practice))
    assert page.context["changes"] is None
    assert "What changed since the public text" not in page.content.decode()
