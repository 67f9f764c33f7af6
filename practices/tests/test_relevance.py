"""The relevance set: what people look for in the real catalogue, and what has to come first.

The practices are those of the demonstration's data; docs/decisions says why the order is this one.
"""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings

from practices.models import Practice
from practices.search import any_word_of, index, query_for
from practices.tests.factories import make_practice, make_requirement, make_theme
from regions.reader import Reader
from regions.tests.factories import make_industry, make_partner, make_region

pytestmark = pytest.mark.django_db

DATA = Path(settings.BASE_DIR) / "practices" / "demonstration"
COPIED = (
    *("title", "slug", "organisation", "place", "countries", "nuts_codes", "problem", "sources"),
    *("how_it_works", "resources", "evidence", "challenges", "period_text", "is_stub", "caveats"),
)
NAMES = {
    "AT12": ("Lower Austria", "Niederösterreich"),
    "SE22": ("Skåne", "Sydsverige"),
    "DK03": ("Southern Denmark", "Syddanmark"),
    "FR71": ("Rhône-Alpes", "Rhône-Alpes"),
    "ITH1": ("South Tyrol", "Südtirol"),
}

# Words, and the practices that come first: those in one pair of braces in any order.
EXPECTED = [
    ("bioplastics", [{"bioplastics-lower-austria"}]),
    ("cluster policy", [{"flemish-cluster-policy", "rhone-alpes-cluster-policy"}]),
    ("competence mapping", [{"competence-map"}]),
    ("peer review", [{"skane-peer-review"}]),
    (
        "evaluation",
        [
            {
                *("northern-ireland-evaluation", "skane-evaluation-model"),
                "romanian-cluster-evaluation",
            }
        ],
    ),
    ('"smart specialisation"', [{"rhone-alpes-cluster-policy"}, {"slovenian-srips"}]),
    (
        "internationalisation",
        [
            {"bsr-innovation-express", "sme-consortia-promotion"},
            {"clusteragentur-baden-wuerttemberg"},
        ],
    ),
    (  # accents; the media cluster of the region after those that name it
        "skane",
        [
            {
                *("skane-cluster-monitoring", "skane-cluster-programme", "skane-evaluation-model"),
                *("skane-open-innovation-arenas", "skane-peer-review"),
            },
            {"media-evolution"},
        ],
    ),
    ("poles de competitivite", [{"poles-de-competitivite"}]),
    ("Wurttemberg", [{"cluster-atlas-baden-wuerttemberg", "clusteragentur-baden-wuerttemberg"}]),
    ("VINNVAXT", [{"vinnvaxt"}]),
    ("cross-border", [{"klusteuro"}, {"intra-net"}]),
    ("Danish German", [{"intra-net"}]),
    ("cluster accreditation -grants", [{"hungarian-cluster-accreditation"}]),
    ("hospital prototypes", [{"ppi-pool"}]),
    ("hackathon", [{"hackathons-south-tyrol"}]),
    ("exports", [{"export-consortiums-extremadura"}, {"sme-consortia-promotion"}]),
    ("media", [{"media-evolution"}]),
    (
        "Niederösterreich",
        [{"bioplastics-lower-austria", "competence-map", "fti-programme-lower-austria"}],
    ),
    ("Südtirol", [{"alpine-technologies-clusters", "hackathons-south-tyrol", "trec-new-mat"}]),
    ("university car", [{"audi-department-group"}]),
    ("monitor*", [{"skane-cluster-monitoring", "ris3-monitoring-nord-est"}]),
    ('"cluster management" guide', [{"cloe"}]),
    ("training or academy", [{"reg-x"}, {"innova-cluster-services"}]),
    ("Denmark", [{"danish-joint-cluster-strategy"}]),
    ("design", [{"design2innovate"}]),
    ("small firms", [{"sme-consortia-promotion"}]),
    (
        '"long-term funding"',
        [{"flemish-cluster-policy", "norwegian-innovation-clusters", "vinnvaxt"}],
    ),
]  # fmt: skip
# What has to be absent, where the words leave something out or must stand in this order.
ABSENT = [
    ("cluster accreditation -grants", {"accredited-cluster-grants"}),
    ('"policy cluster"', {"flemish-cluster-policy", "rhone-alpes-cluster-policy"}),
    ("skane -media", {"media-evolution"}),
    ("innovation -region", {"skane-peer-review", "innova-cluster-services"}),
]


@pytest.fixture
def catalogue():
    """The 49 practices, as the demonstration publishes them."""
    partner = make_partner()
    themes = {row["number"]: make_theme(name=row["name"]) for row in read("themes.json")}
    fields = {row["code"]: make_industry(**row) for row in read("industries.json")}
    regions = {
        code: make_region(code=code, name=name, local_name=local)
        for code, (name, local) in NAMES.items()
    }
    for row in read("practices.json"):
        ours = row["classified"] or {"tags": [], "industries": [], "requirements": []}
        practice = make_practice(
            partner=partner,
            summary=row["short_line"],
            theme=themes.get(row["theme"]),
            origin_region=regions.get(row["origin_partner_nuts"]),
            tags=ours["tags"],
            industries=[fields[code] for code in ours["industries"]],
            **{name: row[name] for name in COPIED},
        )
        for need in ours["requirements"]:
            make_requirement(practice.published_revision, text=need["text"])
        index(practice)


def read(name):
    return json.loads((DATA / name).read_text(encoding="utf-8"))


def found(words):
    listed = Practice.objects.listed_for(Reader.visitor())
    matches = listed.filter(catalogue_entry__words=query_for(words))
    return list(matches.best_match_first(any_word_of(words)).values_list("slug", flat=True))


def in_groups(slugs, groups):
    """The first slugs, cut as the groups are."""
    cut = []
    for group in groups:
        cut.append(set(slugs[: len(group)]))
        slugs = slugs[len(group) :]
    return cut


def test_what_people_look_for_comes_first(catalogue):
    assert [(words, in_groups(found(words), groups)) for words, groups in EXPECTED] == EXPECTED


def test_what_is_left_out_stays_out(catalogue):
    assert [(words, slugs & set(found(words))) for words, slugs in ABSENT] == [
        (words, set()) for words, _slugs in ABSENT
    ]


@pytest.mark.parametrize(
    ("word", "in_title"),
    [
        ("cluster", r"\bcluster(s|ing)?\b"),
        ("innovation", r"\binnovat"),
        ("network", r"\bnetworks?\b"),
    ],
)
def test_a_word_in_the_title_counts_more_than_any_other(catalogue, word, in_title):
    titles = Practice.objects.in_bulk(found(word), field_name="slug")
    order = [bool(re.search(in_title, titles[slug].title.lower())) for slug in found(word)]
    assert order == sorted(order, reverse=True)
