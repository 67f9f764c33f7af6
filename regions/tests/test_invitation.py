"""The page that an invitation opens."""

from datetime import timedelta
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator

from accounts.models import User
from core import clock
from regions.models import Invitation, Membership
from regions.tests.factories import make_invitation, make_user

URL = "/accounts/invitation/secret/"
DATA = {"name": "Eva", "password": "correct horse 7", "again": "correct horse 7"}


@pytest.fixture
def invitation(small):
    return make_invitation(
        token="secret", email="new@example.org", name="Eva", partner=small.home.partner
    )


def test_opening_the_link_changes_nothing(visitor, invitation):
    before = list(Invitation.objects.values())
    page = visitor.get(URL).content.decode()
    assert "You are invited to act for Agency of Skåne, Skåne." in page
    assert 'value="new@example.org"' in page
    assert list(Invitation.objects.values()) == before
    assert User.objects.count() == 0


def test_the_page_is_not_kept_by_caches(visitor, invitation):
    assert "no-store" in visitor.get(URL)["Cache-Control"]


@pytest.mark.rights("LK01")
def test_an_unknown_token_opens_nothing(visitor, invitation):
    assert visitor.get("/accounts/invitation/other/").status_code == 404
    assert visitor.post("/accounts/invitation/other/", DATA).status_code == 404


def test_accepting_opens_the_account_and_signs_in(visitor, invitation, small):
    response = visitor.post(URL, DATA)
    assert (response.status_code, response.url) == (302, "/")
    user = User.objects.get()
    assert (user.email, user.name) == ("new@example.org", "Eva")
    assert visitor.session["_auth_user_id"] == str(user.pk)
    page = visitor.get("/people/").content.decode()
    assert "Eva" in page


def test_the_address_cannot_be_changed_by_the_form(visitor, invitation):
    visitor.post(URL, {**DATA, "email": "other@example.org"})
    assert User.objects.get().email == "new@example.org"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"again": "correct horse 8"}, "The two passwords differ."),
        ({"password": "short", "again": "short"}, "at least 10 characters"),
        ({"password": "password123456", "again": "password123456"}, "too common"),
        ({"name": ""}, "This field is required"),
    ],
)
def test_wrong_input_is_explained_and_opens_nothing(visitor, invitation, wrong, sentence):
    response = visitor.post(URL, DATA | wrong)
    assert response.status_code == 400
    assert sentence in response.content.decode()
    assert User.objects.count() == 0


def test_the_same_form_twice_opens_one_account(visitor, invitation):
    data = {**DATA, "idempotency_key": str(uuid4())}
    assert visitor.post(URL, data).url == "/"
    visitor.logout()
    response = visitor.post(URL, data)
    assert response.status_code == 409
    assert (User.objects.count(), Membership.objects.count()) == (1, 1)


def test_a_used_link_says_what_to_do_and_leads_its_owner_home(visitor, invitation):
    visitor.post(URL, DATA)
    assert visitor.get(URL).url == "/"
    visitor.logout()
    page = visitor.get(URL).content.decode()
    assert "This invitation was already used. Sign in with your e-mail address." in page
    assert 'href="/accounts/login/"' in page


def test_an_old_link_says_what_to_do(visitor, invitation):
    with clock.at(invitation.expires_at + timedelta(minutes=1)):
        page = visitor.get(URL).content.decode()
        assert "This invitation is too old. Ask the person who invited you" in page
        assert visitor.post(URL, DATA).status_code == 409
    assert User.objects.count() == 0


def test_for_an_address_with_an_account_one_signs_in_first(visitor, member, invitation):
    user = make_user(email="NEW@example.org", password="correct horse 7")
    page = visitor.get(URL).content.decode()
    assert "There is an account for new@example.org." in page
    assert f'href="/accounts/login/?next={URL}"' in page
    assert visitor.post(URL).status_code == 403
    assert member.post(URL).status_code == 403
    visitor.force_login(user)
    assert b"Act for Agency of" in visitor.get(URL).content
    assert visitor.post(URL).url == "/"
    assert Membership.objects.filter(user=user).count() == 1


def test_who_comes_back_with_a_second_step_signs_in_with_both(visitor, invitation):
    user = make_user(email="new@example.org", is_active=False)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    assert visitor.post(URL, DATA).url == "/accounts/login/"
    assert "_auth_user_id" not in visitor.session
    user.refresh_from_db()
    assert user.is_active is True
