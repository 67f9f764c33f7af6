"""Whatever everybody may read moves the number; what is hidden does not."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from datetime import date

import pytest
from django.db import transaction

from accounts.models import User
from assessments.models import Mark, MarkKind
from clusterix.testing.partnership import SmallPartnership, make_small_partnership
from clusterix.testing.persona import Persona
from clusterix.tests.public.conftest import Face, make_face
from core import clock
from core.models import PublicChange
from core.public_changes import public_state, tidy
from exchanges.models import Exchange
from exchanges.tests.factories import make_exchange, make_place
from plans.models import Action, Milestone, Plan, PlanState
from plans.tests.factories import make_action, make_plan
from practices.actions import (
    approve,
    archive,
    move_transfer,
    restore,
    set_transfer_public,
    submit,
    take_down,
)
from practices.models import (
    Comment,
    EvidenceStatement,
    OwnerQuestion,
    Practice,
    QuestionState,
    Revision,
    RevisionState,
    Tag,
    Theme,
    TransferStatus,
)
from practices.tests.factories import make_draft, make_practice, make_revision, make_transfer
from regions.models import Membership, Partner, Partnership, Region, Strength
from regions.reader import Reader
from regions.tests.factories import make_member
from reports.models import Indicator, Period, Report

pytestmark = pytest.mark.django_db

SYSTEM = Reader.system()


@dataclass(frozen=True)
class Scene:
    """Who and what an act of the tables below finds."""

    face: Face
    small: SmallPartnership

    @property
    def practice(self) -> Practice:
        return self.face.practice


def publish(scene: Scene) -> None:
    practice = make_draft(
        partner=scene.small.home.partner, state=RevisionState.SUBMITTED, caveats="No theme fits."
    )
    approve(revision=practice.revisions.get(), by=SYSTEM)


def publish_a_new_version(scene: Scene) -> None:
    revision = make_revision(
        scene.practice,
        state=RevisionState.SUBMITTED,
        how_it_works="Anew.",
        caveats="No theme fits.",
    )
    approve(revision=revision, by=SYSTEM)


def answer_in_public(scene: Scene) -> None:
    OwnerQuestion.objects.create(
        practice=scene.practice,
        state=QuestionState.ANSWERED,
        name="Asker",
        text="How?",
        answer="So.",
        answered_at=clock.now(),
        is_public=True,
    )


def name_a_contact(scene: Scene) -> None:
    lead = make_member(scene.small.third.partner, is_lead=True)
    User.objects.filter(pk=lead.pk).update(is_public_contact=True)


def update(model, **values) -> Callable[[Scene], object]:
    return lambda scene: model.objects.update(**values)


SEEN: dict[str, Callable[[Scene], object]] = {
    "published": publish,
    "a new version": publish_a_new_version,
    "archived": lambda scene: archive(practice=scene.practice, by=SYSTEM),
    "taken down": lambda scene: take_down(practice=scene.practice, reason="Wrong.", by=SYSTEM),
    "a tag renamed": update(Tag, name="Coupons"),
    "a tag taken away": lambda scene: scene.practice.tags.clear(),
    "a field taken away": lambda scene: scene.practice.industries.clear(),
    "a pair shown": lambda scene: set_transfer_public(
        transfer=scene.face.hidden_pair, is_public=True, by=SYSTEM
    ),
    "a pair hidden": lambda scene: set_transfer_public(
        transfer=scene.face.pair, is_public=False, by=SYSTEM
    ),
    "a shown pair moved": lambda scene: move_transfer(
        practice=scene.practice, region=scene.small.other.region, to=TransferStatus.DONE, by=SYSTEM
    ),
    "a statement corrected": update(EvidenceStatement, text="Twelve firms."),
    "a theme renamed": lambda scene: Theme.objects.update(name="Renamed"),
    "a region's profile": lambda scene: Region.objects.filter(code="SE22").update(profile="New."),
    "a partner renamed": lambda scene: Partner.objects.filter(region__code="SE22").update(
        short="N"
    ),
    "a strength": lambda scene: Strength.objects.get().delete(),
    "a contact named": name_a_contact,
    "a contact renamed": lambda scene: User.objects.filter(pk=scene.face.contact.pk).update(
        name="Somebody else"
    ),
    "a contact no longer lead": lambda scene: Membership.objects.filter(
        user=scene.face.contact
    ).update(is_lead=False),
    "the partnership renamed": update(Partnership, full_name="Another name"),
    "an exchange shown": lambda scene: make_exchange(is_public=True),
    "an exchange hidden": update(Exchange, is_public=False),
    "a plan hidden": update(Plan, is_public=False),
    "an action of a shown plan": lambda scene: make_action(scene.face.plan),
    "an action done": update(Action, state="under_way"),
    "a decision reversed in silence": lambda scene: reverse_in_silence(scene),
    "an answer shown": answer_in_public,
    "an indicator of a published report renamed": update(Indicator, name="Renamed"),
    "a period of a published report moved": update(Period, number=9),
}


def reverse_in_silence(scene: Scene) -> None:
    from plans.tests.factories import make_decision

    make_decision(
        scene.practice,
        scene.small.other.region,
        outcome="not_now",
        supersedes=scene.face.decision,
        is_public=False,
    )


def submit_a_draft(scene: Scene) -> None:
    Revision.objects.filter(practice=scene.face.draft).update(caveats="No theme fits.")
    submit(revision=scene.face.draft.revisions.get(), by=SYSTEM)


def hide_more(scene: Scene) -> None:
    other = make_draft(partner=scene.small.other.partner, tags=["secret"])
    make_transfer(other, scene.small.third.region)


def ask(scene: Scene) -> None:
    question = OwnerQuestion.objects.create(
        practice=scene.practice, name="Asker", email="asker@example.org", text="How?"
    )
    question.state, question.answer = QuestionState.ANSWERED, "So."
    question.answered_at = clock.now()
    question.save()


def plan_in_private(scene: Scene) -> None:
    plan = make_plan(scene.small.third.region, state=PlanState.ADOPTED)
    Milestone.objects.create(action=make_action(plan), title="First", due_on=date(2026, 9, 1))
    draft = make_plan(scene.small.home.region, is_public=True)  # not adopted yet
    make_action(draft)


HIDDEN: dict[str, Callable[[Scene], object]] = {
    "a draft begun": lambda scene: make_draft(partner=scene.small.home.partner),
    "a draft changed": lambda scene: Revision.objects.filter(practice=scene.face.draft).update(
        title="Other words", how_it_works="Otherwise."
    ),
    "a draft submitted": submit_a_draft,
    "a draft's statement": lambda scene: EvidenceStatement.objects.create(
        revision=scene.face.draft.revisions.get(), text="Nobody knows."
    ),
    "a draft and its pair": hide_more,
    "a new version begun": lambda scene: make_revision(scene.practice, title="Not yet"),
    "a hidden pair moved": lambda scene: move_transfer(
        practice=scene.practice, region=scene.small.third.region, to=TransferStatus.PLAN, by=SYSTEM
    ),
    "a hidden pair hidden": lambda scene: set_transfer_public(
        transfer=scene.face.hidden_pair, is_public=False, by=SYSTEM
    ),
    "a comment": lambda scene: Comment.objects.create(
        practice=scene.practice,
        author=scene.face.contact,
        partner=scene.small.home.partner,
        text="Among us.",
    ),
    "a mark": lambda scene: Mark.objects.create(
        practice=scene.practice,
        region=scene.small.other.region,
        user=scene.face.contact,
        kind=MarkKind.INTERESTED,
    ),
    "a question asked and answered": ask,
    "a letter to the owner": lambda scene: Practice.objects.update(
        asked_still_true_on=date(2026, 5, 4), still_true_letters=1
    ),
    "a note of the project": lambda scene: Practice.objects.update(project_relation="own"),
    "a private meeting": lambda scene: make_exchange(),
    "somebody takes part": lambda scene: make_place(
        scene.face.exchange, partner=scene.small.home.partner
    ),
    "a link for those who take part": update(Exchange, online_link="https://example.org/room"),
    "plans that nobody outside reads": plan_in_private,
    "a new colleague": lambda scene: make_member(scene.small.home.partner),
    "a contact signs in": lambda scene: User.objects.filter(pk=scene.face.contact.pk).update(
        last_login=clock.now(), wants_digest=False
    ),
    "a quorum": update(Partnership, report_quorum=2),
    "a report begun": lambda scene: Report.objects.create(
        period=Period.objects.get(), version=7, highlights="Not yet."
    ),
}


@pytest.fixture(scope="module")
def built(for_the_file) -> Scene:
    small = make_small_partnership()
    return Scene(make_face(small), small)


@pytest.fixture
def scene(built, frozen, committed) -> Scene:
    committed()
    return deepcopy(built)


@pytest.mark.parametrize("act", SEEN)
def test_what_everybody_may_read_moves_the_number(act, scene):
    before = public_state()
    SEEN[act](scene)
    assert public_state() != before


@pytest.mark.parametrize("act", HIDDEN)
def test_what_is_hidden_does_not(act, scene):
    before = public_state()
    HIDDEN[act](scene)
    assert public_state() == before


def test_what_is_taken_back_moves_the_number_again(scene, committed):
    states = {public_state()}
    for act in (archive, restore, archive):
        act(practice=scene.practice, by=SYSTEM)
        committed()
        states.add(public_state())
    assert len(states) == 4


def test_what_is_undone_leaves_no_trace(scene):
    before = public_state()
    with transaction.atomic():
        archive(practice=scene.practice, by=SYSTEM)
        transaction.set_rollback(True)
    assert public_state() == before
    archive(practice=scene.practice, by=SYSTEM)
    assert public_state() != before


def test_saving_the_same_again_is_no_change(scene):
    before = public_state()
    Practice.objects.get(pk=scene.practice.pk).save()
    assert public_state() == before


def test_a_transaction_leaves_one_row(scene):
    before = PublicChange.objects.count()
    for _number in range(3):
        make_practice()
    assert PublicChange.objects.count() == before + 1


def test_tidying_keeps_the_number(scene, committed):
    for _number in range(3):
        make_practice()
        committed()
    before = public_state()
    tidy()
    assert (PublicChange.objects.count(), public_state()) == (1, before)
    tidy()
    assert public_state() == before


def test_a_page_is_shown_anew_after_a_change_and_confirmed_after_a_hidden_one(scene):
    visitor = Persona()
    url = scene.practice.get_absolute_url()
    tag = visitor.get(url).headers["ETag"]
    Revision.objects.filter(practice=scene.face.draft).update(title="Not for you")
    assert visitor.get(url, headers={"If-None-Match": tag}).status_code == 304
    publish_a_new_version(scene)
    answer = visitor.get(url, headers={"If-None-Match": tag})
    assert answer.status_code == 200
    assert "Anew." in answer.text
    assert answer.headers["ETag"] != tag
