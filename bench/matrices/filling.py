"""A large matrix: every row by COPY, results as the kernel computes them.

A fifth of the pairs has a status. As many of these as the answers suffice for were assessed, by
five people with twelve answers each, in sessions of which the member led every tenth. Two of five
assessments are drafts; every tenth pair has an older, final one as well.
"""

import json
import random
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any, Final
from uuid import UUID

from django.db import connection, transaction
from django.db.models import JSONField, Model

from accounts.models import User
from assessments import kernel
from assessments.actions import ensure_default_sets
from assessments.models import Assessment, CriteriaSet, Rating, Round, RoundModerator, Seat, Tap
from assessments.results import columns_of
from practices.models import Practice, Revision, Transfer, TransferStatus
from practices.tests.factories import make_theme
from regions.models import Level, Partner
from regions.names import sort_key
from regions.reader import Reader
from regions.tests.factories import make_member, make_partner, make_partnership, make_region

PEOPLE: Final = 5  # of a region in a round
ANSWERS: Final = 12  # of each
SHARE: Final = 0.22  # of the pairs with a status
PATTERNS: Final = 200  # different sets of answers: what is computed for one is stored of many
BEGINNING: Final = datetime(2024, 1, 1, tzinfo=UTC)
THEMES: Final = ((1, "ta"), (2, "tb"), (3, "tc"))
SYLLABLES: Final = tuple(a + b for a in "bdfgklmnprstvz" for b in "aeiou")

type Rows = Iterator[dict[str, Any]]


def fill(practices: int, regions: int, answers: int) -> None:
    """Everything that the matrix reads, once."""
    if Practice.objects.exists():
        return
    with transaction.atomic():
        _without_triggers(Practice, Revision, Transfer, Round, Seat, Tap, Rating, Assessment)
        Filling(practices, regions, answers).fill()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


