"""Asks the database what the list for a region is counted from: nine statements, whatever there is.

Candidates are practices that share a field, a need or a similar region's answer with the region:
the newest of each kind, so that a large catalogue costs no more than a small one.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchConfig, SearchVectorField
from django.db.models import (
    Case,
    CharField,
    Exists,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import JSONObject

from assessments.for_us.model import Candidate, Likeness, Refused, Said, Subject, Wish
from assessments.for_us.points import DECIDED
from assessments.models import Assessment, AssessmentState, Decision, Mark, MarkKind, Outcome
from practices.models import Need, Practice, Requirement, Transfer, TransferStatus
from practices.search import STEMMED
from regions.models import ContextItem, Region, Strength
from regions.reader import Reader

POOL: Final = 500  # candidates of each kind
SHORTEST: Final = 4  # letters of a stem
ASSESSING: Final = TransferStatus.ASSESSING


@dataclass(frozen=True)
class Material:
    """What the list is counted from, and the reader's own marks for the way back."""

    subject: Subject
    candidates: list[Candidate]
    marked: list[Mark]


def material_for(region: Region, reader: Reader) -> Material:
    """All facts that this reader may read about the region and what it could look at."""
    marks = _marks(region, reader)
    wishes = _wishes(region, reader)
    fields, likenesses = _region_and_others(region, reader)
    subject = Subject(
        fields=fields,
        wishes=wishes,
        has=dict(
            ContextItem.objects.visible_to(reader).filter(region=region).values_list("kind", "has")
        ),
        refused=_refused(region, reader, marks),
        likenesses=likenesses,
    )
    candidates = _candidates(region, reader, subject)
    own = [each for each in marks if each.user_id == reader.user_id]
    return Material(subject, candidates, own)


def _field_ids(path: str) -> ArraySubquery:
    """Ids of the fields of the practice that the path leads to."""
    links = Practice.industries.through.objects.filter(practice=OuterRef(path))
    return ArraySubquery(links.order_by("industry").values("industry"))


def _marks(region: Region, reader: Reader) -> list[Mark]:
    """One's own, and those of the region for its leads: the newest first."""
    readable = Mark.objects.visible_to(reader).filter(region=region)
    with_practice = readable.select_related("practice").annotate(field_ids=_field_ids("practice"))
    return list(with_practice.order_by("-at", "-pk"))


def _wishes(region: Region, reader: Reader) -> tuple[Wish, ...]:
    vector = Func(
        SearchConfig(Value(STEMMED["en"])),
        F("text"),
        function="to_tsvector",
        output_field=SearchVectorField(),
    )
    stems = Func(vector, function="tsvector_to_array", output_field=ArrayField(TextField()))
    needs: Any = Need.objects.visible_to(reader).filter(region=region).annotate(stems=stems)
    return tuple(
        Wish(
            id=each.pk,
            text=each.text,
            theme=each.theme_id,
            industry=each.industry_id,
            instrument=each.instrument,
            words=frozenset(stem for stem in each.stems if len(stem) >= SHORTEST),
        )
        for each in needs
    )


def _refused(region: Region, reader: Reader, marks: Iterable[Mark]) -> tuple[Refused, ...]:
    """What was not for the region and why: its decisions in force and the marks of its people.

    A practice counts once for the same reason, whoever says it.
    """
    decisions = (
        Decision.objects.visible_to(reader)
        .in_force()
        .filter(transfer__region=region, outcome=Outcome.NOT_NOW)
        .select_related("transfer__practice")
        .annotate(field_ids=_field_ids("transfer__practice"))
        .order_by("pk")
    )
    said: list[tuple[Any, Practice]] = [(each, each.transfer.practice) for each in decisions]
    said += [(each, each.practice) for each in marks if each.kind == MarkKind.NOT_FOR_US]
    found = {
        (practice.pk, each.reason_kind): Refused(
            title=practice.title,
            reason=each.reason_kind,
            theme=practice.theme_id,
            instrument=practice.instrument,
            fields=frozenset(each.field_ids),
        )
        for each, practice in said
    }
    return tuple(found.values())


def _region_and_others(
    region: Region, reader: Reader
) -> tuple[dict[int, str], dict[int, Likeness]]:
    """The fields of the region, and how similar each other region of the partnership is."""
    names = dict(Region.objects.active().values_list("pk", "name"))
    fields: dict[int, dict[int, str]] = defaultdict(dict)
    strengths = Strength.objects.visible_to(reader).values_list(
        "region", "industry", "industry__name"
    )
    for region_id, industry_id, name in strengths:
        fields[region_id][industry_id] = name
    own = fields[region.pk]
    distances = _distances(region, reader)
    likenesses = {}
    for pk, name in names.items():
        if pk != region.pk:
            shared = tuple(sorted(own[each] for each in fields[pk] if each in own))
            number, distance = distances.get(pk, (0, None))
            likenesses[pk] = Likeness(name, shared, number, distance)
    return own, likenesses


