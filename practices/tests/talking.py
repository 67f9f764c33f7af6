"""Comments, follows and saved searches for tests."""

from typing import Any

from accounts.models import User
from practices.models import Comment, Follow, Practice, SavedSearch
from regions.models import Membership, Partner
from regions.tests.factories import make_member, next_number


def make_comment(
    practice: Practice,
    author: User | None = None,
    *,
    partner: Partner | None = None,
    text: str = "",
    **fields: Any,
) -> Comment:
    """A comment on the public text; `author` is somebody new of `partner` unless given."""
    partner = partner or (partner_of(author) if author else practice.partner)
    return Comment.objects.create(
        practice=practice,
        author=author or make_member(partner),
        partner=partner,
        text=text or f"Comment {next_number()}",
        **fields,
    )


def partner_of(user: User) -> Partner:
    return Membership.objects.active().select_related("partner").filter(user=user)[0].partner


def make_follow(practice: Practice, user: User) -> Follow:
    return Follow.objects.create(practice=practice, user=user)


def make_saved_search(user: User, query: str = "", *, name: str = "", **fields: Any) -> SavedSearch:
    return SavedSearch.objects.create(
        user=user,
        partner=fields.pop("partner", None) or partner_of(user),
        name=name or f"Search {next_number()}",
        query=query,
        **fields,
    )
