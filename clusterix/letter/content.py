"""What stands in somebody's letter: gathered with the rights that they hold now."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Self
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clusterix.home.member import next_for
from clusterix.letter.week import Week
from core.links import absolute
from core.models import Notice
from core.next_steps import NextStep
from practices.finding.saved_searches import Catalogue
from practices.models import Comment, Practice, SavedSearch
from practices.talking import news
from practices.talking.discussion import levels_of
from regions.reader import Reader

MOST: Final = 10  # lines of one group; the rest is a number
HEADLINES: Final = 3  # parts of the subject


@dataclass(frozen=True)
class Found:
    """A saved search with its new practices."""

    search: SavedSearch
    practices: Sequence[Practice]
    count: int

    @property
    def more(self) -> int:
        return self.count - len(self.practices)


@dataclass(frozen=True)
class Said:
    """A practice that one follows, with what was written about it: by whom, when, where."""

    practice: Practice
    comments: list[tuple[str, Comment]] = field(default_factory=list)


@dataclass(frozen=True)
class Letter:
    """Everything for one person and one week."""

    found: Sequence[Found]
    said: Sequence[Said]
    notices: Sequence[Notice]
    older: int  # unread notices of the weeks before
    steps: Sequence[NextStep]
    later: int  # steps that are not named

    @classmethod
    def of(cls, reader: Reader, week: Week) -> Self:
        """What is unread and new; what waits goes along, but is no reason to write."""
        unread = Notice.objects.visible_to(reader).unread().filter(at__lt=week.until)
        fresh = list(unread.filter(at__gte=week.since).order_by("-at", "-pk"))
        comments = [each for each in fresh if each.kind == news.COMMENT]
        steps = next_for(reader, week.until.date())
        return cls(
            found=found_for(reader, week.until),
            said=said_to(reader, [int(each.object_id) for each in comments]),
            notices=[each for each in fresh if each.kind != news.COMMENT],
            older=unread.filter(at__lt=week.since).counted(),
            steps=steps.steps,
            later=steps.later,
        )

    @property
    def is_empty(self) -> bool:
        return not (self.found or self.said or self.notices)

    @cached_property
    def subject(self) -> str:
        """Your week: 2 new practices, 1 new comment, 3 notices."""
        practices = sum(each.count for each in self.found)
        comments = sum(len(each.comments) for each in self.said)
        parts = [
            (ngettext("%(n)s new practice", "%(n)s new practices", practices), practices),
            (ngettext("%(n)s new comment", "%(n)s new comments", comments), comments),
            (ngettext("%(n)s notice", "%(n)s notices", len(self.notices)), len(self.notices)),
        ]
        said = ", ".join(words % {"n": count} for words, count in parts if count)
        return _("Your week: %(what)s") % {"what": said}


def found_for(reader: Reader, until: datetime) -> list[Found]:
    """The searches with a letter that have new matches; of the others nothing is said."""
    searches = list(SavedSearch.objects.of(reader).filter(sends_mail=True))
    if not searches:
        return []
    catalogue = Catalogue.for_searches(searches, reader)
    found = []
    for search in searches:
        new = catalogue.new_in(search, until)
        if practices := list(new[:MOST]):
            count = len(practices) if len(practices) < MOST else new.count()
            found.append(Found(search, practices, count))
    return found


def said_to(reader: Reader, ids: Sequence[int]) -> list[Said]:
    """The comments by practice, the practice with the newest first; inside, the oldest first."""
    rows = Comment.objects.still_said_to(reader).filter(pk__in=ids).with_practice()
    comments = list(rows.order_by("-made_at", "-pk"))
    levels = levels_of(comments, reader)
    by_practice: dict[int, Said] = {}
    for comment in comments:
        said = by_practice.setdefault(comment.practice_id, Said(comment.practice))
        level = levels.get((comment.author_id or 0, comment.partner_id), "")
        who = ", ".join(filter(None, [str(level), comment.partner.region.name]))
        said.comments.insert(0, (who, comment))
    return list(by_practice.values())


def by_way_of_login(path: str) -> str:
    """The whole address of a page that does not exist for visitors."""
    return absolute(f"{reverse('account_login')}?{urlencode({'next': path})}")
