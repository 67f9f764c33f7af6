"""/practices/<slug>/translation/: the second language version, and where it is read."""

import pytest
from django.urls import reverse

from clusterix.testing.queries import assert_few_queries, count_queries
from core.models import Activity
from practices.actions import approve, propose_revision, save_draft, submit
from practices.actions.draft import Seen
from practices.models import Revision, Translation
from practices.tests.factories import make_practice
from practices.tests.writing import make_open, make_translation, sent, text
from practices.writing.translations import mark_of, seen_mark, words_of
from practices.writing.versions import fingerprints_of

WORDS = {
    "title": "Klusterskola",
    "summary": "Ledare för kluster lär av varandra.",
    "how_it_works": "De träffas **fyra** gånger om året.",
}


def url(practice):
    return reverse("practice_translation", args=[practice.slug])


def form(revision, *, act="save", fits="on", **fields):
    base = fingerprints_of(fields.pop("base", {}))
    return {
        "act": act,
        "language": "sv",
        "fits": fits,
        "seen": seen_mark(revision),
        "base": base,
        **WORDS,
        **fields,
    }


@pytest.fixture
def draft(small):
    return make_open(
        partner=small.home.partner,
        title="Cluster school",
        summary="Managers learn from each other.",
        how_it_works="They meet four times a year.",
        resources="Money.",
        caveats="No theme fits.",
    )


@pytest.fixture
def published(small):
    made = make_practice(partner=small.home.partner, slug="school", title="Cluster school")
    make_translation(made.published_revision, **WORDS)
    return made


# --- writing it -----------------------------------------------------------------------------


def test_each_text_stands_beside_its_version(draft, member):
    make_translation(draft, **WORDS)
    page = member.get(url(draft.practice))
    html = page.content.decode()
    assert [each["bound"].name for each in page.context["fields"]] == [
        *("title", "summary", "problem", "how_it_works", "resources", "evidence"),
    ]
    assert "They meet four times a year." in html
    assert "De träffas **fyra** gånger om året.</textarea>" in html
    assert 'data-limit="1500" lang="sv"' in html
    assert '<option value="sv" selected>' in html
    assert '<option value="en"' not in html, "It is the language of the text."
    assert_few_queries(member, url(draft.practice))


def test_a_version_is_kept_with_the_draft(draft, member, frozen):
    answer = member.post(url(draft.practice), form(draft))
    made = Translation.objects.get()
    assert (answer.status_code, answer.url) == (302, url(draft.practice))
    assert (made.revision, made.language, made.title) == (draft, "sv", "Klusterskola")
    assert (made.translated_by, made.translated_at) == (member.user, frozen)
    assert (made.original, made.original_hash) == (words_of(draft), mark_of(words_of(draft)))
    line = Activity.objects.get(verb="practice.translated")
    assert line.changes == {"revision": draft.pk, "language": "sv"}
    draft.refresh_from_db()
    assert (draft.edit, draft.edited_by) == (2, member.user)


def test_saving_twice_with_one_key_saves_once(draft, member):
    sent_once = form(draft, idempotency_key="3f0c6a1e-0000-4000-8000-000000000009")
    for _time in range(2):
        assert member.post(url(draft.practice), sent_once).status_code == 302
    assert Activity.objects.filter(verb="practice.translated").count() == 1


def test_what_is_not_finished_stays_older_than_the_text(draft, member):
    member.post(url(draft.practice), form(draft, fits=""))
    made = Translation.objects.get()
    assert (made.original_hash, made.original) == ("", {})
    html = member.get(url(draft.practice)).content.decode()
    assert "The English text was changed since this version was made." in html


@pytest.mark.parametrize(
    ("fields", "name", "sentence"),
    [
        ({"title": ""}, "title", "Give the practice a title."),
        ({"language": ""}, "language", "Choose the language of this version."),
        (
            {"resources": "x" * 301},
            "resources",
            "Shorten this text: it has 301 characters, the limit is 300.",
        ),
    ],
)
def test_bad_input_keeps_the_words_and_changes_nothing(draft, member, fields, name, sentence):
    answer = member.post(url(draft.practice), form(draft, challenges="Tid", **fields))
    assert answer.status_code == 400
    assert answer.context["form"].errors == {name: [sentence]}
    assert "Tid</textarea>" in answer.content.decode()
    assert not Translation.objects.exists()


def test_the_language_of_the_text_is_no_second_language(draft, member):
    answer = member.post(url(draft.practice), form(draft, language="en"))
    assert answer.status_code == 400
    assert not Translation.objects.exists()


