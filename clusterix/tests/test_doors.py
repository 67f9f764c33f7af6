"""Who is not signed in: the login page, or nothing where the rights table says so."""

import pytest
from django.urls import reverse

from clusterix.rights import hidden_routes


def words(response):
    return response.content.decode()


def test_a_visitor_is_sent_to_the_login_page(visitor):
    response = visitor.get("/practices/new/?x=1")
    assert response.status_code == 302
    assert response.url == f"{reverse('account_login')}?next=/practices/new/%3Fx%3D1"


@pytest.mark.parametrize("path", ["/people/", "/people/?q=a%26b", "/accounts/email/"])
def test_a_visitor_finds_nothing_where_the_table_says_404_and_may_sign_in(visitor, member, path):
    response = visitor.get(path)
    assert response.status_code == 404
    assert "There is nothing at this address" in words(response)
    assert member.get(path).status_code == 200
    signing_in = reverse("account_login")
    assert f'href="{signing_in}?next=%2F' in words(response)


def test_a_page_that_is_not_there_offers_a_member_no_sign_in(member):
    assert "?next=" not in words(member.get("/there-is-no-such-page/"))


@pytest.mark.parametrize("path", ["/admin/", "/admin/login/", "/admin/accounts/user/"])
def test_the_administration_does_not_exist_for_others(visitor, coordinator, path):
    for somebody in (visitor, coordinator):
        assert somebody.get(path).status_code == 404
        assert somebody.post(path, {"username": "a", "password": "b"}).status_code == 404


def test_what_is_hidden_is_read_from_the_table():
    assert "person_list" in hidden_routes()
    assert "practice_new" not in hidden_routes()
