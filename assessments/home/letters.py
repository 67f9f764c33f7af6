"""Letters of a round at home: each in the language of whoever gets it."""

from typing import Final

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.home.rules import link_ends_at
from assessments.models import HomeInvitation, HomePass, Round
from core import clock
from core.languages import in_language
from core.links import absolute
from core.mail import post, register_check
from core.models import Mail
from core.ui.dates import day
from regions.models import Membership, Region

CHECK: Final = "assessments.home_invitation"


def link_to(invitation: HomeInvitation) -> str:
    return absolute(reverse("home_invited", args=[invitation.token]))


def beginning_of_ids(invitation: HomeInvitation) -> str:
    """How the ids of all letters to this person about this round begin."""
    return f"<home-invitation-{invitation.pk}-"


def tell_invited(invitation: HomeInvitation, asker: str) -> None:
    """Ask somebody: who asks, about what, until when, how long it takes, and the link."""
    with in_language(invitation.language):
        subject = _("%(region)s asks you: %(practice)s") % _about(invitation)
        body = _(
            "Dear %(name)s,\n\n"
            "%(asker)s asks what you know: would this practice work in %(region)s?\n\n"
            "%(practice)s\n\n"
            "Sixteen short questions, about ten minutes. “I do not know” is an answer. You need no"
            " account. Nobody sees your answers before the round is closed; afterwards they are"
            " shown by level, never by name.\n\n"
            "Answer by %(day)s:\n%(url)s\n\n"
            "The link is for you alone. Not the right person? The page lets you say so.\n"
        )
        _send(invitation, "asked", subject, body % {**_about(invitation), "asker": asker})


def tell_passed(passed: HomePass, question: str, *, is_first: bool) -> None:
    """Somebody thinks that this person knows the answer to one question."""
    invitation = passed.invitation
    about = {**_about(invitation), "asker": _name_of(passed), "question": question}
    with in_language(invitation.language):
        subject = _("%(asker)s passes a question to you: %(practice)s") % about
        note = _("%(asker)s writes: “%(note)s”\n\n") % {**about, "note": passed.note}
        if is_first:
            body = _(
                "Dear %(name)s,\n\n"
                "%(asker)s was asked whether a practice would work in %(region)s, and thinks that"
                " you know the answer to this question:\n\n"
                "%(question)s\n\n"
                "It is about: %(practice)s\n\n"
            )
        else:
            body = _(
                "Dear %(name)s,\n\n"
                "%(asker)s passes one more question to you:\n\n"
                "%(question)s\n\n"
                "It is about: %(practice)s\n\n"
            )
        end = _(
            "It takes a minute or two. You need no account. You may answer the other questions,"
            " too. Answer by %(day)s:\n%(url)s\n"
        )
        text = body % about + (note if passed.note else "") + end % about
        _send(invitation, f"passed-{passed.pk}", subject, text)


def tell_reminded(invitation: HomeInvitation, *, stamp: str) -> Mail:
    """The round ends soon, and the person has not finished."""
    with in_language(invitation.language):
        about = _about(invitation)
        subject = _("Reminder, until %(day)s: %(practice)s") % about
        body = _(
            "Dear %(name)s,\n\n"
            "Some questions about a practice for %(region)s still wait for you:\n\n"
            "%(practice)s\n\n"
            "What you have answered is kept. Go on here by %(day)s:\n%(url)s\n\n"
            "Not the right person? The page lets you say so.\n"
        )
        return _send(invitation, f"reminder-{stamp}", subject, body % about)


def tell_over(invitation: HomeInvitation) -> None:
    """Thanks to somebody who answered; the own answers stay readable for a while."""
    ends_at = link_ends_at(invitation.round)
    with in_language(invitation.language):
        about = {**_about(invitation), "until": day(ends_at)}
        subject = _("Thank you: %(practice)s") % about
        body = _(
            "Dear %(name)s,\n\n"
            "The round about this practice is closed. Thank you for your answers; %(region)s now"
            " weighs them with those of the others.\n\n"
            "%(practice)s\n\n"
            "Until %(until)s you can read your own answers here:\n%(url)s\n\n"
            "After that day your address is erased.\n"
        )
        _send(invitation, "over", subject, body % about)


def _about(invitation: HomeInvitation) -> dict[str, str]:
    round_ = invitation.round
    return {
        "name": invitation.name,
        "region": region_of(round_).name,
        "practice": round_.revision.practice.title,
        "day": day(round_.ends_on),
        "url": link_to(invitation),
    }


def region_of(round_: Round) -> Region:
    if round_.region is None:
        message = "A round at home has a region: the table's constraint says so."
        raise ValueError(message)
    return round_.region


def asker_of(round_: Round) -> str:
    """Who asks in the region's name: its lead with the partner, else the region."""
    held = Membership.objects.active().filter(partner__region=round_.region_id, is_lead=True)
    lead = held.select_related("user", "partner").order_by("pk").first()
    if lead is None:
        return region_of(round_).name
    return f"{lead.user.name} ({lead.partner})"


def _name_of(passed: HomePass) -> str:
    return passed.passed_by.user.name if passed.passed_by.user else passed.passed_by.name


def _send(invitation: HomeInvitation, kind: str, subject: str, body: str) -> Mail:
    stamp = int(invitation.invited_at.timestamp())
    return post(
        to=invitation.email,
        subject=subject,
        body=body,
        message_id=f"{beginning_of_ids(invitation)}{kind}-{stamp}@{settings.MAIL_DOMAIN}>",
        check=CHECK,
        about={"invitation": invitation.pk, "is_thanks": kind == "over"},
    )


def _may_go(letter: Mail) -> bool:
    """Not after the invitation was withdrawn, declined or erased, nor after the round's end."""
    standing = HomeInvitation.objects.standing().filter(pk=letter.about["invitation"])
    found = standing.select_related("round").first()
    if found is None or found.email != letter.to:
        return False
    if letter.about["is_thanks"]:
        return True
    round_ = found.round
    return round_.is_open and (round_.ends_on is None or round_.ends_on >= clock.today())


def register_checks() -> None:
    """Called when the apps are ready."""
    register_check(CHECK, _may_go)
