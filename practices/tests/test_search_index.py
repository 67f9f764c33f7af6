"""What the index of the catalogue keeps, and that every act keeps it right."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from core.public_changes import public_state
from practices import search
from practices.actions import approve, archive, restore, take_down
from practices.models import CatalogueEntry, CatalogueValue, Document, Practice, Translation
from practices.search import Facet, any_word_of, query_for
from practices.tests.factories import (
    make_draft,
    make_practice,
    make_requirement,
    make_revision,
    make_statement,
    make_theme,
)
from regions.reader import Reader
from regions.tests.factories import make_industry, make_partner, make_region

pytestmark = pytest.mark.django_db

SYSTEM = Reader.system()
NO_WORDS = ("summary", "organisation", "place", "problem", "how_it_works", "evidence")
EMPTY = {"countries": [], "nuts_codes": [], **dict.fromkeys(NO_WORDS, "")}


def found(words):
    listed = Practice.objects.listed_for(Reader.visitor())
    matches = listed.filter(catalogue_entry__words=query_for(words))
    return [practice.title for practice in matches.best_match_first(any_word_of(words))]


@pytest.fixture
def full():
    """A practice that says something in every place."""
    practice = make_practice(
        title="Full", summary="Summary.", organisation="Organisation", place="Place",
        problem="Problem.", how_it_works="Works.", stakeholders="Stakeholders.",
        resources="Resources.", evidence="Proof.", challenges="Challenges.",
        potential="Potential.", further_information="Further.", caveats="Caveats.",
        sources=[{"label": "The gazette", "url": ""}], countries=["AT"], tags=["harbours"],
        industries=[make_industry(name="Timber"), make_industry(name="Steel")],
        theme=make_theme(name="Funding"),
        origin_region=make_region(name="Tyrol", local_name="Tirol"),
    )  # fmt: skip
    revision = practice.published_revision
    make_statement(revision, text="Registers count.", figure="doubling", source="Destatis")
    make_requirement(revision, text="A mandate.")
    file = {"revision": revision, "kind": "file", "content_type": "application/pdf", "size": 1}
    Document.objects.create(name="annual_report-2013.pdf", sha256="a" * 64, **file)
    Document.objects.create(name="x.pdf", title="Minutes", alt="A chart", sha256="b" * 64, **file)
    search.index(practice)
    return practice


@pytest.mark.parametrize(
    "words",
    [
        *("full", "summary", "organisations", "place", "problems", "works", "stakeholder"),
        *("resource", "proof", "challenge", "potential", "further", "caveat", "gazette"),
        *("austria", "harbour", "timber", "steel", "funding", "tyrol", "tirol"),
        *("register", "doubling", "destatis", "mandate", '"annual report"', "2013", "minutes"),
        "chart",
    ],
)
def test_everything_on_the_page_is_found(full, words):
    make_practice(title="Other", **EMPTY)

    assert found(words) == ["Full"]


def test_a_second_language_version_is_found_in_its_language():
    practice = make_practice(title="Voucher", language="en")
    Translation.objects.create(
        revision=practice.published_revision, language="de", title="Gutscheine",
        problem="Zwei Verbünde.", original_hash="0" * 64,
    )  # fmt: skip
    search.index(practice)

    assert found("gutschein") == ["Voucher"]
    assert found('"zwei Verbund"') == ["Voucher"]
    assert found("vouchers") == ["Voucher"]


def test_the_words_of_drafts_and_new_versions_find_nothing():
    practice = make_practice(title="Pool")
    make_revision(practice, title="Secret plan", number=2)
    make_draft(title="Secret too")
    search.index_all(Practice.objects.values_list("pk", flat=True))

    assert found("secret") == []
    assert CatalogueEntry.objects.count() == 1


def test_the_codes_of_a_practice_are_its_values(full):
    entry = CatalogueEntry.objects.get(practice=full)
    values = CatalogueValue.objects.filter(pk__in=entry.codes).values_list("facet", "value")
    first, second = sorted(full.industries.values_list("code", flat=True))

    assert sorted((Facet(facet).name, value) for facet, value in values) == [
        ("COUNTRY", "AT"),
        ("EVIDENCE", "undated"),
        ("INDUSTRY", first),
        ("INDUSTRY", second),
        ("LINKS", f"{first}~{second}"),
        ("REGION", full.origin_region.code),
        ("TAG", "harbours"),
        ("THEME", full.theme.code),
    ]


@pytest.mark.parametrize(
    ("dated_on", "none_yet", "value"),
    [
        ("2013-05-09", False, "dated"),
        ("2013-05-09", True, "dated"),
        (None, False, "undated"),
        (None, True, "none"),
    ],
)
def test_evidence_is_dated_undated_or_none_yet(dated_on, none_yet, value):
    practice = make_practice(has_no_evidence_yet=none_yet)
    make_statement(practice.published_revision, dated_on=dated_on)
    search.index(practice)

    counts = CatalogueValue.objects.filter(facet=Facet.EVIDENCE, count__gt=0)
    assert list(counts.values_list("value", "count")) == [(value, 1)]


def kept():
    """The whole index, with values instead of their numbers."""
    values = {
        pk: (facet, value)
        for pk, facet, value in CatalogueValue.objects.values_list("pk", "facet", "value")
    }
    entries = {
        entry.pk: (
            sorted(values[code] for code in entry.codes),
            *(entry.ranking, entry.words, entry.title_sort),
            *(entry.first_published_at, entry.origin_region_id),
        )
        for entry in CatalogueEntry.objects.all()
    }
    counts = CatalogueValue.objects.filter(count__gt=0).values_list("facet", "value", "count")
    return entries, sorted(counts)


def assert_is_as_made_anew(*listed):
    before = kept()
    assert sorted(before[0]) == sorted(practice.pk for practice in listed)
    call_command("reindex_catalogue", verbosity=0)
    assert kept() == before


def test_publishing_archiving_restoring_and_taking_down_keep_the_index(full):
    other = make_practice(title="Other", tags=["harbours", "ports"])
    assert_is_as_made_anew(full, other)

    revision = make_revision(
        full, title="Fuller", state="submitted", tag_names=["ports"], countries=["DE", "AT"],
        theme=full.theme,
    )  # fmt: skip
    approve(revision=revision, by=SYSTEM)
    assert found("fuller") == ["Fuller"]
    assert_is_as_made_anew(full, other)

    archive(practice=full, by=SYSTEM)
    assert found("fuller") == []
    assert_is_as_made_anew(other)

    restore(practice=full, by=SYSTEM)
    assert_is_as_made_anew(full, other)

    take_down(practice=other, reason="Asked for", by=SYSTEM)
    assert_is_as_made_anew(full)


def test_new_names_of_region_theme_and_field_are_found_at_once(full):
    region, theme = full.origin_region, full.theme
    field = full.industries.get(name="Steel")
    region.name, theme.code, field.name = "Carinthia", "money", "Iron"
    for each in (region, theme, field):
        each.save()

    assert found("carinthia") == found("iron") == ["Full"]
    assert found("steel") == []
    assert_is_as_made_anew(full)


def test_saving_without_a_new_name_leaves_the_index_alone(full):
    with CaptureQueriesContext(connection) as captured:
        full.theme.save()
    assert not [each for each in captured.captured_queries if "catalogue" in each["sql"]]


def test_making_it_anew_repairs_what_is_wrong():
    practice, archived = make_practice(title="Pool"), make_practice(title="Old")
    right = kept()
    Practice.objects.filter(pk=archived.pk).update(archived_at=archived.published_at)
    CatalogueEntry.objects.filter(pk=practice.pk).delete()
    CatalogueValue.objects.update(count=7)
    with connection.cursor() as cursor:  # as if the changes above had been another transaction
        cursor.execute("SELECT set_config('clusterix.public_change', '', true)")
    state = public_state()

    call_command("reindex_catalogue", verbosity=0)

    assert kept()[0] == {practice.pk: right[0][practice.pk]}
    assert {count for _facet, _value, count in kept()[1]} == {1}
    assert public_state() != state  # pages that were kept elsewhere are old now


def test_what_an_act_takes_back_leaves_no_trace():
    practice = make_practice()
    before = kept()
    with transaction.atomic():
        archive(practice=practice, by=SYSTEM)
        transaction.set_rollback(True)

    assert kept() == before


def test_indexing_asks_the_same_number_of_questions_for_many():
    def asked(practices):
        with CaptureQueriesContext(connection) as captured:
            search.index_all(practice.pk for practice in practices)
        return len(captured)

    three = [make_practice(partner=make_partner(), tags=["a", "b"]) for _ in range(3)]
    assert asked(three[:1]) == asked(three) <= 8


@pytest.mark.parametrize("value", ["money", "other"])
def test_a_value_stands_once_and_in_the_numbers_of_its_facet(value):
    CatalogueValue.objects.create(pk=(1 << 24) + 1, facet=1, value="money")

    for number, facet in (((1 << 24) + 2, 1), ((1 << 24) + 2, 2), (5, 1)):
        if (value, facet) != ("other", 1) or number == 5:
            with pytest.raises(IntegrityError), transaction.atomic():
                CatalogueValue.objects.create(pk=number, facet=facet, value=value)
