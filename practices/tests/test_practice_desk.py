"""/practices/desk/"""

import pytest

from clusterix.testing.queries import assert_few_queries, count_queries
from practices.models import Revision
from practices.tests.factories import make_practice
from practices.tests.writing import make_open

URL = "/practices/desk/"


@pytest.fixture
def texts(small, member):
    """A draft and a submitted text of the home partner, and the same of the other one."""
    made = {
        "own draft": make_open(partner=small.home.partner, title="Own draft"),
        "own submitted": make_open(
            partner=small.home.partner, title="Own submitted", state="submitted"
        ),
        "other draft": make_open(partner=small.other.partner, title="Other draft"),
        "other submitted": make_open(
            partner=small.other.partner, title="Other submitted", state="submitted"
        ),
    }
    Revision.objects.update(edited_by=member.user)
    return made


def titles(page, name):
    return [row.revision.title for row in page.context[name]]


def test_members_see_what_their_partner_writes(texts, colleague):
    page = colleague.get(URL)
    html = page.content.decode()
    assert titles(page, "own") == ["Own submitted", "Own draft"]
    assert titles(page, "waiting") == []
    assert page.context["drafts_of_others"] == []
    assert "To check" not in html
    assert "Cluster practitioner, Agency of Skåne" in html
    assert "Other" not in html


@pytest.mark.rights("P04")
def test_the_coordinator_sees_submitted_texts_and_counts_without_titles(texts, coordinator):
    page = coordinator.get(URL)
    html = page.content.decode()
    assert sorted(titles(page, "waiting")) == ["Other submitted", "Own submitted"]
    assert titles(page, "own") == []
    assert page.context["drafts_of_others"] == [
        ("Agency of Skåne", 1),
        ("Agency of Southern Denmark", 1),
    ]
    assert "draft" in html
    for hidden in ("Own draft", "Other draft"):
        assert hidden not in html


def test_the_steering_committee_reads_what_was_submitted(texts, steering):
    page = steering.get(URL)
    assert sorted(titles(page, "waiting")) == ["Other submitted", "Own submitted"]
    assert page.context["drafts_of_others"] == []
    assert "With the coordinator" in page.content.decode()


def test_who_holds_no_membership_sees_nothing_and_is_told_why(texts, administrator, visitor):
    html = administrator.get(URL).content.decode()
    assert "You act for no partner" in html
    for title in ("Own draft", "Own submitted", "Other draft", "Other submitted"):
        assert title not in html
    assert visitor.get(URL).status_code in {302, 404}


def test_an_empty_desk_says_what_to_do(member):
    html = member.get(URL).content.decode()
    assert "No draft yet." in html
    assert 'href="/practices/new/"' in html


def test_a_new_version_and_a_returned_text_say_so(small, member):
    make_open(make_practice(partner=small.home.partner))
    returned = make_open(partner=small.home.partner)
    Revision.objects.filter(pk=returned.pk).update(remarks="More, please.")
    html = member.get(URL).content.decode()
    assert "new version" in html
    assert "sent back with remarks" in html


def test_the_desk_asks_a_constant_number_of_queries(small, coordinator):
    def add(number):
        for _each in range(number):
            make_open(partner=small.home.partner, state="submitted")
            make_open(partner=small.third.partner)
            make_open(partner=small.other.partner)

    add(1)
    with_one = count_queries(coordinator, URL)
    add(2)
    assert count_queries(coordinator, URL) == with_one
    assert_few_queries(coordinator, URL, at_most=6)
