"""The forms of signing in, with labels and hints in the words of this product."""

# allauth ships no types that mypy --strict could follow:
# mypy: disallow-subclassing-any=False

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PASSWORD_HINT = _("At least ten characters; not only digits, no word that many people use.")
WORDS: dict[str, tuple[str | Promise, str | Promise]] = {
    "login": (_("E-mail"), ""),
    "email": (_("E-mail"), ""),
    "password": (_("Password"), ""),
    "oldpassword": (_("Current password"), ""),
    "password1": (_("New password"), PASSWORD_HINT),
    "password2": (_("New password, once more"), ""),
    "code": (_("Code"), ""),
}


class PlainWords:
    """Takes a form's placeholders away and gives its fields our labels and hints."""

    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            if name in WORDS:
                field.label, field.help_text = WORDS[name]
        if "login" in self.fields:  # what password managers look for
            self.fields["login"].widget.attrs["autocomplete"] = "username"


class LoginForm(PlainWords, account.LoginForm):
    """E-mail and password."""


class NewAddressForm(PlainWords, account.AddEmailForm):
    """The new address."""


class ChangePasswordForm(PlainWords, account.ChangePasswordForm):
    """The old password once, the new one twice."""


class SetPasswordForm(PlainWords, account.SetPasswordForm):
    """A first password, twice."""


class ResetPasswordForm(PlainWords, account.ResetPasswordForm):
    """The address that the link goes to."""


class ResetPasswordKeyForm(PlainWords, account.ResetPasswordKeyForm):
    """The new password, twice."""


class ReauthenticateForm(PlainWords, account.ReauthenticateForm):
    """The password again, before something that matters."""


class SecondStepForm(PlainWords, mfa.AuthenticateForm):
    """The code from the phone, or a recovery code."""


class SecondStepAgainForm(PlainWords, mfa.ReauthenticateForm):
    """The code again, before something that matters."""


class SetUpSecondStepForm(PlainWords, totp.ActivateTOTPForm):
    """The first code of a newly set up app."""
