"""A plan is carried out once and exactly, and can be taken back."""

from datetime import date, timedelta

import pytest

from clusterix.testing.fixtures import NOW
from core import clock
from core.models import Activity
from practices.actions import carry_out, save_draft, submit, undo_import
from practices.actions.draft import Seen
from practices.actions.importing import NotAllRows, NothingToDo, OtherPlan, PlanOvertaken
from practices.actions.undoing import AllTouched
from practices.models import ImportRun, Practice, Revision
from practices.refusals import NotAsThingsAre, NotYours
from practices.tests.factories import make_practice, make_theme
from practices.tests.sheets import csv_file, plan, run
from practices.tests.writing import make_open
from practices.writing.manuscript import Manuscript, Need, Statement
from regions.models import Membership
from regions.tests.factories import make_industry, make_membership


def kept_plan(by, *rows):
    return plan(csv_file(*rows), by)


def reasons(refused):
    return [str(each) for each in refused.value.reasons]


FULL = [
    [
        *("Title", "Theme", "From", "Still running", "Evidence of success", "What it needs"),
        *("Tags", "Fields of strength", "Sources", "NUTS codes"),
    ],
    [
        *("Vouchers", "Cluster financing", "2011-04", "yes", "2012 | Report | 40 | Forty came."),
        *("Staff | 3 | optional | Two people.", "Clusters, vouchers", "Food"),
        *("Page | https://a.example", "SE22"),
    ],
]


def test_a_new_row_becomes_a_draft_with_every_word(small, lead):
    theme, food = make_theme(name="Cluster financing"), make_industry(code="food", name="Food")
    run(kept_plan(lead.reader, *FULL), lead.reader)
    text = Manuscript.of(Revision.objects.get())
    assert (text["title"], text["theme_id"]) == ("Vouchers", theme.pk)
    assert (text["starts_on"], text["starts_precision"]) == (date(2011, 4, 1), "month")
    assert (text["is_ongoing"], text["nuts_codes"], text["countries"]) == (True, ["SE22"], ["SE"])
    assert text["sources"] == [{"label": "Page", "url": "https://a.example"}]
    assert (text.tag_names, text.industry_codes) == (("clusters", "vouchers"), (food.code,))
    assert text.statements == (
        Statement("Forty came.", "Report", date(2012, 1, 1), "year", figure="40"),
    )
    assert text.requirements == (Need("staff", 3, "Two people.", is_core=False),)


def test_a_new_practice_belongs_to_its_partner_and_is_not_public(small, lead):
    done = run(kept_plan(lead.reader, ["Title"], ["Vouchers"]), lead.reader)
    revision = Revision.objects.get()
    practice = revision.practice
    assert (practice.title, practice.partner) == ("Vouchers", small.home.partner)
    assert practice.published_revision is None
    assert (revision.state, revision.number, revision.created_by) == ("draft", 1, lead.user)
    assert (done.state, done.done_at is not None) == ("done", True)
    assert done.result["rows"] == [
        {
            "row": 2,
            "would": "new",
            "practice": practice.pk,
            "revision": revision.pk,
            "edit": 1,
            "attached": 0,
            "slug": practice.slug,
        }
    ]


def test_each_row_leaves_its_line_in_the_audit_trail(small, lead):
    kept = kept_plan(lead.reader, ["Title"], ["One"], ["Two"])
    run(kept, lead.reader)
    lines = (
        Activity.objects.exclude(verb="user.signed_in")
        .order_by("pk")
        .values_list("verb", "object_type", "actor_id")
    )
    assert list(lines) == [
        ("import.checked", "practices.importrun", lead.user.pk),
        ("practice.drafted", "practices.practice", lead.user.pk),
        ("practice.drafted", "practices.practice", lead.user.pk),
        ("import.done", "practices.importrun", lead.user.pk),
    ]


