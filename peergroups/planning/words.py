"""The plan in sentences."""

from collections.abc import Mapping, Sequence
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.ui.words import capital, joined, number_word
from peergroups.planner import Plan
from practices.models import Practice
from regions.models import Level, Region

STEP_WORDS: Final = {
    "opening": gettext_lazy("Start"),
    "pitch": gettext_lazy("Pitch"),
    "questions": gettext_lazy("Questions"),
    "answer": gettext_lazy("Answer"),
    "show": gettext_lazy("Show"),
    "talk": gettext_lazy("Talk"),
    "change": gettext_lazy("Change"),
    "next": gettext_lazy("Next step"),
    "closing": gettext_lazy("Closing"),
}
ONE: Final = {
    Level.POLICY_MAKER: gettext_lazy("policy maker"),
    Level.INTERMEDIARY: gettext_lazy("intermediary"),
    Level.PRACTITIONER: gettext_lazy("practitioner"),
}
LISTED: Final = 4  # sentences of one kind; the table below the warning has all


def heading(plan: Plan) -> str:
    """Two groups, three practices each, 20 minutes a practice."""
    groups = len(plan.groups)
    sizes = sorted({len(group.talks) for group in plan.groups})
    slots = sorted({group.times.slot for group in plan.groups if group.talks})
    if not slots:
        return _("No practice yet")
    parts = [ngettext("%(n)s group", "%(n)s groups", groups) % {"n": number_word(groups)}]
    if len(sizes) > 1:
        few, many = number_word(sizes[0]), number_word(sizes[-1])
        parts.append(_("%(few)s to %(many)s practices each") % {"few": few, "many": many})
    elif groups > 1:
        each = ngettext("%(n)s practice each", "%(n)s practices each", sizes[0])
        parts.append(each % {"n": number_word(sizes[0])})
    else:
        alone = ngettext("%(n)s practice", "%(n)s practices", sizes[0])
        parts.append(alone % {"n": number_word(sizes[0])})
    minutes = f"{slots[0]}" if len(slots) == 1 else f"{slots[0]}–{slots[-1]}"
    parts.append(_("%(minutes)s minutes a practice") % {"minutes": minutes})
    return capital(", ".join(parts))


def coverage(plan: Plan) -> str:
    """Every region sits in both groups; seven of nine regions sit in each group."""
    groups, regions = len(plan.groups), len(plan.wish.regions)
    if groups < 2 or not regions:
        return ""
    full = len(frozenset[int].intersection(*(group.regions for group in plan.groups)))
    if full == regions:
        return (
            _("Every region sits in both groups")
            if groups == 2
            else _("Every region sits in each group")
        )
    said = ngettext(
        "%(full)s of %(all)s region sits in each group",
        "%(full)s of %(all)s regions sit in each group",
        regions,
    )
    return capital(said % {"full": number_word(full), "all": number_word(regions)})


def pairs_without(plan: Plan) -> str:
    """Three pairs have no rater yet."""
    pairs = len(plan.uncovered)
    if not pairs:
        return ""
    said = ngettext("%(n)s pair has no rater.", "%(n)s pairs have no rater.", pairs)
    return capital(said % {"n": number_word(pairs)})


def warnings(
    plan: Plan, regions: Mapping[int, Region], practices: Mapping[int, Practice]
) -> list[str]:
    """What the plan cannot do, and why."""
    return [
        *_absent(plan, regions),
        *_unpresented(plan, practices),
        *_left_out(plan, practices),
        *_too_few(plan),
    ]


def _absent(plan: Plan, regions: Mapping[int, Region]) -> list[str]:
    said = []
    for group in plan.groups:
        absent = [
            str(regions[region])
            for region in plan.wish.regions
            if any(p.region == region and p.group == group.number for p in plan.uncovered)
        ]
        if absent:
            line = ngettext(
                "%(regions)s has nobody in group %(group)s.",
                "%(regions)s have nobody in group %(group)s.",
                len(absent),
            )
            said.append(line % {"regions": joined(absent), "group": group.number})
    return said


def _unpresented(plan: Plan, practices: Mapping[int, Practice]) -> list[str]:
    line = _("Nobody in group %(group)s can present “%(practice)s”.")
    return [
        line % {"group": group, "practice": practices[talk.key].title}
        for talk, group in plan.unpresented[:LISTED]
    ]


def _left_out(plan: Plan, practices: Mapping[int, Practice]) -> list[str]:
    if not plan.left_out:
        return []
    titles = joined([f"“{practices[talk.key].title}”" for talk in plan.left_out])
    return [_("There are no minutes for %(practices)s.") % {"practices": titles}]


def _too_few(plan: Plan) -> list[str]:
    """Where there are more groups than the numbers allow, how many are proposed."""
    groups, people = len(plan.groups), len(plan.wish.people)
    if groups < 2 or people >= plan.people_for(groups):
        return []
    said = [
        _needs(plan, groups, _("%(groups)s groups need %(people)s people")),
        _("There are %(n)s.") % {"n": people},
    ]
    if plan.proposed < groups:
        fewer = ngettext("%(n)s group is proposed.", "%(n)s groups are proposed.", plan.proposed)
        said.append(capital(fewer % {"n": number_word(plan.proposed)}))
    return said


def more(plan: Plan) -> str:
    """What more people would allow: three groups would need 27 people, three of each region."""
    groups = len(plan.groups)
    if groups >= len(plan.wish.talks) or len(plan.wish.regions) < 2 or _too_few(plan):
        return ""
    return _needs(plan, groups + 1, _("%(groups)s groups would need %(people)s people"))


def _needs(plan: Plan, groups: int, pattern: str) -> str:
    need = pattern % {
        "groups": capital(number_word(groups)),
        "people": plan.people_for(groups),
    }
    each = _("%(n)s of each region") % {"n": number_word(groups)}
    return f"{need}, {each}."


def without_moderator(groups: Sequence[int]) -> list[str]:
    """Groups 2 and 3 have no moderator yet: the coordinator can name one."""
    if not groups:
        return []
    line = ngettext(
        "Group %(groups)s has no moderator yet: the coordinator can name one.",
        "Groups %(groups)s have no moderator yet: the coordinator can name one.",
        len(groups),
    )
    return [line % {"groups": joined([str(number) for number in groups])}]


def seating_heading(plan: Plan, without: int) -> str:
    """Each region in both groups, seven without one level."""
    start = coverage(plan) or _("Everybody sits together")
    if not without:
        return _("%(start)s, each with all three levels") % {"start": start}
    return _("%(start)s, %(n)s without one level") % {"start": start, "n": number_word(without)}
