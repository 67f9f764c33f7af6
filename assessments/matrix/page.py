"""The controls around the matrix: what can be chosen, and where each choice leads."""

from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.matrix.asked import (
    CHANGED,
    COMPACT,
    LIST,
    ORIGIN,
    ROOMY,
    SCORES,
    STATUSES,
    TAKEN_UP,
    TITLE,
)
from assessments.matrix.grid import Grid
from assessments.matrix.scores import KINDS, words_of

ORDERS: Final = {
    TITLE: gettext_lazy("Theme and title"),
    TAKEN_UP: gettext_lazy("Most taken up"),
    ORIGIN: gettext_lazy("Region of origin"),
    CHANGED: gettext_lazy("Latest change"),
}


@dataclass(frozen=True)
class Choice:
    value: str
    words: str
    is_chosen: bool


@dataclass(frozen=True)
class Way:
    """A link to the same matrix in another way."""

    url: str
    words: str
    is_current: bool


class Page:
    """What the template asks for beside the grid."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.asked = grid.asked

    @property
    def says(self) -> list[Way]:
        """Statuses or scores."""
        by_scores = self.asked.is_by_scores
        return [
            Way(self.asked.having(by="") or ".", _("Status"), not by_scores),
            Way(self.asked.having(by=SCORES), _("Scores"), by_scores),
        ]

    @property
    def ways_on_screens(self) -> list[Way]:
        grid = self.grid
        roomy = not grid.is_list and not grid.is_compact
        return [
            Way(self.asked.having(view=ROOMY), _("Roomy"), roomy),
            Way(self.asked.having(view=COMPACT), _("Compact"), grid.is_compact),
            Way(self.asked.having(view=LIST), _("List"), grid.is_list),
        ]

    @property
    def ways_on_phones(self) -> list[Way]:
        """The list comes first there, as long as nothing else was asked for."""
        has_list = self.grid.has_list
        table = COMPACT if self.grid.is_compact else ROOMY
        return [
            Way(self.asked.having(view=LIST), _("List"), has_list),
            Way(self.asked.having(view=table), _("Table"), not has_list),
        ]

    @property
    def table_css(self) -> str:
        """Both are in a page that nobody asked for in one way; the screen shows one."""
        return "from-tablet" if self.grid.has_list else ""

    @property
    def list_css(self) -> str:
        return "" if self.grid.is_list else "on-phone"

    @property
    def orders(self) -> list[Choice]:
        return [Choice(each, str(words), each == self.asked.sort) for each, words in ORDERS.items()]

    @property
    def themes(self) -> list[Choice]:
        themes = self.grid.table.themes
        return [Choice(each.code, each.name, each.code == self.asked.theme) for each in themes]

    @property
    def regions(self) -> list[Choice]:
        regions = self.grid.table.regions
        return [Choice(each.code, each.name, each.code in self.asked.regions) for each in regions]

    @property
    def tags(self) -> list[Choice]:
        tags = self.grid.tags.items()
        return [Choice(slug, name, slug == self.asked.tag) for slug, name in tags]

    @property
    def statuses(self) -> list[Choice]:
        """To choose from where the counts are those of suggestions."""
        return [
            Choice(each, self.grid.status_words(each), each == self.asked.status)
            for each in STATUSES
        ]

    @property
    def suggestions(self) -> list[Choice]:
        return [Choice(each, words_of(each), each == self.asked.suggestion) for each in KINDS]

    @property
    def counted(self) -> str:
        """The name of the filter that the counts are."""
        return "suggestion" if self.asked.is_by_scores else "status"

    @property
    def beside_the_counts(self) -> tuple[tuple[str, str], ...]:
        return self.asked.others_than(self.counted)

    @property
    def beside_the_form(self) -> tuple[tuple[str, str], ...]:
        """What the filters do not ask for themselves."""
        asks = {"q", "theme", "region", "tag", "open", "sort", "status", "suggestion"}
        asks.discard(self.counted)
        if not self.grid.sees_scores:
            asks.discard("suggestion")
        return self.asked.others_than(*asks)

    @property
    def all_url(self) -> str:
        return self.asked.without_filters() or "."

    @property
    def exports(self) -> list[tuple[str, str]]:
        """Addresses of the files of what is shown, and what they are; E03 says more."""
        words = {
            "xlsx": _("Workbook (XLSX)"),
            "csv": _("Table (CSV, semicolons)"),
            "json": _("Data for programs (JSON)"),
        }
        query = self.asked.having()
        return [
            (f"{reverse('matrix_export', args=[kind])}{query}", label)
            for kind, label in words.items()
        ]
