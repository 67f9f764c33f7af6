"""Letters about a practice on its way to the public: who waits for which news."""

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.links import absolute
from core.mail import post
from core.signed_links import SignedLink
from practices.models import Comment, OwnerQuestion, Practice, Revision
from practices.querysets import ENTRY_LINK, STILL_TRUE_LINK
from practices.talking.outgoing import CHECK, About
from practices.upkeep import ageing
from practices.upkeep.confirming import LINK_IS_GOOD_FOR, link_object
from regions.models import Membership, Partner
from regions.reader import Reader


def tell_submitted(revision: Revision, by: Reader, path: str) -> None:
    """The coordinators: a text waits for them."""
    _send(
        _people(Q(is_coordinator=True), by),
        "submitted",
        _("To check: %(title)s"),
        {"revision": revision, "partner": revision.practice.partner, "url": _signed_in(path)},
        about=About.text(revision, for_coordinators=True),
    )


def tell_returned(revision: Revision, by: Reader, path: str) -> None:
    """The authors: it came back, with remarks."""
    _send(
        _authors(revision, by),
        "returned",
        _("Sent back with remarks: %(title)s"),
        {"revision": revision, "url": _signed_in(path)},
        about=About.text(revision),
    )


def tell_published(revision: Revision, by: Reader, path: str) -> None:
    """The authors: everybody can read it."""
    _send(
        _authors(revision, by),
        "published",
        _("Published: %(title)s"),
        {"revision": revision, "url": absolute(path)},
        about=About.practice(revision.practice),
    )


def tell_taken_down(practice: Practice, by: Reader) -> None:
    """The partner's leads: it was taken down, and why."""
    _send(
        _people(Q(is_lead=True, partner=practice.partner), by),
        "taken_down",
        _("Taken down: %(title)s"),
        {"revision": practice, "reason": practice.takedown_reason},
        about=About.partner(practice.partner),
    )


def tell_comment_hidden(comment: Comment, by: Reader) -> None:
    """Its author: it cannot be read any more, and why."""
    _send(
        _people(Q(user_id=comment.author_id), by),
        "comment_hidden",
        _("Your comment was hidden: %(title)s"),
        {
            "revision": comment.practice,
            "reason": comment.hidden_reason,
            "url": _signed_in(comment.get_absolute_url()),
        },
        about=About.comment(comment),
    )


def tell_comment_reported(comment: Comment, reason: str, by: Reader) -> None:
    """The coordinators: somebody asks them to look."""
    _send(
        _people(Q(is_coordinator=True), by),
        "comment_reported",
        _("To look at: a comment on %(title)s"),
        {
            "revision": comment.practice,
            "reason": reason,
            "url": _signed_in(comment.get_absolute_url()),
        },
        about=About.comment(comment, for_coordinators=True),
    )


def ask_about_entry(revision: Revision, by: Reader) -> int:
    """The partner's leads, or its people where it has none: is this yours? How many were asked."""
    partner: Partner = revision.practice.partner
    people = _people(Q(is_lead=True, partner=partner), by) or _people(Q(partner=partner), by)
    for person in people:
        link = SignedLink.make(
            purpose=ENTRY_LINK,
            object_id=link_object(revision),
            recipient_id=person.pk,
            valid_for=LINK_IS_GOOD_FOR,
        )
        _send(
            [person],
            "entered",
            _("Is this your practice? %(title)s"),
            {
                "revision": revision,
                "partner": partner,
                "last_day": localdate(link.expires_at),
                "url": absolute(reverse("entry_by_link", args=[link.token])),
            },
            about=About.entry(link),
        )
    return len(people)


def ask_whether_true(practices: Sequence[Practice], by: Reader) -> int:
    """Each owner's lead and whoever wrote last: is it still true? How many people were asked."""
    asked: dict[int, tuple[User, list[Practice]]] = {}
    for practice in practices:
        for person in _owners(practice, by):
            asked.setdefault(person.pk, (person, []))[1].append(practice)
    for person, theirs in asked.values():
        links = [_still_true_link(practice, person) for practice in theirs]
        subject = _("Is it still true? %(title)s") if len(theirs) == 1 else _("Is it still true?")
        context = {
            "revision": theirs[0],
            "partner": theirs[0].partner,
            "questions": [
                (each.title, _address_of(link)) for each, link in zip(theirs, links, strict=True)
            ],
            "last_day": localdate(links[0].expires_at),
        }
        about = About.partner(theirs[0].partner)
        _send([person], "still_true", subject, context, about=about)
    return len(asked)


def _owners(practice: Practice, by: Reader) -> list[User]:
    """The partner's leads and whoever wrote the public text; its people where it has neither."""
    text = practice.published_revision
    wrote = [each for each in (text.created_by_id, text.edited_by_id) if each] if text else []
    here = Q(partner=practice.partner)
    return _people(here & (Q(is_lead=True) | Q(user_id__in=wrote)), by) or _people(here, by)


