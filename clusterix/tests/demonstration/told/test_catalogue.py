"""The real practices: exactly what the sources say, through the actions of the product."""

import json
from datetime import date, timedelta

import pytest

from clusterix.demonstration import catalogue, people
from clusterix.demonstration.statements import STATED
from core.models import Activity, Mail
from practices.models import Document, Practice, Revision, Theme
from practices.views.differences import since_public

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 25)
ROWS = json.loads((catalogue.FOLDER / "practices.json").read_text(encoding="utf-8"))
AS_PUBLISHED = {
    "title": "title",
    "summary": "short_line",
    **{name: name for name in catalogue.COPIED},
}


@pytest.fixture(scope="module")
def demo(told):
    with told() as story:
        yield story


def test_49_practices_six_of_them_the_projects_own_and_ten_stubs(demo):
    practices = Practice.objects.published()
    assert Practice.objects.count() == 49
    assert practices.count() == 49
    assert practices.filter(is_projects_own=True).count() == 6
    assert practices.filter(is_stub=True).count() == 10
    assert not any(each.can_be_rated for each in practices.filter(is_stub=True))
    assert sorted(demo.practices) == sorted(row["slug"] for row in ROWS)


def test_every_text_is_as_published(demo):
    for row in ROWS:
        practice = demo.practices[row["slug"]]
        for column, name in AS_PUBLISHED.items():
            if column == "evidence" and row["slug"] in STATED:
                continue  # it is a statement there
            assert getattr(practice, column) == row[name], (row["slug"], column)
        assert practice.slug == row["slug"]
        assert practice.project_relation == row["clusterix_relation"]
        known = row["starts"] and practice.starts_on.isoformat()
        assert bool(known) == bool(practice.starts_on)
        assert not known or known.startswith(row["starts"]["date"])


def test_only_what_no_source_says_is_said_to_be_missing(demo):
    """Two texts have neither evidence nor a note why."""
    ours = [row["slug"] for row in ROWS if demo.practices[row["slug"]].caveats != row["caveats"]]
    assert sorted(ours) == ["danish-joint-cluster-strategy", "go-cluster"]
    assert {demo.practices[slug].caveats for slug in ours} == {catalogue.NO_EVIDENCE}
    assert not Practice.objects.filter(has_no_evidence_yet=True).exists()


def test_our_classification_is_marked_as_ours(demo):
    for row in ROWS:
        practice, ours = demo.practices[row["slug"]], row["classified"]
        assert practice.is_classified_by_us is (ours is not None)
        if ours is None:
            assert (practice.tags.count(), practice.kind, practice.maturity) == (0, "", "")
            continue
        assert sorted(practice.tags.names()) == sorted(ours["tags"])
        assert sorted(each.code for each in practice.industries.all()) == sorted(ours["industries"])
        for name in ("kind", "instrument", "level", "maturity"):
            assert getattr(practice, name) == (ours[name] or "")
        needs = practice.published_revision.requirements.values_list(
            "kind", "needed", "text", "is_core"
        )
        assert list(needs) == [
            (each["kind"], each["level"], each["text"], each["is_core"])
            for each in ours["requirements"]
        ]


def test_who_contributes_is_the_region_it_comes_from_else_the_lead_partner(demo):
    for row in ROWS:
        practice, code = demo.practices[row["slug"]], row["origin_partner_nuts"]
        assert practice.partner == demo.partners[code or "AT12"]
        assert practice.origin_region == (demo.regions[code] if code else None)


def test_members_write_and_the_coordinator_approves(demo):
    coordinator = demo.people[people.COORDINATOR]
    for revision in Revision.objects.filter(state="approved").select_related("practice"):
        partners = [each.partner for each in revision.edited_by.memberships.all()]
        assert partners == [revision.practice.partner]
        assert revision.approved_by == coordinator != revision.edited_by
        assert revision.edited_at < revision.submitted_at < revision.approved_at
    for verb, times in (("drafted", 49), ("submitted", 50), ("published", 49), ("proposed", 2)):
        assert Activity.objects.filter(verb=f"practice.{verb}").count() == times


def test_publications_spread_over_a_year_and_a_half_before_today(demo):
    published = Practice.objects.order_by("first_published_at")
    days = [(each.first_published_at.date() - TODAY).days for each in published]
    assert (days[0], days[-1]) == (catalogue.FIRST, catalogue.LAST)
    assert len(set(days)) > 40
    own = published.filter(is_projects_own=True)
    assert list(own) == list(published[:6]), "The project's own were the first to be collected."
    assert not published.last().is_stub


def test_a_desk_has_a_draft_and_the_coordinator_a_text_to_check(demo):
    opened = Revision.objects.open().order_by("state")
    assert [(each.practice.slug, each.state, each.number) for each in opened] == [
        ("skane-evaluation-model", "draft", 2),
        ("design2innovate", "submitted", 2),
    ]
    assert opened[0].edited_at.date() == TODAY - timedelta(days=3)
    found = since_public(opened[1], demo.reader(people.COORDINATOR)).differences
    assert [str(each.label) for each in found] == ["How it works", "Evidence in a few words"]
    assert any("vouchers" in words for kind, words in found[0].pieces if kind == "out")


def test_evidence_of_some_is_a_list_of_statements(demo):
    calls = demo.practices["accredited-cluster-grants"].published_revision.statements.get()
    assert (calls.text, calls.figure, calls.dated_on.year, calls.source) == (
        *("Calls were held in 2008, 2009, 2011 and 2015.", "4 calls", 2015),
        "Interreg Europe, good practice",
    )


def test_three_themes(demo):
    assert [each.code for each in Theme.objects.order_by("position")] == [
        "analysis",
        "financing",
        "cooperation",
    ]
    assert demo.themes[2].code == "financing"


def test_nobody_gets_a_letter(demo):
    assert not Mail.objects.filter(sent_at__isnull=True).exists()


def test_three_practices_have_drawings_that_say_what_they_are(demo):
    drawn = Document.objects.filter(revision__state="approved").order_by("pk")
    found = [(each.revision.practice.slug, each.name, each.width) for each in drawn]
    assert sorted(found) == [
        ("competence-map", "competence-map.webp", 1200),
        ("design2innovate", "loop.webp", 1200),
        ("skane-evaluation-model", "four-sources.webp", 1200),
        ("skane-evaluation-model", "questions.pdf", None),
    ]
    assert all("Drawn for the demonstration" in each.title for each in drawn)
    assert [each.name for each in drawn if each.is_picture and not each.alt] == []
    assert sum(each.size for each in drawn) < 300_000
    # The two new versions that are open have theirs, too.
    assert Document.objects.exclude(revision__state="approved").count() == 3
