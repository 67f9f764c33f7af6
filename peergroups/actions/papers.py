"""Papers of a session: added, changed, put in order, removed (S20)."""

from typing import Final

from django.conf import settings
from django.db.models import Max
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from core import clock
from core.audit import action, record
from core.errors import BadInput
from peergroups.actions.sessions import CannotChange, lock_managed
from peergroups.models import Paper, Session
from peergroups.preparing.rules import paper_blockers
from practices.documents import store
from practices.documents.kinds import size_words
from practices.documents.reading import Received
from regions.reader import Reader

LIMITS: Final[dict[str, int]] = settings.DOCUMENT_LIMITS
TITLE: Final = 150  # characters of a column


@action
def add_paper(
    *, session: Session, by: Reader, title: str = "", url: str = "", file: Received | None = None
) -> Paper:
    """Add a file or an address to the end of the list."""
    session = _open(session, by)
    if bool(url) == (file is not None):
        raise BadInput(_("Choose a file, or enter an address: one of the two."))
    held = list(session.papers.all())
    if reasons := _too_much(held, file) + _twice(held, url, file):
        raise CannotChange(*reasons)
    last = session.papers.aggregate(last=Max("position"))["last"]
    paper = Paper(
        session=session,
        title=title.strip() or (file.name.rpartition(".")[0] if file else url),
        url=url,
        position=0 if last is None else last + 1,
        added_by_id=by.user_id,
        added_at=clock.now(),
    )
    if file:
        paper.name, paper.sha256, paper.size = file.name, file.sha256, len(file.content)
        paper.content_type = file.columns["content_type"]
        store.keep([file])
    paper.title = paper.title[:TITLE]
    paper.save()
    return _noted("added", paper, by)


@action
def name_paper(*, paper: Paper, title: str, by: Reader) -> Paper:
    """Say what it is called."""
    _open(paper.session, by)
    paper.title = title.strip()
    paper.save(update_fields=["title"])
    return _noted("named", paper, by)


@action
def move_paper(*, paper: Paper, earlier: bool, by: Reader) -> Paper:
    """One place up or down; at the end of the list it stays."""
    session = _open(paper.session, by)
    rows = list(session.papers.all())
    place = [each.pk for each in rows].index(paper.pk)
    other = place + (-1 if earlier else 1)
    if 0 <= other < len(rows):
        rows[place], rows[other] = rows[other], rows[place]
    for position, row in enumerate(rows):
        row.position = position
    Paper.objects.bulk_update(rows, ["position"])
    return _noted("moved", paper, by)


@action
def remove_paper(*, paper: Paper, by: Reader) -> Session:
    """Take it off the list; bytes that nobody else needs go at night."""
    session = _open(paper.session, by)
    _noted("removed", paper, by)
    session.papers.filter(pk=paper.pk).delete()
    return session


def _open(session: Session, by: Reader) -> Session:
    session = lock_managed(session, by)
    if reasons := paper_blockers(session):
        raise CannotChange(*reasons)
    return session


def _too_much(held: list[Paper], file: Received | None) -> list[str | Promise]:
    """The numbers are those of a practice."""
    most, most_bytes = LIMITS["practice_files"], LIMITS["practice_bytes"]
    if len(held) >= most:
        words = _("A session can have %(most)s papers. Remove one first.")
        return [words % {"most": most}]
    total = sum(each.size for each in held) + (len(file.content) if file else 0)
    if total > most_bytes:
        words = _("All papers of a session together can have %(most)s. This would be %(total)s.")
        return [words % {"most": size_words(most_bytes), "total": size_words(total)}]
    return []


def _twice(held: list[Paper], url: str, file: Received | None) -> list[str | Promise]:
    for each in held:
        if (url and each.url == url) or (file and each.sha256 == file.sha256):
            return [_("It is here already, as “%(title)s”.") % {"title": each.title}]
    return []


def _noted(what: str, paper: Paper, by: Reader) -> Paper:
    record(
        by=by,
        verb=f"session.paper_{what}",
        obj=paper,
        changes={"session": paper.session_id, "sha256": paper.sha256},
    )
    return paper
