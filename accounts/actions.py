"""What happens to the account of a person. Roles are given further up, in `regions`."""

from collections.abc import Mapping
from typing import Any

from allauth.account.models import EmailAddress

from accounts.models import ColourMode, User
from core import audit


@audit.action
def open_account(
    *,
    by: audit.Actor,
    email: str,
    name: str,
    password_hash: str,
    language: str = "en",
    is_admin: bool = False,
    is_demonstration: bool = False,
) -> User:
    """Make an account for an address that is known to be the person's own."""
    user = User.objects.create(
        email=User.objects.normalize_email(email),
        name=name,
        password=password_hash,
        language=language,
        is_admin=is_admin,
        is_demonstration=is_demonstration,
    )
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    audit.record(by=by, verb="account.opened", obj=user, changes={"is_admin": is_admin})
    return user


@audit.action
def reopen_account(*, by: audit.Actor, user: User, name: str, password_hash: str) -> User:
    """Let somebody who had left come back, with a new password."""
    user = User.objects.select_for_update().get(pk=user.pk)
    user.is_active = True
    user.name = name
    user.password = password_hash
    user.save(update_fields=["is_active", "name", "password"])
    audit.record(by=by, verb="account.reopened", obj=user)
    return user


@audit.action
def end_sessions(*, by: audit.Actor, user: User, closes_account: bool = False) -> User:
    """Sign the person out everywhere with the next request; with the account, for good."""
    user = User.objects.select_for_update().get(pk=user.pk)
    user.session_number += 1
    user.is_active = user.is_active and not closes_account
    user.save(update_fields=["session_number", "is_active"])
    verb = "account.closed" if closes_account else "account.sessions_ended"
    audit.record(by=by, verb=verb, obj=user)
    return user


@audit.action
def edit_profile(
    *,
    by: audit.Actor,
    user: User,
    name: str,
    language: str,
    colour_mode: ColourMode,
    shows_email: bool,
    is_public_contact: bool,
    wants_digest: bool,
) -> User:
    """The person's own name, language, colours, letters and consents."""
    user = User.objects.select_for_update().get(pk=user.pk)
    user.name = name
    user.language = language
    user.colour_mode = colour_mode
    user.shows_email = shows_email
    user.is_public_contact = is_public_contact
    user.wants_digest = wants_digest
    changes = {
        "shows_email": shows_email,
        "is_public_contact": is_public_contact,
        "wants_digest": wants_digest,
    }
    user.save(update_fields=["name", "language", "colour_mode", *changes])
    audit.record(by=by, verb="account.profile_edited", obj=user, changes=changes)
    return user


@audit.action
def choose_colours(*, by: audit.Actor, user: User, mode: ColourMode) -> User:
    """Light, dark or as the system says, on every device of the person."""
    user.colour_mode = mode
    user.save(update_fields=["colour_mode"])
    audit.record(by=by, verb="account.colours_chosen", obj=user, changes={"colour_mode": mode})
    return user


@audit.action
def stop_letters(*, by: audit.Actor, user: User, changes: Mapping[str, Any]) -> User:
    """No weekly letter any more. `changes` says by which link, where it was one."""
    user = User.objects.select_for_update().get(pk=user.pk)
    user.wants_digest = False
    user.save(update_fields=["wants_digest"])
    audit.record(by=by, verb="account.letters_stopped", obj=user, changes=changes)
    return user
