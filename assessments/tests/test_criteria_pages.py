"""The coordinator's pages of the questions, and what everybody reads of them."""

import re

import pytest

from assessments.actions import ensure_default_sets
from assessments.actions.criteria_editing import change_criterion
from assessments.actions.versions import start_version
from assessments.models import CriteriaSet, Criterion
from assessments.questions import rules
from assessments.tests.pairs import make_clear
from assessments.tests.test_method_page import text_of
from clusterix.testing.forms import read_form
from clusterix.testing.queries import assert_few_queries, count_queries
from core.models import Activity
from regions.reader import Reader

pytestmark = pytest.mark.django_db
SYSTEM = Reader.system()
HOME = "/method/questions/home/2/"


@pytest.fixture
def written(small):
    ensure_default_sets(by=SYSTEM)
    return start_version(code="home", by=SYSTEM)


def whole(criteria_set):
    """What somebody who releases it now has read."""
    current = CriteriaSet.objects.get(pk=criteria_set.pk)
    return rules.mark_of_all(current, current.criteria.all())


def typed(client, url, having="question"):
    """The form of the page as it would be sent, without its key."""
    form = read_form(client.get(url).text, having=having)
    return {name: values for name, values in form.items() if name != "idempotency_key"}


def test_the_list_says_who_uses_what(small, coordinator):
    make_clear(small.home.region)
    ensure_default_sets(by=SYSTEM)
    page = text_of(coordinator.get("/method/questions/").text)
    assert re.search(r"Version 1 Answered, locked .* – 6 0\.50 1", page)
    assert "Version 1 Released, not answered yet – 16 0.50 0" in page


def test_a_version_is_begun_once(written, coordinator):
    assert "Go on with version 2" in coordinator.get("/method/questions/").text
    answer = coordinator.post("/method/questions/home/new/")
    assert (answer.status_code, answer.url) == (302, f"{HOME}edit/")
    assert CriteriaSet.objects.filter(code="home").count() == 2
    assert coordinator.post("/method/questions/nothing/new/").status_code == 404


@pytest.mark.parametrize("persona", ["visitor", "member", "lead", "administrator"])
def test_a_version_being_written_is_hidden(written, request, persona):
    client = request.getfixturevalue(persona)
    assert client.get(HOME).status_code == 404
    assert client.get("/method/questions/home/1/").status_code == 200


def test_writing_a_question(written, coordinator):
    url = f"{HOME}questions/F8/"
    form = typed(coordinator, url) | {"question": "Is time left?"}
    answer = coordinator.post(url, form)
    assert (answer.status_code, answer.url) == (302, f"{HOME}edit/")
    assert written.criteria.get(code="F8").question == "Is time left?"
    form = typed(coordinator, url) | {"question": "one two three four five six seven eight nine"}
    refused = coordinator.post(url, form)
    assert refused.status_code == 400
    assert "Use at most eight words" in refused.text
    assert "eight nine" in refused.text


def test_two_who_write_the_same_question(written, coordinator):
    url, question = f"{HOME}questions/F8/", written.criteria.get(code="F8")
    form = read_form(coordinator.get(url).text, having="question") | {"question": "Mine?"}
    values = {name: getattr(question, name) for name in rules.TEXT_FIELDS}
    values |= {"question": "Theirs?", "importance": 1}
    seen = rules.mark_of_criterion(question)
    change_criterion(criterion=question, values=values, seen=seen, by=SYSTEM)
    stale = coordinator.post(url, form)
    assert stale.status_code == 412
    assert 'value="Mine?"' in stale.text
    assert "<dd>Theirs?</dd>" in stale.text
    again = read_form(stale.text, having="question")
    assert coordinator.post(url, again).status_code == 302
    assert written.criteria.get(code="F8").question == "Mine?"


def test_writing_it_in_another_language(written, coordinator):
    url = f"{HOME}questions/F8/de/"
    form = read_form(coordinator.get(url).text, having="question") | {
        "question": "Reicht die Zeit?"
    }
    assert coordinator.post(url, form).status_code == 302
    assert written.criteria.get(code="F8").texts.get(language="de").question == "Reicht die Zeit?"
    form = read_form(coordinator.get(url).text, having="question") | {"low_label": ""}
    refused = coordinator.post(url, form)
    assert (refused.status_code, "leave everything empty" in refused.text) == (400, True)
    assert coordinator.get(f"{HOME}questions/F8/en/").status_code == 404


