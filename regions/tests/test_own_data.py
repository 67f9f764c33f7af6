"""What is stored about oneself: seen, taken along, and its end asked for."""

import json

import pytest

from core.models import Activity, Mail

URL = "/accounts/data/"


def test_the_page_says_what_stays_and_what_goes(member):
    response = member.get(URL)
    tables = dict(response.context["tables"])
    assert tables["Memberships"] is True
    assert tables["Mails"] is False
    assert "Stays as a record, without your name" in response.content.decode()


def test_the_page_shows_the_own_sign_ins(member):
    assert [str(event.words) for event in member.get(URL).context["events"]] == ["Signed in"]


@pytest.mark.rights("U10")
def test_everybody_downloads_the_own_data_and_nothing_else(member, administrator):
    for person, other in ((member, administrator), (administrator, member)):
        response = person.get(f"{URL}download/")
        assert response["Content-Disposition"] == 'attachment; filename="my-data.json"'
        assert "no-store" in response["Cache-Control"]
        found = json.loads(response.content)
        assert [row["email"] for row in found["people (pk)"]] == [person.user.email]
        assert other.user.email not in response.content.decode()


def test_asking_for_erasure_writes_to_the_administrators(member, administrator):
    assert Mail.objects.count() == 0
    response = member.post(f"{URL}erasure/")
    assert (response.status_code, response.url) == (302, URL)
    assert [mail.to for mail in Mail.objects.all()] == [administrator.user.email]
    assert Activity.objects.filter(verb="account.erasure_asked").count() == 1
    member.user.refresh_from_db()
    assert member.user.erased_at is None


def test_for_visitors_there_is_nothing(visitor, guest):
    for url in (URL, f"{URL}download/"):
        assert [person.get(url).status_code for person in (visitor, guest)] == [404, 404]
