"""Invented practices, as many as wanted: words and tags follow Zipf's law, three words are placed.

The rows go in by COPY, the index is made by the product's own code.
"""

import json
import random
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import accumulate, batched
from typing import Any, Final

from django.db import connection, transaction
from django.db.models import JSONField, Model

from bench.copies import multiply
from practices import search
from practices.models import (
    CatalogueEntry,
    EvidenceStatement,
    Instrument,
    Kind,
    Maturity,
    PlaceLevel,
    Practice,
    Revision,
    Tag,
    Tagging,
    Transfer,
    TransferStatus,
)
from practices.tests.factories import make_theme
from regions.models import Partner
from regions.names import sort_key
from regions.tests.factories import (
    make_industry,
    make_member,
    make_partner,
    make_partnership,
    make_region,
)

# Words with the share of the practices in which they stand.
PLACED: Final = {"kelmora": 0.33, "tavendi": 0.04, "zubrint": 0.003}
IN_TITLE, IN_SUMMARY = 0.1, 0.3  # of these; the others have it in the text
VOCABULARY: Final = 20_000
TAGS: Final = 1_500
SECTIONS: Final = {
    "problem": 40,
    "how_it_works": 90,
    "stakeholders": 20,
    "resources": 25,
    "evidence": 35,
    "challenges": 30,
    "potential": 25,
}
LANGUAGES: Final = ("en", "de", "fr", "sv", "it", "pl")
COUNTRIES: Final = [
    "AT",
    "BE",
    "BG",
    "CZ",
    "DE",
    "DK",
    "EE",
    "EL",
    "ES",
    "FI",
    "FR",
    "HR",
    "HU",
    "IE",
    "IT",
    "LT",
    "LV",
    "NL",
    "PL",
    "PT",
    "RO",
    "SE",
    "SI",
    "SK",
]
REGIONS: Final = ("AT12", "SE22", "DK03", "FR71", "DE12", "HU22", "ITH1", "RO32", "SE11")
SYLLABLES: Final = tuple(a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u"))
BATCH: Final = 20_000
MOST_DRAWN: Final = 100_000  # more are copies of these, made by the database
BEGINNING: Final = datetime(2020, 1, 1, tzinfo=UTC)


def fill(size: int) -> None:
    """Everything that the catalogue needs, once."""
    if CatalogueEntry.objects.exists():
        return
    rng = random.Random(size)
    drawn = min(size, MOST_DRAWN)
    with transaction.atomic():
        _without_triggers(Practice, Revision, EvidenceStatement, Tagging, Transfer)
        world = _world()
        for numbers in batched(range(1, drawn + 1), BATCH):
            _put([_row(number, rng, world) for number in numbers])
    search.rebuild()
    if size > drawn:
        multiply(drawn, size // drawn)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _put(rows: list[dict[str, Any]]) -> None:
    _copy(Practice, (row["practice"] for row in rows))
    _copy(Revision, (row["revision"] for row in rows))
    _copy(EvidenceStatement, (each for row in rows for each in row["statements"]))
    _copy(Tagging, (each for row in rows for each in row["taggings"]))
    _copy(Practice.industries.through, (each for row in rows for each in row["industries"]))
    _copy(Transfer, (each for row in rows for each in row["transfers"]))


def _world() -> dict[str, Any]:
    regions = [make_region(code=code, position=place) for place, code in enumerate(REGIONS)]
    partners = [make_partner(region=region) for region in regions]
    make_partnership()
    make_member(partners[0])
    themes = [make_theme(code=f"theme-{n}", name=f"Theme {n}", glyph=g) for n, g in THEMES]
    industries = [make_industry(code=f"field-{n}", name=f"Field {n}") for n in range(30)]
    Tag.objects.bulk_create(
        Tag(name=f"tag {n}", slug=f"tag-{n}", folded=f"tag {n}") for n in range(TAGS)
    )
    tags = list(Tag.objects.order_by("pk").values_list("pk", flat=True))
    return {
        "regions": regions,
        "partners": partners,
        "themes": themes,
        "industries": [each.pk for each in industries],
        "tags": tags,
    }


THEMES: Final = ((1, "ta"), (2, "tb"), (3, "tc"))


def _row(number: int, rng: random.Random, world: dict[str, Any]) -> dict[str, Any]:
    """A practice with all that hangs on it; its revision has the same number."""
    content = _content(number, rng, world)
    partner: Partner = rng.choice(world["partners"])
    published = BEGINNING + timedelta(minutes=rng.randrange(3_000_000))
    tags = _some(world["tags"], rng, rng.randint(1, 5))
    fields = _some(world["industries"], rng, rng.choice([0, 1, 1, 2, 2, 3]))
    is_origin = rng.random() < 0.6
    return {
        "practice": {
            **content,
            "id": number,
            "slug": f"practice-{number}",
            "partner_id": partner.pk,
            "origin_region_id": partner.region_id if is_origin else None,
            "published_revision_id": number,
            "first_published_at": published,
            "published_at": published,
            "title_sort": sort_key(content["title"])[:120],
        },
        "revision": {
            **content,
            "id": number,
            "practice_id": number,
            "number": 1,
            "state": "approved",
            "submitted_at": published,
            "approved_at": published,
        },
        "statements": [{"revision_id": number, "text": "Counted.", "dated_on": "2021-05-09"}]
        if rng.random() < 0.3
        else [],
        "taggings": [{"content_object_id": number, "tag_id": tag} for tag in tags],
        "industries": [{"practice_id": number, "industry_id": field} for field in fields],
        "transfers": [
            {
                "practice_id": number,
                "region_id": region.pk,
                "is_public": rng.random() < 0.5,
                "status": rng.choice(TransferStatus.values),
            }
            for region in rng.sample(world["regions"], rng.choice([0, 0, 0, 1, 2, 3]))
        ],
    }


def _content(number: int, rng: random.Random, world: dict[str, Any]) -> dict[str, Any]:
    texts = {name: _words(rng, length) for name, length in SECTIONS.items()}
    title, summary = _words(rng, rng.randint(4, 8)), _words(rng, rng.randint(12, 22))
    for word, share in PLACED.items():
        if rng.random() < share:
            place = rng.random()
            if place < IN_TITLE:
                title = f"{word} {title}"
            elif place < IN_SUMMARY:
                summary = f"{word} {summary}"
            else:
                texts["how_it_works"] += f" {word}" * rng.randint(1, 3)
    return {
        **texts,
        "title": title[:100],
        "summary": summary[:300],
        "organisation": _words(rng, 3),
        "place": _words(rng, 2),
        "countries": _some(COUNTRIES, rng, rng.choice([1, 1, 1, 2])),
        "language": rng.choices(LANGUAGES, weights=[14, 2, 1, 1, 1, 1])[0],
        "theme_id": rng.choice(world["themes"]).pk if rng.random() < 0.95 else None,
        "instrument": rng.choice([*Instrument.values, ""]),
        "kind": rng.choice([*Kind.values, ""]),
        "maturity": rng.choice([*Maturity.values, ""]),
        "level": rng.choice([*PlaceLevel.values, ""]),
        "has_no_evidence_yet": rng.random() < 0.15,
    }


@cache
def _vocabulary() -> tuple[list[str], list[float]]:
    """Words of two to four syllables, and how often they come: the n-th 1/n as often."""
    rng = random.Random(1)
    words: dict[str, None] = {}
    while len(words) < VOCABULARY:
        words["".join(rng.choices(SYLLABLES, k=rng.randint(2, 4)))] = None
    return list(words), list(accumulate(1 / rank for rank in range(1, VOCABULARY + 1)))


def _words(rng: random.Random, length: int) -> str:
    words, weights = _vocabulary()
    return " ".join(rng.choices(words, cum_weights=weights, k=length))


def _some(values: list[Any], rng: random.Random, number: int) -> list[Any]:
    """Different ones, the first of the list most often."""
    weights = [1 / rank for rank in range(1, len(values) + 1)]
    return list(dict.fromkeys(rng.choices(values, weights=weights, k=number)))


def _without_triggers(*models: type[Model]) -> None:
    """They count public changes row by row; nobody keeps pages of this database."""
    with connection.cursor() as cursor:
        for model in models:
            cursor.execute(f"ALTER TABLE {model._meta.db_table} DISABLE TRIGGER USER")


def _copy(model: type[Model], rows: Iterable[dict[str, Any]]) -> None:
    """Columns that a row leaves out get the field's default, the key its sequence's number."""
    rows = iter(rows)
    first = next(rows, None)
    if first is None:
        return
    fields = [each for each in model._meta.concrete_fields if each.name != "id" or "id" in first]
    columns = ", ".join(each.column for each in fields)
    defaults = [each.get_default() for each in fields]
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {model._meta.db_table} ({columns}) FROM STDIN") as copy,
    ):
        for row in _chained(first, rows):
            values = (row.get(f.attname, d) for f, d in zip(fields, defaults, strict=True))
            copy.write_row(
                [
                    json.dumps(value) if isinstance(field, JSONField) else value
                    for field, value in zip(fields, values, strict=True)
                ]
            )


def _chained(first: dict[str, Any], rows: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    yield first
    yield from rows
