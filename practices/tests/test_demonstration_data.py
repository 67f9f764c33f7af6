import json
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

APP = Path(__file__).resolve().parent.parent
RESERVED_SLUGS = {"new", "map", "compare", "feed", "import", "export", "desk"}
INSTRUMENTS = {
    "public_procurement",
    "special_call",
    "voucher",
    "grant",
    "service",
    "network",
    "method",
    None,
}
# None: the source documents neither a result nor a trial.
MATURITIES = {"established", "proven", "pilot", "idea", None}
REQUIREMENT_KINDS = {
    "legal_power",
    "funding_instrument",
    "cluster_maturity",
    "staff",
    "data",
    "mandate",
    "time",
    "other",
}
DATE_FORMATS = {"year": "%Y", "month": "%Y-%m", "day": "%Y-%m-%d"}
TEXTS = {
    "how_it_works",
    "problem",
    "organisation",
    "place",
    "resources",
    "evidence",
    "challenges",
    "period_text",
    "caveats",
    "full_title",
}
# Remarks about searching, which would read as if the practice itself said them.
EMPTY_REMARKS = ("Not found", "not shown", "stored copy", "stored page", "excerpt")


def load(path):
    return json.loads(path.read_text(encoding="utf-8"))


PRACTICES = load(APP / "demonstration" / "practices.json")
DESCRIBED = [practice for practice in PRACTICES if not practice["is_stub"]]
STUBS = [practice for practice in PRACTICES if practice["is_stub"]]


def by_slug(practice):
    return practice["slug"]


def test_there_are_49_practices_of_which_ten_are_stubs():
    assert len(PRACTICES) == 49
    assert len(STUBS) == 10
    assert len({practice["source_id"] for practice in PRACTICES}) == 49
    assert {practice["detail_level"] for practice in DESCRIBED} == {"full", "short"}
    assert {practice["detail_level"] for practice in STUBS} == {"name_only"}


def test_all_practices_have_the_same_fields():
    assert {frozenset(practice) for practice in PRACTICES} == {frozenset(PRACTICES[0])}


def test_six_practices_are_named_or_shown_by_the_project():
    named = {practice["slug"] for practice in PRACTICES if practice["is_clusterix"]}

    assert named == {
        "bioplastics-lower-austria",
        "competence-map",
        "rhone-alpes-cluster-policy",
        "plastipolis-member-workshop",
        "alpine-technologies-clusters",
        "audi-department-group",
    }


def test_slugs_are_unique_ascii_and_not_reserved():
    slugs = [practice["slug"] for practice in PRACTICES]

    assert len(set(slugs)) == len(slugs)
    assert not RESERVED_SLUGS & set(slugs)
    for slug in slugs:
        assert slug.isascii()
        assert slug == slug.lower()
        assert slug.replace("-", "").isalnum()
        assert len(slug) <= 50


@pytest.mark.parametrize("practice", PRACTICES, ids=by_slug)
def test_texts_fit_and_say_something_or_nothing(practice):
    assert 0 < len(practice["title"]) <= 100
    assert len(practice["short_line"]) <= 160
    for name in TEXTS:
        text = practice[name]
        assert text == text.strip()
        assert not any(remark in text for remark in EMPTY_REMARKS), name


@pytest.mark.parametrize("practice", DESCRIBED, ids=by_slug)
def test_a_described_practice_has_its_texts_and_a_classification(practice):
    assert practice["short_line"].endswith(".")
    assert practice["how_it_works"]
    assert practice["classified"] is not None


@pytest.mark.parametrize("practice", STUBS, ids=by_slug)
def test_a_stub_has_a_title_an_owner_and_nothing_invented(practice):
    assert practice["organisation"]
    assert practice["classified"] is None
    assert practice["is_ongoing"] is None
    assert practice["starts"] is None
    assert practice["ends"] is None
    for name in (
        "short_line",
        "how_it_works",
        "problem",
        "resources",
        "evidence",
        "challenges",
        "period_text",
    ):
        assert practice[name] == ""


@pytest.mark.parametrize("practice", PRACTICES, ids=by_slug)
def test_every_practice_names_its_sources(practice):
    assert practice["sources"]
    for source in practice["sources"]:
        assert set(source) == {"label", "url"}
        assert source["label"]
        if source["url"]:
            assert source["url"].startswith(("http://", "https://"))
        else:
            assert source["label"] == "CLUSTERIX project description"


