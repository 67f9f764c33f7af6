"""What the address of the reasons asks for; anything unknown asks for nothing."""

from dataclasses import dataclass
from typing import Final, Self
from urllib.parse import urlencode

from django.db.models import Q
from django.http import QueryDict

from assessments.models import ReasonKind
from assessments.querysets.pairs import DecisionQuerySet

LONGEST: Final = 200


@dataclass(frozen=True)
class Asked:
    """The whole state of the page."""

    reason: str = ""
    region: str = ""
    theme: str = ""
    practice: str = ""
    query: str = ""
    with_earlier: bool = False

    @classmethod
    def of(cls, data: QueryDict) -> Self:
        reason = data.get("reason", "")
        return cls(
            reason=reason if reason in ReasonKind.values else "",
            region=data.get("region", "")[:LONGEST],
            theme=data.get("theme", "")[:LONGEST],
            practice=data.get("practice", "")[:LONGEST],
            query=data.get("q", "").strip()[:LONGEST],
            with_earlier=bool(data.get("earlier")),
        )

    def narrowed(self, decisions: DecisionQuerySet) -> DecisionQuerySet:
        """By everything but the reason, which is counted over the rest."""
        found = decisions if self.with_earlier else decisions.in_force()
        if self.region:
            found = found.filter(transfer__region__code=self.region)
        if self.theme:
            found = found.filter(transfer__practice__theme__code=self.theme)
        if self.practice:
            found = found.filter(transfer__practice__slug=self.practice)
        for word in self.query.split():
            in_words = Q(rationale__icontains=word) | Q(transfer__practice__title__icontains=word)
            found = found.filter(in_words)
        return found

    @property
    def is_narrow(self) -> bool:
        return self != type(self)()

    def address(self, **changes: str) -> str:
        """The query string of the same page with something else asked."""
        now = {
            "reason": self.reason,
            "region": self.region,
            "theme": self.theme,
            "practice": self.practice,
            "q": self.query,
            "earlier": "on" if self.with_earlier else "",
        }
        kept = {name: value for name, value in (now | changes).items() if value}
        return f"?{urlencode(kept)}" if kept else ""