def test_a_changed_draft_is_saved_and_a_published_text_gets_a_new_version(small, lead):
    draft = make_open(partner=small.home.partner, title="Draft")
    public = make_practice(partner=small.home.partner, title="Public")
    kept = kept_plan(
        lead.reader,
        ["Slug", "Title", "Place"],
        [draft.practice.slug, "Draft 2", "Malmö"],
        [public.slug, "Public 2", "Malmö"],
    )
    run(kept, lead.reader)

    draft.refresh_from_db()
    assert (draft.title, draft.place, draft.edit) == ("Draft 2", "Malmö", 2)
    assert Practice.objects.get(pk=draft.practice_id).title == "Draft 2"
    proposed = public.revisions.get(state="draft")
    assert (proposed.number, proposed.title, proposed.place) == (2, "Public 2", "Malmö")
    assert proposed.problem == public.problem, "What is not in the file stays."
    public.refresh_from_db()
    assert (public.title, public.published_revision.title) == ("Public", "Public")


def test_what_the_coordinator_brings_for_others_waits_for_them(small, coordinator):
    theirs = make_practice(partner=small.other.partner, title="Theirs")
    kept = kept_plan(
        coordinator.reader,
        ["Slug", "Title", "Partner"],
        ["", "New for Skåne", "SE22"],
        ["", "Our own", ""],
        [theirs.slug, "Theirs 2", ""],
    )
    run(kept, coordinator.reader)
    entered = dict(
        Revision.objects.filter(state="draft").values_list("title", "is_entered_for_partner")
    )
    assert entered == {"New for Skåne": True, "Our own": False, "Theirs 2": True}
    assert Practice.objects.get(title="New for Skåne").partner == small.home.partner


def test_rows_that_cannot_be_done_are_left_out_only_when_that_was_said(small, lead):
    kept = kept_plan(lead.reader, ["Title", "From"], ["Good", "2011"], ["Bad", "spring"])
    with pytest.raises(NotAllRows):
        run(kept, lead.reader)
    assert not Practice.objects.exists()
    run(kept, lead.reader, leaves_out=True)
    assert [each.title for each in Practice.objects.all()] == ["Good"]


def test_a_plan_that_would_change_nothing_is_not_carried_out(small, lead):
    practice = make_practice(partner=small.home.partner, title="Same")
    kept = kept_plan(lead.reader, ["Slug", "Title"], [practice.slug, "Same"])
    with pytest.raises(NothingToDo):
        run(kept, lead.reader)


def test_a_plan_is_carried_out_once(small, lead):
    kept = kept_plan(lead.reader, ["Title"], ["One"])
    run(kept, lead.reader)
    with pytest.raises(NotAsThingsAre) as refused:
        run(kept, lead.reader)
    assert reasons(refused) == ["This plan was carried out already."]
    assert Practice.objects.count() == 1


def test_only_the_plan_that_was_seen_is_carried_out(small, lead):
    kept = kept_plan(lead.reader, ["Title"], ["One"])
    with pytest.raises(OtherPlan):
        carry_out(run=kept, seen="0" * 64, leaves_out=True, by=lead.reader)
    kept.plan["rows"][0]["title"] = "Another"  # whoever changed it, it is not the plan
    kept.save()
    with pytest.raises(OtherPlan):
        run(kept, lead.reader)
    assert not Practice.objects.exists()


def test_what_changed_since_is_named_and_nothing_is_written(small, lead):
    draft = make_open(partner=small.home.partner, title="Draft")
    kept = kept_plan(
        lead.reader, ["Slug", "Title"], [draft.practice.slug, "Draft 2"], ["", "New"], ["", "Good"]
    )
    save_draft(
        revision=draft,
        manuscript=Manuscript({"title": "Draft of a colleague"}),
        seen=Seen(draft.pk, 1),
        by=lead.reader,
    )
    make_practice(partner=small.home.partner, title="New")
    with pytest.raises(PlanOvertaken) as refused:
        run(kept, lead.reader)
    assert refused.value.status == 412
    assert refused.value.rows == [2, 3]
    assert reasons(refused) == [
        "The catalogue changed since this plan was made, so nothing was imported. These rows would "
        "do something else now: 2, 3. Read the new plan below."
    ]
    assert sorted(Practice.objects.values_list("title", flat=True)) == [
        "Draft of a colleague",
        "New",
    ]