@pytest.mark.parametrize("practice", PRACTICES, ids=by_slug)
def test_dates_parse_with_their_precision_and_are_in_order(practice):
    moments = []
    for name in ("starts", "ends"):
        if practice[name] is not None:
            date = practice[name]["date"]
            date_format = DATE_FORMATS[practice[name]["precision"]]
            moments.append(datetime.strptime(date, date_format).replace(tzinfo=UTC))
            assert moments[-1].strftime(date_format) == date
    assert moments == sorted(moments)
    if practice["ends"] is not None:
        assert practice["is_ongoing"] is False


@pytest.mark.parametrize("practice", PRACTICES, ids=by_slug)
def test_places_carry_codes(practice):
    for code in practice["nuts_codes"]:
        assert code == code.strip().upper()
        assert 2 <= len(code) <= 5
    for country in practice["countries"]:
        assert len(country) == 2
        assert country not in {"EL", "UK"}
    assert bool(practice["nuts_codes"]) == bool(practice["countries"])


def test_the_origin_is_the_partner_whose_code_the_practice_carries():
    partners = load(APP.parent / "regions" / "demonstration" / "partners.json")
    partner_codes = {partner["nuts"] for partner in partners}

    for practice in PRACTICES:
        shared = partner_codes & set(practice["nuts_codes"])
        assert shared == ({practice["origin_partner_nuts"]} - {None})


def test_themes_exist():
    themes = load(APP / "demonstration" / "themes.json")

    assert [theme["number"] for theme in themes] == [1, 2, 3]
    assert {practice["theme"] for practice in PRACTICES} == {1, 2, 3, None}
    for theme in themes:
        assert set(theme) == {"number", "code", "name", "heading", "text", "glyph"}
        assert all(theme.values())


def test_tags_come_from_a_short_list_and_recur():
    uses = Counter(tag for practice in DESCRIBED for tag in practice["classified"]["tags"])

    assert len(uses) <= 30
    assert {tag: number for tag, number in uses.items() if number < 2} == {}
    assert all(tag == tag.lower().strip() for tag in uses)


def test_fields_of_strength_exist():
    industries = load(APP / "demonstration" / "industries.json")
    codes = [industry["code"] for industry in industries]
    partners = load(APP.parent / "regions" / "demonstration" / "partners.json")
    used = {code for practice in DESCRIBED for code in practice["classified"]["industries"]}
    claimed = [strength for partner in partners for strength in partner["strengths"]]

    assert len(set(codes)) == len(codes)
    assert used <= set(codes)
    assert {strength["industry"] for strength in claimed} <= set(codes)
    assert {slug for strength in claimed for slug in strength["practices"]} <= {
        practice["slug"] for practice in DESCRIBED
    }
    assert all(strength["practices"] for strength in claimed)


@pytest.mark.parametrize("practice", DESCRIBED, ids=by_slug)
def test_the_classification_uses_known_words(practice):
    classified = practice["classified"]

    assert set(classified) == {
        "tags",
        "industries",
        "instrument",
        "kind",
        "level",
        "maturity",
        "requirements",
    }
    assert 1 <= len(set(classified["tags"])) == len(classified["tags"]) <= 4
    assert len(set(classified["industries"])) == len(classified["industries"])
    assert classified["instrument"] in INSTRUMENTS
    assert classified["kind"] in {"measure", "tool"}
    assert classified["level"] in {"national", "regional", "local"}
    assert classified["maturity"] in MATURITIES
    assert len(classified["requirements"]) <= 4


@pytest.mark.parametrize("practice", DESCRIBED, ids=by_slug)
def test_requirements_can_be_set_against_what_a_region_has(practice):
    for requirement in practice["classified"]["requirements"]:
        assert set(requirement) == {"kind", "level", "text", "is_core"}
        assert requirement["kind"] in REQUIREMENT_KINDS
        assert requirement["level"] in {1, 2, 3}
        assert requirement["text"].endswith(".")
        assert len(requirement["text"]) <= 120
        assert isinstance(requirement["is_core"], bool)


def test_only_documented_results_make_a_practice_established_or_proven():
    for practice in DESCRIBED:
        if practice["classified"]["maturity"] in {"established", "proven"}:
            assert practice["evidence"], practice["slug"]
