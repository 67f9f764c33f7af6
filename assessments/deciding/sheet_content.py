"""The decision sheet as one object: its page and its PDF are drawn from it and from nothing else.

It says how people answered by level and never by name. Texts that would not fit on one page are
cut, and say so.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from assessments.deciding.sheet_words import (
    Limits,
    decided_lines,
    doubt_lines,
    foot_lines,
    limits_for,
    middle,
    obstacle_line,
    reliability_line,
    shortened,
    source_line,
)
from assessments.kernel import Score
from assessments.models import Assessment, Decision, Dimension, Dissent, Outcome
from assessments.obstacles import Obstacle, obstacles_of
from assessments.page import shows_answers
from assessments.plane import Axes, standing_of
from assessments.profile import Group, Row, profile_of
from assessments.results import Reading, read
from assessments.words import (
    first_look_sentence,
    levels_line,
    range_line,
    score_text,
    verdict,
)
from assessments.words.changing import change_sentences
from assessments.words.levels import in_order, level_marks
from core.ui import dates
from regions.models import Level
from regions.reader import Reader

LONG_NAME = 24  # signs
MOST_MARKS = 4  # of one cell, drawn one by one; more are counted


@dataclass(frozen=True)
class Marks:
    """People of one level who gave the same value; `number` is said where they are counted."""

    level: str
    number: int

    @property
    def each(self) -> range:
        return range(self.number)


@dataclass(frozen=True)
class Cell:
    marks: tuple[Marks, ...]
    is_counted: bool
    is_middle: bool


@dataclass(frozen=True)
class Line:
    """One question with its answers; `words` says the same without the marks."""

    code: str
    question: str
    is_gate: bool
    is_blocking: bool
    cells: tuple[Cell, ...]
    unknown: int
    middle: str
    agreement: str
    words: str


@dataclass(frozen=True)
class Part:
    """The questions of one dimension with its score and range."""

    heading: str
    figures: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Spot:
    """The region on the plane, in percent of its width and height."""

    x: float
    y: float
    left: float
    top: float
    width: float
    height: float
    low: float
    high: float
    words: str

    @property
    def across(self) -> float:
        """Between the two thresholds."""
        return round(self.high - self.low, 2)


@dataclass(frozen=True)
class Said:
    words: str
    level: str
    label: str


@dataclass(frozen=True)
class Sheet:
    """Everything that stands on the sheet, in its order."""

    title: str
    theme: str
    glyph: str
    source: str
    outcome: str
    say: str
    decided: tuple[str, ...]
    replaced: str
    why: str
    dissents: tuple[Said, ...]
    more_dissents: str
    saw: tuple[str, ...]
    spot: Spot | None
    region: str
    parts: tuple[Part, ...]
    hidden: str
    obstacles: tuple[str, ...]
    changes: str
    people: tuple[Said, ...]
    answered: tuple[str, ...]
    address: str
    foot: tuple[str, ...]


def sheet_of(
    assessment: Assessment,
    decision: Decision | None,
    reader: Reader,
    *,
    is_demonstration: bool = False,
) -> Sheet:
    """Read the sheet for a reader; `decision` brings its dissents, what came before and after."""
    reading = read(assessment)
    found = obstacles_of(reading) if reading else []
    dissents = list(decision.dissents.all()) if decision else []
    limits = limits_for(reading, found, decision, dissents)
    shows = reading is not None and shows_answers(
        reader, assessment.transfer.region, reading.material
    )
    practice, region = assessment.transfer.practice, assessment.transfer.region
    return Sheet(
        title=_("%(practice)s for %(region)s")
        % {"practice": practice.title, "region": region.name},
        theme=practice.theme.name if practice.theme else "",
        glyph=practice.theme.glyph if practice.theme else "",
        source=source_line(assessment, len(reading.material.criteria) if reading else 0),
        outcome=decision.outcome if decision else "",
        say=str(Outcome(decision.outcome).label) if decision else _("Not decided yet"),
        decided=tuple(decided_lines(decision, region)),
        replaced=_replaced(decision),
        why=shortened(decision.rationale, limits.why) if decision else "",
        dissents=_dissents(dissents, limits),
        more_dissents=_more(dissents, limits),
        saw=tuple(_saw(reading, assessment)),
        spot=_spot(reading, region.name),
        region=_heading(region.name),
        parts=_parts(reading) if shows and reading else (),
        hidden=_hidden(reading, shows=shows),
        obstacles=tuple(_obstacles(found, reading, limits)),
        changes=shortened(_changes(reading), limits.changes),
        people=_people(reading) if shows and reading else (),
        answered=tuple(_answered(reading, shows=shows)),
        address=address_of(assessment, decision),
        foot=tuple(foot_lines(assessment, is_demonstration=is_demonstration)),
    )


def address_of(assessment: Assessment, decision: Decision | None) -> str:
    """The permanent address: of the sheet with this decision, whatever is decided later."""
    path = f"{assessment.get_absolute_url()}sheet/"
    return f"{path}?decision={decision.pk}" if decision else path


def _heading(region: str) -> str:
    """Above the agreement; a long name would make the head of the table higher than the table."""
    if len(region) > LONG_NAME:
        return _("Agreement")
    return _("In %(region)s") % {"region": region}


def _replaced(decision: Decision | None) -> str:
    after: Decision | None = getattr(decision, "superseded_by", None) if decision else None
    if after is None:
        return ""
    return _("Replaced on %(day)s: %(outcome)s.") % {
        "day": dates.day(after.decided_on),
        "outcome": Outcome(after.outcome).label,
    }


def _dissents(dissents: Sequence[Dissent], limits: Limits) -> tuple[Said, ...]:
    return tuple(
        Said(shortened(each.words, limits.dissent), each.level, str(Level(each.level).label))
        for each in dissents[: limits.dissents]
    )


def _more(dissents: Sequence[Dissent], limits: Limits) -> str:
    more = len(dissents) - limits.dissents
    return _("%(n)s more, see page.") % {"n": more} if more > 0 else ""


def _saw(reading: Reading | None, assessment: Assessment) -> list[str]:
    """The suggestion, without its gates too, and how easily it changes."""
    if reading is None:
        return [_("Nobody of the region has answered yet.")]
    topics = reading.material.topics
    if reading.result.is_first_look:
        return [first_look_sentence(reading.result, topics)]
    if reading.suggestion is None:
        said = [_("Too little was answered for a suggestion.")]
        return [*said, assessment.final_reason] if assessment.final_reason else said
    return [verdict(reading.result, topics), *doubt_lines(reading.result)]


def _spot(reading: Reading | None, region: str) -> Spot | None:
    if reading is None or reading.suggestion is None:
        return None
    result = reading.result
    own = standing_of(region, "", result.relevance, result.feasibility)
    if own is None:
        return None
    axes = Axes(Fraction(-2), Fraction(-2))
    left, right = (axes.x(each) for each in own.feasibility_range)
    bottom, top = (axes.y(each) for each in own.relevance_range)
    values = {
        "relevance": score_text(own.relevance),
        "feasibility": score_text(own.feasibility),
    }
    return Spot(
        x=_places(axes.x(own.feasibility)),
        y=_places(axes.y(own.relevance)),
        left=_places(left),
        top=_places(top),
        width=_places(right - left),
        height=_places(bottom - top),
        low=_places(axes.x(-result.threshold)),
        high=_places(axes.x(result.threshold)),
        words=_("Relevance %(relevance)s, feasibility %(feasibility)s, with its range") % values,
    )


def _places(value: Fraction) -> float:
    return round(float(value), 2)


def _parts(reading: Reading) -> tuple[Part, ...]:
    profile = profile_of(reading.material, reading.result)
    scores = {
        Dimension.RELEVANCE: (_("Do we need it?"), _("relevance"), reading.result.relevance),
        Dimension.FEASIBILITY: (_("Can we do it?"), _("feasibility"), reading.result.feasibility),
    }
    has_scores = reading.suggestion is not None
    return tuple(_part(group, *scores[group.dimension], has_scores) for group in profile.groups)


def _part(group: Group, heading: str, name: str, score: Score, has_scores: bool) -> Part:
    figures = ""
    if has_scores:
        figures = f"{name} {score_text(score.value)}"
        if told := range_line(score.range):
            figures = f"{figures}, {_('range %(range)s') % {'range': told}}"
    return Part(heading, figures, tuple(_line(row) for row in group.rows))


def _line(row: Row) -> Line:
    agreement = f"{row.consensus.lower()} {row.r_wg}".strip()
    given = [
        f"{level_marks(each.levels)} {sign}"
        for each, sign in zip(row.bins, ("−2", "−1", "0", "+1", "+2"), strict=True)
        if each.levels
    ]
    return Line(
        code=row.criterion.code,
        question=row.criterion.question,
        is_gate=row.criterion.is_gate,
        is_blocking=row.is_blocking,
        cells=tuple(_cell(each.levels, is_middle=each.is_median) for each in row.bins),
        unknown=row.figures.unknown,
        middle=middle(row.figures.median),
        agreement=agreement,
        words=", ".join(given),
    )


def _cell(levels: Sequence[str], *, is_middle: bool) -> Cell:
    counts = Counter(levels)
    marks = tuple(Marks(level, counts[level]) for level in in_order(counts))
    return Cell(marks, len(levels) > MOST_MARKS, is_middle)


def _hidden(reading: Reading | None, *, shows: bool) -> str:
    if reading is None or shows:
        return ""
    return _(
        "So few people answered that they may be recognised. Their answers stay in the region."
    )


def _obstacles(found: Sequence[Obstacle], reading: Reading | None, limits: Limits) -> list[str]:
    if not found or reading is None:
        return [_("None.")]
    medians = {each.code: each.median for each in reading.result.figures}
    lines = [
        obstacle_line(each, medians.get(each.criterion.code), limits.obstacle)
        for each in found[: limits.obstacles]
    ]
    more = len(found) - limits.obstacles
    if more > 0:
        lines.append(_("%(n)s more, see page.") % {"n": more})
    return lines


def _changes(reading: Reading | None) -> str:
    """The nearest changes, and which level alone decides."""
    if reading is None or reading.suggestion is None:
        return _("There is no suggestion that could change.")
    sizes = Counter(reading.material.levels.values())
    labels = {value: str(label) for value, label in Outcome.choices}
    said = change_sentences(reading.result, reading.material.topics)
    return " ".join([*said, levels_line(reading.result, sizes, labels)])


def _people(reading: Reading) -> tuple[Said, ...]:
    levels = Counter(reading.material.levels.values())
    return tuple(
        Said(level_marks([level] * levels[level]), level, "") for level in in_order(levels)
    )


def _answered(reading: Reading | None, *, shows: bool) -> list[str]:
    if reading is None:
        return [_("Nobody yet.")]
    rounds = reading.material.rounds
    ends = [each.closed_at for each in rounds if each.closed_at]
    said = [] if shows else [_("%(n)s of the region.") % {"n": len(reading.result.raters)}]
    if ends:
        days = dates.days(rounds[0].opened_at, max(ends))
        said.append(_("Blind, %(days)s.") % {"days": days})
    return [*said, reliability_line(reading.result)]
