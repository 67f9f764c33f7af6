"""Sentences of the decision sheet, each as short as one page asks for."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.kernel import Reliability, Result
from assessments.kernel.suggestion import crosses
from assessments.models import Assessment, Decision, Dissent
from assessments.obstacles import Obstacle
from assessments.results import Reading
from assessments.words import in_sentence, range_line, two_places
from assessments.words.agreement import NO_ALPHA
from core import clock
from core.ui import dates, numbers
from core.ui.words import capital, number_word
from regions.models import Region

RELIABILITY = {
    Reliability.RELIABLE: gettext_lazy("reliable"),
    Reliability.TENTATIVE: gettext_lazy("tentative"),
    Reliability.NOT_RELIABLE: gettext_lazy("not reliable, read the profile"),
}
PRINTED = 12  # signs of the hash, in groups of four


@dataclass(frozen=True)
class Limits:
    """How long texts may be, and how many of a kind are told; what is left out is said."""

    why: int
    dissents: int
    dissent: int
    obstacles: int
    obstacle: int
    changes: int


ROOMY = Limits(why=700, dissents=3, dissent=220, obstacles=3, obstacle=260, changes=420)
TIGHT = Limits(why=380, dissents=3, dissent=110, obstacles=2, obstacle=150, changes=260)
ROOM = 1500  # signs of all texts together that a page takes at ease
LONG_QUESTION = 46  # signs from which on a question takes two lines


def limits_for(
    reading: Reading | None,
    obstacles: Sequence[Obstacle],
    decision: Decision | None,
    dissents: Sequence[Dissent],
) -> Limits:
    """As much as fits: where questions are long, or texts are many, each gets less."""
    questions = reading.material.criteria if reading else ()
    longer = sum(len(each.question) > LONG_QUESTION for each in questions)
    texts = min(len(decision.rationale), ROOMY.why) if decision else 0
    texts += sum(min(len(each.words), ROOMY.dissent) for each in dissents[: ROOMY.dissents])
    texts += sum(
        min(len(each.answer.text) + len(each.answer.owner), ROOMY.obstacle)
        for each in obstacles[: ROOMY.obstacles]
        if each.answer
    )
    return ROOMY if texts + 90 * longer <= ROOM else TIGHT


def shortened(text: str, limit: int) -> str:
    """The text in one paragraph; cut at a word where it is longer, and honest about that."""
    whole = " ".join(text.split())
    if len(whole) <= limit:
        return whole
    cut, _space, _rest = whole[:limit].rpartition(" ")
    return _("%(text)s … (shortened, see page)") % {"text": cut or whole[:limit]}


def middle(value: Fraction | None) -> str:
    """A middle answer: −1.5, 0, +1."""
    if value is None:
        return ""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return numbers.signed(exact, 0 if value.denominator == 1 else 1)


def source_line(assessment: Assessment, questions: int) -> str:
    """Whose practice, which text of it, and which questions were asked."""
    practice, revision = assessment.transfer.practice, assessment.revision
    origin = practice.origin_region or practice.partner.region
    said = _("Practice of %(partner)s, %(region)s, revision %(number)s") % {
        "partner": practice.partner.short,
        "region": origin.name,
        "number": revision.number,
    }
    if revision.approved_at:
        said = _("%(what)s of %(day)s") % {"what": said, "day": dates.day(revision.approved_at)}
    if not questions:
        return said
    asked = _("criteria set “%(name)s”, version %(version)s, %(n)s questions") % {
        "name": assessment.criteria_set.name,
        "version": assessment.criteria_set.version,
        "n": number_word(questions),
    }
    return f"{said} · {asked}"


def decided_lines(decision: Decision | None, region: Region) -> list[str]:
    """Who decided when, what was before, and when it is looked at again."""
    if decision is None:
        return [_("%(region)s has recorded no decision on this assessment.") % {"region": region}]
    said = [
        _("Decided by %(body)s on %(day)s.")
        % {"body": decision.body or region.name, "day": dates.day(decision.decided_on)}
    ]
    if decision.reference:
        said.append(_("Reference: %(reference)s.") % {"reference": decision.reference})
    if decision.reason_kind:
        said.append(_("Main reason: %(reason)s.") % {"reason": decision.get_reason_kind_display()})
    if decision.without_assessment_reason:
        why = shortened(decision.without_assessment_reason, 160)
        said.append(_("Without a finished assessment: %(why)s") % {"why": why})
    if before := decision.supersedes:
        until = {"day": dates.day(decision.decided_on), "outcome": before.get_outcome_display()}
        said.append(_("Until %(day)s: %(outcome)s.") % until)
    if decision.review_on:
        day = dates.day(decision.review_on)
        said.append(_("Looked at again on %(day)s.") % {"day": day})
    return said


def doubt_lines(result: Result) -> list[str]:
    """What the scores say without the gates, and which range crosses a threshold."""
    suggestion = result.suggestion
    if suggestion is None:
        return []
    said = []
    if suggestion.capped != suggestion.uncapped:
        said.append(
            _("Without its gates: %(outcome)s.") % {"outcome": in_sentence(suggestion.uncapped)}
        )
    if not suggestion.could_easily_change:
        return said
    t = result.threshold
    named = (
        (result.relevance, _("relevance"), (t,)),
        (result.feasibility, _("feasibility"), (t, -t)),
    )
    said += [
        _("Leaving out one person gives %(what)s %(range)s.")
        % {"what": name, "range": range_line(score.range)}
        for score, name, bounds in named
        if any(crosses(score, bound) for bound in bounds) and range_line(score.range)
    ]
    return said


def obstacle_line(obstacle: Obstacle, median: Fraction | None, limit: int) -> str:
    """Money blocks (middle answer −1.5). Start with one field. Cluster 55°, by 30 June 2013."""
    topic = capital(obstacle.criterion.topic)
    if obstacle.is_blocking:
        said = _("%(topic)s blocks (middle answer %(middle)s).")
    else:
        said = _("%(topic)s: an obstacle was raised (middle answer %(middle)s).")
    start = said % {"topic": topic, "middle": middle(median) or "–"}
    answer = obstacle.answer
    if answer is None:
        return f"{start} {_('It has no answer yet.')}"
    told = _("Answer: %(text)s %(owner)s, by %(day)s.") % {
        "text": f"{answer.text.rstrip('.')}.",
        "owner": answer.owner,
        "day": dates.day(answer.due_on),
    }
    return f"{start} {shortened(told, limit)}"


def reliability_line(result: Result) -> str:
    """One figure about all questions together, or why there is none."""
    agreement = result.agreement
    if agreement.alpha is None or agreement.reliability is None:
        return str(NO_ALPHA[agreement.reason]) if agreement.reason else ""
    return _("Agreement over all (alpha, ordinal) %(alpha)s: %(words)s.") % {
        "alpha": numbers.number(two_places(agreement.alpha), 2),
        "words": RELIABILITY[agreement.reliability],
    }


def foot_lines(assessment: Assessment, *, is_demonstration: bool) -> list[str]:
    """Kernel, inputs and day of printing; and that a demonstration is one."""
    shown = assessment.input_hash[:PRINTED]
    groups = " ".join(shown[at : at + 4] for at in range(0, len(shown), 4))
    said = [
        _("computed with kernel %(version)s") % {"version": assessment.kernel_version or "–"},
        _("inputs %(hash)s") % {"hash": groups or "–"},
        _("printed %(day)s") % {"day": dates.day(clock.today())},
    ]
    if is_demonstration:
        said.append(_("Demonstration: people and everything they do are invented."))
    return said
