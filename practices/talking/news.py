"""Who is told in the site what is new about a practice: one notice per person and event."""

from collections.abc import Iterable, Sequence
from typing import Final

from django.db.models import Q
from django.utils.translation import gettext as _

from core import notices
from practices.models import Comment, Follow, Practice, Revision
from practices.querysets import CommentQuerySet, PracticeQuerySet
from practices.talking import letters
from regions.models import Membership, Partner
from regions.reader import Reader

# Kinds of notices; the last four are about a comment that stands in the weekly letter itself.
RETURNED: Final = "practice.returned"
NEW_VERSION: Final = "practice.new_version"
ARCHIVED: Final = "practice.archived"
HIDDEN: Final = "comment.hidden"
REPORTED: Final = "comment.reported"
ANSWER: Final = "comment.answer"
MENTION: Final = "comment.mention"
COMMENT: Final = "comment.new"


def register() -> None:
    """Who may still read what these notices are about; called when the apps are ready."""
    notices.register_readable("practices.practice", readable_practices)
    notices.register_readable("practices.comment", readable_comments)


def readable_practices(reader: Reader) -> PracticeQuerySet:
    return Practice.objects.visible_to(reader)


def readable_comments(reader: Reader) -> CommentQuerySet:
    return Comment.objects.still_said_to(reader)


# --- a comment ------------------------------------------------------------------------------


def tell_comment(comment: Comment, mentioned: Sequence[Partner], by: Reader) -> None:
    """The most personal reason wins: answered, mentioned, following."""
    told = _tell(comment, ANSWER, _in_thread(comment), by, told=set())
    told = tell_mentioned(comment, mentioned, by, told=told)
    others = _followers(comment.practice) if comment.revision_id is None else _around_draft(comment)
    _tell(comment, COMMENT, others, by, told=told)


def tell_mentioned(
    comment: Comment, partners: Sequence[Partner], by: Reader, told: set[int] | None = None
) -> set[int]:
    """The people of each partner; returns everybody told so far."""
    told = set(told or ())
    for partner in partners:
        told = _tell(comment, MENTION, _people(Q(partner=partner)), by, told=told, whom=partner)
    return told


def tell_hidden(comment: Comment, by: Reader) -> None:
    """The author, with the reason."""
    if comment.author_id is None:
        return
    title = comment.practice.title
    notices.post(
        to=[comment.author_id],
        kind=HIDDEN,
        obj=comment,
        text=lambda: (
            _("Your comment on “%(title)s” was hidden. Reason: %(reason)s")
            % {"title": title, "reason": comment.hidden_reason}
        ),
        url=comment.get_absolute_url(),
        by=by,
    )
    letters.tell_comment_hidden(comment, by)


def tell_reported(comment: Comment, reason: str, by: Reader) -> None:
    """The coordinators, who may hide it."""
    notices.post(
        to=_people(Q(is_coordinator=True)),
        kind=REPORTED,
        obj=comment,
        text=lambda: (
            _("%(who)s reports a comment on “%(title)s”")
            % {"who": _role(by), "title": comment.practice.title}
        ),
        url=comment.get_absolute_url(),
        by=by,
    )
    letters.tell_comment_reported(comment, reason, by)


def _tell(
    comment: Comment,
    kind: str,
    people: Iterable[int],
    by: Reader,
    *,
    told: set[int],
    whom: Partner | None = None,
) -> set[int]:
    to = set(people) - told
    said = {"title": _title(comment), "partner": whom.short if whom else ""}
    notices.post(
        to=to,
        kind=kind,
        obj=comment,
        text=lambda: _sentence(kind) % {**said, "who": _role(by)},
        url=comment.get_absolute_url(),
        by=by,
    )
    return told | to


def _sentence(kind: str) -> str:
    match kind:
        case "comment.answer":
            return _("%(who)s answered in a conversation of yours on “%(title)s”")
        case "comment.mention":
            return _("%(who)s mentions %(partner)s on “%(title)s”")
    return _("%(who)s wrote about “%(title)s”")


def _title(comment: Comment) -> str:
    """What its readers know it by: a draft has a title of its own."""
    return comment.revision.title if comment.revision else comment.practice.title


def _role(by: Reader) -> str:
    """ "Intermediary, Lower Austria", in the reader's language."""
    if by.acting is None:
        return _("Somebody")
    return f"{by.acting.get_level_display()}, {by.acting.partner.region}"


def _in_thread(comment: Comment) -> set[int]:
    """Who began the conversation and who answered in it."""
    if comment.parent_id is None:
        return set()
    thread = Comment.objects.filter(Q(pk=comment.parent_id) | Q(parent=comment.parent_id))
    return _authors(thread.filter(deleted_at__isnull=True))


def _around_draft(comment: Comment) -> set[int]:
    """Who wrote the draft, and who said something about it."""
    draft = comment.revision
    wrote = {draft.created_by_id, draft.edited_by_id} if draft else set()
    talked = Comment.objects.filter(revision=draft, deleted_at__isnull=True)
    return _authors(talked) | {each for each in wrote if each}


def _authors(comments: CommentQuerySet) -> set[int]:
    return {each for each in comments.values_list("author", flat=True) if each}


def _followers(practice: Practice) -> set[int]:
    return set(Follow.objects.filter(practice=practice).values_list("user", flat=True))


def _people(rule: Q) -> set[int]:
    return set(Membership.objects.active().filter(rule).values_list("user", flat=True))


# --- the practice itself --------------------------------------------------------------------


def tell_returned(revision: Revision, by: Reader, path: str) -> None:
    """Who wrote it, that it came back; the remarks stand above the text."""
    notices.post(
        to=_writers(revision),
        kind=RETURNED,
        obj=revision.practice,
        text=lambda: _("“%(title)s” came back with remarks") % {"title": revision.title},
        url=path,
        by=by,
    )


def tell_published(revision: Revision, by: Reader) -> None:
    """The followers, that another text is public now; its writers follow it from then on."""
    practice = revision.practice
    if practice.first_published_at != practice.published_at:
        _tell_new_version(practice, by)
    Follow.objects.bulk_create(
        [Follow(practice=practice, user_id=each) for each in sorted(_writers(revision))],
        ignore_conflicts=True,
    )


def _writers(revision: Revision) -> set[int]:
    """Who began it and who wrote last, as long as they act for its partner."""
    wrote = [each for each in (revision.created_by_id, revision.edited_by_id) if each]
    return _people(Q(user__in=wrote, partner=revision.practice.partner_id))


def _tell_new_version(practice: Practice, by: Reader) -> None:
    notices.post(
        to=_followers(practice),
        kind=NEW_VERSION,
        obj=practice,
        text=lambda: _("A new version of “%(title)s” is published") % {"title": practice.title},
        url=practice.get_absolute_url(),
        by=by,
    )


def tell_archived(practice: Practice, by: Reader) -> None:
    notices.post(
        to=_followers(practice),
        kind=ARCHIVED,
        obj=practice,
        text=lambda: _("“%(title)s” was archived") % {"title": practice.title},
        url=practice.get_absolute_url(),
        by=by,
    )
