"""The worker and the empty page that it keeps: for everybody, and about nobody."""

import json
import re

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from peergroups.tests.factories import guest_of
from peergroups.views import room as views

pytestmark = pytest.mark.django_db

WORKER, SHELL = "/sessions/worker.js", "/sessions/shell/"


def told(answer):
    first, second = answer.text.splitlines()
    assert second == 'importScripts("/static/js/room-worker.js");'
    return json.loads(first.removeprefix("self.ROOM = ").removesuffix(";"))


def test_the_worker_names_the_page_and_all_of_its_files(visitor):
    answer = visitor.get(WORKER)
    assert answer["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer["Cache-Control"] == "no-cache"
    said = told(answer)
    assert said["shell"] == SHELL
    page = visitor.get(SHELL).text
    used = re.findall(r'(?:src|href)="(/static/[^"#]+)', page)
    assert set(used) <= set(said["files"])
    missing = [each for each in said["files"] if not finders.find(each.removeprefix("/static/"))]
    assert missing == []


def test_another_version_is_another_worker(visitor, monkeypatch):
    before = told(visitor.get(WORKER))["version"]
    assert told(visitor.get(WORKER))["version"] == before
    monkeypatch.setattr(views, "code_version", lambda: "the next one")
    assert told(visitor.get(WORKER))["version"] != before


def test_the_empty_page_is_the_same_for_everybody(room, small, member, visitor):
    guest = guest_of(room.seat_person(small.home))
    pages = {each.get(SHELL).text for each in (guest, visitor, member)}
    assert len(pages) == 1
    page = pages.pop()
    assert "data-place" not in page
    assert "csrfmiddlewaretoken" not in page
    assert page.count("<h1") - page.partition("<template")[2].count("<h1") == 1


def test_the_page_names_the_place_of_whoever_opens_it(room, small, member):
    person = room.seat_person(small.home)
    guest = guest_of(person)
    page = guest.get(f"/sessions/{room.session.pk}/rate/").text
    assert 'data-worker="/sessions/worker.js"' in page
    token = re.search(r'data-place="([^"]+)"', page)[1]
    headers = {"X-Place": token}
    address = f"/sessions/{room.session.pk}/room/"
    assert Client().get(address, headers=headers).json()["items"][0]["pk"] == room.item.pk
    assert str(person.person_key) not in page