@pytest.mark.parametrize("change", ["title taken by a new draft", "theme gone", "right lost"])
def test_other_changes_are_noticed_too(small, lead, change):
    theme = make_theme(name="Cluster financing")
    kept = kept_plan(lead.reader, ["Title", "Theme"], ["One", "Cluster financing"])
    if change == "theme gone":
        theme.delete()
    elif change == "right lost":
        Membership.objects.filter(user=lead.user).update(is_lead=False)
    else:
        make_open(partner=small.home.partner, title="One")
    expected = NotYours if change == "right lost" else PlanOvertaken
    with pytest.raises(expected):
        run(kept, lead.reader)
    assert Revision.objects.filter(created_by=lead.user).count() == 0


def test_if_one_row_fails_none_is_written(small, lead, monkeypatch):
    draft = make_open(partner=small.home.partner, title="Draft")
    kept = kept_plan(lead.reader, ["Slug", "Title"], [draft.practice.slug, "Draft 2"], ["", "New"])

    def fail(**_options):
        raise RuntimeError

    monkeypatch.setattr("practices.actions.importing.create_drafts", fail)
    with pytest.raises(RuntimeError):
        run(kept, lead.reader)
    draft.refresh_from_db()
    kept.refresh_from_db()
    assert (draft.title, draft.edit, kept.state) == ("Draft", 1, "planned")
    assert not Activity.objects.filter(verb="practice.saved").exists()


def test_members_and_strangers_import_nothing(small, lead, member, stranger_lead, administrator):
    kept = kept_plan(lead.reader, ["Title"], ["One"])
    for person in (member, stranger_lead, administrator):
        with pytest.raises(NotYours):
            run(kept, person.reader)
        with pytest.raises(NotYours):
            plan(csv_file(["Title"], ["One"]), person.reader, small.home.partner)
    assert not Practice.objects.exists()


def test_plans_that_nobody_carried_out_are_forgotten_after_a_week(small, lead):
    with clock.at(NOW):
        kept_plan(lead.reader, ["Title"], ["One"])
        run(kept_plan(lead.reader, ["Title"], ["Two"]), lead.reader)
    with clock.at(NOW + timedelta(days=8)):
        kept_plan(lead.reader, ["Title"], ["Three"])
    assert sorted(ImportRun.objects.values_list("state", flat=True)) == ["done", "planned"]


# --- taking it back ---


@pytest.fixture
def imported(small, lead):
    """A new practice, a changed draft and a new version of a published text."""
    draft = make_open(partner=small.home.partner, title="Draft", place="Lund", tags=["a"])
    public = make_practice(partner=small.home.partner, title="Public")
    with clock.at(NOW):
        kept = kept_plan(
            lead.reader,
            ["Slug", "Title", "Evidence of success"],
            ["", "New", ""],
            [draft.practice.slug, "Draft 2", "Forty came."],
            [public.slug, "Public 2", ""],
        )
        return run(kept, lead.reader)


def titles(**filters):
    return sorted(Revision.objects.filter(**filters).values_list("title", flat=True))


def test_undo_brings_back_what_was(imported, lead):
    assert titles(state="draft") == ["Draft 2", "New", "Public 2"]
    with clock.at(NOW + timedelta(hours=23)):
        done = undo_import(run=imported, by=lead.reader)
    draft = Revision.objects.with_parts().get(state="draft")
    assert (draft.title, draft.edit, draft.tag_names) == ("Draft", 3, ["a"])
    assert list(draft.statements.all()) == []
    assert draft.practice.title == "Draft"
    assert sorted(Practice.objects.values_list("title", flat=True)) == ["Draft", "Public"]
    assert done.state == "undone"
    assert [row["undone"] for row in done.result["rows"]] == [True, True, True]
    verbs = Activity.objects.filter(object_type="practices.practice").order_by("pk")
    assert list(verbs.values_list("verb", flat=True))[-3:] == [
        "practice.saved",
        "practice.draft_deleted",
        "practice.draft_deleted",
    ]


