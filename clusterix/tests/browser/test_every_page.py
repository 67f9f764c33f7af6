"""Each page: accessible in light and dark, wide and narrow; self-contained; without JavaScript."""

from contextlib import contextmanager
from fnmatch import fnmatchcase

import pytest
from django.urls import reverse

from clusterix.testing.browser import page_problems, plain_problems, width_problems
from clusterix.tests.rights.ask import undone
from clusterix.tests.rights.fixtures import fixtures
from clusterix.tests.rights.table import may, rows
from clusterix.tests.rights.test_rows import addresses, has_own_side

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

MOST_TO_SEE = ("L", "Mod", "C", "SC", "M", "A")
# Django's own pages: their accessibility is Django's, and only administrators see them.
NOT_OURS = ("admin:*",)
WITHOUT_A_ROW = ("account_login", "account_reset_password", "account_reset_password_done")


def pages():
    """(row, URL name) of every page."""
    for row in rows().values():
        for url_name, method in addresses(row):
            if method == "GET" and not any(fnmatchcase(url_name, each) for each in NOT_OURS):
                yield row.id, url_name


@pytest.mark.parametrize(("row_id", "url_name"), sorted(set(pages())))
def test_page(row_id, url_name, stage, staged_server, tabs):
    row, problems = rows()[row_id], []
    for role, is_own in readers(row):
        with undone_beside(staged_server):
            with staged_server.quiet:
                side = stage.side(role, is_own=is_own)
                target = fixtures()[row.fixture](stage, side).at(url_name)
                client = stage.client(role)
                address = address_of(client, url_name, target)
            if address:
                found = inspect(tabs, client, address, is_last=(role, is_own) == readers(row)[-1])
                problems += [f"{role}: {each}" for each in found]
    assert problems == [], "\n".join([f"{row_id} {url_name}", *problems])


@pytest.mark.parametrize("url_name", WITHOUT_A_ROW)
def test_page_of_everybody(url_name, stage, staged_server, tabs):
    problems = inspect(tabs, stage.client("V"), reverse(url_name))
    assert problems == [], "\n".join([url_name, *problems])


@pytest.mark.parametrize("path", ["/there-is-no-such-page/", "/?page=99999999"])
def test_page_of_an_error(path, stage, staged_server, tabs):
    problems = inspect(tabs, stage.client("V"), path)
    assert problems == [], "\n".join([path, *problems])


@contextmanager
def undone_beside(server):
    """As `undone`, without a request in the middle of beginning or end."""
    undoing = undone()
    with server.quiet:
        undoing.__enter__()
    try:
        yield
    finally:
        with server.quiet:
            undoing.__exit__(None, None, None)


def readers(row):
    """As a visitor where allowed, and as the role with most to see."""
    sides = [(role, has_own_side(row, role)) for role in MOST_TO_SEE]
    most = [side for side in sides if may(row, *side, parent="P02")][:1]
    return [("V", False), *most] if may(row, "V", is_own=False, parent="P02") else most


def address_of(client, url_name, target):
    """Where the page is; empty for a download, and where one is sent elsewhere."""
    path = reverse(url_name, kwargs=dict(target.kwargs) or None)
    if target.prepare:
        target.prepare(client)
    answer = client.get(path, target.query)
    is_page = answer.headers["Content-Type"].startswith("text/html")
    return answer.wsgi_request.get_full_path() if answer.status_code == 200 and is_page else ""


def inspect(tabs, client, path, *, is_last=True):
    """What is wrong; what the role with most to see meets holds all that a visitor does."""
    with_script, without = tabs
    try:
        faults, plain_faults = with_script.visit(client, path), without.visit(client, path)
        problems = plain_problems(with_script.page, without.page)
        problems += (page_problems if is_last else width_problems)(with_script.page)
        return [*problems, *faults, *plain_faults]
    finally:
        with_script.leave()
        without.leave()
