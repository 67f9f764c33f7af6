"""What the catalogue does not list is in no figure, on no map and in no date of the first pages."""

from datetime import timedelta

import pytest
from django.http import QueryDict

from assessments.matrix.grid import Grid
from clusterix.home.member import news_for, pipe_for
from clusterix.home.public import counts_for, journeys_for
from practices.tests.factories import make_practice, make_theme, make_transfer


@pytest.fixture
def pairs(small, frozen):
    """A listed practice, an archived one and one taken down; each was taken up in public."""
    made = []
    for hidden in (
        {},
        {"archived_at": frozen},
        {"taken_down_at": frozen, "takedown_reason": "Asked for"},
    ):
        practice = make_practice(theme=make_theme(), origin_region=small.third.region, **hidden)
        pair = make_transfer(practice, small.home.region, "done", is_public=True)
        pair.since = frozen + timedelta(days=len(made))
        pair.save()
        made.append(pair)
    return made


def test_figures_and_map_count_what_is_listed(pairs, visitor, member):
    for reader in (visitor.reader, member.reader):
        counts = counts_for(reader)
        assert (counts.practices, counts.taken_up, counts.done) == (1, 1, 1)
        assert len(journeys_for(reader)) == 1


def test_the_pipe_counts_what_its_links_show(pairs, small, member):
    counted = {mark: n for mark, n, _query in pipe_for(member.reader, small.home.region)}
    assert counted["done"] == 1
    assert news_for(member.reader, small.home.region) == pairs[:1]


def test_the_matrix_changed_when_what_it_shows_changed(pairs, visitor):
    assert Grid(visitor.reader, QueryDict()).changed_at == pairs[0].since
