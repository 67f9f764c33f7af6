"""The public home: the same figures as the catalogue, over what a visitor may read."""

import pytest
from django.urls import reverse

from clusterix.home.public import counts_for, journeys_for
from clusterix.testing.queries import count_queries
from exchanges.models import Exchange, ExchangeKind
from practices.tests.factories import make_practice, make_theme, make_transfer
from regions.map import Journey
from regions.reader import Reader

VISITOR = Reader.visitor()


def test_the_figures_count_public_pairs_only(small):
    practice = make_practice(origin_region=small.third.region)
    make_transfer(practice, small.home.region, "adapt", is_public=True)
    make_transfer(practice, small.other.region, "done", is_public=False)
    counts = counts_for(VISITOR)
    assert (counts.practices, counts.taken_up, counts.done, counts.assessing) == (1, 1, 0, 0)


def test_lines_lead_from_where_a_practice_comes_to_where_it_was_taken_up(small):
    theme = make_theme(glyph="tb")
    practice = make_practice(origin_region=small.third.region, theme=theme)
    make_transfer(practice, small.home.region, "plan", is_public=True)
    make_transfer(practice, small.other.region, "not_now", is_public=True)
    assert journeys_for(VISITOR) == [Journey(small.third.region.pk, small.home.region.pk, "tb")]


def test_a_theme_shows_two_described_practices_and_counts_all(small, visitor):
    theme = make_theme(name="Financing")
    shown = [make_practice(theme=theme) for _number in range(2)]
    make_practice(theme=theme, is_stub=True, summary="")
    (card,) = [card for card in visitor.get("/").context["themes"] if card.theme == theme]
    assert {practice.pk for practice in card.practices} == {each.pk for each in shown}
    assert card.count == 3


def test_hidden_practices_and_meetings_are_not_there(small, visitor, member, frozen):
    make_practice(title="Gone for good", taken_down_at=frozen, takedown_reason="Asked for")
    day = frozen.date()
    fields = {"kind": ExchangeKind.MEETING, "starts_on": day, "ends_on": day}
    Exchange.objects.create(slug="inside", title="For partners only", **fields)
    Exchange.objects.create(slug="open", title="Open to all", is_public=True, **fields)
    page = visitor.get("/").text
    assert "Open to all" in page
    assert "Gone for good" not in page
    assert "For partners only" not in page
    assert "For partners only" in member.get(reverse("going_on")).text


def test_an_administrator_without_a_partner_sees_the_public_home(small, administrator):
    assert "Cluster policy that travels" in administrator.get("/").text


@pytest.mark.parametrize("count", [1, 3])
def test_more_practices_do_not_ask_more(small, visitor, count):
    for _number in range(count):
        practice = make_practice(theme=make_theme(), origin_region=small.third.region)
        make_transfer(practice, small.home.region, "done", is_public=True)
    assert count_queries(visitor, "/") == 12
