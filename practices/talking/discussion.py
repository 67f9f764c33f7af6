"""The conversation of members about a practice, as one of them sees it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Self
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise

from core import clock
from practices.forms import CommentForm
from practices.models import Comment, Practice, Revision
from practices.reading.authors import SOMEBODY
from practices.rules import (
    Reasons,
    answer_blockers,
    comment_edit_refusals,
    comment_refusals,
    hiding_refusals,
    report_refusals,
    talk_blockers,
)
from practices.talking.chairs import chaired_by
from regions.models import Membership, Partner
from regions.reader import Reader

THREADS = 50  # the rest is one click away
EVERYTHING = 1000
ANCHOR = "talk"
type Levels = Mapping[tuple[int, int], str]


@dataclass(frozen=True)
class Voice:
    """One comment: by whom, and what this reader may do with it."""

    comment: Comment
    level: str | Promise
    reader: Reader
    is_closed: bool
    now: datetime
    answers: Sequence["Voice"] = ()

    @property
    def can_calm(self) -> bool:
        """Hide it, and show it again."""
        return not hiding_refusals(self.comment)

    @property
    def is_own(self) -> bool:
        return not comment_refusals(self.reader, self.comment)

    @property
    def shows_words(self) -> bool:
        """A hidden comment is read by its author and by those who may show it again."""
        if self.comment.deleted_at:
            return False
        return self.comment.hidden_at is None or self.is_own or self.can_calm

    @property
    def can_answer(self) -> bool:
        return not self.is_closed and not answer_blockers(self.comment)

    @property
    def can_edit(self) -> bool:
        is_late = comment_edit_refusals(self.reader, self.comment, self.now)
        return self.comment.is_standing and not self.is_closed and not is_late

    @property
    def can_delete(self) -> bool:
        return self.is_own and self.comment.deleted_at is None

    @property
    def can_report(self) -> bool:
        refusals = report_refusals(self.reader, self.comment)
        return self.comment.is_standing and not refusals and not self.can_calm

    @property
    def can_hide(self) -> bool:
        return self.can_calm and self.comment.is_standing and not self.is_own

    @property
    def can_show(self) -> bool:
        is_waiting = self.comment.hidden_at or self.comment.reported_at
        return self.can_calm and bool(is_waiting) and self.comment.deleted_at is None


@dataclass(frozen=True)
class Asked:
    """What the address asks of the conversation: "?write", "?answer=12", "?talk=all"."""

    writes: bool = False
    answer: int | None = None
    all: bool = False

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Self:
        answer = query.get("answer", "")
        return cls(
            writes="write" in query,
            answer=int(answer) if answer.isascii() and answer.isdecimal() else None,
            all=query.get("talk") == "all",
        )


@dataclass(frozen=True)
class Talk:
    """About the public text, or about the draft `revision`; `form` where somebody writes."""

    practice: Practice
    revision: Revision | None
    reader: Reader
    threads: Sequence[Voice]
    is_folded: bool
    asked: Asked
    form: CommentForm | None = None

    @classmethod
    def of(
        cls,
        practice: Practice,
        reader: Reader,
        *,
        revision: Revision | None = None,
        asked: Asked | None = None,
        form: CommentForm | None = None,
    ) -> Self | None:
        """Nothing for those who may not read it. Two queries: comments and roles."""
        if not may_talk(reader, practice, revision):
            return None
        asked = asked or Asked()
        most = EVERYTHING if asked.all or asked.answer else THREADS
        rows = Comment.objects.visible_to(reader).in_talk(practice, revision)
        newest = rows.latest_threads(most).with_partner()
        comments = list(newest.calmed_by(reader, chaired_by(reader, "practice")))
        threads = _threads(comments, practice, revision, reader)
        talk = cls(practice, revision, reader, threads[-most:], len(threads) > most, asked, form)
        if form is None and talk.is_asked_to_write:
            return cls(**{**vars(talk), "form": talk.blank_form()})
        return talk

    @property
    def closed(self) -> Reasons:
        return talk_blockers(self.practice, self.revision)

    @property
    def is_asked_to_write(self) -> bool:
        return not self.closed and (self.asked.writes or self.answers_to is not None)

    @property
    def answers_to(self) -> int | None:
        """The comment under which the form stands; nothing where it cannot be answered."""
        wanted = self.form["parent"].value() if self.form else self.asked.answer
        able = {each.comment.pk for each in self.threads if each.can_answer}
        return next((pk for pk in able if str(pk) == str(wanted)), None)

    def blank_form(self) -> CommentForm:
        return CommentForm(initial={"parent": self.asked.answer}, partners=self.partners)

    @property
    def partners(self) -> list[Partner]:
        return partners_to_tell(self.reader, self.revision)

    @property
    def page(self) -> str:
        """Where the conversation stands."""
        name = "practice_review" if self.revision else "practice_detail"
        return reverse(name, args=[self.practice.slug])

    @property
    def action(self) -> str:
        name = "draft_comment" if self.revision else "practice_comment"
        return reverse(name, args=[self.practice.slug])

    @property
    def is_followed(self) -> bool:
        return bool(getattr(self.practice, "is_followed", False))


def may_talk(reader: Reader, practice: Practice, revision: Revision | None) -> bool:
    """C01, C02; of an open draft its readers, who are those that have its page before them."""
    if not reader.is_member or practice.taken_down_at:
        return False
    return revision is not None or practice.published_revision_id is not None


def partners_to_tell(reader: Reader, revision: Revision | None) -> list[Partner]:
    """A draft is known to its own people only: there is nobody to tell."""
    if revision is not None:
        return []
    partners = Partner.objects.visible_to(reader).active()
    return list(partners.with_region().in_strip_order())


def place_of(comment: Comment, reader: Reader) -> str:
    """The address of the page with the comment on it, folded out where it is an old one."""
    name = "practice_review" if comment.revision_id else "practice_detail"
    page = reverse(name, args=[comment.practice.slug])
    begins = comment.parent or comment
    rows = Comment.objects.visible_to(reader).in_talk(comment.practice, comment.revision)
    later = rows.filter(parent__isnull=True, made_at__gt=begins.made_at)
    query = f"?{urlencode({'talk': 'all'})}" if later.count() >= THREADS else ""
    return f"{page}{query}#{comment.anchor}"


def _threads(
    comments: Sequence[Comment], practice: Practice, revision: Revision | None, reader: Reader
) -> list[Voice]:
    """The comments with their answers below them."""
    levels = levels_of(comments, reader)
    is_closed = bool(talk_blockers(practice, revision))
    now = clock.now()
    answers: dict[int, list[Voice]] = {}
    threads: list[Voice] = []
    for comment in reversed(comments):  # answers come after what they answer
        level = levels.get((comment.author_id or 0, comment.partner_id), SOMEBODY)
        below = answers.get(comment.pk, [])[::-1]
        voice = Voice(comment, level, reader, is_closed, now, below)
        if comment.parent_id:
            answers.setdefault(comment.parent_id, []).append(voice)
        else:
            threads.append(voice)
    return threads[::-1]


def levels_of(comments: Iterable[Comment], reader: Reader) -> Levels:
    """From where each author speaks, as long as they act for the partner they spoke for."""
    authors = {each.author_id for each in comments if each.author_id}
    if not authors:
        return {}
    rows = Membership.objects.visible_to(reader).filter(user__in=authors)
    return {(each.user_id, each.partner_id): each.get_level_display() for each in rows}
