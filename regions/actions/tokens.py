"""Tokens: what a program shows to read in a person's name (K01)."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core import clock
from core.audit import action, record
from core.errors import NotAllowed, NotNow
from regions.actions.letters import tell
from regions.models import ApiToken, Partner, hash_of, make_token
from regions.reader import Reader
from regions.rules import Lasting, second_step_blockers

MOST_TOKENS = 20


class NotYourPartner(NotAllowed):
    sentence = _("A token acts for one of your own organisations only.")


class TooManyTokens(NotNow):
    sentence = _("You have twenty tokens. Revoke one that is no longer used, then make a new one.")


@action
def make_api_token(
    *, by: Reader, name: str, partner: Partner | None, lasting: int = Lasting.HALF_YEAR
) -> ApiToken:
    """A token that reads what its person may read at one partner, until it ends.

    `secret` on the returned row is the token itself: it is shown once, only its hash is kept.
    """
    if by.user_id is None or (partner is not None and partner.pk not in by.partner_ids):
        raise NotYourPartner
    User.objects.select_for_update().get(pk=by.user_id)
    now = clock.now()
    if ApiToken.objects.open_at(now).filter(user_id=by.user_id).count() >= MOST_TOKENS:
        raise TooManyTokens
    secret = make_token()
    token = ApiToken.objects.create(
        user_id=by.user_id,
        partner=partner,
        name=name,
        token_hash=hash_of(secret),
        ending=secret[-4:],
        made_at=now,
        expires_at=now + timedelta(days=lasting),
    )
    token.secret = secret
    record(by=by, verb="token.made", obj=token, changes={"days": int(lasting)})
    return token


@action
def revoke_api_token(*, by: Reader, token: ApiToken) -> ApiToken:
    """It opens nothing from the next request on. Twice is the same as once."""
    token = ApiToken.objects.select_for_update(of=("self",)).get(pk=token.pk)
    if token.user_id != by.user_id:
        raise NotYourPartner
    token.revoked_at = token.revoked_at or clock.now()
    token.save(update_fields=["revoked_at"])
    record(by=by, verb="token.revoked", obj=token)
    return token


@action
def revoke_tokens_of(*, by: Reader, user: User) -> User:
    """An administrator ends every token of a person, who is told by mail."""
    if reasons := second_step_blockers(by, user.pk):
        raise NotAllowed(*reasons)
    now = clock.now()
    ended = ApiToken.objects.open_at(now).filter(user=user).update(revoked_at=now)
    record(by=by, verb="tokens.revoked", obj=user, changes={"tokens": ended})
    tell(user, "tokens_revoked")
    return user