def _distances(region: Region, reader: Reader) -> dict[int, tuple[int, Fraction]]:
    """Per region how many practices both have scored, and how far the scores lie apart.

    Of the own region drafts count, too; of others what is finished.
    """
    scored = Assessment.objects.visible_to(reader).exclude(suggestion="")
    own = scored.filter(transfer__region=region).values("transfer__practice")
    mine_or_final = Q(transfer__region=region) | Q(state=AssessmentState.FINAL)
    newest = (
        scored.filter(mine_or_final, transfer__practice__in=own)
        .order_by("transfer_id", "-opened_at", "-pk")
        .distinct("transfer_id")
    )
    scores: dict[int, dict[int, tuple[Fraction, Fraction]]] = defaultdict(dict)
    rows = newest.values_list("transfer__practice", "transfer__region", "relevance", "feasibility")
    for practice, place, relevance, feasibility in rows:
        if relevance is not None and feasibility is not None:
            scores[place][practice] = (Fraction(relevance), Fraction(feasibility))
    mine = scores.pop(region.pk, {})
    return {place: _apart(mine, theirs) for place, theirs in scores.items()}


def _apart(
    mine: Mapping[int, tuple[Fraction, Fraction]], theirs: Mapping[int, tuple[Fraction, Fraction]]
) -> tuple[int, Fraction]:
    gaps = [
        abs(one - other)
        for practice, values in theirs.items()
        if practice in mine
        for one, other in zip(mine[practice], values, strict=True)
    ]
    return len(gaps) // 2, sum(gaps, Fraction(0)) / max(1, len(gaps))


def _candidates(region: Region, reader: Reader, subject: Subject) -> list[Candidate]:
    similar = [pk for pk, likeness in subject.likenesses.items() if likeness.degrees]
    open_to = _not_considered(region, reader)
    answered = Transfer.objects.visible_to(reader).filter(
        practice=OuterRef("pk"), region__in=similar, status__in=[*DECIDED, ASSESSING]
    )
    pool = _pool(open_to, subject, answered)
    wanted = sorted({word for wish in subject.wishes for word in wish.words})
    core = Requirement.objects.filter(revision=OuterRef("published_revision"), is_core=True)
    rows = (
        open_to.filter(pk__in=pool)
        .annotate(
            field_ids=_field_ids("pk"),
            stems=_stems_among(wanted),
            core=ArraySubquery(
                core.order_by("pk").values(line=JSONObject(kind="kind", needed="needed"))
            ),
        )
        .values_list(
            *("pk", "title", "title_sort", "theme", "instrument"), *("field_ids", "stems", "core")
        )
    )
    found = list(rows)
    said = _said(reader, [row[0] for row in found], similar) if similar else {}
    return [
        Candidate(
            id=pk,
            title=title,
            sort=sort,
            theme=theme,
            instrument=instrument,
            fields=frozenset(fields),
            words=frozenset(stems),
            core=tuple((line["kind"], line["needed"]) for line in core_lines),
            said=tuple(said.get(pk, ())),
        )
        for pk, title, sort, theme, instrument, fields, stems, core_lines in found
    ]


def _not_considered(region: Region, reader: Reader) -> Any:
    """Listed and described, of another region, without a status and without a readable mark."""
    here = {"practice": OuterRef("pk"), "region": region}
    comes_from_here = Q(origin_region=region) | Q(
        origin_region__isnull=True, nuts_codes__contains=[region.code]
    )
    return (
        Practice.objects.listed_for(reader)
        .filter(
            ~Exists(Transfer.objects.visible_to(reader).filter(**here)),
            ~Exists(Mark.objects.visible_to(reader).filter(**here)),
            is_stub=False,
        )
        .exclude(comes_from_here)
    )


def _pool(open_to: Any, subject: Subject, answered: QuerySet[Transfer]) -> QuerySet[Any]:
    """Ids of what has anything in common, in one union."""
    fields = {*subject.fields, *(wish.industry for wish in subject.wishes if wish.industry)}
    themes = {wish.theme for wish in subject.wishes if wish.theme}
    instruments = {wish.instrument for wish in subject.wishes if wish.instrument}
    links = Practice.industries.through.objects.filter(industry__in=fields)
    kinds = [
        open_to.filter(pk__in=links.values("practice")),
        open_to.filter(theme__in=themes),
        open_to.filter(instrument__in=instruments),
        open_to.filter(Exists(answered)),
    ]
    first, *others = [each.newest_first().values("pk")[:POOL] for each in kinds]
    union: QuerySet[Any] = first.union(*others).order_by()
    return union


def _stems_among(wanted: list[str]) -> Func:
    """Which of these stems stand in title, short line or tags: the stored document has them."""
    stems = Func(
        F("catalogue_entry__ranking"),
        function="tsvector_to_array",
        output_field=ArrayField(TextField()),
    )
    return Func(
        stems,
        Value(wanted, output_field=ArrayField(TextField())),
        template="ARRAY(SELECT unnest(%(expressions)s))",
        arg_joiner=") INTERSECT SELECT unnest(",
        output_field=ArrayField(TextField()),
    )


def _said(reader: Reader, ids: list[int], similar: list[int]) -> dict[int, list[Said]]:
    """Per practice what similar regions decided, or what their finished assessments suggest."""
    finished = (
        Assessment.objects.visible_to(reader)
        .filter(transfer=OuterRef("pk"), state=AssessmentState.FINAL)
        .newest_first()
    )
    suggestion = Case(
        When(status=ASSESSING, then=Subquery(finished.values("suggestion")[:1])),
        default=Value(""),
        output_field=CharField(),
    )
    pairs = (
        Transfer.objects.visible_to(reader)
        .filter(practice__in=ids, region__in=similar, status__in=[*DECIDED, ASSESSING])
        .order_by("practice", "region")
        .values_list("practice", "region", "status", suggestion)
    )
    found: dict[int, list[Said]] = defaultdict(list)
    for practice, region, status, suggested in pairs:
        found[practice].append(Said(region, status, suggested or ""))
    return found