def _still_true_link(practice: Practice, person: User) -> SignedLink:
    return SignedLink.make(
        purpose=STILL_TRUE_LINK,
        object_id=practice.pk,
        recipient_id=person.pk,
        valid_for=ageing.LINK_IS_GOOD_FOR,
    )


def _address_of(link: SignedLink) -> str:
    return absolute(reverse("still_true_by_link", args=[link.token]))


def tell_confirmed(revision: Revision, by: Reader) -> None:
    """The coordinators: what they entered is right."""
    _tell_coordinators("confirmed", _("Confirmed: %(title)s"), revision, by, "practice_review")


def tell_refused(revision: Revision, by: Reader) -> None:
    """The coordinators: what they entered is not right, and why."""
    subject = _("Not confirmed: %(title)s")
    _tell_coordinators("not_confirmed", subject, revision, by, "practice_edit")


def _tell_coordinators(
    name: str, subject: str | Promise, revision: Revision, by: Reader, page: str
) -> None:
    url = _signed_in(reverse(page, args=[revision.practice.slug]))
    context = {"revision": revision, "partner": revision.practice.partner, "url": url}
    about = About.text(revision, for_coordinators=True)
    _send(_people(Q(is_coordinator=True), by), name, subject, context, about=about)


def tell_asked(question: OwnerQuestion, by: Reader) -> None:
    """The coordinators: a question to an owner waits for them."""
    _about_question(
        question, _people(Q(is_coordinator=True), by), "question_asked", _("A question: %(title)s")
    )


def tell_passed_on(question: OwnerQuestion, by: Reader) -> None:
    """The owner's people: somebody asks them."""
    people = _owners(question.practice, by)
    _about_question(question, people, "question_passed_on", _("Somebody asks about %(title)s"))


def tell_offered(question: OwnerQuestion, by: Reader) -> None:
    """The coordinators: an answer that should stand on the page waits for them."""
    people = _people(Q(is_coordinator=True), by)
    subject = _("An answer to read: %(title)s")
    _about_question(question, people, "question_offered", subject)


def _about_question(
    question: OwnerQuestion, people: Iterable[User], name: str, subject: str | Promise
) -> None:
    """Of whoever asked, the owner learns name and organisation, and nobody the address."""
    url = _signed_in(question.get_absolute_url())
    context = {"revision": question.practice, "question": question, "url": url}
    about = About.question(question)
    _send(people, name, subject, context, about=about, beginning=beginning_of(question))


def tell_declined(question: OwnerQuestion) -> None:
    """Whoever asked: not passed on, and why."""
    _tell_asker(question, "question_declined", _("Your question about %(title)s"))


def tell_answered(question: OwnerQuestion) -> None:
    """Whoever asked: the answer."""
    _tell_asker(question, "question_answered", _("The answer about %(title)s"))


def _tell_asker(question: OwnerQuestion, name: str, subject: str | Promise) -> None:
    """In the language in which they asked; nothing once their address is erased."""
    if not question.email:
        return
    practice = question.practice
    with translation.override(question.language):
        context = {
            "question": question,
            "practice": practice,
            "url": absolute(practice.get_absolute_url()),
        }
        post(
            to=question.email,
            subject=str(subject) % {"title": practice.title},
            body=render_to_string(f"practices/mail/{name}.txt", context),
            message_id=f"{beginning_of(question)}{name}@{settings.MAIL_DOMAIN}>",
        )


def beginning_of(question: OwnerQuestion) -> str:
    """How the ids of all letters begin that say who asked it: they are erased with the address."""
    return f"<question-{question.pk}-"


def _signed_in(path: str) -> str:
    """By way of the login page: for a visitor the page of a draft does not exist."""
    return absolute(f"{reverse('account_login')}?{urlencode({'next': path})}")


def _authors(revision: Revision, by: Reader) -> list[User]:
    """Who began it and who wrote last, as long as they still act for the partner."""
    partner: Partner = revision.practice.partner
    wrote = [each for each in (revision.created_by_id, revision.edited_by_id) if each]
    return _people(Q(user_id__in=wrote, partner=partner), by)


def _people(rule: Q, by: Reader) -> list[User]:
    """The people of the active memberships of that kind, without whoever acts."""
    memberships = Membership.objects.active().filter(rule).select_related("user").order_by("pk")
    people = {each.user_id: each.user for each in memberships if each.user_id != by.user_id}
    return list(people.values())


def _send(
    people: Iterable[User],
    name: str,
    subject: str | Promise,
    context: dict[str, Any],
    *,
    about: About,
    beginning: str = "",
) -> None:
    """One letter to each, in their language. With the `beginning` of an id each is sent once."""
    for person in people:
        with translation.override(person.language):
            post(
                to=person.email,
                subject=str(subject) % {"title": context["revision"].title},
                body=render_to_string(f"practices/mail/{name}.txt", {**context, "person": person}),
                message_id=beginning and f"{beginning}{name}-{person.pk}@{settings.MAIL_DOMAIN}>",
                person=person.pk,
                check=CHECK,
                about=about._asdict(),
            )
