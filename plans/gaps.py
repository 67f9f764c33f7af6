"""Gaps of the own region against a practice: which actions close them, and how to plan one."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Self

from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.gaps.ways import Closing, Ways
from plans.models import Action, ActionSource
from plans.rules import writing_refusals
from practices.models import Practice, RequirementKind
from regions.models import Region
from regions.reader import Reader


@dataclass(frozen=True)
class Gap:
    """What a region lacks for a practice."""

    practice: Practice
    kind: RequirementKind

    @classmethod
    def asked(cls, slug: str, kind: str, reader: Reader) -> Self | None:
        """From an address; None where it names nothing that this reader may see."""
        if kind not in RequirementKind.values:
            return None
        practice = Practice.objects.visible_to(reader).filter(slug=slug).first()
        return cls(practice, RequirementKind(kind)) if practice else None

    @property
    def words(self) -> str:
        named = {"gap": self.kind.label, "practice": self.practice}
        return _("The gap “%(gap)s” of %(practice)s") % named

    @property
    def title(self) -> str:
        """What the form begins with."""
        return (
            _("%(gap)s for %(practice)s") % {"gap": self.kind.label, "practice": self.practice}
        )[:160]

    @property
    def query(self) -> str:
        return f"?gap={self.kind.value}&practice={self.practice.slug}"


def ways_to_close(reader: Reader, practice: Practice, region: Region) -> Ways:
    """Per kind the readable actions, numbered as plan and action, and where to plan one."""
    closings: dict[str, list[Closing]] = defaultdict(list)
    readable = Action.objects.visible_to(reader)
    for source in ActionSource.objects.closing(practice, region).filter(action__in=readable):
        action = source.action
        number = f"{action.plan.number}.{action.position}"
        words = _("action %(number)s") % {"number": number}
        state = str(action.get_state_display())
        closings[source.gap_kind].append(Closing(words, action.get_absolute_url(), state))
    urls = {}
    if not writing_refusals(reader, region):
        urls = {
            kind.value: reverse("gap_plan", args=[region.code, practice.slug, kind.value])
            for kind in RequirementKind
        }
    return Ways(closings, urls)
