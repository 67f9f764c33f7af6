"""What somebody reads who was asked at home by name: in German, whose words are long."""

import pytest

from assessments.actions import pass_question, take_invited_seat
from assessments.home.answering import bearer_of
from assessments.home.people import Asked
from assessments.tests.factories import answer, criterion_of
from assessments.tests.pairs import make_invited, open_at_home
from clusterix.testing.persona import Persona
from clusterix.tests.browser.test_every_page import inspect, undone_beside
from regions.reader import Reader

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.fixture
def links(stage, staged_server):
    """Of somebody who has not begun, and of somebody who passed a question on."""
    with undone_beside(staged_server):
        with staged_server.quiet:
            opened = open_at_home(stage.small.home.region)
            fresh, busy = make_invited(opened, "Anna", "de"), make_invited(opened, "Bernd", "de")
            seat = take_invited_seat(
                invitation=busy,
                level="intermediary",
                may_show_alone=False,
                language="de",
                by=Reader(),
            ).seat
            answer(seat, R1=2, R2=None)
            pass_question(
                seat=seat,
                criterion=criterion_of(opened, "F2"),
                to=Asked("Karl", "karl@example.eu", "de"),
                by=bearer_of(seat),
            )
        yield [f"/rate/mine/{each.token}/" for each in (fresh, busy)]


def test_pages_of_a_personal_link(links, tabs):
    fresh, busy = links
    pages = [fresh, f"{busy}?q=F2&saved=R2", f"{busy}?pass=F2", f"{busy}?q=end"]
    problems = {each: inspect(tabs, Persona(), each) for each in pages}
    assert problems == {each: [] for each in pages}
