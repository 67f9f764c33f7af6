"""What the demonstration does not hold and visitors may not read: one row of each kind."""

from datetime import timedelta

from accounts.models import User
from core import clock
from core.models import Mail, Notice
from exchanges.tests.factories import make_exchange
from practices.models import (
    Comment,
    Document,
    ImportRun,
    OwnerQuestion,
    Practice,
    RevisionState,
    SavedSearch,
    Translation,
)
from practices.tests.factories import (
    make_draft,
    make_practice,
    make_requirement,
    make_revision,
    make_statement,
)
from regions.models import Partner
from regions.tests.factories import make_invitation, make_token_of

HASH = "0" * 64


def hide_something():
    partner = Partner.objects.get(region__code="SE22")
    member = User.objects.get(email="member@clusterix.example")
    draft = make_draft(partner=partner, title="A draft of ours")
    hang_on(draft.revisions.get(), member)
    settled = Practice.objects.published().exclude(revisions__state__in=["draft", "submitted"])
    public = settled.filter(partner=partner, is_stub=False).first()
    pending = make_revision(public, state=RevisionState.SUBMITTED, title="A new text")
    hang_on(pending, member)
    make_practice(
        partner=partner, title="Taken down", taken_down_at=clock.now(), takedown_reason="Wrong."
    )
    make_exchange(host=partner, title="A meeting of ours", is_public=False)
    make_invitation(partner=partner)
    make_token_of(member)
    of_the_member(member, partner, public)


def hang_on(revision, member):
    """Everything that hangs on a text."""
    make_statement(revision)
    make_requirement(revision)
    Document.objects.create(
        revision=revision,
        kind="file",
        name="budget.pdf",
        sha256=HASH,
        content_type="application/pdf",
        size=10,
        added_by=member,
    )
    Translation.objects.create(
        revision=revision, language="sv", title="Ett utkast", original_hash=HASH
    )
    Comment.objects.create(
        practice=revision.practice,
        revision=revision,
        author=member,
        partner=revision.practice.partner,
        text="What do you think?",
    )


def of_the_member(member, partner, practice):
    """What a person has here beside texts."""
    for revision_text in ("On the public text.", "Once more."):
        Comment.objects.create(
            practice=practice, author=member, partner=partner, text=revision_text
        )
    for state in ("waiting", "passed_on"):
        OwnerQuestion.objects.create(
            practice=practice,
            state=state,
            name="Somebody",
            email="somebody@example.org",
            text="How much did it cost?",
        )
    OwnerQuestion.objects.create(
        practice=practice,
        state="answered",
        name="Somebody",
        email="somebody@example.org",
        text="Who may apply?",
        answer="Every cluster.",
        answered_at=clock.now(),
        is_public=True,
    )
    SavedSearch.objects.create(user=member, partner=partner, name="Money", query="q=money")
    ImportRun.objects.create(user=member, partner=partner, file_name="plan.xlsx", sha256=HASH)
    Notice.objects.create(
        user=member, kind="comment", object_type="practices.practice", text="New", url="/"
    )
    Mail.objects.create(
        message_id="<1@canary>",
        to=member.email,
        subject="Hello",
        body="Text",
        sent_at=clock.now() - timedelta(days=1),
    )