def test_a_published_text_gets_a_new_version_for_it(published, member):
    public = published.published_revision
    page = member.get(url(published)).content.decode()
    assert "Saving begins a new version of the text." in page
    member.post(url(published), form(public, title="Skolan"))
    opened = Revision.objects.open().get()
    assert opened.translation.title == "Skolan"
    public.translation.refresh_from_db()
    assert public.translation.title == "Klusterskola"
    assert opened.how_it_works == public.how_it_works


def test_it_is_removed_from_the_draft_alone(published, member):
    answer = member.post(url(published), {"act": "remove"})
    assert answer.url == reverse("practice_edit", args=[published.slug])
    opened = Revision.objects.open().get()
    assert [each.revision for each in Translation.objects.all()] == [published.published_revision]
    assert member.post(url(published), {"act": "remove"}).status_code == 410
    assert not hasattr(opened, "translation")


def test_two_who_translate_at_once_see_both_versions(draft, member, colleague):
    begun = dict.fromkeys(words_of(draft), "")
    theirs = form(draft, base=begun, resources="Pengar.", challenges="Tid.")
    yours = form(draft, base=begun, resources="<b>Bidrag.</b>", potential="Mycket.")
    colleague.post(url(draft.practice), theirs)

    answer = member.post(url(draft.practice), yours)

    html = answer.content.decode()
    assert answer.status_code == 412
    assert list(answer.context["conflicts"]) == ["resources"]
    assert "Intermediary, Agency of Skåne saved this version while you were writing." in html
    assert "Two versions of “Resources needed”" in html
    assert "&lt;b&gt;Bidrag.&lt;/b&gt;" in html
    shown = answer.context["form"].initial
    assert (shown["resources"], shown["challenges"], shown["potential"]) == (
        *("Pengar.\n\n<b>Bidrag.</b>", "Tid.", "Mycket."),
    )
    assert Translation.objects.get().resources == "Pengar."
    draft.refresh_from_db()
    again = form(draft, resources="Bidrag.", challenges="Tid.", potential="Mycket.")
    assert member.post(url(draft.practice), again).status_code == 302
    assert Translation.objects.get().resources == "Bidrag."


def test_a_text_that_changed_meanwhile_is_shown_before_anything_is_saved(draft, member):
    begun = form(draft)
    Revision.objects.update(how_it_works="They meet twice a year.")
    answer = member.post(url(draft.practice), begun)
    assert answer.status_code == 412
    assert "They meet twice a year." in answer.content.decode()
    assert "De träffas **fyra** gånger om året.</textarea>" in answer.content.decode()
    assert not Translation.objects.exists()


@pytest.mark.rights("P07", "P12")
def test_only_people_of_the_partner_translate(
    draft, published, stranger, steering, coordinator, administrator, visitor
):
    for person in (stranger, steering, coordinator, administrator, visitor):
        assert person.get(url(draft.practice)).status_code == 404
        assert person.post(url(draft.practice), form(draft)).status_code == 404
    for person in (stranger, coordinator):
        for answer in (
            person.get(url(published)),
            person.post(url(published), form(published.published_revision)),
        ):
            assert answer.status_code == 403
    assert Translation.objects.count() == 1
    assert not Revision.objects.open().filter(practice=published).exists()


def test_a_submitted_text_keeps_its_version(small, member):
    submitted = make_open(partner=small.home.partner, state="submitted")
    assert member.get(url(submitted.practice)).url == reverse(
        "practice_review", args=[submitted.practice.slug]
    )
    answer = member.post(url(submitted.practice), form(submitted))
    assert answer.status_code == 409
    assert "This text is with the coordinator." in answer.content.decode()
    assert "Klusterskola" in answer.content.decode()


# --- on its way with the text ---------------------------------------------------------------


def test_it_goes_out_with_the_text_and_stays_with_the_next_version(
    draft, member, coordinator, stranger
):
    make_translation(draft, **WORDS, translated_by=member.user)
    seen = Seen(draft.pk, draft.edit)
    save_draft(revision=draft, manuscript=text(), seen=seen, by=member.reader)
    submit(revision=draft, by=member.reader)
    practice = approve(revision=draft, by=coordinator.reader)
    assert "Klusterskola" in stranger.get(f"{practice.get_absolute_url()}?lang=sv").content.decode()
    opened = propose_revision(practice=practice, by=member.reader)
    first, second = Translation.objects.order_by("pk")
    assert (second.revision, second.title, second.translated_by) == (
        *(opened, "Klusterskola", member.user),
    )
    assert (second.original_hash, second.original) == (first.original_hash, first.original)