def test_adding_moving_and_removing(written, coordinator):
    page = coordinator.get(f"{HOME}add/")
    form = read_form(page.text, having="question")
    assert form["code"] == ["R7"]
    form |= {
        "topic": "energy",
        "question": "Does it save energy?",
        "low_label": "no",
        "high_label": "yes",
    }
    assert coordinator.post(f"{HOME}add/", form).status_code == 302
    seen = rules.mark_of_order(written.criteria.all())
    moved = coordinator.post(f"{HOME}questions/R7/move/", {"way": "up", "seen": seen})
    assert moved.url == f"{HOME}edit/#R7"
    stale = coordinator.post(f"{HOME}questions/R7/remove/", {"seen": seen})
    assert stale.status_code == 412
    seen = rules.mark_of_order(written.criteria.all())
    assert coordinator.post(f"{HOME}questions/R7/remove/", {"seen": seen}).status_code == 302
    assert not written.criteria.filter(code="R7").exists()


def test_name_and_threshold(written, coordinator):
    form = typed(coordinator, f"{HOME}edit/", having="threshold")
    refused = coordinator.post(f"{HOME}edit/", form | {"threshold": "2.5"})
    assert refused.status_code == 400
    assert "above 0 and at most 2" in refused.text
    assert coordinator.post(f"{HOME}edit/", form | {"threshold": "0.7"}).status_code == 302
    stale = coordinator.post(f"{HOME}edit/", form | {"threshold": "0.9"})
    assert stale.status_code == 412
    assert "Home set, 0.70" in stale.text
    assert 'value="0.9"' in stale.text


def test_releasing_what_is_not_ready_says_what_is_missing(written, coordinator):
    written.criteria.filter(code="R1").delete()
    assert "R1: asked in meetings now" in coordinator.get(f"{HOME}edit/").text
    refused = coordinator.post(f"{HOME}release/", {"seen": whole(written)})
    assert refused.status_code == 409
    assert "This version cannot be released yet" in refused.text


def test_releasing_twice_with_one_key_is_once(written, coordinator):
    form = {"seen": whole(written), "idempotency_key": "once"}
    first, second = (coordinator.post(f"{HOME}release/", form) for _time in range(2))
    assert (first.status_code, first.url) == (second.status_code, second.url) == (302, HOME)
    assert Activity.objects.filter(verb="criteria_set.released").count() == 1


def test_the_public_page_of_a_version_says_what_changed(written, coordinator, visitor):
    written.criteria.filter(code="F10").update(question="Can it go on?")
    Criterion.objects.filter(criteria_set=written, code="R3").delete()
    form = {"seen": whole(written), "idempotency_key": "once"}
    coordinator.post(f"{HOME}release/", form)
    page = text_of(visitor.get(HOME).text)
    assert page.partition("In use")[2]
    assert "since version 1" in page
    assert "R3, no longer asked Are our firms and clusters alike?" in page
    assert "A newer version is in use: version 2." in text_of(
        visitor.get("/method/questions/home/1/").text
    )


def test_the_preview_in_a_language(written, coordinator):
    written.criteria.get(code="R1").texts.filter(language="de").update(question="Passt es zu uns?")
    written.criteria.get(code="R2").texts.filter(language="de").delete()
    page = coordinator.get(f"{HOME}preview/?lang=de").text
    assert "Passt es zu uns?" in page
    assert "English, because the text is missing" in page
    assert page.count('class="phone"') == 16


def test_queries(written, coordinator):
    for path in ("edit/", "preview/?lang=de", "add/", "questions/F8/", "questions/F8/de/", ""):
        assert_few_queries(coordinator, HOME + path)
    before = count_queries(coordinator, "/method/questions/")
    start_version(code="meeting", by=SYSTEM)
    assert count_queries(coordinator, "/method/questions/") == before
