"""What the accounts say about a person, and what erasure leaves of it."""

from uuid import uuid4

from django.contrib.auth.hashers import make_password

from core import clock
from core.personal_data import OnErasure, PersonalData, register

FORMER_MEMBER = "Former member"  # stored, so in the source language


def random_address() -> str:
    """An address that nobody has and that says nothing."""
    return f"{uuid4().hex}@erased.invalid"


def register_all() -> None:
    """Called when the apps are ready."""
    register(
        PersonalData(
            "accounts.User",
            "pk",
            (
                *("email", "name", "language", "colour_mode", "is_active", "is_admin"),
                *("shows_email", "is_public_contact", "wants_digest", "joined_at", "last_login"),
            ),
            OnErasure.REPLACE,
            replace={
                "email": random_address,
                "name": FORMER_MEMBER,
                "password": lambda: make_password(None),
                "colour_mode": "",
                "is_active": False,
                "is_admin": False,
                "is_superuser": False,
                "shows_email": False,
                "is_public_contact": False,
                "wants_digest": False,
                "last_login": None,
                "erased_at": clock.now,
            },
        ),
        PersonalData(
            "account.EmailAddress",
            "user",
            ("email", "verified", "primary"),
            OnErasure.DELETE,
        ),
        # What the second step of signing in holds is a secret: it is not handed out.
        PersonalData(
            "mfa.Authenticator", "user", ("type", "created_at", "last_used_at"), OnErasure.DELETE
        ),
        PersonalData("admin.LogEntry", "user", ("action_time", "content_type"), OnErasure.DELETE),
    )