def test_text_and_version_in_one_language_cannot_be_handed_in(draft, member):
    make_translation(draft, language="en", **WORDS)
    edit = reverse("practice_edit", args=[draft.practice.slug])
    assert "are in the same language" in member.get(edit).content.decode()
    answer = member.post(edit, sent(act="submit", seen=f"{draft.pk}:{draft.edit}"))
    assert answer.status_code == 409
    assert "are in the same language" in answer.content.decode()
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_the_writing_page_says_how_the_version_stands(draft, member):
    edit = reverse("practice_edit", args=[draft.practice.slug])
    assert "Write it in a second language, too" in member.get(edit).content.decode()
    make_translation(draft, **WORDS)
    assert "Says what this text says." in member.get(edit).content.decode()
    Revision.objects.update(how_it_works="They meet twice a year.")
    html = member.get(edit).content.decode()
    assert '<span lang="sv">Svenska</span>' in html
    assert "Older than the English text." in html
    changed = member.get(url(draft.practice)).content.decode()
    assert '<del><span class="vh">Taken out: </span>four times</del>' in changed
    assert '<ins><span class="vh">Put in: </span>twice</ins>' in changed


# --- reading it -----------------------------------------------------------------------------


def test_everybody_reads_the_public_text_in_both_languages(published, visitor):
    address = published.get_absolute_url()
    page = visitor.get(address).content.decode()
    assert f'<a href="{address}?lang=sv" lang="sv" hreflang="sv">Svenska</a>' in page
    assert "Klusterskola" not in page
    swedish = visitor.get(f"{address}?lang=sv").content.decode()
    assert '<h1 lang="sv">Klusterskola</h1>' in swedish
    assert '<div lang="sv"><p>De träffas <strong>fyra</strong> gånger om året.</p>' in swedish
    assert f'<a href="{address}" lang="en" hreflang="en">English</a>' in swedish
    assert f'<link rel="alternate" hreflang="sv" href="http://testserver{address}?lang=sv">' in (
        swedish
    )
    assert '"headline": "Cluster school"' in swedish, "Data for machines stay with the original."


def test_what_is_not_translated_stands_in_the_language_of_the_text(published, visitor):
    html = visitor.get(f"{published.get_absolute_url()}?lang=sv").content.decode()
    note = '<p class="meta" lang="en">Not translated; in English:</p>'
    assert f"<h2>Problem addressed</h2>\n<div>{note}<p>Firms do not find each other.</p>" in html
    assert html.count(note) == 2, "Problem and evidence."


def test_the_public_page_says_when_the_version_is_older_and_not_since_which_words(
    published, visitor, member
):
    """The words of before may come from a draft: they are for the partner alone."""
    Translation.objects.update(original_hash="x", original={"problem": "A secret."})
    address = published.get_absolute_url()
    for language in ("", "?lang=sv"):
        html = visitor.get(address + language).content.decode()
        assert "Svenska: older than the English text" in html
        assert "secret" not in html
        assert url(published) not in html
    assert f"{url(published)}#older" in member.get(address).content.decode()
    assert "secret" in member.get(url(published)).content.decode()


@pytest.mark.parametrize("language", ["de", "xx", "", "%00", "sv' or 1=1"])
def test_another_language_shows_the_text_itself(published, visitor, language):
    answer = visitor.get(f"{published.get_absolute_url()}?lang={language}")
    if answer.status_code == 200:
        assert "<h1>Cluster school</h1>" in answer.content.decode()
    else:
        assert answer.status_code == 400


def test_a_draft_version_is_hidden_until_it_is_published(published, member, visitor, coordinator):
    opened = propose_revision(practice=published, by=member.reader)
    Translation.objects.filter(revision=opened).update(title="Hemlig skola")
    address = f"{published.get_absolute_url()}?lang=sv"
    for person in (visitor, coordinator, member):
        assert "Hemlig skola" not in person.get(address).content.decode()
    review = reverse("practice_review", args=[published.slug]) + "?lang=sv"
    assert "Hemlig skola" in member.get(review).content.decode()
    assert coordinator.get(review).status_code == 404
    Revision.objects.filter(pk=opened.pk).update(
        state="submitted", submitted_at="2026-03-01T09:00Z"
    )
    assert "Hemlig skola" in coordinator.get(review).content.decode()


def test_the_version_costs_the_page_no_query(published, visitor):
    address = published.get_absolute_url()
    with_version = count_queries(visitor, f"{address}?lang=sv")
    Translation.objects.all().delete()
    assert count_queries(visitor, address) == with_version