class Filling:
    def __init__(self, practices: int, regions: int, answers: int) -> None:
        self.rng = random.Random(practices * regions)
        self.practices, self.number, self.answers = practices, regions, answers

    def fill(self) -> None:
        self._make_people()
        pairs = list(product(range(1, self.practices + 1), self.regions))
        self.pairs = sorted(self.rng.sample(pairs, round(len(pairs) * SHARE)))
        self.assessed = self.pairs[: self.answers // (PEOPLE * ANSWERS)]
        self.patterns = [_Pattern(self.criteria_set, self.rng) for _each in range(PATTERNS)]
        for model, rows in (
            (Practice, self._practices()),
            (Revision, self._revisions()),
            (Transfer, self._transfers()),
            (Round, self._rounds()),
            (RoundModerator, self._moderators()),
            (Seat, self._seats()),
            (Tap, self._taps()),
            (Rating, self._ratings()),
            (Assessment, self._assessments()),
        ):
            copy(model, rows)

    def _make_people(self) -> None:
        """Of each region a partner; of the second one a member, of the third one a moderator."""
        made = [make_partner(region=make_region(position=n)) for n in range(self.number)]
        self.partners: list[Partner] = made
        self.regions = [each.region_id for each in made]
        make_partnership()
        self.member: User = make_member(made[1])
        self.moderator: User = make_member(made[2])
        self.themes = [make_theme(code=f"theme-{n}", name=f"Theme {n}", glyph=g) for n, g in THEMES]
        self.criteria_set = ensure_default_sets(by=Reader.system())["home"]

    def _practices(self) -> Rows:
        for number in range(1, self.practices + 1):
            title, partner = self._title(number), self.rng.choice(self.partners)
            yield {
                "id": number,
                "slug": f"practice-{number}",
                "title": title,
                "title_sort": sort_key(title)[:120],
                "partner_id": partner.pk,
                "origin_region_id": partner.region_id,
                "theme_id": self.rng.choice(self.themes).pk,
                "published_revision_id": number,
                "first_published_at": BEGINNING,
                "published_at": BEGINNING,
            }

    def _title(self, number: int) -> str:
        rng = random.Random(number)
        words = ("".join(rng.choices(SYLLABLES, k=rng.randint(2, 4))) for _each in range(6))
        return " ".join(words).capitalize()

    def _revisions(self) -> Rows:
        for number in range(1, self.practices + 1):
            yield {
                "id": number,
                "practice_id": number,
                "number": 1,
                "state": "approved",
                "title": self._title(number),
                "submitted_at": BEGINNING,
                "approved_at": BEGINNING,
            }

    def _transfers(self) -> Rows:
        for number, (practice, region) in enumerate(self.pairs, start=1):
            yield {
                "id": number,
                "practice_id": practice,
                "region_id": region,
                "status": self.rng.choice(TransferStatus.values),
                "is_public": self.rng.random() < 0.5,
                "since": BEGINNING + timedelta(minutes=self.rng.randrange(1_000_000)),
            }

    def _rounds(self) -> Rows:
        for practice in range(1, self.practices + 1):
            yield {
                "id": practice,
                "revision_id": practice,
                "criteria_set_id": self.criteria_set.pk,
                "kind": "session",
                "state": "revealed",
                "opened_at": BEGINNING,
                "closed_at": BEGINNING,
                "revealed_at": BEGINNING,
            }

    def _moderators(self) -> Rows:
        for practice in range(1, self.practices + 1):
            user = self.member if practice % 10 == 0 else self.moderator
            yield {"round_id": practice, "user_id": user.pk}

    def _seats(self) -> Rows:
        for number, (practice, region) in enumerate(self.assessed):
            for person in range(PEOPLE):
                yield {
                    "id": number * PEOPLE + person + 1,
                    "round_id": practice,
                    "person_key": UUID(int=number * PEOPLE + person + 1),
                    "region_id": region,
                    "name": f"Guest {person}",
                    "level": Level.values[person % len(Level.values)],
                }

    def _taps(self) -> Rows:
        for key, seat, criterion, value in self._given():
            yield {
                "uuid": UUID(int=key),
                "seat_id": seat,
                "criterion_id": criterion,
                "value": value,
                "made_at": BEGINNING,
                "received_at": BEGINNING,
            }

    def _ratings(self) -> Rows:
        for key, seat, criterion, _value in self._given():
            yield {"seat_id": seat, "criterion_id": criterion, "tap_id": UUID(int=key)}

    def _given(self) -> Iterator[tuple[int, int, int, int]]:
        """Key of the tap, seat, criterion and value, the same each time."""
        key = 0
        for number in range(len(self.assessed)):
            pattern = self.patterns[number % PATTERNS]
            for person, values in enumerate(pattern.people):
                for criterion, value in values:
                    key += 1
                    yield key, number * PEOPLE + person + 1, criterion, value

    def _assessments(self) -> Rows:
        for number, (practice, _region) in enumerate(self.assessed):
            pattern = self.patterns[number % PATTERNS]
            is_final = number % 5 < 3
            if number % 10 == 4:
                yield self._assessment(number, practice, pattern, is_final=True, day=1)
            yield self._assessment(number, practice, pattern, is_final=is_final, day=20)

    def _assessment(
        self, number: int, practice: int, pattern: "_Pattern", *, is_final: bool, day: int
    ) -> dict[str, Any]:
        at = BEGINNING + timedelta(days=day)
        return {
            "transfer_id": number + 1,  # pairs were assessed in the order of their ids
            "revision_id": practice,
            "criteria_set_id": self.criteria_set.pk,
            "state": "final" if is_final else "draft",
            "final_at": at if is_final else None,
            "opened_at": at,
            "computed_at": at,
            "result": pattern.result,
            "kernel_version": kernel.KERNEL_VERSION,
            "input_hash": "0" * 64,
            **pattern.columns,
        }


class _Pattern:
    """Five people's answers to twelve of sixteen questions, with what the kernel makes of them."""

    def __init__(self, criteria_set: CriteriaSet, rng: random.Random) -> None:
        criteria = list(criteria_set.criteria.order_by("pk"))
        mood = rng.choice([-1, 0, 1, 1])
        self.people, raters = [], []
        for person in range(PEOPLE):
            asked = sorted(rng.sample(criteria, ANSWERS), key=lambda each: each.pk)
            values = {each: max(-2, min(2, mood + rng.randint(-1, 1))) for each in asked}
            self.people.append([(each.pk, value) for each, value in values.items()])
            level = Level.values[person % len(Level.values)]
            answers = {each.code: value for each, value in values.items()}
            raters.append(kernel.Rater(str(person), level, answers))
        result = kernel.assess(
            [
                kernel.Criterion(
                    each.code, kernel.Dimension(each.dimension), each.importance, each.is_gate
                )
                for each in criteria
            ],
            raters,
        )
        self.result, self.columns = kernel.to_dict(result), columns_of(result)


def _without_triggers(*models: type[Model]) -> None:
    """They count public changes and guard single rows; nobody else is in this database."""
    with connection.cursor() as cursor:
        for model in models:
            cursor.execute(f"ALTER TABLE {model._meta.db_table} DISABLE TRIGGER USER")


def copy(model: type[Model], rows: Iterable[dict[str, Any]]) -> None:
    """By COPY; columns that a row leaves out get the field's default, the key its sequence's."""
    rows = iter(rows)
    first = next(rows)
    key = model._meta.pk
    fields = [each for each in model._meta.concrete_fields if each != key or each.attname in first]
    columns = ", ".join(each.attname if not each.db_column else each.db_column for each in fields)
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {model._meta.db_table} ({columns}) FROM STDIN") as copied,
    ):
        for row in _chained(first, rows):
            copied.write_row([_value(each, row) for each in fields])


def _value(field: Any, row: dict[str, Any]) -> Any:
    value = row[field.attname] if field.attname in row else field.get_default()
    return json.dumps(value) if isinstance(field, JSONField) else value


def _chained(first: dict[str, Any], rows: Iterable[dict[str, Any]]) -> Rows:
    yield first
    yield from rows
