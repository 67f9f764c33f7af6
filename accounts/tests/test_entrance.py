"""Signing in, a new password, the second step: the pages and their words."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)

PASSWORD = "correct horse battery"
MISMATCH = (
    "This address and this password do not belong together. Check both, or ask for a new password."
)


@pytest.fixture
def account(member):
    """The member, signed in a moment ago with a known password and a confirmed address."""
    member.user.set_password(PASSWORD)
    member.user.save()
    EmailAddress.objects.get_or_create(
        user=member.user, email=member.user.email, defaults={"verified": True, "primary": True}
    )
    member.logout()
    sign_in(member, member.user.email)
    return member


def main(answer):
    return answer.content.decode().split('<main id="main">')[1].split("</main>")[0]


def heading(answer):
    return re.findall(r"<h1>(.*?)</h1>", main(answer))


def sign_in(client, email, password=PASSWORD):
    return client.post("/accounts/login/", {"login": email, "password": password})


def confirm(client):
    """What changes how one signs in asks for the password once more."""
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})


def test_sign_in_offers_no_sign_up(visitor):
    html = main(visitor.get("/accounts/login/"))
    assert re.findall(r"<h[12]>(.*?)</h[12]>", html)[0] == "Sign in"
    assert "signup" not in html
    assert re.findall(r"<label for[^>]*>(.*?)</label>", html) == ["E-mail", "Password"]
    assert 'placeholder="' not in html
    assert 'href="/accounts/password/reset/">Forgotten?</a>' in html


def test_sign_up_is_closed(visitor):
    answer = visitor.get("/accounts/signup/")
    assert heading(answer) == ["Accounts are by invitation"]
    answer = visitor.post("/accounts/signup/", {"email": "x@x.example", "password1": PASSWORD})
    assert heading(answer) == ["Accounts are by invitation"]


def test_signing_in_leads_home(visitor, account):
    answer = sign_in(visitor, account.user.email.upper())
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert visitor.session["_auth_user_id"] == str(account.user.pk)


def test_a_wrong_password_keeps_the_address(visitor, account):
    answer = sign_in(visitor, account.user.email, "wrong")
    html = main(answer)
    assert f"<li>{MISMATCH}</li>" in html
    assert f'value="{account.user.email}"' in html
    assert "_auth_user_id" not in visitor.session


def test_an_unknown_address_gets_the_same_answer(visitor):
    assert f"<li>{MISMATCH}</li>" in main(sign_in(visitor, "nobody@x.example"))


def test_a_closed_account_is_told_so(visitor, account):
    account.user.is_active = False
    account.user.save()
    answer = visitor.get("/accounts/inactive/")
    assert heading(answer) == ["This account is closed"]


def test_signing_out_needs_a_form(account):
    assert heading(account.get("/accounts/logout/")) == ["Sign out?"]
    assert "_auth_user_id" in account.session
    account.post("/accounts/logout/")
    assert "_auth_user_id" not in account.session


def test_a_new_password_by_mail(visitor, account, outbox):
    answer = visitor.post("/accounts/password/reset/", {"email": account.user.email}, follow=True)
    assert heading(answer) == ["Look into your mailbox"]
    [letter] = outbox()
    assert letter.subject == "Choose a new password for Clusterix"
    assert letter.body.startswith(
        "Somebody, probably you, asked for a new password. Open this link to choose one:\n\nhttp"
    )
    address = re.search(r"https?://[^/]+(\S+)", letter.body)[1]
    answer = visitor.get(address, follow=True)
    assert heading(answer) == ["Choose a new password"]
    form = {"password1": "a new horse battery", "password2": "a new horse battery"}
    answer = visitor.post(answer.redirect_chain[-1][0], form, follow=True)
    assert heading(answer) == ["Your new password is saved"]
    assert heading(visitor.get(address, follow=True)) == ["This link does not work any more"]
    account.user.refresh_from_db()
    assert account.user.check_password("a new horse battery")


def test_an_unknown_address_gets_no_letter_and_the_same_page(visitor, outbox):
    answer = visitor.post("/accounts/password/reset/", {"email": "no@x.example"}, follow=True)
    assert heading(answer) == ["Look into your mailbox"]
    assert outbox() == []


def test_changing_the_password(account):
    wrong = {"oldpassword": "x", "password1": "short", "password2": "other"}
    html = main(account.post("/accounts/password/change/", wrong))
    assert re.findall(r"<li><a href=\"#(\w+)\">(.*?)</a></li>", html)[0] == (
        "id_oldpassword",
        "This is not your current password. Enter it again.",
    )
    right = {
        "oldpassword": PASSWORD,
        "password1": "nine lives left",
        "password2": "nine lives left",
    }
    account.post("/accounts/password/change/", right)
    account.user.refresh_from_db()
    assert account.user.check_password("nine lives left")


def test_a_new_address_counts_once_its_link_was_opened(account, outbox):
    before = account.user.email
    confirm(account)
    account.post("/accounts/email/", {"email": "new@x.example", "action_add": ""})
    account.user.refresh_from_db()
    assert account.user.email == before
    assert "<dt>Changing to</dt><dd>new@x.example</dd>" in main(account.get("/accounts/email/"))
    [letter] = outbox()
    assert (letter.to, letter.subject) == (
        ["new@x.example"],
        "Confirm your new address for Clusterix",
    )
    address = re.search(r"https?://[^/]+(\S+)", letter.body)[1]
    assert heading(account.get(address)) == ["Confirm your e-mail address"]
    account.post(address)
    account.user.refresh_from_db()
    assert account.user.email == "new@x.example"


def test_what_matters_asks_for_the_password_again(account):
    wanted = "/accounts/2fa/totp/activate/"
    answer = account.get(wanted, follow=True)
    assert heading(answer) == ["Is it you?"]
    again = f"/accounts/reauthenticate/?next={wanted}"
    answer = account.post(again, {"password": "wrong", "next": wanted})
    assert '<a href="#id_password">' in main(answer)
    answer = account.post(again, {"password": PASSWORD, "next": wanted})
    assert answer.headers["Location"] == wanted


def test_the_second_step(account, visitor):
    confirm(account)
    answer = account.get("/accounts/2fa/totp/activate/")
    assert heading(answer) == ["Set up the app on your phone"]
    html = main(answer)
    assert '<span class="qr" role="img" aria-label="Picture for the app"><svg' in html
    assert "data:" not in html
    secret = re.search(r'id="secret" value="(\w+)"', html)[1]
    code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    account.post("/accounts/2fa/totp/activate/", {"code": code})
    assert "10 codes are left. Each works once." in main(account.get("/accounts/2fa/"))
    codes = re.findall(r"<li>(\d{8})</li>", main(account.get("/accounts/2fa/recovery-codes/")))
    assert len(codes) == 10
    answer = visitor.post(
        "/accounts/login/", {"login": account.user.email, "password": PASSWORD}, follow=True
    )
    assert heading(answer) == ["Second step"]
    answer = visitor.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert "This code is not valid now." in main(answer)
    visitor.post("/accounts/2fa/authenticate/", {"code": codes[0]})
    assert visitor.session["_auth_user_id"] == str(account.user.pk)


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("password/change/", "Change your password"),
        ("email/", "E-mail address"),
        ("2fa/", "Second step"),
        ("reauthenticate/", "Is it you?"),
    ],
)
def test_pages_of_the_account(account, path, title):
    assert heading(account.get(f"/accounts/{path}")) == [title]


@pytest.mark.parametrize("path", ["password/change/", "email/", "2fa/", "2fa/totp/activate/"])
def test_visitors_do_not_get_there(visitor, path):
    assert visitor.get(f"/accounts/{path}").status_code in {302, 404}