def test_rows_that_were_touched_stay(imported, lead):
    new = Revision.objects.get(title="New")
    with clock.at(NOW):
        save_draft(
            revision=new,
            manuscript=Manuscript({"title": "New, and better"}),
            seen=Seen(new.pk, 1),
            by=lead.reader,
        )
        done = undo_import(run=imported, by=lead.reader)
    assert titles(state="draft") == ["Draft", "New, and better"]
    assert [row["undone"] for row in done.result["rows"]] == [False, True, True]


def test_a_text_that_was_submitted_or_got_a_document_is_touched(imported, lead):
    new, proposed = Revision.objects.get(title="New"), Revision.objects.get(title="Public 2")
    new.documents.create(kind="file", name="a.pdf", sha256="0" * 64, content_type="x", size=1)
    Revision.objects.filter(pk=proposed.pk).update(caveats="No theme fits.")
    submit(revision=proposed, by=lead.reader)
    with clock.at(NOW):
        done = undo_import(run=imported, by=lead.reader)
    assert [row["undone"] for row in done.result["rows"]] == [False, True, False]


def test_when_everything_was_touched_nothing_is_undone(imported, lead):
    Revision.objects.update(edit=9)
    with clock.at(NOW), pytest.raises(AllTouched):
        undo_import(run=imported, by=lead.reader)
    imported.refresh_from_db()
    assert imported.state == "done"


@pytest.mark.parametrize(
    ("hours", "sentence"),
    [
        (25, "An import can be undone for 24 hours. Delete the drafts one by one."),
        (1, "This import was undone. Send the file again for a new plan."),
    ],
)
def test_undo_is_for_a_day_and_once(imported, lead, hours, sentence):
    with clock.at(NOW + timedelta(hours=hours)):
        if hours == 1:
            undo_import(run=imported, by=lead.reader)
        with pytest.raises(NotAsThingsAre) as refused:
            undo_import(run=imported, by=lead.reader)
    assert reasons(refused) == [sentence]


def test_a_plan_cannot_be_undone(small, lead):
    kept = kept_plan(lead.reader, ["Title"], ["One"])
    with pytest.raises(NotAsThingsAre) as refused:
        undo_import(run=kept, by=lead.reader)
    assert reasons(refused) == ["This plan was never carried out, so there is nothing to undo."]


def test_who_imported_and_the_coordinator_undo(imported, stranger_lead, member, coordinator):
    with clock.at(NOW):
        for person in (stranger_lead, member):
            with pytest.raises(NotYours):
                undo_import(run=imported, by=person.reader)
        undo_import(run=imported, by=coordinator.reader)
    assert titles(state="draft") == ["Draft"]


def test_who_led_two_partners_takes_back_only_what_they_still_lead(small, lead):
    other = make_membership(user=lead.user, partner=small.other.partner, is_lead=True)
    rows = [["Home", small.home.partner.short], ["Away", small.other.partner.short]]
    done = run(kept_plan(lead.reader, ["Title", "Partner"], *rows), lead.reader)
    Membership.objects.filter(pk=other.pk).update(ended_at=clock.now())
    undone = undo_import(run=done, by=lead.reader)
    assert [row["undone"] for row in undone.result["rows"]] == [True, False]
    assert titles() == ["Away"]


def test_five_hundred_rows_take_a_handful_of_queries(small, lead, django_assert_max_num_queries):
    rows = [[f"School {number}", "Forty came."] for number in range(500)]
    kept = kept_plan(lead.reader, ["Title", "Evidence of success"], *rows)
    with django_assert_max_num_queries(60):
        done = run(kept, lead.reader)
    assert len(done.result["rows"]) == Practice.objects.count() == 500
    with django_assert_max_num_queries(60):
        undo_import(run=done, by=lead.reader)
    assert not Practice.objects.exists()
