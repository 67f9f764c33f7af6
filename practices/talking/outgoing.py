"""Whether a letter about a practice may still go: asked again right before it is sent."""

from typing import Any, Final, NamedTuple, Self

from django.db.models import QuerySet

from core import clock, mail
from core.models import Mail
from core.signed_links import SignedLink
from practices.models import Comment, OwnerQuestion, Practice, Revision
from practices.querysets import ENTRY_LINK
from regions.models import Partner
from regions.reader import Reader

CHECK: Final = "practices.letter"


class About(NamedTuple):
    """What a letter tells of: `what` and its id; or that it goes to the coordinators as such."""

    what: str
    id: int | str
    for_coordinators: bool = False

    @classmethod
    def text(cls, revision: Revision, *, for_coordinators: bool = False) -> Self:
        return cls("text", revision.pk, for_coordinators)

    @classmethod
    def practice(cls, practice: Practice) -> Self:
        return cls("practice", practice.pk)

    @classmethod
    def comment(cls, comment: Comment, *, for_coordinators: bool = False) -> Self:
        return cls("comment", comment.pk, for_coordinators)

    @classmethod
    def question(cls, question: OwnerQuestion) -> Self:
        return cls("question", question.pk)

    @classmethod
    def partner(cls, partner: Partner) -> Self:
        """What all its people may know, of a practice that was taken down as well."""
        return cls("partner", partner.pk)

    @classmethod
    def entry(cls, link: SignedLink) -> Self:
        """As long as the link in the letter opens something."""
        return cls("entry", link.object_id)


def register() -> None:
    """Called when the apps are ready."""
    mail.register_check(CHECK, may_go)


def may_go(letter: Mail) -> bool:
    """Whether the person whom it goes to may read now what it tells."""
    about = About(**letter.about)
    if about.what == "entry":
        return _is_open(str(about.id), letter.person_id or 0)
    reader = Reader.for_user(letter.person_id or 0)
    if about.for_coordinators and not reader.is_coordinator:
        return False
    if about.what == "partner":
        return about.id in reader.partner_ids
    return _readable(about.what, reader).filter(pk=about.id).exists()


def _readable(what: str, reader: Reader) -> QuerySet[Any]:
    rows: dict[str, QuerySet[Any]] = {
        "text": Revision.objects.visible_to(reader),
        "practice": Practice.objects.visible_to(reader),
        "comment": Comment.objects.still_said_to(reader),
        "question": OwnerQuestion.objects.visible_to(reader),
    }
    return rows[what]


def _is_open(text: str, person_id: int) -> bool:
    now = clock.now()
    bearer = Reader(link=SignedLink(ENTRY_LINK, text, person_id, now, now))
    return Revision.objects.opened_by(bearer).exists()
