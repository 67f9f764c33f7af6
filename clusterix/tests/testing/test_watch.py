"""What a journey fails on by itself."""

import pytest

from clusterix.testing.browser import new_context, open_page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ELSEWHERE = "http://elsewhere.example/dot.png"


@pytest.fixture
def watched(live_server, browser, small):
    context = new_context(browser, live_server.url)
    context.route(ELSEWHERE, lambda route: route.abort())
    yield open_page(context, live_server.url, "/practices/")
    context.close()


def test_a_plain_page_has_no_problem(watched):
    page, watch = watched
    page.wait_for_load_state("networkidle")
    assert watch.problems == []


@pytest.mark.parametrize(
    ("script", "problem"),
    [
        (f"() => void fetch('{ELSEWHERE}').catch(() => 0)", "Content Security Policy"),
        ("() => { document.body.innerHTML += '<p style=\"color: red\">x</p>' }", "inline style"),
        ("() => console.error('It broke.')", "console: It broke."),
        ("() => void setTimeout(() => { throw new Error('Alas.') })", "script: Alas."),
    ],
    ids=["another origin by script", "inline style", "error in the console", "fault in a script"],
)
def test_a_fault_is_a_problem(watched, script, problem):
    page, watch = watched
    with page.expect_event("console" if "setTimeout" not in script else "pageerror"):
        page.evaluate(script)
    assert any(problem in each for each in watch.problems), watch.problems


def test_a_request_to_another_origin_is_a_problem(watched):
    page, watch = watched
    with page.expect_event("requestfailed"):
        page.evaluate(f"() => {{ location.href = '{ELSEWHERE}' }}")
    assert watch.problems == [f"asked another origin: {ELSEWHERE}"]
