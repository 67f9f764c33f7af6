"""The person's own profile."""

import pytest

from core.models import Activity

URL = "/accounts/profile/"
DATA = {"name": "Eva", "language": "en", "colour_mode": "dark", "shows_email": "on"}


def test_the_own_profile_is_saved(member):
    response = member.post(URL, DATA)
    assert (response.status_code, response.url) == (302, URL)
    user = member.user
    user.refresh_from_db()
    assert (user.name, user.colour_mode, user.shows_email, user.is_public_contact) == (
        "Eva",
        "dark",
        True,
        False,
    )
    line = Activity.objects.get(verb="account.profile_edited")
    assert line.changes == {
        "shows_email": True,
        "is_public_contact": False,
        "wants_digest": False,
    }


def test_the_form_shows_what_is_saved(member):
    member.post(URL, DATA)
    page = member.get(URL).content.decode()
    assert 'value="Eva"' in page
    assert 'data-mode="dark"' in page


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [({"name": ""}, "This field is required"), ({"language": "xx"}, "Select a valid choice")],
)
def test_wrong_input_is_explained(member, wrong, sentence):
    response = member.post(URL, DATA | wrong)
    assert response.status_code == 400
    assert sentence in response.content.decode()
    assert Activity.objects.filter(verb="account.profile_edited").count() == 0


def test_for_visitors_and_guests_there_is_none(visitor, guest):
    assert [person.get(URL).status_code for person in (visitor, guest)] == [404, 404]
